-- What happened to a fund, in the words of its business. The posting rules make entries of it; the
-- same rules over the same events make the same entries again.
CREATE TABLE finance_event (
    id BIGINT NOT NULL PRIMARY KEY,
    sender_id TEXT NOT NULL,
    event TEXT NOT NULL,
    book_id BIGINT NOT NULL,
    area_id BIGINT NOT NULL,
    date BIGINT NOT NULL,
    content TEXT NOT NULL,
    persons_fen BIGINT NOT NULL,
    entries BIGINT NOT NULL,
    case_id BIGINT,
    by_account BIGINT NOT NULL,
    at BIGINT NOT NULL
);
CREATE UNIQUE INDEX finance_event_by_sender ON finance_event (sender_id);
CREATE INDEX finance_event_by_day ON finance_event (book_id, date, id);

-- What somebody owes to a fund; its reference is what the payer's bank quotes.
CREATE TABLE finance_bill (
    id BIGINT NOT NULL PRIMARY KEY,
    book_id BIGINT NOT NULL,
    area_id BIGINT NOT NULL,
    reference TEXT NOT NULL,
    payer_kind TEXT NOT NULL,
    payer_id BIGINT NOT NULL,
    employer BIGINT NOT NULL,
    personal BIGINT NOT NULL,
    subsidised BIGINT NOT NULL,
    amount BIGINT NOT NULL,
    state TEXT NOT NULL,
    issued_on BIGINT NOT NULL,
    ended_on BIGINT
);
CREATE UNIQUE INDEX finance_bill_by_reference ON finance_bill (book_id, reference);
CREATE INDEX finance_bill_by_state ON finance_bill (book_id, state, id);

-- What of a bill goes to the personal accounts.
CREATE TABLE finance_bill_person (
    bill_id BIGINT NOT NULL,
    person_id BIGINT NOT NULL,
    amount BIGINT NOT NULL,
    PRIMARY KEY (bill_id, person_id)
);

-- A fund's own accounts at banks and at the treasury, one for each account of the chart.
CREATE TABLE finance_bank_account (
    id BIGINT NOT NULL PRIMARY KEY,
    book_id BIGINT NOT NULL,
    area_id BIGINT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    agent TEXT NOT NULL,
    number_sealed TEXT NOT NULL,
    number_index TEXT NOT NULL,
    number_masked TEXT NOT NULL,
    opened_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX finance_bank_account_by_code ON finance_bank_account (book_id, code);
CREATE UNIQUE INDEX finance_bank_account_by_number ON finance_bank_account (number_index);

CREATE TABLE finance_statement (
    id BIGINT NOT NULL PRIMARY KEY,
    bank_account_id BIGINT NOT NULL,
    book_id BIGINT NOT NULL,
    reference TEXT NOT NULL,
    number BIGINT NOT NULL,
    from_day BIGINT NOT NULL,
    to_day BIGINT NOT NULL,
    opening BIGINT NOT NULL,
    closing BIGINT NOT NULL,
    lines BIGINT NOT NULL,
    content_hash TEXT NOT NULL,
    imported_at BIGINT NOT NULL,
    by_account BIGINT NOT NULL
);
CREATE UNIQUE INDEX finance_statement_by_reference ON finance_statement (bank_account_id, reference);
CREATE UNIQUE INDEX finance_statement_by_number ON finance_statement (bank_account_id, number);
CREATE INDEX finance_statement_by_day ON finance_statement (bank_account_id, to_day);

CREATE TABLE finance_bank_line (
    id BIGINT NOT NULL PRIMARY KEY,
    statement_id BIGINT NOT NULL,
    bank_account_id BIGINT NOT NULL,
    book_id BIGINT NOT NULL,
    n BIGINT NOT NULL,
    side TEXT NOT NULL,
    amount BIGINT NOT NULL,
    booked_on BIGINT NOT NULL,
    bank_reference TEXT NOT NULL,
    end_to_end_id TEXT NOT NULL,
    remittance_sealed TEXT NOT NULL,
    state TEXT NOT NULL,
    matched_kind TEXT,
    matched_id BIGINT,
    matched_on BIGINT
);
CREATE UNIQUE INDEX finance_bank_line_by_reference ON finance_bank_line (bank_account_id, bank_reference);
CREATE INDEX finance_bank_line_by_day ON finance_bank_line (book_id, booked_on);
CREATE INDEX finance_bank_line_by_match ON finance_bank_line (book_id, matched_on) WHERE matched_on IS NOT NULL;
CREATE INDEX finance_bank_line_by_statement ON finance_bank_line (statement_id, n);

-- Money that leaves an account of the fund: made, checked and approved by three people.
CREATE TABLE finance_batch (
    id BIGINT NOT NULL PRIMARY KEY,
    book_id BIGINT NOT NULL,
    area_id BIGINT NOT NULL,
    event TEXT NOT NULL,
    from_code TEXT NOT NULL,
    title TEXT NOT NULL,
    pay_on BIGINT NOT NULL,
    state TEXT NOT NULL,
    items BIGINT NOT NULL,
    total BIGINT NOT NULL,
    made_by BIGINT NOT NULL,
    made_by_person BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    checked_by BIGINT,
    checked_by_person BIGINT,
    checked_at BIGINT,
    approved_by BIGINT,
    approved_by_person BIGINT,
    approved_at BIGINT,
    sent_on BIGINT,
    sent_at BIGINT,
    reason TEXT NOT NULL
);
CREATE INDEX finance_batch_by_state ON finance_batch (book_id, state, id);
CREATE INDEX finance_batch_by_sending ON finance_batch (book_id, sent_on) WHERE sent_on IS NOT NULL;

CREATE TABLE finance_item (
    id BIGINT NOT NULL PRIMARY KEY,
    batch_id BIGINT NOT NULL,
    n BIGINT NOT NULL,
    person_id BIGINT,
    case_id BIGINT,
    name_sealed TEXT NOT NULL,
    name_masked TEXT NOT NULL,
    number_sealed TEXT NOT NULL,
    number_masked TEXT NOT NULL,
    agent TEXT NOT NULL,
    amount BIGINT NOT NULL,
    parts TEXT NOT NULL,
    account_part BIGINT NOT NULL,
    state TEXT NOT NULL,
    reason_code TEXT NOT NULL,
    repeats BIGINT,
    answered_on BIGINT
);
CREATE UNIQUE INDEX finance_item_by_batch ON finance_item (batch_id, n);
-- A returned payment is repeated at most once at a time.
CREATE UNIQUE INDEX finance_item_by_repeat ON finance_item (repeats) WHERE repeats IS NOT NULL AND state NOT IN ('withdrawn', 'returned');

-- What a person must look at: money that nobody expected, identities that do not hold.
CREATE TABLE finance_difference (
    id BIGINT NOT NULL PRIMARY KEY,
    book_id BIGINT NOT NULL,
    area_id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id BIGINT NOT NULL,
    on_day BIGINT NOT NULL,
    amount BIGINT NOT NULL,
    state TEXT NOT NULL,
    explanation TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    ended_at BIGINT,
    ended_by BIGINT
);
CREATE UNIQUE INDEX finance_difference_by_subject ON finance_difference (book_id, kind, subject_kind, subject_id, on_day);
CREATE INDEX finance_difference_by_state ON finance_difference (book_id, state, id);

-- The identities of a fund on a day, as they were when a person approved them; in the order of days.
CREATE TABLE finance_day (
    book_id BIGINT NOT NULL,
    day BIGINT NOT NULL,
    identities TEXT NOT NULL,
    holds BIGINT NOT NULL,
    approved_by BIGINT NOT NULL,
    approved_at BIGINT NOT NULL,
    PRIMARY KEY (book_id, day)
);
