// What the guide and the printed sheets read of the schema of a form; filling in is done by FormView.
import { isKeyed, type Component, type Schema } from '../../forms/schema';

// All fields in the order of the form, groups opened; rows of a list are not asked for by themselves.
export function fieldsOf(schema: Schema): Component[] {
    const flat = (list: Component[]): Component[] => list.flatMap((c) => [c, ...(c.components && c.type !== 'dynamiclist' ? flat(c.components) : [])]);
    return flat(schema.components ?? []).filter((c) => c.key && isKeyed(c) && c.type !== 'expression');
}
export const isChoice = (c: Component) => ['radio', 'select', 'checklist', 'taglist'].includes(c.type);
