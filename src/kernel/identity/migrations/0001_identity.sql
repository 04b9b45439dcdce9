-- Columns that end in _sealed hold authenticated ciphertext bound to the table, row and column; those
-- that end in _index hold a keyed digest, for look-up and duplicates only.

CREATE TABLE person (
    id BIGINT NOT NULL PRIMARY KEY,
    area_id BIGINT NOT NULL,
    name_sealed TEXT NOT NULL,
    id_type TEXT NOT NULL,
    id_number_sealed TEXT NOT NULL,
    id_number_index TEXT,
    phone_sealed TEXT NOT NULL,
    phone_index TEXT,
    guardian_sealed TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    erased_at BIGINT
);
CREATE UNIQUE INDEX person_by_id_number ON person (id_number_index);
CREATE INDEX person_by_phone ON person (phone_index);
CREATE INDEX person_by_area ON person (area_id, id);

CREATE TABLE account (
    id BIGINT NOT NULL PRIMARY KEY,
    area_id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    login TEXT,
    phone_sealed TEXT NOT NULL,
    phone_index TEXT,
    person_id BIGINT,
    state TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    password_set_at BIGINT NOT NULL,
    password_once BIGINT NOT NULL,
    password_history TEXT NOT NULL,
    grants_version BIGINT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX account_by_login ON account (login);
CREATE UNIQUE INDEX account_by_phone ON account (phone_index);
CREATE INDEX account_by_person ON account (person_id);
CREATE INDEX account_by_area ON account (area_id, kind, id);

CREATE TABLE session (
    id BIGINT NOT NULL PRIMARY KEY,
    token_hash TEXT NOT NULL,
    account_id BIGINT NOT NULL,
    device TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX session_by_token ON session (token_hash);
CREATE INDEX session_by_account ON session (account_id, id);
CREATE INDEX session_by_end ON session (ends_at);

CREATE TABLE login_code (
    id BIGINT NOT NULL PRIMARY KEY,
    phone_index TEXT NOT NULL,
    code_hash TEXT NOT NULL,
    sent_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    tries BIGINT NOT NULL
);
CREATE UNIQUE INDEX login_code_by_phone ON login_code (phone_index);
CREATE INDEX login_code_by_end ON login_code (ends_at);

-- Attempts are counted in slices of five minutes, so that a limit holds over any hour.
CREATE TABLE attempt (
    subject TEXT NOT NULL,
    slice BIGINT NOT NULL,
    tries BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    PRIMARY KEY (subject, slice)
);
CREATE INDEX attempt_by_slice ON attempt (slice);

CREATE TABLE role (
    code TEXT NOT NULL PRIMARY KEY,
    zh TEXT NOT NULL,
    en TEXT NOT NULL,
    administrator BIGINT NOT NULL,
    permissions TEXT NOT NULL,
    position BIGINT NOT NULL,
    withdrawn BIGINT NOT NULL
);
-- One row; its number rises with every change of the roles, so that every process reads them anew.
CREATE TABLE role_version (
    id BIGINT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    digest TEXT NOT NULL
);
INSERT INTO role_version (id, version, digest) VALUES (1, 0, '');

CREATE TABLE role_grant (
    id BIGINT NOT NULL PRIMARY KEY,
    account_id BIGINT NOT NULL,
    role TEXT NOT NULL,
    area_id BIGINT NOT NULL,
    state TEXT NOT NULL,
    valid_from BIGINT NOT NULL,
    valid_until BIGINT,
    granted_by BIGINT NOT NULL,
    granted_at BIGINT NOT NULL,
    confirmed_by BIGINT,
    ended_by BIGINT,
    ended_at BIGINT
);
CREATE INDEX role_grant_by_account ON role_grant (account_id, state);
CREATE INDEX role_grant_by_area ON role_grant (area_id, id);
CREATE INDEX role_grant_by_role ON role_grant (role, state);

CREATE TABLE registration (
    id BIGINT NOT NULL PRIMARY KEY,
    area_id BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    state TEXT NOT NULL,
    name_sealed TEXT NOT NULL,
    id_type TEXT NOT NULL,
    id_number_sealed TEXT NOT NULL,
    id_number_index TEXT,
    phone_sealed TEXT NOT NULL,
    phone_index TEXT,
    guardian_sealed TEXT NOT NULL,
    minor BIGINT NOT NULL,
    submitted_at BIGINT NOT NULL,
    decided_by BIGINT,
    decided_at BIGINT,
    reason TEXT NOT NULL,
    person_id BIGINT
);
CREATE INDEX registration_by_area ON registration (area_id, state, id);
CREATE INDEX registration_by_account ON registration (account_id, id);
CREATE UNIQUE INDEX registration_waiting ON registration (id_number_index) WHERE state = 'waiting';

CREATE TABLE consent (
    id BIGINT NOT NULL PRIMARY KEY,
    area_id BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    purpose TEXT NOT NULL,
    notice_version TEXT NOT NULL,
    given_by TEXT NOT NULL,
    given_at BIGINT NOT NULL,
    withdrawn_at BIGINT
);
CREATE INDEX consent_by_account ON consent (account_id, purpose);
