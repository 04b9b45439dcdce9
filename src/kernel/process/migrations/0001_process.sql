-- Deployed models, running instances, what they wait for, and what happened.

-- A file as it was deployed; its processes share its version.
CREATE TABLE process_file (
    id BIGINT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    xml TEXT NOT NULL,
    decisions TEXT NOT NULL,
    deployed_by BIGINT NOT NULL,
    deployed_at BIGINT NOT NULL
);
CREATE TABLE process_definition (
    id BIGINT NOT NULL PRIMARY KEY,
    file_id BIGINT NOT NULL,
    process TEXT NOT NULL,
    name TEXT NOT NULL,
    version BIGINT NOT NULL
);
CREATE UNIQUE INDEX process_definition_by_version ON process_definition (process, version);
-- One row; its number rises with every deployment, so that every process reads the models anew.
CREATE TABLE process_deployment (
    id BIGINT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL
);
INSERT INTO process_deployment (id, version) VALUES (1, 0);

CREATE TABLE process_instance (
    id BIGINT NOT NULL PRIMARY KEY,
    definition_id BIGINT NOT NULL,
    area_id BIGINT NOT NULL,
    case_id BIGINT NOT NULL,
    caller BIGINT,
    caller_wait BIGINT,
    status TEXT NOT NULL,
    incidents BIGINT NOT NULL,
    steps BIGINT NOT NULL,
    state TEXT NOT NULL,
    started_by BIGINT NOT NULL,
    started_at BIGINT NOT NULL,
    ended_at BIGINT
);
CREATE INDEX process_instance_by_area ON process_instance (area_id, status, id);
CREATE INDEX process_instance_by_definition ON process_instance (definition_id, status, id);
CREATE INDEX process_instance_by_case ON process_instance (case_id, id);
CREATE INDEX process_instance_by_caller ON process_instance (caller) WHERE caller IS NOT NULL;

CREATE TABLE process_wait (
    instance_id BIGINT NOT NULL,
    wait BIGINT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    correlation TEXT,
    due_at BIGINT,
    PRIMARY KEY (instance_id, wait)
);
CREATE INDEX process_wait_by_name ON process_wait (kind, name, correlation) WHERE kind IN ('message', 'signal');
CREATE INDEX process_wait_by_due ON process_wait (due_at) WHERE due_at IS NOT NULL;

-- Append-only: what each command did, "e element" entered, "c" completed, "x" cancelled, "f" failed.
CREATE TABLE process_trace (
    instance_id BIGINT NOT NULL,
    step BIGINT NOT NULL,
    at BIGINT NOT NULL,
    actor BIGINT NOT NULL,
    events TEXT NOT NULL,
    PRIMARY KEY (instance_id, step)
);

-- Messages that came before their receiver.
CREATE TABLE process_message (
    id BIGINT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    correlation TEXT,
    variables TEXT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX process_message_by_name ON process_message (name, id);
CREATE INDEX process_message_by_expiry ON process_message (expires_at);
-- Messages with an id of their sender: each is taken once.
CREATE TABLE process_message_seen (
    sender_id TEXT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL
);
CREATE INDEX process_message_seen_by_time ON process_message_seen (at);

-- Timers that start instances of the newest version.
CREATE TABLE process_start_timer (
    definition_id BIGINT NOT NULL,
    node TEXT NOT NULL,
    event BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    repetitions BIGINT NOT NULL,
    every_months BIGINT NOT NULL,
    every_us BIGINT NOT NULL,
    PRIMARY KEY (definition_id, node, event)
);
CREATE INDEX process_start_timer_by_due ON process_start_timer (due_at);

-- Of a start event that needs several things to happen: those that have.
CREATE TABLE process_start_seen (
    definition_id BIGINT NOT NULL,
    node TEXT NOT NULL,
    event BIGINT NOT NULL,
    PRIMARY KEY (definition_id, node, event)
);
