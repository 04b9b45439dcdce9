-- One row for each account's copy of a content; the bytes lie in the data directory under their hash.
CREATE TABLE archive_file (
    id         BIGINT PRIMARY KEY,
    sha256     TEXT NOT NULL,
    media_type TEXT NOT NULL,
    bytes      BIGINT NOT NULL,
    name       TEXT NOT NULL,
    account_id BIGINT NOT NULL,
    area_id    BIGINT NOT NULL,
    made_at    BIGINT NOT NULL,
    UNIQUE (account_id, sha256)
);
CREATE INDEX archive_file_by_hash ON archive_file (sha256);
