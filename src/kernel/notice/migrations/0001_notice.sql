CREATE TABLE notice (
    id         BIGINT PRIMARY KEY,
    account_id BIGINT NOT NULL,
    area_id    BIGINT NOT NULL,
    kind       TEXT NOT NULL,
    zh         TEXT NOT NULL,
    en         TEXT NOT NULL,
    link       TEXT NOT NULL,
    at         BIGINT NOT NULL,
    read_at    BIGINT
);
CREATE INDEX notice_by_account ON notice (account_id, id);
CREATE INDEX notice_unread ON notice (account_id) WHERE read_at IS NULL;

-- Messages that leave: written with the act, sent after its commit. Address and body are sealed, and
-- emptied once the message is sent or expired; a dead one keeps them sealed for another try.
CREATE TABLE outbox_message (
    id          BIGINT PRIMARY KEY,
    area_id     BIGINT NOT NULL,
    channel     TEXT NOT NULL,
    address     TEXT NOT NULL,
    body        TEXT NOT NULL,
    state       TEXT NOT NULL,
    attempts    BIGINT NOT NULL,
    made_at     BIGINT NOT NULL,
    next_at     BIGINT NOT NULL,
    valid_until BIGINT,
    done_at     BIGINT,
    last_error  TEXT NOT NULL
);
CREATE INDEX outbox_waiting ON outbox_message (next_at, id) WHERE state = 'waiting';
CREATE INDEX outbox_done ON outbox_message (done_at) WHERE done_at IS NOT NULL;
