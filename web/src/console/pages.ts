// The pages of the console and the permissions, any of which opens them.
export interface ConsolePage {
    to: string;
    word: string; // key of its name
    needs?: string; // permissions, | between
}
export const PAGES: ConsolePage[] = [
    { to: '/console', word: 'cnav.home' },
    { to: '/console/confirm', word: 'cnav.confirm', needs: 'place.keep' },
    { to: '/console/listings', word: 'cnav.listings', needs: 'place.keep' },
    { to: '/console/imports', word: 'cnav.imports', needs: 'place.import' },
    { to: '/console/boards', word: 'cnav.boards', needs: 'board.keep' },
    { to: '/console/registrations', word: 'cnav.registrations', needs: 'identity.review' },
    { to: '/console/accounts', word: 'cnav.accounts', needs: 'identity.accounts|identity.grants|audit.read' },
    { to: '/console/areas', word: 'cnav.areas' },
    { to: '/console/rules', word: 'cnav.rules', needs: 'rules.use' },
    { to: '/console/services', word: 'cnav.services', needs: 'service.keep|service.approve' },
    { to: '/console/processes', word: 'cnav.processes', needs: 'process.view' },
    { to: '/console/journal', word: 'cnav.journal', needs: 'audit.read' },
    { to: '/console/health', word: 'cnav.health' },
];
export const allowed = (p: ConsolePage, may: (permission: string) => boolean) => !p.needs || p.needs.split('|').some(may);
