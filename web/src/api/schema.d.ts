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
        Words: {
            zh: string;
            en: string;
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
