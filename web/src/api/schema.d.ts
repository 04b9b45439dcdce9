// Made by "npm run api" from /api/v1/openapi.json.
export interface paths {
    "/api/v1/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Is the service well */
        get: operations["get_api_v1_health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Figures for Prometheus (from this machine, or for system administrators) */
        get: operations["get_metrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/journal/checkpoint": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The newest signed checkpoint */
        get: operations["get_api_v1_journal_checkpoint"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/journal/proofs/consistency": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Proof that the journal only grew */
        get: operations["get_api_v1_journal_proofs_consistency"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/journal/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Entries of the journal */
        get: operations["get_api_v1_journal_entries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/journal/proofs/inclusion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Proof that an entry is in the journal */
        get: operations["get_api_v1_journal_proofs_inclusion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/areas": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List of areas */
        get: operations["get_api_v1_areas"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/areas/locate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which grid is this point in */
        get: operations["get_api_v1_areas_locate"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/areas/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One area */
        get: operations["get_api_v1_areas_id_"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/areas/{id}/boundary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Boundary of an area (GeoJSON) */
        get: operations["get_api_v1_areas_id_boundary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/area-imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Import areas (CSV or GeoJSON) */
        post: operations["post_api_v1_area_imports"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/categories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Categories of services */
        get: operations["get_api_v1_categories"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/listings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Services nearby: by distance, category, words, opening hours */
        get: operations["get_api_v1_listings"];
        put?: never;
        /** Add a listing */
        post: operations["post_api_v1_listings"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/listings/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One listing */
        get: operations["get_api_v1_listings_id_"];
        /** Change a listing */
        put: operations["put_api_v1_listings_id_"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/listings/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The changes of a listing */
        get: operations["get_api_v1_listings_id_history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/listings/{id}/problem-reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Problem reports not handled yet */
        get: operations["get_api_v1_listings_id_problem_reports"];
        put?: never;
        /** Report that a listing is wrong (no login needed) */
        post: operations["post_api_v1_listings_id_problem_reports"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/listings/{id}/confirmations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirm that a listing is still right */
        post: operations["post_api_v1_listings_id_confirmations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/listings/{id}/problem-reports/handled": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mark the problem reports as handled */
        post: operations["post_api_v1_listings_id_problem_reports_handled"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My sessions */
        get: operations["get_api_v1_sessions"];
        put?: never;
        /** Sign in */
        post: operations["post_api_v1_sessions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/login-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask for a login code */
        post: operations["post_api_v1_login_codes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in */
        get: operations["get_api_v1_session"];
        put?: never;
        post?: never;
        /** Sign out */
        delete: operations["delete_api_v1_session"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End one of my sessions */
        delete: operations["delete_api_v1_sessions_id_"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change the password */
        post: operations["post_api_v1_session_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/registrations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Registrations */
        get: operations["get_api_v1_registrations"];
        put?: never;
        /** Register by real name */
        post: operations["post_api_v1_registrations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/registrations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One registration */
        get: operations["get_api_v1_registrations_id_"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/registrations/{id}/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decide a registration */
        post: operations["post_api_v1_registrations_id_decisions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/persons/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A person, masked */
        get: operations["get_api_v1_persons_id_"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/persons/{id}/unmaskings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Unmask a field */
        post: operations["post_api_v1_persons_id_unmaskings"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/registrations/{id}/unmaskings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Unmask a field to review it */
        post: operations["post_api_v1_registrations_id_unmaskings"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/person-searches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Find by number or phone */
        post: operations["post_api_v1_person_searches"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/data-exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A copy of my data */
        post: operations["post_api_v1_me_data_exports"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/erasure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Erase my data */
        post: operations["post_api_v1_me_erasure"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/consents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My consents */
        get: operations["get_api_v1_me_consents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/consents/{id}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Withdraw a consent */
        post: operations["post_api_v1_me_consents_id_withdrawal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/consents/{id}/renewal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a withdrawn consent anew */
        post: operations["post_api_v1_me_consents_id_renewal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Accounts of staff */
        get: operations["get_api_v1_accounts"];
        put?: never;
        /** Open an account */
        post: operations["post_api_v1_accounts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/{id}/password-resets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A new one-time password */
        post: operations["post_api_v1_accounts_id_password_resets"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/{id}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Disable an account */
        post: operations["post_api_v1_accounts_id_disable"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/{id}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Enable an account */
        post: operations["post_api_v1_accounts_id_enable"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Roles */
        get: operations["get_api_v1_roles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/grants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Grants */
        get: operations["get_api_v1_grants"];
        put?: never;
        /** Grant a role */
        post: operations["post_api_v1_grants"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/grants/{id}/confirmations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirm an administrator's grant */
        post: operations["post_api_v1_grants_id_confirmations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/grants/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End a grant */
        delete: operations["delete_api_v1_grants_id_"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hand in a picture or PDF (the body is the file) */
        post: operations["post_api_v1_files"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/files/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's own file; ?inline=true shows a picture */
        get: operations["get_api_v1_files_id_"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ledger/books": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Books */
        get: operations["get_api_v1_ledger_books"];
        put?: never;
        /** Open a book */
        post: operations["post_api_v1_ledger_books"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ledger/books/{book}/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Accounts of a book */
        get: operations["get_api_v1_ledger_books_book_accounts"];
        put?: never;
        /** Open an account; answers the one of this code and area where there is one */
        post: operations["post_api_v1_ledger_books_book_accounts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ledger/books/{book}/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Entries of a book, newest first */
        get: operations["get_api_v1_ledger_books_book_entries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ledger/books/{book}/trial-balance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Trial balance */
        get: operations["get_api_v1_ledger_books_book_trial_balance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ledger/charts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Charts of accounts */
        get: operations["get_api_v1_ledger_charts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ledger/accounts/{account}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One account */
        get: operations["get_api_v1_ledger_accounts_account_"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ledger/accounts/{account}/movements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Movements of an account, newest first */
        get: operations["get_api_v1_ledger_accounts_account_movements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ledger/accounts/{account}/balance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Balance of an account at an instant */
        get: operations["get_api_v1_ledger_accounts_account_balance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/my/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My accounts */
        get: operations["get_api_v1_my_accounts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ledger/entries/{entry}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One entry */
        get: operations["get_api_v1_ledger_entries_entry_"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ledger/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Post commands; each happens once under its own id */
        post: operations["post_api_v1_ledger_commands"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ledger/books/{book}/closings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Close a month */
        post: operations["post_api_v1_ledger_books_book_closings"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/finance/funds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Funds */
        get: operations["get_api_v1_finance_funds"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/finance/funds/{fund}/bank-accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Register a bank account of a fund */
        post: operations["post_api_v1_finance_funds_fund_bank_accounts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/finance/funds/{fund}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Business events, newest first */
        get: operations["get_api_v1_finance_funds_fund_events"];
        put?: never;
        /** Record an event that moves no money at a bank */
        post: operations["post_api_v1_finance_funds_fund_events"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/finance/funds/{fund}/bills": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Bills */
        get: operations["get_api_v1_finance_funds_fund_bills"];
        put?: never;
        /** Issue a bill */
        post: operations["post_api_v1_finance_funds_fund_bills"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/finance/funds/{fund}/bills/{bill}/cancellation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cancel a bill */
        post: operations["post_api_v1_finance_funds_fund_bills_bill_cancellation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/finance/funds/{fund}/statements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Bank statements, newest first */
        get: operations["get_api_v1_finance_funds_fund_statements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/finance/funds/{fund}/statements/{statement}/lines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lines of a statement */
        get: operations["get_api_v1_finance_funds_fund_statements_statement_lines"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/finance/funds/{fund}/lines/{line}/match": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Match money in suspense to a bill */
        post: operations["post_api_v1_finance_funds_fund_lines_line_match"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/finance/funds/{fund}/lines/{line}/event": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say what money in suspense was */
        post: operations["post_api_v1_finance_funds_fund_lines_line_event"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/finance/funds/{fund}/batches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Batches of payments, newest first */
        get: operations["get_api_v1_finance_funds_fund_batches"];
        put?: never;
        /** Make a batch of payments */
        post: operations["post_api_v1_finance_funds_fund_batches"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/finance/funds/{fund}/batches/{batch}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One batch of payments */
        get: operations["get_api_v1_finance_funds_fund_batches_batch_"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/finance/funds/{fund}/batches/{batch}/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Payments of a batch */
        get: operations["get_api_v1_finance_funds_fund_batches_batch_items"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/finance/funds/{fund}/batches/{batch}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Check a batch */
        post: operations["post_api_v1_finance_funds_fund_batches_batch_check"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/finance/funds/{fund}/batches/{batch}/approval": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approve a batch */
        post: operations["post_api_v1_finance_funds_fund_batches_batch_approval"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/finance/funds/{fund}/batches/{batch}/sending": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a batch and post it */
        post: operations["post_api_v1_finance_funds_fund_batches_batch_sending"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/finance/funds/{fund}/batches/{batch}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Withdraw a batch that was not sent */
        post: operations["post_api_v1_finance_funds_fund_batches_batch_withdrawal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/finance/funds/{fund}/differences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Work list of differences */
        get: operations["get_api_v1_finance_funds_fund_differences"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/finance/funds/{fund}/differences/{difference}/explanation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Explain a difference */
        post: operations["post_api_v1_finance_funds_fund_differences_difference_explanation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/finance/funds/{fund}/days": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Reconciliation of a day */
        get: operations["get_api_v1_finance_funds_fund_days"];
        put?: never;
        /** Approve the reconciliation of a day */
        post: operations["post_api_v1_finance_funds_fund_days"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/finance/funds/{fund}/month-end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Check-list of a month's end */
        get: operations["get_api_v1_finance_funds_fund_month_end"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/finance/funds/{fund}/closings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Close a month */
        post: operations["post_api_v1_finance_funds_fund_closings"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/finance/statement-files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Import bank statements (camt.053) */
        post: operations["post_api_v1_finance_statement_files"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/finance/funds/{fund}/answer-files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Import the bank's answer (pain.002) */
        post: operations["post_api_v1_finance_funds_fund_answer_files"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/finance/funds/{fund}/batches/{batch}/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The file for the bank (pain.001) */
        post: operations["post_api_v1_finance_funds_fund_batches_batch_files"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's own notices, newest first */
        get: operations["get_api_v1_notices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notices/{id}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mark a notice as read */
        post: operations["post_api_v1_notices_id_read"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/demo/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Text messages sent in demonstration mode */
        get: operations["get_api_v1_demo_messages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/boards": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Boards that I keep */
        get: operations["get_api_v1_boards"];
        put?: never;
        /** Add a board */
        post: operations["post_api_v1_boards"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/boards/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change a board */
        put: operations["put_api_v1_boards_code_"];
        post?: never;
        /** Remove a board */
        delete: operations["delete_api_v1_boards_code_"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/boards/{code}/bundle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The signed bundle of a board, good without network */
        get: operations["get_api_v1_boards_code_bundle"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/base-map": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Map tiles for a place, with their approval number */
        get: operations["get_api_v1_base_map"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Public keys that verify signatures */
        get: operations["get_api_v1_keys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Rule packages that the caller may ask */
        get: operations["get_api_v1_rules"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rules/{package}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One package: versions, legal basis, every value of its parameters with source */
        get: operations["get_api_v1_rules_package_"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rules/{package}/files/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A file of a package; ?text= of an older or proposed text */
        get: operations["get_api_v1_rules_package_files_name_"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rules/{package}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every text of a package that was ever in force */
        get: operations["get_api_v1_rules_package_history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rules/{package}/decisions/{decision}/form": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The inputs of a decision, for a form */
        get: operations["get_api_v1_rules_package_decisions_decision_form"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rules/{package}/decisions/{decision}/evaluations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decide by the law of a day; ?explain=true says how, step by step */
        post: operations["post_api_v1_rules_package_decisions_decision_evaluations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rules/{package}/trials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decide by a changed text that is not kept */
        post: operations["post_api_v1_rules_package_trials"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rules/{package}/checks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Check a changed text: gaps, overlaps, types, examples */
        post: operations["post_api_v1_rules_package_checks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rules/{package}/proposals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Propose a changed text; another person decides */
        post: operations["post_api_v1_rules_package_proposals"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rule-proposals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Proposals */
        get: operations["get_api_v1_rule_proposals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rule-proposals/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One proposal with the report of its check */
        get: operations["get_api_v1_rule_proposals_id_"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rule-proposals/{id}/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approve or reject (another person) or withdraw (oneself) a proposal */
        post: operations["post_api_v1_rule_proposals_id_decisions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rule-records/{id}/unmaskings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** See the inputs of a recorded decision; journaled */
        post: operations["post_api_v1_rule_records_id_unmaskings"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rule-proposals/{id}/replays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Run a proposal over past decisions or uploaded inputs: who differs, by how much */
        post: operations["post_api_v1_rule_proposals_id_replays"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/processes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Deployed processes with their running instances */
        get: operations["get_api_v1_processes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/process-definitions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The model of a version */
        get: operations["get_api_v1_process_definitions_id_"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/process-definitions/{id}/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many wait and failed at each element */
        get: operations["get_api_v1_process_definitions_id_tokens"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/process-definitions/{id}/instances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Running instances of a version */
        get: operations["get_api_v1_process_definitions_id_instances"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/process-deployments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Deploy a model */
        post: operations["post_api_v1_process_deployments"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/process-checks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Every fault of a model; nothing is changed */
        post: operations["post_api_v1_process_checks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/process-trials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Try a model with a simulated clock */
        post: operations["post_api_v1_process_trials"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/process-instances/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One instance; variables of a case are shown for a ?purpose= only */
        get: operations["get_api_v1_process_instances_id_"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/process-instances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Start an instance */
        post: operations["post_api_v1_process_instances"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/process-instances/{id}/completions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Complete what an instance waits for */
        post: operations["post_api_v1_process_instances_id_completions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/process-instances/{id}/failures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Fail what an instance waits for */
        post: operations["post_api_v1_process_instances_id_failures"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/process-instances/{id}/variables": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set variables of an instance */
        post: operations["post_api_v1_process_instances_id_variables"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/process-instances/{id}/retries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Try a failed element again */
        post: operations["post_api_v1_process_instances_id_retries"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/process-instances/{id}/cancellation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cancel an instance */
        post: operations["post_api_v1_process_instances_id_cancellation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/process-messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a message */
        post: operations["post_api_v1_process_messages"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/process-signals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Throw a signal */
        post: operations["post_api_v1_process_signals"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/process-migrations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Move running instances to another version, or try it */
        post: operations["post_api_v1_process_migrations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/services": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Services that are offered */
        get: operations["get_api_v1_services"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/services/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One service: guide, legal basis, time limit, materials, steps, form */
        get: operations["get_api_v1_services_code_"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/services/{code}/materials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What this applicant needs, by what is filled in; nothing is kept */
        post: operations["post_api_v1_services_code_materials"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/services/{code}/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Files, proposals and history of a service */
        get: operations["get_api_v1_services_code_files"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/service-checks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Check all files of a service; nothing is kept */
        post: operations["post_api_v1_service_checks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/service-proposals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Proposals */
        get: operations["get_api_v1_service_proposals"];
        put?: never;
        /** Propose a new or changed service; another person decides */
        post: operations["post_api_v1_service_proposals"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/service-proposals/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One proposal with the report of its check */
        get: operations["get_api_v1_service_proposals_id_"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/service-proposals/{id}/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approve or reject (another person), or withdraw (oneself) a proposal */
        post: operations["post_api_v1_service_proposals_id_decisions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's own cases, newest first */
        get: operations["get_api_v1_cases"];
        put?: never;
        /** Begin an application (a draft) */
        post: operations["post_api_v1_cases"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/case-search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Cases by code or area */
        get: operations["get_api_v1_case_search"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A case: what was applied for, materials, steps, deadline */
        get: operations["get_api_v1_cases_id_"];
        put?: never;
        post?: never;
        /** Delete a draft */
        delete: operations["delete_api_v1_cases_id_"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{id}/form": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Keep what was filled in */
        put: operations["put_api_v1_cases_id_form"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{id}/materials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hand in a material (upload the file first) */
        post: operations["post_api_v1_cases_id_materials"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{id}/materials/{material}/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take a material back */
        delete: operations["delete_api_v1_cases_id_materials_material_file_"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{id}/submission": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Submit the application */
        post: operations["post_api_v1_cases_id_submission"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{id}/correction": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hand in what was missing */
        post: operations["post_api_v1_cases_id_correction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{id}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Withdraw the application */
        post: operations["post_api_v1_cases_id_withdrawal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{id}/complaints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Complain */
        post: operations["post_api_v1_cases_id_complaints"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/supervision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Supervision: overdue, nearly due, complaints, requests */
        get: operations["get_api_v1_supervision"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{id}/duties": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who does what in a case, and why one may or may not */
        get: operations["get_api_v1_cases_id_duties"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/team": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The load of the team */
        get: operations["get_api_v1_team"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{id}/suspension": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Suspend the clock, with the reason */
        post: operations["post_api_v1_cases_id_suspension"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{id}/resumption": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let the clock run on */
        post: operations["post_api_v1_cases_id_resumption"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{id}/extension-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask for more time */
        post: operations["post_api_v1_cases_id_extension_requests"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/extension-requests/{id}/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approve or reject more time (by another person) */
        post: operations["post_api_v1_extension_requests_id_decisions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/complaints/{id}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Answer a complaint */
        post: operations["post_api_v1_complaints_id_answer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/absences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Absences: one's own, or of the team */
        get: operations["get_api_v1_absences"];
        put?: never;
        /** Add an absence and its deputy */
        post: operations["post_api_v1_absences"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/absences/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End an absence */
        delete: operations["delete_api_v1_absences_id_"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's own tasks, the pool, or those of the team */
        get: operations["get_api_v1_tasks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/next": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The next task, given by the system (204: none) */
        post: operations["post_api_v1_tasks_next"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A task: its form, its case, and whether one may do it */
        get: operations["get_api_v1_tasks_id_"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{id}/colleagues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who could take it, and why not */
        get: operations["get_api_v1_tasks_id_colleagues"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{id}/claim": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Claim a task */
        post: operations["post_api_v1_tasks_id_claim"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{id}/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a task back, with the reason */
        post: operations["post_api_v1_tasks_id_return"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{id}/delegation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hand a task to a colleague, with the reason */
        post: operations["post_api_v1_tasks_id_delegation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{id}/take-over": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A supervisor gives the task to somebody else */
        post: operations["post_api_v1_tasks_id_take_over"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{id}/completion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Complete a task; the process moves with it */
        post: operations["post_api_v1_tasks_id_completion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inbox/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Counts of tasks and notices, as they change */
        get: operations["get_api_v1_inbox_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/directory-imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Past imports */
        get: operations["get_api_v1_directory_imports"];
        put?: never;
        /** Import directory data (HSDS, CSV, GeoJSON, OSM) */
        post: operations["post_api_v1_directory_imports"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/hsds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** About the open directory */
        get: operations["get_hsds"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/hsds/profile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The HSDS profile of this server */
        get: operations["get_hsds_profile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/hsds/services": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Services */
        get: operations["get_hsds_services"];
        put?: never;
        /** Services, asked in a body */
        post: operations["post_hsds_services"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/hsds/services/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Services: one */
        get: operations["get_hsds_services_id_"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/hsds/organizations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Organisations */
        get: operations["get_hsds_organizations"];
        put?: never;
        /** Organisations, asked in a body */
        post: operations["post_hsds_organizations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/hsds/organizations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Organisations: one */
        get: operations["get_hsds_organizations_id_"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/hsds/service_at_locations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Services at locations */
        get: operations["get_hsds_service_at_locations"];
        put?: never;
        /** Services at locations, asked in a body */
        post: operations["post_hsds_service_at_locations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/hsds/service_at_locations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Services at locations: one */
        get: operations["get_hsds_service_at_locations_id_"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/hsds/taxonomies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Taxonomies */
        get: operations["get_hsds_taxonomies"];
        put?: never;
        /** Taxonomies, asked in a body */
        post: operations["post_hsds_taxonomies"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/hsds/taxonomies/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Taxonomies: one */
        get: operations["get_hsds_taxonomies_id_"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/hsds/taxonomy_terms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Taxonomy terms */
        get: operations["get_hsds_taxonomy_terms"];
        put?: never;
        /** Taxonomy terms, asked in a body */
        post: operations["post_hsds_taxonomy_terms"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/hsds/taxonomy_terms/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Taxonomy terms: one */
        get: operations["get_hsds_taxonomy_terms_id_"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The OpenAPI 3.1 document of this interface */
        get: operations["get_api_v1_openapi_json"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/docs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The page of this documentation */
        get: operations["get_api_docs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/docs/docs.css": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The page of this documentation */
        get: operations["get_api_docs_docs_css"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/docs/docs.js": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The page of this documentation */
        get: operations["get_api_docs_docs_js"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Health: {
            status: string;
            version: string;
        };
        "journal.ConsistencyProof": {
            from: number;
            to: number;
            hash: string;
            from_root: string;
            to_root: string;
            proof: string[];
        };
        "journal.EntryView": {
            id: string;
            seq?: number;
            /** Format: date-time */
            at: string;
            actor?: string;
            actor_login?: string;
            actor_name?: string;
            area_id?: string;
            action: string;
            subject_kind: string;
            subject_id?: string;
            outcome: string;
            purpose?: string;
            details?: Record<string, never>;
            erased: boolean;
            leaf_hash: string;
        };
        "journal.InclusionProof": {
            entry: string;
            index: number;
            size: number;
            hash: string;
            leaf_hash: string;
            root: string;
            proof: string[];
        };
        "area.Area": {
            id: string;
            code: string;
            parent_id?: string;
            /** @enum {string} */
            level: "city" | "district" | "street" | "community" | "grid";
            name_zh: string;
            name_en?: string;
            /** Format: date */
            valid_from: string;
            /** Format: date */
            valid_to?: string;
            has_boundary: boolean;
        };
        "area.Chain": {
            chain: components["schemas"]["area.Area"][];
        };
        "area.ImportReport": {
            dry_run: boolean;
            applied: boolean;
            rows_read: number;
            rows_good: number;
            rows_bad: number;
            added: number;
            changed: number;
            unchanged: number;
            faults: components["schemas"]["area.ImportFault"][];
        };
        "area.ImportFault": {
            line: number;
            row: number;
            field: string;
            code: string;
            zh: string;
            en: string;
        };
        "place.CategoryList": {
            items: components["schemas"]["place.Category"][];
        };
        "place.Category": {
            code: string;
            parent?: string;
            zh: string;
            en: string;
            icon: string;
            position: number;
        };
        "place.ListingDetail": {
            id: string;
            uuid: string;
            name_zh: string;
            name_en?: string;
            categories: string[];
            organisation?: string;
            address?: string;
            postcode?: string;
            lat?: number;
            lng?: number;
            crs: string;
            distance_m?: number;
            phones: components["schemas"]["place.Phone"][];
            open_now?: boolean;
            opens_zh?: string;
            opens_en?: string;
            area_id?: string;
            /** @enum {string} */
            status: "active" | "inactive" | "defunct" | "temporarily_closed";
            /** Format: date */
            verified_on?: string;
            verified_by?: string;
            /** @enum {string} */
            freshness: "fresh" | "ageing" | "stale";
            /** @enum {string} */
            wheelchair: "yes" | "limited" | "no" | "unknown";
            complaints: number;
            source?: string;
            licence?: string;
            description_zh?: string;
            description_en?: string;
            schedules: components["schemas"]["place.OpeningTime"][];
            fees: components["schemas"]["place.Fee"][];
            documents: string[];
            languages: string[];
            accessibility: string[];
            website?: string;
            email?: string;
            etag: string;
        };
        "place.Phone": {
            number: string;
            name?: string;
        };
        "place.OpeningTime": {
            weekdays: number[];
            opens_at?: string;
            closes_at?: string;
            /** Format: date */
            valid_from?: string;
            /** Format: date */
            valid_to?: string;
            note?: string;
        };
        "place.Fee": {
            text: string;
            amount_fen?: number;
        };
        "place.HistoryItem": {
            id: string;
            /** Format: date-time */
            changed_at: string;
            action: string;
            fields: string[];
        };
        "place.ProblemItem": {
            id: string;
            /** @enum {string} */
            kind: "closed" | "moved" | "wrong_phone" | "wrong_hours" | "other";
            note: string;
            /** Format: date-time */
            made_at: string;
        };
        "identity.Me": {
            signed_in: boolean;
            account_id?: string;
            login?: string;
            phone?: string;
            name?: string;
            person_id?: string;
            grants: components["schemas"]["identity.MyGrant"][];
            registration?: string;
            must_change_password?: boolean;
        };
        "identity.MyGrant": {
            role: string;
            role_zh: string;
            role_en: string;
            area_id: string;
            area_name: string;
            permissions: string[];
        };
        "identity.Items_linli.identity.SessionView_": {
            items: components["schemas"]["identity.SessionView"][];
        };
        "identity.SessionView": {
            id: string;
            device: string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            seen_at: string;
            /** Format: date-time */
            ends_at: string;
            current: boolean;
        };
        "identity.RegistrationView": {
            id: string;
            area_id: string;
            area_name: string;
            /** @enum {string} */
            state: "waiting" | "approved" | "refused" | "withdrawn";
            name: string;
            /** @enum {string} */
            id_type: "resident_id";
            id_number: string;
            phone: string;
            minor: boolean;
            guardian_name?: string;
            guardian_relation?: string;
            /** Format: date-time */
            submitted_at: string;
            /** Format: date-time */
            decided_at?: string;
            reason?: string;
            person_id?: string;
        };
        "identity.PersonView": {
            id: string;
            area_id: string;
            area_name: string;
            name: string;
            /** @enum {string} */
            id_type: "resident_id";
            id_number: string;
            phone: string;
            /** Format: date-time */
            registered_at: string;
        };
        "identity.Unmasked": {
            value: string;
        };
        "identity.PersonsFound": {
            items: components["schemas"]["identity.PersonView"][];
        };
        "identity.Items_linli.identity.ConsentView_": {
            items: components["schemas"]["identity.ConsentView"][];
        };
        "identity.ConsentView": {
            id: string;
            purpose: string;
            notice_version: string;
            /** @enum {string} */
            given_by: "self" | "guardian";
            /** Format: date-time */
            given_at: string;
            /** Format: date-time */
            withdrawn_at?: string;
        };
        "identity.AccountView": {
            id: string;
            login: string;
            area_id: string;
            area_name: string;
            state: string;
            person_id?: string;
            name?: string;
            must_change_password: boolean;
            /** Format: date-time */
            created_at: string;
        };
        "identity.AccountWithPassword": {
            account: components["schemas"]["identity.AccountView"];
            one_time_password: string;
        };
        "identity.Items_linli.identity.RoleView_": {
            items: components["schemas"]["identity.RoleView"][];
        };
        "identity.RoleView": {
            code: string;
            zh: string;
            en: string;
            administrator: boolean;
            permissions: string[];
        };
        "identity.GrantView": {
            id: string;
            account_id: string;
            login?: string;
            role: string;
            role_zh: string;
            role_en: string;
            area_id: string;
            area_name: string;
            /** @enum {string} */
            state: "proposed" | "active" | "ended";
            /** Format: date-time */
            valid_from: string;
            /** Format: date-time */
            valid_until?: string;
            granted_by: string;
            /** Format: date-time */
            granted_at: string;
            confirmed_by?: string;
        };
        "archive.FileView": {
            id: string;
            sha256: string;
            media_type: string;
            bytes: number;
            name: string;
        };
        "ledger.BookList": {
            items: components["schemas"]["ledger.BookView"][];
        };
        "ledger.BookView": {
            id: string;
            code: string;
            /** @enum {string} */
            unit: "fen" | "minute" | "point";
            chart: string;
            monthly: boolean;
            zh: string;
            en: string;
            area_id: string;
            last_closed: number;
        };
        "ledger.AccountView": {
            id: string;
            book_id: string;
            area_id: string;
            code: string;
            zh: string;
            en: string;
            owner_kind?: string;
            /** @enum {string} */
            normal: "debit" | "credit";
            /** @enum {string} */
            unit: "fen" | "minute" | "point";
            balance: number;
            held: number;
            available: number;
            ceiling?: number;
            movements: number;
            /** Format: date-time */
            closed_at?: string;
        };
        "ledger.EntryLine": {
            id: string;
            sender_id: string;
            /** @enum {string} */
            act: "post" | "hold" | "settle" | "release" | "reverse";
            /** @enum {string} */
            state: "posted" | "held" | "settled" | "released" | "expired";
            event: string;
            /** Format: date */
            date: string;
            period: number;
            target?: string;
            group?: string;
            reason: string;
            /** Format: date-time */
            at: string;
            /** Format: date-time */
            expires_at?: string;
        };
        "ledger.ChartList": {
            items: components["schemas"]["ledger.Chart"][];
        };
        "ledger.Chart": {
            code: string;
            zh: string;
            en: string;
            source?: components["schemas"]["ledger.ChartSource"];
            accounts: components["schemas"]["ledger.ChartAccount"][];
            paths?: components["schemas"]["ledger.ChartPath"][];
        };
        "ledger.ChartSource": {
            zh: string;
            en: string;
            url?: string;
        };
        "ledger.ChartAccount": {
            code: string;
            zh: string;
            en: string;
            /** @enum {string} */
            kind: "asset" | "liability" | "net" | "income" | "expense" | "memo";
            /** @enum {string} */
            normal: "debit" | "credit";
            may_overdraw?: boolean;
            ceiling?: number;
            /** Format: date */
            valid_from?: string;
            /** Format: date */
            valid_to?: string;
        };
        "ledger.ChartPath": {
            credit?: string[];
            debit_only?: string[];
            debit?: string[];
            credit_only?: string[];
            zh: string;
            en: string;
        };
        "ledger.Statement": {
            account: components["schemas"]["ledger.AccountView"];
            items: components["schemas"]["ledger.Movement"][];
            next?: number;
        };
        "ledger.Movement": {
            version: number;
            entry: string;
            sender_id: string;
            event: string;
            /** Format: date */
            date: string;
            /** Format: date-time */
            at: string;
            debit: number;
            credit: number;
            balance: number;
            /** @enum {string} */
            act: "post" | "hold" | "settle" | "release" | "reverse";
            target?: string;
            case_id?: number;
            reason: string;
        };
        "ledger.BalanceAt": {
            account: string;
            /** Format: date-time */
            at: string;
            debit: number;
            credit: number;
            balance: number;
            movements: number;
        };
        "ledger.AccountList": {
            items: components["schemas"]["ledger.AccountView"][];
        };
        "ledger.EntryWhole": {
            entry: components["schemas"]["ledger.EntryLine"];
            book: components["schemas"]["ledger.BookView"];
            legs: components["schemas"]["ledger.LegView"][];
            reversed_by?: string;
        };
        "ledger.LegView": {
            account: string;
            code: string;
            owner_kind?: string;
            /** @enum {string} */
            side: "debit" | "credit";
            amount: number;
        };
        "ledger.Outcomes": {
            outcomes: components["schemas"]["ledger.OutcomeView"][];
        };
        "ledger.OutcomeView": {
            /** @enum {string} */
            code: "ok" | "linked_failed" | "linked_chain_open" | "id_malformed" | "id_already_failed" | "exists" | "exists_with_different_act" | "exists_with_different_event" | "exists_with_different_date" | "exists_with_different_legs" | "exists_with_different_amount" | "exists_with_different_target" | "exists_with_different_case" | "book_unknown" | "event_malformed" | "legs_too_few" | "legs_too_many" | "amount_out_of_range" | "legs_not_wanted" | "target_unknown" | "target_not_held" | "target_settled" | "target_released" | "target_expired" | "target_not_posted" | "target_reversed" | "target_is_reversal" | "reason_missing" | "signer_missing" | "account_unknown" | "account_of_other_book" | "account_closed" | "unbalanced" | "exceeds_held" | "path_forbidden" | "date_malformed" | "period_closed" | "expiry_passed" | "expiry_not_wanted" | "overflows" | "exceeds_balance" | "exceeds_ceiling";
            zh: string;
            en: string;
            entry?: string;
            account?: string;
        };
        "finance.FundList": {
            items: components["schemas"]["finance.FundView"][];
        };
        "finance.FundView": {
            fund: string;
            zh: string;
            en: string;
            area_id: string;
            book_id: string;
            memo_book_id?: string;
            /** Format: date */
            last_day?: string;
            open_differences: number;
            bank_accounts: components["schemas"]["finance.BankAccountView"][];
        };
        "finance.BankAccountView": {
            code: string;
            name: string;
            agent: string;
            number_masked: string;
        };
        "finance.EventView": {
            id: string;
            sender_id: string;
            event: string;
            /** Format: date */
            date: string;
            amounts: {
                [key: string]: number;
            };
            facts: {
                [key: string]: string;
            };
            persons: number;
            persons_fen: number;
            entries: number;
            /** Format: date-time */
            at: string;
        };
        "finance.BillView": {
            id: string;
            reference: string;
            payer_kind: string;
            employer: number;
            personal: number;
            subsidised: number;
            amount: number;
            /** @enum {string} */
            state: "open" | "paid" | "cancelled";
            /** Format: date */
            issued_on: string;
            /** Format: date */
            ended_on?: string;
        };
        "finance.StatementView": {
            id: string;
            account: string;
            reference: string;
            number: number;
            /** Format: date */
            from: string;
            /** Format: date */
            to: string;
            opening: number;
            closing: number;
            lines: number;
            /** Format: date-time */
            imported_at: string;
        };
        "finance.LineView": {
            id: string;
            n: number;
            /** @enum {string} */
            side: "debit" | "credit";
            amount: number;
            /** Format: date */
            booked_on: string;
            end_to_end_id: string;
            remittance: string;
            /** @enum {string} */
            state: "matched" | "suspense" | "open";
            matched_kind?: string;
            /** Format: date */
            matched_on?: string;
        };
        "finance.BatchView": {
            id: string;
            fund: string;
            event: string;
            from_code: string;
            title: string;
            /** Format: date */
            pay_on: string;
            /** @enum {string} */
            state: "draft" | "checked" | "approved" | "sent" | "closed" | "withdrawn";
            items: number;
            total: number;
            made_by_me: boolean;
            checked_by_me: boolean;
            /** Format: date-time */
            made_at: string;
            /** Format: date-time */
            checked_at?: string;
            /** Format: date-time */
            approved_at?: string;
            /** Format: date */
            sent_on?: string;
            reason: string;
        };
        "finance.ItemView": {
            id: string;
            n: number;
            name_masked: string;
            number_masked: string;
            agent: string;
            amount: number;
            parts: {
                [key: string]: number;
            };
            /** @enum {string} */
            state: "waiting" | "paid" | "returned" | "repaid" | "withdrawn";
            reason_code: string;
            repeats?: string;
            /** Format: date */
            answered_on?: string;
        };
        "finance.DifferenceView": {
            id: string;
            kind: string;
            subject_kind: string;
            subject_id: string;
            /** Format: date */
            on_day: string;
            amount: number;
            /** @enum {string} */
            state: "open" | "explained" | "ended";
            explanation: string;
            line?: components["schemas"]["finance.LineView"];
            item?: components["schemas"]["finance.ItemView"];
        };
        "finance.DayView": {
            /** Format: date */
            day: string;
            identities: components["schemas"]["finance.Identity"][];
            holds: boolean;
            /** Format: date-time */
            approved_at?: string;
            /** Format: date */
            next?: string;
        };
        "finance.Identity": {
            code: string;
            words: components["schemas"]["Words"];
            sides: components["schemas"]["finance.IdentitySide"][];
            difference: number;
            holds: boolean;
        };
        Words: {
            zh: string;
            en: string;
        };
        "finance.IdentitySide": {
            words: components["schemas"]["Words"];
            amount: number;
        };
        "finance.MonthView": {
            period: number;
            checks: components["schemas"]["finance.CheckItem"][];
            ready: boolean;
        };
        "finance.CheckItem": {
            code: string;
            words: components["schemas"]["Words"];
            done: boolean;
        };
        "iso20022.StatementsTaken": {
            statements: components["schemas"]["iso20022.StatementTaken"][];
        };
        "iso20022.StatementTaken": {
            fund: string;
            reference: string;
            /** Format: date */
            to: string;
            known: boolean;
            lines: number;
            matched: number;
            suspense: number;
            open: number;
        };
        "finance.Answered": {
            rejected: number;
            known: number;
            others: number;
            unknown: number;
        };
        "notice.Notice": {
            id: string;
            kind: string;
            zh: string;
            en: string;
            link: string;
            /** Format: date-time */
            at: string;
            /** Format: date-time */
            read_at?: string;
        };
        "notice.DemoMessage": {
            /** Format: date-time */
            at: string;
            address: string;
            body: string;
        };
        "neighbourhood.KeptBoard": {
            code: string;
            name_zh: string;
            name_en?: string;
            lat: number;
            lng: number;
            crs: string;
            radius_m: number;
            area_id: string;
            area_name: string;
            message_zh?: string;
            message_en?: string;
            office_phone?: string;
            categories: string[];
            rotate_s: number;
            tiles_url?: string;
            map_approval?: string;
            /** @enum {string} */
            tiles_crs?: "wgs84" | "gcj02";
            etag: string;
            /** Format: date-time */
            changed_at: string;
        };
        "neighbourhood.BaseMaps": {
            items: components["schemas"]["neighbourhood.BaseMap"][];
        };
        "neighbourhood.BaseMap": {
            tiles_url: string;
            /** @enum {string} */
            tiles_crs: "wgs84" | "gcj02";
            map_approval: string;
        };
        "neighbourhood.KeyList": {
            keys: components["schemas"]["neighbourhood.KeyView"][];
        };
        "neighbourhood.KeyView": {
            key_id: string;
            algorithm: string;
            public_key: string;
        };
        "rules.PackagesView": {
            items: components["schemas"]["rules.PackageView"][];
            faults: components["schemas"]["rules.FaultView"][];
        };
        "rules.PackageView": {
            package: string;
            zh: string;
            en: string;
            owner: string;
            /** @enum {string} */
            audience: "staff" | "signed_in" | "everybody";
            hash: string;
            number?: number;
            /** Format: date-time */
            in_force_since?: string;
            legal_basis: components["schemas"]["decision.Basis"][];
            versions: components["schemas"]["decision.PackageVersion"][];
            decisions: components["schemas"]["decision.DecisionName"][];
            inputs: components["schemas"]["decision.ElementLabel"][];
            parameters: components["schemas"]["decision.ParameterSheet"][];
            files: components["schemas"]["rules.FileView"][];
        };
        "decision.Basis": {
            title: string;
            article?: string;
            url?: string;
        };
        "decision.PackageVersion": {
            version: string;
            /** Format: date */
            from: string;
            /** Format: date */
            until?: string;
            /** Format: date */
            known_since: string;
            supersedes: string[];
            models: string[];
            note?: string;
            area?: string;
        };
        "decision.DecisionName": {
            name: string;
            code: string;
            label: components["schemas"]["Words"];
        };
        "decision.ElementLabel": {
            name: string;
            code?: string;
            zh?: string;
            en?: string;
            unit?: string;
            optional?: boolean;
        };
        "decision.ParameterSheet": {
            name: string;
            code?: string;
            zh?: string;
            en?: string;
            unit?: string;
            type: string;
            columns: components["schemas"]["decision.TableColumn"][];
            local?: boolean;
            configuration?: boolean;
            values: components["schemas"]["decision.ParameterValue"][];
        };
        "decision.TableColumn": {
            name: string;
            type: string;
        };
        "decision.ParameterValue": {
            name?: string;
            /** Format: date */
            from: string;
            /** Format: date */
            until?: string;
            /** Format: date */
            known_since: string;
            supersedes: string[];
            area?: string;
            value: unknown;
            source?: string;
            article?: string;
            url?: string;
            note?: string;
            unsourced?: boolean;
        };
        "rules.FileView": {
            name: string;
            bytes: number;
        };
        "rules.FaultView": {
            package: string;
            zh: string;
            en: string;
        };
        "rules.HistoryView": {
            items: components["schemas"]["rules.TextView"][];
        };
        "rules.TextView": {
            id: string;
            package: string;
            number?: number;
            hash: string;
            base_hash: string;
            /** @enum {string} */
            state: "proposed" | "in_force" | "replaced" | "rejected" | "withdrawn";
            /** @enum {string} */
            origin: "delivered" | "proposed";
            reason: string;
            proposed_by?: string;
            /** Format: date-time */
            proposed_at: string;
            decided_by?: string;
            /** Format: date-time */
            decided_at?: string;
            decision_reason: string;
            mine: boolean;
        };
        "decision.DecisionForm": {
            decision: string;
            code: string;
            version: string;
            label: components["schemas"]["Words"];
            inputs: components["schemas"]["decision.InputField"][];
            parameters: string[];
        };
        "decision.InputField": {
            name: string;
            code: string;
            label: components["schemas"]["Words"];
            type: string;
            list: boolean;
            optional: boolean;
            unit: string;
            allowed: string;
            choices: string[];
            members: components["schemas"]["decision.InputField"][];
        };
        "rules.CheckView": {
            hash: string;
            blocks: boolean;
            report: components["schemas"]["rules.Report"];
        };
        "rules.Report": {
            check: components["schemas"]["decision.CheckReport"];
            history: components["schemas"]["rules.HistoryFinding"][];
        };
        "decision.CheckReport": {
            package: string;
            tables: number;
            examples: number;
            parameters: number;
            faults: number;
            warnings: number;
            findings: components["schemas"]["decision.CheckFinding"][];
        };
        "decision.CheckFinding": {
            /** @enum {string} */
            code: "model_fault" | "unknown_name" | "wrong_type" | "cycle" | "table_gap" | "table_overlap" | "row_never_fires" | "row_not_needed" | "column_not_analysed" | "output_not_allowed" | "parameter_type" | "parameter_missing" | "parameter_ambiguous" | "parameter_unused" | "version_missing" | "version_ambiguous" | "example_failed" | "example_missing" | "sentence_fault";
            warning: boolean;
            file: string;
            line: number;
            element: string;
            rows: number[];
            column: number;
            column_name: string;
            example: components["schemas"]["decision.NamedValue"][];
            words: components["schemas"]["Words"];
        };
        "decision.NamedValue": {
            name: string;
            value: string;
        };
        "rules.HistoryFinding": {
            kind: string;
            where: string;
            words: components["schemas"]["Words"];
        };
        "rules.TextDetail": {
            id: string;
            package: string;
            number?: number;
            hash: string;
            base_hash: string;
            /** @enum {string} */
            state: "proposed" | "in_force" | "replaced" | "rejected" | "withdrawn";
            /** @enum {string} */
            origin: "delivered" | "proposed";
            reason: string;
            proposed_by?: string;
            /** Format: date-time */
            proposed_at: string;
            decided_by?: string;
            /** Format: date-time */
            decided_at?: string;
            decision_reason: string;
            mine: boolean;
            content: components["schemas"]["rules.PackageView"];
            report: components["schemas"]["rules.Report"];
            files_changed: string[];
        };
        "rules.RecordView": {
            id: string;
            package: string;
            decision: string;
            /** Format: date */
            at: string;
            /** Format: date */
            known: string;
            inputs: unknown;
            value: unknown;
        };
        "rules.ReplayView": {
            cases: number;
            same: number;
            changed: number;
            newly_blocked: number;
            newly_decided: number;
            blocked_in_both: number;
            refusals: {
                [key: string]: number;
            };
            numbers: components["schemas"]["decision.ReplayNumbers"][];
            differences: components["schemas"]["decision.ReplayDifference"][];
            differences_left_out: number;
            package: string;
            source: string;
            reproduced: number;
            not_reproduced: number;
            stopped: boolean;
        };
        "decision.ReplayNumbers": {
            member: string;
            compared: number;
            raised: number;
            lowered: number;
            old_total: string;
            new_total: string;
            difference: string;
            largest_rise: string;
            largest_fall: string;
            histogram: components["schemas"]["decision.ReplayBucket"][];
        };
        "decision.ReplayBucket": {
            from: string;
            to: string;
            count: number;
        };
        "decision.ReplayDifference": {
            id: string;
            decision: string;
            old_value: string;
            new_value: string;
            difference: string;
        };
        "process.ProcessesView": {
            items: components["schemas"]["process.ProcessView"][];
        };
        "process.ProcessView": {
            process: string;
            name: string;
            versions: components["schemas"]["process.VersionView"][];
        };
        "process.VersionView": {
            definition_id: string;
            version: number;
            file_id: string;
            /** Format: date-time */
            deployed_at: string;
            running: number;
            incidents: number;
        };
        "process.DefinitionView": {
            definition: components["schemas"]["process.Definition"];
            file: string;
            xml: string;
            decisions: components["schemas"]["process.DecisionText"][];
        };
        "process.Definition": {
            id: string;
            file_id: string;
            process: string;
            name: string;
            version: number;
        };
        "process.DecisionText": {
            file: string;
            xml: string;
        };
        "process.Tokens": {
            running: number;
            incidents: number;
            elements: components["schemas"]["process.ElementCount"][];
        };
        "process.ElementCount": {
            element: string;
            waiting: number;
            incidents: number;
        };
        "process.RunningView": {
            id: string;
            case_id?: string;
            area_id: string;
            /** Format: date-time */
            started_at: string;
            waiting: string[];
            incidents: number;
        };
        "process.DefinitionsView": {
            items: components["schemas"]["process.Definition"][];
        };
        "process.CheckView": {
            ok: boolean;
            faults: components["schemas"]["process.CheckedFault"][];
        };
        "process.CheckedFault": {
            element: string;
            rule: string;
            line: number;
            zh: string;
            en: string;
            refuses: boolean;
        };
        "process.TrialView": {
            trace: components["schemas"]["process.TrialLine"][];
            waiting: components["schemas"]["process.TrialWait"][];
            variables: Record<string, never>;
            incidents?: unknown;
            ended: boolean;
            status: string;
            /** Format: date-time */
            now: string;
            fault?: components["schemas"]["process.TrialFault"];
        };
        "process.TrialLine": {
            at: string;
            element: string;
            event: string;
        };
        "process.TrialWait": {
            element: string;
            kind: string;
            name: string;
            /** Format: date-time */
            due?: string;
            visible: boolean;
        };
        "process.TrialFault": {
            step: number;
            zh: string;
            en: string;
        };
        "process.InstanceDetail": {
            instance: components["schemas"]["process.InstanceView"];
            waits: components["schemas"]["process.WaitView"][];
            variables?: Record<string, never>;
            incidents: components["schemas"]["process.IncidentView"][];
            trace: components["schemas"]["process.TraceView"][];
        };
        "process.InstanceView": {
            id: string;
            process: string;
            name: string;
            definition_id: string;
            version: number;
            area_id: string;
            case_id?: string;
            caller?: string;
            /** @enum {string} */
            status: "running" | "completed" | "terminated" | "failed" | "cancelled";
            steps: number;
            /** Format: date-time */
            started_at: string;
            started_by?: string;
            /** Format: date-time */
            ended_at?: string;
        };
        "process.WaitView": {
            wait: number;
            element: string;
            kind: string;
            name: string;
            /** Format: date-time */
            due?: string;
            visible: boolean;
        };
        "process.IncidentView": {
            incident: number;
            element: string;
            zh: string;
            en: string;
            code: string;
            expression: string;
        };
        "process.TraceView": {
            /** Format: date-time */
            at: string;
            element: string;
            event: string;
            by?: string;
        };
        "process.ActView": {
            id: string;
            /** @enum {string} */
            status: "running" | "completed" | "terminated" | "failed" | "cancelled";
            waiting: string[];
            incidents: number;
        };
        "process.ReceivedView": {
            received: boolean;
        };
        "process.MigrationReport": {
            dry_run: boolean;
            to_move: number;
            moved: number;
            refused: components["schemas"]["process.MigrationRefusal"][];
            faults: components["schemas"]["process.PlanFault"][];
            suggested: {
                [key: string]: string;
            };
            next?: string;
        };
        "process.MigrationRefusal": {
            instance: string;
            element: string;
            zh: string;
            en: string;
        };
        "process.PlanFault": {
            element: string;
            zh: string;
            en: string;
        };
        "service.ServicesView": {
            items: components["schemas"]["service.ServiceLine"][];
            faults: components["schemas"]["service.FaultView"][];
        };
        "service.ServiceLine": {
            code: string;
            zh: string;
            en: string;
            summary_zh: string;
            summary_en: string;
            owner_zh: string;
            owner_en: string;
            immediate: boolean;
            term_zh: string;
            term_en: string;
            fee_fen: number;
            fee_zh: string;
            fee_en: string;
            channels: ("online" | "counter" | "home_visit")[];
        };
        "service.FaultView": {
            service: string;
            zh: string;
            en: string;
        };
        "service.ServiceView": {
            code: string;
            zh: string;
            en: string;
            summary_zh: string;
            summary_en: string;
            owner_zh: string;
            owner_en: string;
            immediate: boolean;
            term_zh: string;
            term_en: string;
            fee_fen: number;
            fee_zh: string;
            fee_en: string;
            channels: ("online" | "counter" | "home_visit")[];
            guide_zh: string;
            guide_en: string;
            area_level: string;
            legal_basis: components["schemas"]["service.Basis"][];
            who_may_zh: string;
            who_may_en: string;
            by_agent: boolean;
            legal_term_zh: string;
            legal_term_en: string;
            term_basis?: components["schemas"]["service.Basis"];
            correction_zh: string;
            correction_en: string;
            materials: components["schemas"]["service.MaterialView"][];
            steps: components["schemas"]["service.StepView"][];
            result: components["schemas"]["service.Result"];
            hash: string;
            form: unknown;
        };
        "service.Basis": {
            law: string;
            article: string;
            url: string;
        };
        "service.MaterialView": {
            code: string;
            zh: string;
            en: string;
            hint_zh: string;
            hint_en: string;
            basis: components["schemas"]["service.Basis"];
            required: boolean;
            held_by_state: boolean;
            source_zh: string;
            source_en: string;
            files_max: number;
        };
        "service.StepView": {
            code: string;
            zh: string;
            en: string;
        };
        "service.Result": {
            kind: string;
            zh: string;
            en: string;
        };
        "service.MaterialsView": {
            may: boolean;
            why_zh?: string;
            why_en?: string;
            items: components["schemas"]["service.MaterialView"][];
            unanswered: string[];
        };
        "service.FilesView": {
            hash: string;
            number?: number;
            files: components["schemas"]["service.FileText"][];
            proposals: components["schemas"]["service.TextView"][];
            history: components["schemas"]["service.TextView"][];
        };
        "service.FileText": {
            name: string;
            text: string;
        };
        "service.TextView": {
            id: string;
            service: string;
            number?: number;
            hash: string;
            base_hash: string;
            /** @enum {string} */
            state: "proposed" | "in_force" | "replaced" | "rejected";
            /** @enum {string} */
            origin: "delivered" | "proposed";
            reason: string;
            proposed_by?: string;
            /** Format: date-time */
            proposed_at: string;
            decided_by?: string;
            /** Format: date-time */
            decided_at?: string;
            decision_reason: string;
            mine: boolean;
        };
        "service.CheckView": {
            ok: boolean;
            faults: components["schemas"]["service.ItemFaultView"][];
            notes: components["schemas"]["service.ItemFaultView"][];
        };
        "service.ItemFaultView": {
            file: string;
            where: string;
            rule: string;
            zh: string;
            en: string;
            refuses: boolean;
        };
        "service.TextDetail": {
            id: string;
            service: string;
            number?: number;
            hash: string;
            base_hash: string;
            /** @enum {string} */
            state: "proposed" | "in_force" | "replaced" | "rejected";
            /** @enum {string} */
            origin: "delivered" | "proposed";
            reason: string;
            proposed_by?: string;
            /** Format: date-time */
            proposed_at: string;
            decided_by?: string;
            /** Format: date-time */
            decided_at?: string;
            decision_reason: string;
            mine: boolean;
            files: components["schemas"]["service.FileText"][];
            files_changed: string[];
            check: components["schemas"]["service.CheckView"];
        };
        "casework.CaseLine": {
            id: string;
            code: string;
            service: string;
            service_zh: string;
            service_en: string;
            area_id: string;
            area_name: string;
            /** @enum {string} */
            state: "draft" | "received" | "correcting" | "accepted" | "decided" | "ended";
            state_zh: string;
            state_en: string;
            /** @enum {string} */
            outcome?: "approved" | "refused";
            applicant: string;
            /** Format: date-time */
            made_at: string;
            /** Format: date-time */
            received_at?: string;
            /** Format: date-time */
            due_at?: string;
            /** Format: date-time */
            ended_at?: string;
            /** @enum {string} */
            light?: "green" | "amber" | "red" | "stopped";
        };
        "casework.CaseView": {
            id: string;
            code: string;
            service: string;
            service_zh: string;
            service_en: string;
            owner_zh: string;
            owner_en: string;
            area_id: string;
            area_name: string;
            /** @enum {string} */
            channel: "online" | "counter" | "home_visit";
            immediate: boolean;
            /** @enum {string} */
            state: "draft" | "received" | "correcting" | "accepted" | "decided" | "ended";
            state_zh: string;
            state_en: string;
            /** @enum {string} */
            outcome?: "approved" | "refused";
            /** @enum {string} */
            ended_how?: "done" | "not_accepted" | "withdrawn";
            applicant: components["schemas"]["casework.ApplicantView"];
            data: Record<string, never>;
            form: unknown;
            lines: components["schemas"]["form.FieldLine"][];
            materials: components["schemas"]["casework.MaterialView"][];
            notice?: components["schemas"]["casework.NoticeView"];
            clock?: components["schemas"]["casework.ClockView"];
            /** @enum {string} */
            acceptance?: "given" | "deemed";
            /** Format: date-time */
            made_at: string;
            /** Format: date-time */
            received_at?: string;
            /** Format: date-time */
            acceptance_due_at?: string;
            /** Format: date-time */
            accepted_at?: string;
            /** Format: date-time */
            decided_at?: string;
            /** Format: date-time */
            ended_at?: string;
            decision?: components["schemas"]["casework.Decision"];
            result_zh: string;
            result_en: string;
            steps: components["schemas"]["casework.StepView"][];
            events: components["schemas"]["casework.EventView"][];
            complaints: components["schemas"]["casework.ComplaintView"][];
            extension_requests: components["schemas"]["casework.ExtensionView"][];
            may: components["schemas"]["casework.MayView"];
            etag: string;
        };
        "casework.ApplicantView": {
            person_id: string;
            name: string;
            area_id: string;
            area_name: string;
        };
        "form.FieldLine": {
            path: string;
            zh: string;
            en: string;
            text_zh: string;
            text_en: string;
        };
        "casework.MaterialView": {
            code: string;
            zh: string;
            en: string;
            hint_zh: string;
            hint_en: string;
            basis: components["schemas"]["service.Basis"];
            required: boolean;
            held_by_state: boolean;
            missing: boolean;
            source_zh: string;
            source_en: string;
            files_max: number;
            files: components["schemas"]["casework.FileView"][];
        };
        "casework.FileView": {
            id: string;
            name: string;
            media_type: string;
            bytes: number;
        };
        "casework.NoticeView": {
            /** Format: date-time */
            given_at: string;
            /** Format: date-time */
            due_at: string;
            missing: components["schemas"]["casework.MissingThing"][];
            note: string;
            /** Format: date-time */
            corrected_at?: string;
        };
        "casework.MissingThing": {
            material?: string;
            zh: string;
            en: string;
        };
        "casework.ClockView": {
            term_zh: string;
            term_en: string;
            unit: string;
            amount: number;
            used: number;
            /** Format: date-time */
            started_at: string;
            /** Format: date-time */
            original_due_at?: string;
            /** Format: date-time */
            due_at?: string;
            /** @enum {string} */
            light: "green" | "amber" | "red" | "stopped";
            provisional: boolean;
            paused?: string;
        };
        "casework.Decision": {
            reason: string;
            result: Record<string, never>;
        };
        "casework.StepView": {
            code: string;
            zh: string;
            en: string;
            state: string;
            /** Format: date-time */
            at?: string;
        };
        "casework.EventView": {
            /** Format: date-time */
            at: string;
            kind: string;
            zh: string;
            en: string;
            by?: string;
        };
        "casework.ComplaintView": {
            id: string;
            /** Format: date-time */
            at: string;
            text: string;
            answer?: string;
            /** Format: date-time */
            answered_at?: string;
        };
        "casework.ExtensionView": {
            id: string;
            case_id: string;
            case_code: string;
            amount: number;
            unit: string;
            reason: string;
            asked_by: string;
            /** Format: date-time */
            asked_at: string;
            decision?: string;
            decision_reason?: string;
        };
        "casework.MayView": {
            edit: boolean;
            submit: boolean;
            correct: boolean;
            withdraw: boolean;
            complain: boolean;
            suspend: boolean;
            resume: boolean;
            extend: boolean;
        };
        "casework.Supervision": {
            overdue: components["schemas"]["casework.CaseLine"][];
            amber: components["schemas"]["casework.CaseLine"][];
            complaints: components["schemas"]["casework.OpenComplaint"][];
            extension_requests: components["schemas"]["casework.ExtensionView"][];
            counts: components["schemas"]["casework.SupervisionCounts"];
        };
        "casework.OpenComplaint": {
            id: string;
            case_id: string;
            case_code: string;
            service_zh: string;
            service_en: string;
            /** Format: date-time */
            at: string;
            text: string;
        };
        "casework.SupervisionCounts": {
            running: number;
            amber: number;
            red: number;
            unassigned: number;
        };
        "casework.DutiesView": {
            items: components["schemas"]["casework.DutyLine"][];
        };
        "casework.DutyLine": {
            element: string;
            zh: string;
            en: string;
            roles: components["schemas"]["casework.RoleName"][];
            state: string;
            done_by?: string;
            task_id?: string;
            me?: components["schemas"]["casework.DutyMe"];
        };
        "casework.RoleName": {
            code: string;
            zh: string;
            en: string;
        };
        "casework.DutyMe": {
            may: boolean;
            why_zh?: string;
            why_en?: string;
        };
        "casework.TeamView": {
            items: components["schemas"]["casework.TeamLine"][];
            unassigned: number;
        };
        "casework.TeamLine": {
            account_id: string;
            name: string;
            roles: components["schemas"]["casework.RoleName"][];
            open: number;
            amber: number;
            red: number;
            /** Format: date-time */
            absent_until?: string;
        };
        "casework.Absences": {
            items: components["schemas"]["casework.AbsenceView"][];
        };
        "casework.AbsenceView": {
            id: string;
            account_id: string;
            name: string;
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            until: string;
            deputy?: string;
            deputy_name: string;
        };
        "casework.TasksView": {
            items: components["schemas"]["casework.TaskLine"][];
            counts: components["schemas"]["casework.TaskCounts"];
        };
        "casework.TaskLine": {
            id: string;
            case_id?: string;
            case_code: string;
            service: string;
            service_zh: string;
            service_en: string;
            element: string;
            zh: string;
            en: string;
            applicant: string;
            area_id: string;
            area_name: string;
            /** @enum {string} */
            state: "open" | "assigned" | "done" | "withdrawn";
            mine: boolean;
            assignee: string;
            priority: number;
            /** Format: date-time */
            opened_at: string;
            /** Format: date-time */
            due_at?: string;
            /** Format: date-time */
            case_due_at?: string;
            /** @enum {string} */
            light: "none" | "green" | "amber" | "red";
            /** @enum {string} */
            case_light?: "green" | "amber" | "red" | "stopped";
        };
        "casework.TaskCounts": {
            mine: number;
            pool: number;
            amber: number;
            red: number;
        };
        "casework.TaskView": {
            task: components["schemas"]["casework.TaskLine"];
            standing: components["schemas"]["casework.StandingView"];
            form: unknown;
            data: Record<string, never>;
            case_view?: components["schemas"]["casework.CaseView"];
            earlier: components["schemas"]["casework.EarlierView"][];
            seed?: string;
            blind: boolean;
        };
        "casework.StandingView": {
            may_claim: boolean;
            may_complete: boolean;
            may_return: boolean;
            why_zh?: string;
            why_en?: string;
        };
        "casework.EarlierView": {
            element: string;
            zh: string;
            en: string;
            by: string;
            /** Format: date-time */
            at: string;
            lines: components["schemas"]["form.FieldLine"][];
        };
        "casework.Colleagues": {
            items: components["schemas"]["casework.Colleague"][];
        };
        "casework.Colleague": {
            account_id: string;
            name: string;
            open_tasks: number;
            may: boolean;
            why_zh?: string;
            why_en?: string;
        };
        "casework.InboxNow": {
            tasks: number;
            pool: number;
            unread: number;
        };
        "place.ImportReport": {
            id: string;
            dry_run: boolean;
            applied: boolean;
            rows_read: number;
            rows_good: number;
            rows_bad: number;
            added: number;
            changed: number;
            unchanged: number;
            duplicates: number;
            faults: components["schemas"]["place.ImportFault"][];
        };
        "place.ImportFault": {
            file: string;
            line: number;
            row: number;
            field: string;
            code: string;
            zh: string;
            en: string;
            warning: boolean;
        };
        "place.ImportItemView": {
            id: string;
            /** Format: date-time */
            made_at: string;
            format: string;
            source: string;
            licence: string;
            rows_read: number;
            rows_good: number;
            rows_bad: number;
            added: number;
            changed: number;
            unchanged: number;
            duplicates: number;
        };
        "area.ImportRequest": {
            /** @enum {string} */
            format: "csv" | "geojson";
            text: string;
            dry_run: boolean;
            accept_partial?: boolean;
            crs?: string;
        };
        "place.ListingForm": {
            name_zh: string;
            name_en?: string;
            categories?: string[];
            organisation?: string;
            address?: string;
            postcode?: string;
            lat: number;
            lng: number;
            crs: string;
            phones?: components["schemas"]["place.Phone"][];
            schedules?: components["schemas"]["place.OpeningTime.Given"][];
            fees?: components["schemas"]["place.Fee"][];
            documents?: string[];
            languages?: string[];
            accessibility?: string[];
            /** @enum {string} */
            wheelchair?: "yes" | "limited" | "no" | "unknown";
            website?: string;
            email?: string;
            description_zh?: string;
            description_en?: string;
            /** @enum {string} */
            status?: "active" | "inactive" | "defunct" | "temporarily_closed";
            area_id?: string;
            /** Format: date */
            verified_on?: string;
            verified_by?: string;
        };
        "place.OpeningTime.Given": {
            weekdays?: number[];
            opens_at?: string;
            closes_at?: string;
            /** Format: date */
            valid_from?: string;
            /** Format: date */
            valid_to?: string;
            note?: string;
        };
        "place.ConfirmationForm": {
            note?: string;
        };
        "place.ProblemForm": {
            /** @enum {string} */
            kind: "closed" | "moved" | "wrong_phone" | "wrong_hours" | "other";
            note?: string;
        };
        "identity.NewSession": {
            login?: string;
            password?: string;
            phone?: string;
            code?: string;
        };
        "identity.CodeRequest": {
            phone: string;
        };
        "identity.NewRegistration": {
            name: string;
            /** @enum {string} */
            id_type: "resident_id";
            id_number: string;
            phone: string;
            area_id: string;
            guardian?: components["schemas"]["identity.Guardian"];
            consent: boolean;
        };
        "identity.Guardian": {
            name: string;
            relation: string;
            phone: string;
            id_number?: string;
            consents: boolean;
        };
        "identity.RegistrationDecision": {
            /** @enum {string} */
            decision: "approve" | "refuse";
            reason?: string;
        };
        "identity.Unmasking": {
            /** @enum {string} */
            field: "name" | "id_number" | "phone";
            purpose: string;
        };
        "identity.PersonSearch": {
            id_number?: string;
            phone?: string;
        };
        "identity.ErasureRequest": {
            confirm: boolean;
        };
        "identity.NewAccount": {
            login: string;
            area_id?: string;
            person_id?: string;
        };
        "identity.Reason": {
            reason: string;
        };
        "identity.NewGrant": {
            account_id: string;
            role: string;
            area_id: string;
            /** Format: date-time */
            valid_from?: string;
            /** Format: date-time */
            valid_until?: string;
        };
        "ledger.NewBook": {
            code: string;
            /** @enum {string} */
            unit: "fen" | "minute" | "point";
            chart: string;
            monthly: boolean;
            zh: string;
            en: string;
            area_id: string;
        };
        "ledger.NewAccount": {
            code: string;
            area_id?: string;
            ceiling?: number;
        };
        "ledger.NewCommands": {
            commands?: components["schemas"]["ledger.NewCommand"][];
        };
        "ledger.NewCommand": {
            id: string;
            /** @enum {string} */
            act?: "post" | "hold" | "settle" | "release" | "reverse";
            book: string;
            event: string;
            /** Format: date */
            date: string;
            legs?: components["schemas"]["ledger.Leg"][];
            target?: string;
            /** Format: date-time */
            expires_at?: string;
            reason?: string;
            group?: string;
            linked?: boolean;
        };
        "ledger.Leg": {
            account: string;
            /** @enum {string} */
            side: "debit" | "credit";
            amount: number;
        };
        "ledger.NewClosing": {
            period: number;
        };
        "finance.NewBankAccountBody": {
            code: string;
            name: string;
            agent: string;
            number: string;
        };
        "finance.NewEvent": {
            id: string;
            event: string;
            /** Format: date */
            date: string;
            amounts?: {
                [key: string]: number;
            };
            facts?: {
                [key: string]: string;
            };
            persons?: components["schemas"]["finance.PersonPart"][];
            counterpart?: string;
        };
        "finance.PersonPart": {
            person: string;
            amount: number;
        };
        "finance.NewBillBody": {
            reference: string;
            payer_kind: string;
            payer_id: string;
            employer: number;
            personal: number;
            subsidised: number;
            persons?: components["schemas"]["finance.PersonPart"][];
        };
        "finance.MatchBody": {
            bill: string;
        };
        "finance.ExplainLineBody": {
            event: string;
            facts?: {
                [key: string]: string;
            };
        };
        "finance.NewBatchBody": {
            event: string;
            from_code: string;
            title: string;
            /** Format: date */
            pay_on: string;
            items?: components["schemas"]["finance.NewItemBody"][];
            repeats?: string[];
        };
        "finance.NewItemBody": {
            person?: string;
            name: string;
            number: string;
            agent: string;
            parts?: {
                [key: string]: number;
            };
            account_part?: number;
        };
        "finance.ReasonBody": {
            reason: string;
        };
        "finance.DayBody": {
            /** Format: date */
            day: string;
        };
        "finance.MonthQuery": {
            period: number;
        };
        "iso20022.BankFile": {
            text: string;
        };
        "neighbourhood.BoardForm": {
            code?: string;
            name_zh: string;
            name_en?: string;
            lat: number;
            lng: number;
            crs: string;
            area_id: string;
            radius_m?: number;
            message_zh?: string;
            message_en?: string;
            office_phone?: string;
            categories?: string[];
            rotate_s?: number;
            tiles_url?: string;
            map_approval?: string;
            /** @enum {string} */
            tiles_crs?: "wgs84" | "gcj02";
        };
        "rules.Evaluation": {
            inputs: Record<string, never>;
            areas?: string[];
            assume?: Record<string, never>;
        };
        "rules.Trial": {
            base_hash: string;
            files?: components["schemas"]["rules.FileText"][];
            removed?: string[];
            decision: string;
            question: components["schemas"]["rules.Evaluation"];
            /** Format: date */
            at?: string;
            /** Format: date */
            known?: string;
        };
        "rules.FileText": {
            name: string;
            text: string;
        };
        "rules.ChangeRequest": {
            base_hash: string;
            files?: components["schemas"]["rules.FileText"][];
            removed?: string[];
        };
        "rules.ProposalRequest": {
            base_hash: string;
            files?: components["schemas"]["rules.FileText"][];
            removed?: string[];
            reason: string;
        };
        "rules.VerdictRequest": {
            /** @enum {string} */
            decision: "approve" | "reject" | "withdraw";
            reason: string;
        };
        "rules.Unmasking": {
            purpose: string;
        };
        "rules.ReplayRequest": {
            decision: string;
            lines?: string;
            /** Format: date */
            at?: string;
            assume?: Record<string, never>;
            limit?: number;
        };
        "process.DeploymentBody": {
            file: string;
            xml: string;
            decisions?: components["schemas"]["process.DecisionText"][];
        };
        "process.ModelBody": {
            xml: string;
            decisions?: components["schemas"]["process.DecisionText"][];
        };
        "process.TrialBody": {
            xml: string;
            decisions?: components["schemas"]["process.DecisionText"][];
            process?: string;
            /** Format: date-time */
            begin?: string;
            script: unknown;
        };
        "process.StartBody": {
            process: string;
            version?: number;
            area_id: string;
            variables?: Record<string, never>;
        };
        "process.CompletionBody": {
            wait: number;
            variables?: Record<string, never>;
        };
        "process.FailureBody": {
            wait: number;
            error: string;
            variables?: Record<string, never>;
        };
        "process.VariablesBody": {
            variables: Record<string, never>;
            reason?: string;
        };
        "process.RetryBody": {
            incident: number;
        };
        "process.CancelBody": {
            reason: string;
        };
        "process.MessageBody": {
            name: string;
            key?: string;
            sender_id?: string;
            variables?: Record<string, never>;
            area_id?: string;
        };
        "process.SignalBody": {
            name: string;
            variables?: Record<string, never>;
        };
        "process.MigrationBody": {
            from: string;
            to: string;
            mapping?: {
                [key: string]: string;
            };
            instances?: string[];
            dry_run: boolean;
            recompute_timers?: boolean;
            cursor?: string;
        };
        "service.MaterialsRequest": {
            data: Record<string, never>;
        };
        "service.CheckRequest": {
            code: string;
            files?: components["schemas"]["service.FileText"][];
        };
        "service.ProposalRequest": {
            code: string;
            base_hash: string;
            files?: components["schemas"]["service.FileText"][];
            removed?: string[];
            reason: string;
        };
        "service.VerdictRequest": {
            /** @enum {string} */
            decision: "approve" | "reject";
            reason: string;
        };
        "casework.NewCase": {
            service: string;
            data: Record<string, never>;
            /** @enum {string} */
            channel?: "online" | "counter" | "home_visit";
            person_id?: string;
        };
        "casework.FormBody": {
            data: Record<string, never>;
        };
        "casework.MaterialBody": {
            material: string;
            file_id: string;
        };
        "casework.SubmissionBody": {
            incomplete?: boolean;
        };
        "casework.ReasonBody": {
            reason: string;
        };
        "casework.TextBody": {
            text: string;
        };
        "casework.WhyBody": {
            reason: string;
        };
        "casework.ExtensionBody": {
            amount: number;
            reason: string;
        };
        "casework.VerdictBody": {
            /** @enum {string} */
            decision: "approve" | "reject";
            reason: string;
        };
        "casework.AnswerBody": {
            text: string;
        };
        "casework.NewAbsence": {
            account_id?: string;
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            until: string;
            deputy?: string;
        };
        "casework.TaskReason": {
            reason: string;
        };
        "casework.DelegationBody": {
            account_id: string;
            reason: string;
        };
        "casework.TakeOverBody": {
            account_id?: string;
            reason: string;
        };
        "casework.CompletionBody": {
            data: Record<string, never>;
        };
        "place.ImportRequest": {
            format: string;
            files?: components["schemas"]["place.ImportFile"][];
            dry_run: boolean;
            accept_partial?: boolean;
            replace?: boolean;
            area_id?: string;
            crs?: string;
            source: string;
            licence?: string;
        };
        "place.ImportFile": {
            name: string;
            text: string;
        };
        "hsds.ListQuery": {
            search?: string;
            page?: number;
            per_page?: number;
            format?: string;
            taxonomy_term_id?: string;
            taxonomy_id?: string;
            organization_id?: string;
            modified_after?: string;
            minimal?: boolean;
            full?: boolean;
            full_service?: boolean;
            postcode?: string;
            proximity?: number;
            top_only?: boolean;
            parent_id?: string;
            lat?: number;
            lng?: number;
            radius?: number;
            crs?: string;
            bbox?: string;
            open_at?: string;
            sort?: string;
        };
        /** @description RFC 9457 */
        Problem: {
            type: string;
            title: string;
            status: number;
            detail?: string;
            code: string;
            title_zh?: string;
            title_en?: string;
            instance?: string;
            errors?: {
                field?: string;
                code?: string;
                zh?: string;
                en?: string;
            }[];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    get_api_v1_health: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_metrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_journal_checkpoint: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_journal_proofs_consistency: {
        parameters: {
            query: {
                from: number;
                to?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["journal.ConsistencyProof"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_journal_entries: {
        parameters: {
            query?: {
                after?: string;
                cursor?: string;
                area?: string;
                action?: string;
                order?: "newest" | "oldest";
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["journal.EntryView"][];
                        next?: string;
                    };
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_journal_proofs_inclusion: {
        parameters: {
            query: {
                entry: string;
                size?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["journal.InclusionProof"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_areas: {
        parameters: {
            query?: {
                parent?: string;
                level?: "city" | "district" | "street" | "community" | "grid";
                q?: string;
                on?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["area.Area"][];
                        next?: string;
                    };
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_areas_locate: {
        parameters: {
            query: {
                lat: number;
                lng: number;
                crs: string;
                on?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["area.Chain"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_areas_id_: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["area.Area"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_areas_id_boundary: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_area_imports: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["area.ImportRequest"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["area.ImportReport"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_categories: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["place.CategoryList"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_listings: {
        parameters: {
            query?: {
                lat?: number;
                lng?: number;
                crs?: string;
                radius_m?: number;
                q?: string;
                category?: string[];
                open_at?: string;
                bbox?: string;
                area?: string;
                wheelchair?: "yes" | "limited" | "no" | "unknown";
                sort?: "distance" | "name" | "relevance" | "stalest";
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_listings: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["place.ListingForm"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["place.ListingDetail"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_listings_id_: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["place.ListingDetail"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_api_v1_listings_id_: {
        parameters: {
            query?: never;
            header: {
                /** @description the ETag last read */
                "If-Match"?: string;
                "X-Linli": "1";
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["place.ListingForm"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["place.ListingDetail"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_listings_id_history: {
        parameters: {
            query?: {
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["place.HistoryItem"][];
                        next?: string;
                    };
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_listings_id_problem_reports: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["place.ProblemItem"][];
                        next?: string;
                    };
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_listings_id_problem_reports: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["place.ProblemForm"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_listings_id_confirmations: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["place.ConfirmationForm"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["place.ListingDetail"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_listings_id_problem_reports_handled: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_sessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["identity.Items_linli.identity.SessionView_"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_sessions: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["identity.NewSession"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["identity.Me"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_login_codes: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["identity.CodeRequest"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["identity.Me"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_api_v1_session: {
        parameters: {
            query?: never;
            header: {
                "X-Linli": "1";
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_api_v1_sessions_id_: {
        parameters: {
            query?: never;
            header: {
                "X-Linli": "1";
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_session_password: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    [key: string]: string;
                };
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_registrations: {
        parameters: {
            query?: {
                state?: "waiting" | "approved" | "refused" | "withdrawn";
                area?: string;
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["identity.RegistrationView"][];
                        next?: string;
                    };
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_registrations: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["identity.NewRegistration"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["identity.RegistrationView"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_registrations_id_: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["identity.RegistrationView"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_registrations_id_decisions: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["identity.RegistrationDecision"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["identity.RegistrationView"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_persons_id_: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["identity.PersonView"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_persons_id_unmaskings: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["identity.Unmasking"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["identity.Unmasked"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_registrations_id_unmaskings: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["identity.Unmasking"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["identity.Unmasked"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_person_searches: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["identity.PersonSearch"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["identity.PersonsFound"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_me_data_exports: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_me_erasure: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["identity.ErasureRequest"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_me_consents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["identity.Items_linli.identity.ConsentView_"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_me_consents_id_withdrawal: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_me_consents_id_renewal: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["identity.ConsentView"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_accounts: {
        parameters: {
            query?: {
                area?: string;
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["identity.AccountView"][];
                        next?: string;
                    };
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_accounts: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["identity.NewAccount"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["identity.AccountWithPassword"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_accounts_id_password_resets: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["identity.AccountWithPassword"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_accounts_id_disable: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["identity.Reason"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_accounts_id_enable: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_roles: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["identity.Items_linli.identity.RoleView_"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_grants: {
        parameters: {
            query?: {
                account?: string;
                area?: string;
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["identity.GrantView"][];
                        next?: string;
                    };
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_grants: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["identity.NewGrant"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["identity.GrantView"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_grants_id_confirmations: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["identity.GrantView"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_api_v1_grants_id_: {
        parameters: {
            query?: never;
            header: {
                "X-Linli": "1";
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_files: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["archive.FileView"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_files_id_: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_ledger_books: {
        parameters: {
            query?: {
                area?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ledger.BookList"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_ledger_books: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ledger.NewBook"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ledger.BookView"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_ledger_books_book_accounts: {
        parameters: {
            query?: {
                code?: string;
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                book: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ledger.AccountView"][];
                        next?: string;
                    };
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_ledger_books_book_accounts: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path: {
                book: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ledger.NewAccount"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ledger.AccountView"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_ledger_books_book_entries: {
        parameters: {
            query?: {
                period?: number;
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                book: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ledger.EntryLine"][];
                        next?: string;
                    };
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_ledger_books_book_trial_balance: {
        parameters: {
            query?: {
                from?: number;
                to?: number;
                format?: string;
            };
            header?: never;
            path: {
                book: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_ledger_charts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ledger.ChartList"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_ledger_accounts_account_: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ledger.AccountView"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_ledger_accounts_account_movements: {
        parameters: {
            query?: {
                cursor?: number;
                limit?: number;
            };
            header?: never;
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ledger.Statement"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_ledger_accounts_account_balance: {
        parameters: {
            query: {
                at: string;
            };
            header?: never;
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ledger.BalanceAt"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_my_accounts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ledger.AccountList"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_ledger_entries_entry_: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                entry: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ledger.EntryWhole"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_ledger_commands: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ledger.NewCommands"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ledger.Outcomes"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_ledger_books_book_closings: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path: {
                book: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ledger.NewClosing"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ledger.BookView"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_finance_funds: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["finance.FundList"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_finance_funds_fund_bank_accounts: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path: {
                fund: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["finance.NewBankAccountBody"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["finance.BankAccountView"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_finance_funds_fund_events: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                fund: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["finance.EventView"][];
                        next?: string;
                    };
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_finance_funds_fund_events: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path: {
                fund: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["finance.NewEvent"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["finance.EventView"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_finance_funds_fund_bills: {
        parameters: {
            query?: {
                state?: "open" | "paid" | "cancelled";
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                fund: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["finance.BillView"][];
                        next?: string;
                    };
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_finance_funds_fund_bills: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path: {
                fund: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["finance.NewBillBody"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["finance.BillView"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_finance_funds_fund_bills_bill_cancellation: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path: {
                fund: string;
                bill: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["finance.BillView"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_finance_funds_fund_statements: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                fund: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["finance.StatementView"][];
                        next?: string;
                    };
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_finance_funds_fund_statements_statement_lines: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                fund: string;
                statement: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["finance.LineView"][];
                        next?: string;
                    };
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_finance_funds_fund_lines_line_match: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path: {
                fund: string;
                line: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["finance.MatchBody"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["finance.LineView"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_finance_funds_fund_lines_line_event: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path: {
                fund: string;
                line: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["finance.ExplainLineBody"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["finance.LineView"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_finance_funds_fund_batches: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                fund: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["finance.BatchView"][];
                        next?: string;
                    };
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_finance_funds_fund_batches: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path: {
                fund: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["finance.NewBatchBody"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["finance.BatchView"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_finance_funds_fund_batches_batch_: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                fund: string;
                batch: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["finance.BatchView"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_finance_funds_fund_batches_batch_items: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                fund: string;
                batch: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["finance.ItemView"][];
                        next?: string;
                    };
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_finance_funds_fund_batches_batch_check: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path: {
                fund: string;
                batch: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["finance.BatchView"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_finance_funds_fund_batches_batch_approval: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path: {
                fund: string;
                batch: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["finance.BatchView"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_finance_funds_fund_batches_batch_sending: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path: {
                fund: string;
                batch: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["finance.BatchView"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_finance_funds_fund_batches_batch_withdrawal: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path: {
                fund: string;
                batch: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["finance.ReasonBody"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["finance.BatchView"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_finance_funds_fund_differences: {
        parameters: {
            query?: {
                state?: "open" | "explained" | "ended";
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                fund: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["finance.DifferenceView"][];
                        next?: string;
                    };
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_finance_funds_fund_differences_difference_explanation: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path: {
                fund: string;
                difference: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["finance.ReasonBody"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["finance.DifferenceView"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_finance_funds_fund_days: {
        parameters: {
            query?: {
                day?: string;
            };
            header?: never;
            path: {
                fund: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["finance.DayView"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_finance_funds_fund_days: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path: {
                fund: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["finance.DayBody"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["finance.DayView"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_finance_funds_fund_month_end: {
        parameters: {
            query: {
                period: number;
            };
            header?: never;
            path: {
                fund: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["finance.MonthView"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_finance_funds_fund_closings: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path: {
                fund: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["finance.MonthQuery"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["finance.FundView"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_finance_statement_files: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["iso20022.BankFile"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["iso20022.StatementsTaken"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_finance_funds_fund_answer_files: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path: {
                fund: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["iso20022.BankFile"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["finance.Answered"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_finance_funds_fund_batches_batch_files: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path: {
                fund: string;
                batch: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_notices: {
        parameters: {
            query?: {
                unread?: boolean;
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["notice.Notice"][];
                        next?: string;
                    };
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_notices_id_read: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_demo_messages: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["notice.DemoMessage"][];
                        next?: string;
                    };
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_boards: {
        parameters: {
            query?: {
                area?: string;
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["neighbourhood.KeptBoard"][];
                        next?: string;
                    };
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_boards: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["neighbourhood.BoardForm"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["neighbourhood.KeptBoard"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_api_v1_boards_code_: {
        parameters: {
            query?: never;
            header: {
                /** @description the ETag last read */
                "If-Match"?: string;
                "X-Linli": "1";
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["neighbourhood.BoardForm"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["neighbourhood.KeptBoard"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_api_v1_boards_code_: {
        parameters: {
            query?: never;
            header: {
                "X-Linli": "1";
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_boards_code_bundle: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_base_map: {
        parameters: {
            query: {
                lat: number;
                lng: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["neighbourhood.BaseMaps"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_keys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["neighbourhood.KeyList"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_rules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["rules.PackagesView"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_rules_package_: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                package: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["rules.PackageView"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_rules_package_files_name_: {
        parameters: {
            query?: {
                text?: string;
            };
            header?: never;
            path: {
                package: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_rules_package_history: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                package: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["rules.HistoryView"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_rules_package_decisions_decision_form: {
        parameters: {
            query?: {
                at?: string;
                known?: string;
                text?: string;
            };
            header?: never;
            path: {
                package: string;
                decision: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["decision.DecisionForm"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_rules_package_decisions_decision_evaluations: {
        parameters: {
            query?: {
                at?: string;
                known?: string;
                explain?: boolean;
                text?: string;
            };
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path: {
                package: string;
                decision: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["rules.Evaluation"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_rules_package_trials: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path: {
                package: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["rules.Trial"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_rules_package_checks: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path: {
                package: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["rules.ChangeRequest"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["rules.CheckView"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_rules_package_proposals: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path: {
                package: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["rules.ProposalRequest"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["rules.TextView"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_rule_proposals: {
        parameters: {
            query?: {
                package?: string;
                state?: "proposed" | "in_force" | "replaced" | "rejected" | "withdrawn";
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["rules.TextView"][];
                        next?: string;
                    };
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_rule_proposals_id_: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["rules.TextDetail"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_rule_proposals_id_decisions: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["rules.VerdictRequest"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["rules.TextView"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_rule_records_id_unmaskings: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["rules.Unmasking"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["rules.RecordView"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_rule_proposals_id_replays: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["rules.ReplayRequest"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["rules.ReplayView"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_processes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["process.ProcessesView"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_process_definitions_id_: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["process.DefinitionView"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_process_definitions_id_tokens: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["process.Tokens"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_process_definitions_id_instances: {
        parameters: {
            query?: {
                element?: string;
                incidents?: boolean;
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["process.RunningView"][];
                        next?: string;
                    };
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_process_deployments: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["process.DeploymentBody"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["process.DefinitionsView"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_process_checks: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["process.ModelBody"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["process.CheckView"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_process_trials: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["process.TrialBody"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["process.TrialView"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_process_instances_id_: {
        parameters: {
            query?: {
                purpose?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["process.InstanceDetail"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_process_instances: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["process.StartBody"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["process.ActView"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_process_instances_id_completions: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["process.CompletionBody"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["process.ActView"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_process_instances_id_failures: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["process.FailureBody"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["process.ActView"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_process_instances_id_variables: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["process.VariablesBody"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["process.ActView"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_process_instances_id_retries: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["process.RetryBody"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["process.ActView"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_process_instances_id_cancellation: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["process.CancelBody"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["process.ActView"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_process_messages: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["process.MessageBody"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["process.ReceivedView"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_process_signals: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["process.SignalBody"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_process_migrations: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["process.MigrationBody"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["process.MigrationReport"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_services: {
        parameters: {
            query?: {
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["service.ServicesView"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_services_code_: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["service.ServiceView"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_services_code_materials: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["service.MaterialsRequest"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["service.MaterialsView"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_services_code_files: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["service.FilesView"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_service_checks: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["service.CheckRequest"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["service.CheckView"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_service_proposals: {
        parameters: {
            query?: {
                service?: string;
                state?: "proposed" | "in_force" | "replaced" | "rejected";
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["service.TextView"][];
                        next?: string;
                    };
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_service_proposals: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["service.ProposalRequest"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["service.TextView"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_service_proposals_id_: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["service.TextDetail"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_service_proposals_id_decisions: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["service.VerdictRequest"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["service.TextView"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_cases: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["casework.CaseLine"][];
                        next?: string;
                    };
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_cases: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["casework.NewCase"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["casework.CaseView"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_case_search: {
        parameters: {
            query?: {
                q?: string;
                service?: string;
                state?: "draft" | "received" | "correcting" | "accepted" | "decided" | "ended";
                area?: string;
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["casework.CaseLine"][];
                        next?: string;
                    };
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_cases_id_: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["casework.CaseView"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_api_v1_cases_id_: {
        parameters: {
            query?: never;
            header: {
                "X-Linli": "1";
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_api_v1_cases_id_form: {
        parameters: {
            query?: never;
            header: {
                /** @description the ETag last read */
                "If-Match"?: string;
                "X-Linli": "1";
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["casework.FormBody"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["casework.CaseView"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_cases_id_materials: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["casework.MaterialBody"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["casework.CaseView"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_api_v1_cases_id_materials_material_file_: {
        parameters: {
            query?: never;
            header: {
                "X-Linli": "1";
            };
            path: {
                id: string;
                material: string;
                file: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["casework.CaseView"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_cases_id_submission: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["casework.SubmissionBody"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["casework.CaseView"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_cases_id_correction: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["casework.CaseView"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_cases_id_withdrawal: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["casework.ReasonBody"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["casework.CaseView"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_cases_id_complaints: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["casework.TextBody"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["casework.CaseView"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_supervision: {
        parameters: {
            query?: {
                area?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["casework.Supervision"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_cases_id_duties: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["casework.DutiesView"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_team: {
        parameters: {
            query?: {
                area?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["casework.TeamView"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_cases_id_suspension: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["casework.WhyBody"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_cases_id_resumption: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_cases_id_extension_requests: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["casework.ExtensionBody"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_extension_requests_id_decisions: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["casework.VerdictBody"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_complaints_id_answer: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["casework.AnswerBody"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_absences: {
        parameters: {
            query?: {
                area?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["casework.Absences"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_absences: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["casework.NewAbsence"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["casework.AbsenceView"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_api_v1_absences_id_: {
        parameters: {
            query?: never;
            header: {
                "X-Linli": "1";
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_tasks: {
        parameters: {
            query?: {
                list?: "mine" | "pool" | "team";
                area?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["casework.TasksView"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_tasks_next: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_tasks_id_: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["casework.TaskView"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_tasks_id_colleagues: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["casework.Colleagues"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_tasks_id_claim: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["casework.TaskLine"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_tasks_id_return: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["casework.TaskReason"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["casework.TaskLine"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_tasks_id_delegation: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["casework.DelegationBody"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["casework.TaskLine"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_tasks_id_take_over: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["casework.TakeOverBody"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["casework.TaskLine"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_tasks_id_completion: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["casework.CompletionBody"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["casework.TaskLine"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_inbox_events: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_directory_imports: {
        parameters: {
            query?: {
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["place.ImportItemView"][];
                        next?: string;
                    };
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_v1_directory_imports: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["place.ImportRequest"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["place.ImportReport"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_hsds: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_hsds_profile: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_hsds_services: {
        parameters: {
            query?: {
                search?: string;
                page?: number;
                per_page?: number;
                format?: string;
                taxonomy_term_id?: string;
                taxonomy_id?: string;
                organization_id?: string;
                modified_after?: string;
                minimal?: boolean;
                full?: boolean;
                full_service?: boolean;
                postcode?: string;
                proximity?: number;
                top_only?: boolean;
                parent_id?: string;
                lat?: number;
                lng?: number;
                radius?: number;
                crs?: string;
                bbox?: string;
                open_at?: string;
                sort?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_hsds_services: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["hsds.ListQuery"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_hsds_services_id_: {
        parameters: {
            query?: {
                full_service?: boolean;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_hsds_organizations: {
        parameters: {
            query?: {
                search?: string;
                page?: number;
                per_page?: number;
                format?: string;
                taxonomy_term_id?: string;
                taxonomy_id?: string;
                organization_id?: string;
                modified_after?: string;
                minimal?: boolean;
                full?: boolean;
                full_service?: boolean;
                postcode?: string;
                proximity?: number;
                top_only?: boolean;
                parent_id?: string;
                lat?: number;
                lng?: number;
                radius?: number;
                crs?: string;
                bbox?: string;
                open_at?: string;
                sort?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_hsds_organizations: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["hsds.ListQuery"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_hsds_organizations_id_: {
        parameters: {
            query?: {
                full_service?: boolean;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_hsds_service_at_locations: {
        parameters: {
            query?: {
                search?: string;
                page?: number;
                per_page?: number;
                format?: string;
                taxonomy_term_id?: string;
                taxonomy_id?: string;
                organization_id?: string;
                modified_after?: string;
                minimal?: boolean;
                full?: boolean;
                full_service?: boolean;
                postcode?: string;
                proximity?: number;
                top_only?: boolean;
                parent_id?: string;
                lat?: number;
                lng?: number;
                radius?: number;
                crs?: string;
                bbox?: string;
                open_at?: string;
                sort?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_hsds_service_at_locations: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["hsds.ListQuery"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_hsds_service_at_locations_id_: {
        parameters: {
            query?: {
                full_service?: boolean;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_hsds_taxonomies: {
        parameters: {
            query?: {
                search?: string;
                page?: number;
                per_page?: number;
                format?: string;
                taxonomy_term_id?: string;
                taxonomy_id?: string;
                organization_id?: string;
                modified_after?: string;
                minimal?: boolean;
                full?: boolean;
                full_service?: boolean;
                postcode?: string;
                proximity?: number;
                top_only?: boolean;
                parent_id?: string;
                lat?: number;
                lng?: number;
                radius?: number;
                crs?: string;
                bbox?: string;
                open_at?: string;
                sort?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_hsds_taxonomies: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["hsds.ListQuery"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_hsds_taxonomies_id_: {
        parameters: {
            query?: {
                full_service?: boolean;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_hsds_taxonomy_terms: {
        parameters: {
            query?: {
                search?: string;
                page?: number;
                per_page?: number;
                format?: string;
                taxonomy_term_id?: string;
                taxonomy_id?: string;
                organization_id?: string;
                modified_after?: string;
                minimal?: boolean;
                full?: boolean;
                full_service?: boolean;
                postcode?: string;
                proximity?: number;
                top_only?: boolean;
                parent_id?: string;
                lat?: number;
                lng?: number;
                radius?: number;
                crs?: string;
                bbox?: string;
                open_at?: string;
                sort?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_hsds_taxonomy_terms: {
        parameters: {
            query?: never;
            header: {
                /** @description kept for 24 hours */
                "Idempotency-Key"?: string;
                "X-Linli": "1";
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["hsds.ListQuery"];
            };
        };
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_hsds_taxonomy_terms_id_: {
        parameters: {
            query?: {
                full_service?: boolean;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_v1_openapi_json: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_docs: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_docs_docs_css: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_docs_docs_js: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
