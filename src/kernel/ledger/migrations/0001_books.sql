-- Value moves by entries whose legs balance within a book.

CREATE TABLE ledger_book (
    id BIGINT NOT NULL PRIMARY KEY,
    area_id BIGINT NOT NULL,
    code TEXT NOT NULL,
    unit TEXT NOT NULL,
    chart TEXT NOT NULL,
    monthly BIGINT NOT NULL,
    zh TEXT NOT NULL,
    en TEXT NOT NULL,
    opened_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX ledger_book_by_code ON ledger_book (code);

CREATE TABLE ledger_account (
    id BIGINT NOT NULL PRIMARY KEY,
    book_id BIGINT NOT NULL,
    area_id BIGINT NOT NULL,
    code TEXT NOT NULL,
    owner_kind TEXT NOT NULL,
    owner_id BIGINT NOT NULL,
    normal TEXT NOT NULL,
    may_overdraw BIGINT NOT NULL,
    ceiling BIGINT,
    debit BIGINT NOT NULL,
    credit BIGINT NOT NULL,
    debit_held BIGINT NOT NULL,
    credit_held BIGINT NOT NULL,
    version BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    opened_at BIGINT NOT NULL,
    closed_at BIGINT
);
CREATE UNIQUE INDEX ledger_account_by_place ON ledger_account (book_id, code, area_id, owner_kind, owner_id);
CREATE INDEX ledger_account_by_owner ON ledger_account (owner_kind, owner_id, id);

-- What was written stays; `state` alone may change, from held to settled, released or expired.
CREATE TABLE ledger_entry (
    id BIGINT NOT NULL PRIMARY KEY,
    book_id BIGINT NOT NULL,
    area_id BIGINT NOT NULL,
    sender_id TEXT NOT NULL,
    act TEXT NOT NULL,
    state TEXT NOT NULL,
    event TEXT NOT NULL,
    date BIGINT NOT NULL,
    period BIGINT NOT NULL,
    target BIGINT,
    entry_group TEXT,
    case_id BIGINT,
    by_account BIGINT NOT NULL,
    reason TEXT NOT NULL,
    at BIGINT NOT NULL,
    expires_at BIGINT
);
CREATE UNIQUE INDEX ledger_entry_by_sender ON ledger_entry (book_id, sender_id);
CREATE INDEX ledger_entry_by_period ON ledger_entry (book_id, period, id);
CREATE INDEX ledger_entry_held ON ledger_entry (expires_at) WHERE state = 'held';
CREATE INDEX ledger_entry_by_target ON ledger_entry (target) WHERE target IS NOT NULL;
CREATE INDEX ledger_entry_by_case ON ledger_entry (case_id) WHERE case_id IS NOT NULL;
CREATE INDEX ledger_entry_by_group ON ledger_entry (entry_group) WHERE entry_group IS NOT NULL;

-- The n-th movement of an account with what it held behind it: a chain without gaps.
CREATE TABLE ledger_leg (
    account_id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    entry_id BIGINT NOT NULL,
    n BIGINT NOT NULL,
    debit BIGINT NOT NULL,
    credit BIGINT NOT NULL,
    debit_after BIGINT NOT NULL,
    credit_after BIGINT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (account_id, version)
);
CREATE INDEX ledger_leg_by_entry ON ledger_leg (entry_id);

-- What a held entry reserves.
CREATE TABLE ledger_hold (
    entry_id BIGINT NOT NULL,
    n BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    debit BIGINT NOT NULL,
    credit BIGINT NOT NULL,
    PRIMARY KEY (entry_id, n)
);

-- Sums of an account's legs by accounting month, in books that have months.
CREATE TABLE ledger_total (
    account_id BIGINT NOT NULL,
    period BIGINT NOT NULL,
    debit BIGINT NOT NULL,
    credit BIGINT NOT NULL,
    PRIMARY KEY (account_id, period)
);

CREATE TABLE ledger_closing (
    book_id BIGINT NOT NULL,
    period BIGINT NOT NULL,
    closed_at BIGINT NOT NULL,
    closed_by BIGINT NOT NULL,
    PRIMARY KEY (book_id, period)
);

-- Ids that were refused for a reason that may pass: sent again they stay refused.
CREATE TABLE ledger_refused (
    book_id BIGINT NOT NULL,
    sender_id TEXT NOT NULL,
    code TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (book_id, sender_id)
);
