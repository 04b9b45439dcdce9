-- Every text of a rule package that was ever proposed or in force. Texts are never changed nor removed:
-- an old decision is answered again from the text that it was made with.
CREATE TABLE rule_text (
    id                 BIGINT PRIMARY KEY,
    package            TEXT NOT NULL,
    number             BIGINT,             -- 1, 2, ... in the order of coming into force; NULL before
    hash               TEXT NOT NULL,      -- SHA-256 of all files
    state              TEXT NOT NULL,      -- proposed, in_force, replaced, rejected, withdrawn
    origin             TEXT NOT NULL,      -- delivered (with the program or by the city's folder), proposed
    base_hash          TEXT NOT NULL,      -- of the text that it was made from; empty for a new package
    reason             TEXT NOT NULL,
    proposed_by        BIGINT NOT NULL,    -- account; 0 = the program
    proposed_by_person BIGINT,             -- the human, whatever account he uses
    proposed_at        BIGINT NOT NULL,
    decided_by         BIGINT,
    decided_by_person  BIGINT,
    decided_at         BIGINT,
    decision_reason    TEXT NOT NULL,
    files              TEXT NOT NULL,      -- [{name, text}]
    report             TEXT NOT NULL       -- what the check found when it was proposed
);
-- Two approvals at the same time cannot both take the next number.
CREATE UNIQUE INDEX rule_text_number ON rule_text (package, number);
CREATE INDEX rule_text_by_state ON rule_text (state, id);

-- Raised whenever another text comes into force, so that every process notices.
CREATE TABLE rule_state (
    id      BIGINT PRIMARY KEY,
    version BIGINT NOT NULL
);
INSERT INTO rule_state (id, version) VALUES (1, 0);

-- Decisions that were made, for replaying a proposal over them. Inputs and result are sealed.
CREATE TABLE rule_record (
    id            BIGINT PRIMARY KEY,
    package       TEXT NOT NULL,
    decision      TEXT NOT NULL,
    text_hash     TEXT NOT NULL,
    area_id       BIGINT NOT NULL,
    person_id     BIGINT,
    at_day        BIGINT NOT NULL,
    known_day     BIGINT NOT NULL,
    areas         TEXT NOT NULL,           -- division codes of the question
    inputs_sealed TEXT NOT NULL,           -- empty once erased
    value_sealed  TEXT NOT NULL,
    recorded_at   BIGINT NOT NULL
);
CREATE INDEX rule_record_by_package ON rule_record (package, id);
CREATE INDEX rule_record_by_person ON rule_record (person_id);
