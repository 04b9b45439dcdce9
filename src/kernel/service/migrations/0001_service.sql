-- Every text of a service item that was ever proposed or in force. Texts are never changed nor removed: a case is
-- finished by the text under which it was received.
CREATE TABLE service_text (
    id                 BIGINT PRIMARY KEY,
    service            TEXT NOT NULL,
    number             BIGINT,             -- 1, 2, ... in the order of coming into force; NULL before
    hash               TEXT NOT NULL,      -- SHA-256 of all files
    state              TEXT NOT NULL,      -- proposed, in_force, replaced, rejected
    origin             TEXT NOT NULL,      -- delivered (with the program or by the city's folder), proposed
    base_hash          TEXT NOT NULL,      -- of the text that it was made from; empty for a new item
    reason             TEXT NOT NULL,
    definition_id      BIGINT,             -- its process as deployed, once it was in force
    process_version    BIGINT NOT NULL,
    proposed_by        BIGINT NOT NULL,    -- account; 0 = the program
    proposed_by_person BIGINT,             -- the human, whatever account he uses
    proposed_at        BIGINT NOT NULL,
    decided_by         BIGINT,
    decided_by_person  BIGINT,
    decided_at         BIGINT,
    decision_reason    TEXT NOT NULL,
    files              TEXT NOT NULL       -- [{name, text}]
);
-- Two approvals at the same time cannot both take the next number.
CREATE UNIQUE INDEX service_text_number ON service_text (service, number);
CREATE INDEX service_text_by_state ON service_text (state, id);
CREATE INDEX service_text_by_hash ON service_text (hash);

-- Raised whenever another text comes into force, so that every process notices.
CREATE TABLE service_state (
    id      BIGINT PRIMARY KEY,
    version BIGINT NOT NULL
);
INSERT INTO service_state (id, version) VALUES (1, 0);
