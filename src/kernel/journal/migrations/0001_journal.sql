-- Entries: everything but seq is written once; seq is the position in the Merkle tree, given once by
-- the sequencer. The leaf hash covers all other columns.
CREATE TABLE journal_entry (
    id           BIGINT PRIMARY KEY,
    seq          BIGINT,
    at           BIGINT NOT NULL,
    actor        BIGINT NOT NULL,
    area_id      BIGINT NOT NULL,
    action       TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id   BIGINT NOT NULL,
    outcome      TEXT NOT NULL,
    commitment   TEXT NOT NULL,
    leaf_hash    TEXT NOT NULL
);
CREATE UNIQUE INDEX journal_entry_by_seq ON journal_entry (seq) WHERE seq IS NOT NULL;
CREATE INDEX journal_entry_unsequenced ON journal_entry (id) WHERE seq IS NULL;
CREATE INDEX journal_entry_by_area ON journal_entry (area_id, id);
CREATE INDEX journal_entry_by_subject ON journal_entry (subject_kind, subject_id, id);

-- What may be erased: purpose and details of an entry, with the salt of its commitment.
CREATE TABLE journal_detail (
    entry_id BIGINT PRIMARY KEY,
    salt     TEXT NOT NULL,
    payload  TEXT NOT NULL
);

-- Up to 256 hashes of complete subtrees of 256^level leaves, base64 of all together.
CREATE TABLE journal_tile (
    level  BIGINT NOT NULL,
    tile   BIGINT NOT NULL,
    hashes TEXT NOT NULL,
    PRIMARY KEY (level, tile)
);

CREATE TABLE journal_head (
    id   BIGINT PRIMARY KEY CHECK (id = 1),
    size BIGINT NOT NULL,
    root TEXT NOT NULL,
    hash TEXT NOT NULL,
    at   BIGINT NOT NULL,
    turn BIGINT NOT NULL
);
INSERT INTO journal_head (id, size, root, hash, at, turn) VALUES (1, 0, '', '', 0, 0);

CREATE TABLE journal_checkpoint (
    size BIGINT PRIMARY KEY,
    root TEXT NOT NULL,
    at   BIGINT NOT NULL,
    body TEXT NOT NULL
);
