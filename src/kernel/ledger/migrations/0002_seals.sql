-- Entries in the order of their ids, hashed in a chain whose digests go into the journal: who
-- alters a row afterwards, with all its sums, still does not fit the seal.
CREATE TABLE ledger_seal (
    n BIGINT NOT NULL PRIMARY KEY,
    first_id BIGINT NOT NULL,
    last_id BIGINT NOT NULL,
    entries BIGINT NOT NULL,
    digest TEXT NOT NULL,
    at BIGINT NOT NULL
);
-- Queries by account within a book in the order of ids.
CREATE INDEX ledger_account_by_book ON ledger_account (book_id, id);
