-- The answers to POSTs that carried an Idempotency-Key, kept 24 hours. `caller` is a keyed digest of
-- the account or address; `answer` is sealed, because answers may hold personal data.
CREATE TABLE idempotency (
    caller TEXT NOT NULL,
    route TEXT NOT NULL,
    request_key TEXT NOT NULL,
    request_sha256 TEXT NOT NULL,
    status BIGINT NOT NULL,
    answer TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (caller, route, request_key)
);
CREATE INDEX idempotency_created_at ON idempotency (created_at);
