import { createRouter, createWebHistory } from 'vue-router';
import { hush } from './base/speech';
import { usePrefs } from './base/prefs';
import { i18n, useLanguage, type Portal } from './i18n';
import { useSession } from './session';

declare module 'vue-router' {
    interface RouteMeta {
        portal: Portal;
        title: string; // key of the page's title
        staff?: boolean;
        texts?: Portal | Portal[]; // more texts than those of its portal
    }
}

const citizen = (title: string) => ({ portal: 'citizen' as const, title });
const cases = (title: string) => ({ ...citizen(title), texts: 'cases' as const });
const staff = (title: string) => ({ portal: 'console' as const, title, staff: true });
const money = (title: string) => ({ portal: 'desk' as const, title, staff: true, texts: 'money' as const });
const desk = (title: string) => ({ portal: 'desk' as const, title, staff: true });

export const router = createRouter({
    history: createWebHistory(),
    scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? undefined : { top: 0 }),
    routes: [
        { path: '/board/:code', component: () => import('./board/BoardPage.vue'), meta: { portal: 'board', title: 'title.board' } },
        {
            path: '/',
            component: () => import('./citizen/CitizenFrame.vue'),
            meta: citizen('title.home'),
            children: [
                { path: '', component: () => import('./citizen/SearchPage.vue'), meta: citizen('title.home') },
                { path: 'listings/:id', component: () => import('./citizen/ListingPage.vue'), meta: citizen('title.listing') },
                { path: 'login', component: () => import('./citizen/LoginPage.vue'), meta: citizen('title.login') },
                { path: 'password', component: () => import('./citizen/PasswordPage.vue'), meta: citizen('title.password') },
                { path: 'register', component: () => import('./citizen/RegisterPage.vue'), meta: citizen('title.register') },
                { path: 'inbox', component: () => import('./citizen/InboxPage.vue'), meta: citizen('title.inbox') },
                { path: 'me', component: () => import('./citizen/MePage.vue'), meta: citizen('title.me') },
                { path: 'pension', component: () => import('./citizen/PensionPage.vue'), meta: { ...citizen('title.pension'), texts: 'rules' } },
                { path: 'services', component: () => import('./citizen/services/ServicesPage.vue'), meta: cases('title.services') },
                { path: 'services/:code', component: () => import('./citizen/services/GuidePage.vue'), meta: cases('title.service') },
                { path: 'services/:code/form', component: () => import('./citizen/services/EmptyFormPage.vue'), meta: cases('title.paper') },
                { path: 'services/:code/apply', component: () => import('./citizen/services/ApplyPage.vue'), meta: cases('title.apply') },
                { path: 'cases', component: () => import('./citizen/cases/CasesPage.vue'), meta: cases('title.cases') },
                { path: 'cases/:id', component: () => import('./citizen/cases/CasePage.vue'), meta: cases('title.case') },
                { path: 'cases/:id/edit', component: () => import('./citizen/cases/EditPage.vue'), meta: cases('title.case_edit') },
                { path: 'cases/:id/receipt', component: () => import('./citizen/cases/ReceiptPage.vue'), meta: cases('title.receipt') },
                { path: 'cases/:id/form', component: () => import('./citizen/cases/SheetPage.vue'), meta: cases('title.paper') },
                { path: 'cases/:id/result', component: () => import('./citizen/cases/SheetPage.vue'), meta: cases('title.result') },
                { path: 'accounts', component: () => import('./money/MyAccountsPage.vue'), meta: { ...citizen('title.accounts'), texts: 'money' } },
                { path: 'settings', component: () => import('./citizen/SettingsPage.vue'), meta: citizen('title.settings') },
            ],
        },
        {
            path: '/console',
            component: () => import('./console/ConsoleFrame.vue'),
            meta: staff('title.console'),
            children: [
                { path: '', component: () => import('./console/HomePage.vue'), meta: staff('title.console') },
                { path: 'listings', component: () => import('./console/ListingsPage.vue'), meta: staff('title.c_listings') },
                { path: 'listings/new', component: () => import('./console/ListingEdit.vue'), meta: staff('title.c_listing_new') },
                { path: 'listings/:id', component: () => import('./console/ListingEdit.vue'), meta: staff('title.c_listing_edit') },
                { path: 'confirm', component: () => import('./console/ConfirmPage.vue'), meta: staff('title.c_confirm') },
                { path: 'imports', component: () => import('./console/ImportPage.vue'), meta: staff('title.c_imports') },
                { path: 'boards', component: () => import('./console/BoardsPage.vue'), meta: staff('title.c_boards') },
                { path: 'areas', component: () => import('./console/AreasPage.vue'), meta: staff('title.c_areas') },
                { path: 'registrations', component: () => import('./console/RegistrationsPage.vue'), meta: staff('title.c_registrations') },
                { path: 'accounts', component: () => import('./console/AccountsPage.vue'), meta: staff('title.c_accounts') },
                { path: 'journal', component: () => import('./console/JournalPage.vue'), meta: staff('title.c_journal') },
                { path: 'rules', component: () => import('./console/rules/RulesPage.vue'), meta: { ...staff('title.c_rules'), texts: 'rules' } },
                { path: 'rules/proposals/:id', component: () => import('./console/rules/ProposalPage.vue'), meta: { ...staff('title.c_rules'), texts: 'rules' } },
                { path: 'rules/:package', component: () => import('./console/rules/RulePage.vue'), meta: { ...staff('title.c_rules'), texts: 'rules' } },
                { path: 'processes', component: () => import('./console/processes/ProcessesPage.vue'), meta: { ...staff('title.c_processes'), texts: 'processes' } },
                { path: 'processes/instances/:id', component: () => import('./console/processes/InstancePage.vue'), meta: { ...staff('title.c_processes'), texts: 'processes' } },
                { path: 'processes/:definition', component: () => import('./console/processes/DefinitionPage.vue'), meta: { ...staff('title.c_processes'), texts: 'processes' } },
                { path: 'processes/:definition/migration', component: () => import('./console/processes/MigrationPage.vue'), meta: { ...staff('title.c_processes'), texts: 'processes' } },
                { path: 'services', component: () => import('./console/services/ServicesPage.vue'), meta: { ...staff('title.c_services'), texts: 'processes' } },
                { path: 'services/proposals/:id', component: () => import('./console/services/ServiceProposalPage.vue'), meta: { ...staff('title.c_services'), texts: ['processes', 'rules', 'forms'] } },
                { path: 'services/:code', component: () => import('./console/services/ServicePage.vue'), meta: { ...staff('title.c_services'), texts: ['processes', 'rules', 'forms'] } },
                { path: 'health', component: () => import('./console/HealthPage.vue'), meta: staff('title.c_health') },
            ],
        },
        {
            path: '/desk',
            component: () => import('./desk/DeskFrame.vue'),
            meta: desk('title.desk'),
            children: [
                { path: '', component: () => import('./desk/InboxPage.vue'), meta: desk('title.desk') },
                { path: 'tasks/:id', component: () => import('./desk/TaskPage.vue'), meta: desk('title.desk_task') },
                { path: 'cases', component: () => import('./desk/FindPage.vue'), meta: desk('title.desk_cases') },
                { path: 'cases/:id', component: () => import('./desk/CasePage.vue'), meta: desk('title.desk_case') },
                { path: 'cases/:id/paper', component: () => import('./counter/PaperPage.vue'), meta: desk('title.paper') },
                { path: 'supervision', component: () => import('./desk/SupervisionPage.vue'), meta: desk('title.supervision') },
                { path: 'team', component: () => import('./desk/TeamPage.vue'), meta: desk('title.team') },
                { path: 'absences', component: () => import('./desk/AbsencePage.vue'), meta: desk('title.absences') },
                { path: 'funds', component: () => import('./money/FundsPage.vue'), meta: money('title.funds') },
                { path: 'funds/:fund/:tab?', component: () => import('./money/FundPage.vue'), meta: money('title.funds') },
                { path: 'books', component: () => import('./money/BooksPage.vue'), meta: money('title.books') },
                { path: 'books/:id/:tab?', component: () => import('./money/BookPage.vue'), meta: money('title.books') },
                { path: 'accounts/:id', component: () => import('./money/AccountPage.vue'), meta: money('title.books') },
            ],
        },
        {
            path: '/counter',
            component: () => import('./desk/DeskFrame.vue'),
            meta: desk('title.counter'),
            children: [
                { path: '', component: () => import('./counter/CounterPage.vue'), meta: desk('title.counter') },
                { path: 'cases/:id', component: () => import('./counter/ApplyPage.vue'), meta: desk('title.counter') },
                { path: 'services/:code/paper', component: () => import('./counter/PaperPage.vue'), meta: desk('title.paper') },
            ],
        },
        { path: '/:rest(.*)*', component: () => import('./citizen/LostPage.vue'), meta: citizen('title.lost') },
    ],
});

router.beforeEach(async (to) => {
    const prefs = usePrefs();
    await useLanguage(prefs.lang, to.meta.portal, ...[to.meta.texts ?? []].flat());
    if (to.meta.staff) {
        const session = useSession();
        await session.load();
        // Without an answer from the server nobody is sent away: the page itself shows the fault.
        if (session.known && !session.me.signed_in) return { path: '/login', query: { back: to.fullPath } };
        if (session.me.must_change_password) return { path: '/password', query: { back: to.fullPath } };
    }
    return true;
});

router.afterEach((to, from) => {
    setTitle(to.meta.title);
    if (to.path !== from.path) hush();
});

export function setTitle(key: string, prefix = '') {
    const { t } = i18n.global as unknown as { t: (key: string) => string };
    document.title = `${prefix}${t(key)} · ${t('brand')}`;
}
