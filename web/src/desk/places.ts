// The places of the staff who handle cases, and the permission that opens each.
export interface Place {
    to: string;
    word: string; // key of its name
    needs: string;
}
export const PLACES: Place[] = [
    { to: '/desk', word: 'dnav.tasks', needs: 'service.work' },
    { to: '/counter', word: 'dnav.counter', needs: 'service.counter' },
    { to: '/desk/cases', word: 'dnav.cases', needs: 'service.work' },
    { to: '/desk/supervision', word: 'dnav.supervision', needs: 'service.supervise' },
    { to: '/desk/team', word: 'dnav.team', needs: 'service.supervise' },
    { to: '/desk/funds', word: 'dnav.funds', needs: 'finance.view' },
    { to: '/desk/books', word: 'dnav.books', needs: 'ledger.view' },
    { to: '/desk/absences', word: 'dnav.absences', needs: 'service.work' },
];

// Where somebody of the staff begins.
export const homeOf = (may: (permission: string) => boolean): string => PLACES.find((p) => may(p.needs))?.to ?? '/console';

// The place that a path belongs to: tasks are read from the list of tasks, cases from the search.
export function placeOf(path: string): string {
    if (path.startsWith('/desk/tasks')) return '/desk';
    if (path.startsWith('/desk/accounts')) return '/desk/books';
    return [...PLACES].reverse().find((p) => (p.to === '/desk' ? path === p.to : path.startsWith(p.to)))?.to ?? '';
}
