// Names of BPMN elements as people read them, from the dictionary of the editor.
import { translated } from './bpmn';

// "userTask" -> "User task"
export function typeName(type: string, lang: string): string {
    const own: Record<string, string> = { intermediateCatchEvent: 'Intermediate catch event', adHocSubProcess: 'Ad-hoc sub-process', eventBasedGateway: 'Event-based gateway', subProcess: 'Sub-process' };
    const english = own[type] ?? type.replace(/([A-Z])/g, (c) => ` ${c.toLowerCase()}`).replace(/^./, (c) => c.toUpperCase());
    return translated(english, {}, lang);
}
