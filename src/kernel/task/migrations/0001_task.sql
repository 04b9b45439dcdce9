-- What people have to do, who did what, and the legal clocks.

CREATE TABLE task (
    id BIGINT NOT NULL PRIMARY KEY,
    area_id BIGINT NOT NULL,
    case_id BIGINT NOT NULL,
    wait_id BIGINT NOT NULL,
    element TEXT NOT NULL,
    zh TEXT NOT NULL,
    en TEXT NOT NULL,
    role TEXT NOT NULL,
    needs TEXT NOT NULL,
    duties TEXT NOT NULL,
    state TEXT NOT NULL,
    assignee BIGINT,
    seed TEXT NOT NULL,
    priority BIGINT NOT NULL,
    opened_at BIGINT NOT NULL,
    due_at BIGINT,
    ended_at BIGINT
);
CREATE UNIQUE INDEX task_by_wait ON task (wait_id);
CREATE INDEX task_by_case ON task (case_id, id);
CREATE INDEX task_by_assignee ON task (assignee, state, due_at, id);
CREATE INDEX task_by_area ON task (area_id, state, due_at, id);
CREATE INDEX task_by_role ON task (role, state, due_at, id);

-- Append-only: who did what with which task, for whom, and why.
CREATE TABLE task_act (
    id BIGINT NOT NULL PRIMARY KEY,
    area_id BIGINT NOT NULL,
    case_id BIGINT NOT NULL,
    task_id BIGINT NOT NULL,
    element TEXT NOT NULL,
    account_id BIGINT NOT NULL,
    person_id BIGINT,
    for_person_id BIGINT,
    act TEXT NOT NULL,
    reason TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX task_act_by_case ON task_act (case_id, id);
CREATE INDEX task_act_by_task ON task_act (task_id, id);

-- How people stand to a case: applicant, reporter, subject, author, kin.
CREATE TABLE task_relation (
    case_id BIGINT NOT NULL,
    person_id BIGINT NOT NULL,
    relation TEXT NOT NULL,
    PRIMARY KEY (case_id, person_id, relation)
);

-- What a member of staff can do and where he works.
CREATE TABLE task_staff (
    account_id BIGINT NOT NULL PRIMARY KEY,
    skills TEXT NOT NULL,
    lat DOUBLE PRECISION,
    lng DOUBLE PRECISION
);

-- How often a task of this role went to somebody here, for round robin.
CREATE TABLE task_turn (
    area_id BIGINT NOT NULL,
    role TEXT NOT NULL,
    account_id BIGINT NOT NULL,
    turns BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    PRIMARY KEY (area_id, role, account_id)
);

CREATE TABLE task_absence (
    id BIGINT NOT NULL PRIMARY KEY,
    account_id BIGINT NOT NULL,
    from_at BIGINT NOT NULL,
    until_at BIGINT NOT NULL,
    deputy BIGINT,
    made_by BIGINT NOT NULL,
    made_at BIGINT NOT NULL
);
CREATE INDEX task_absence_by_account ON task_absence (account_id, until_at);

CREATE TABLE legal_clock (
    id BIGINT NOT NULL PRIMARY KEY,
    area_id BIGINT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id BIGINT NOT NULL,
    calendar TEXT NOT NULL,
    term_unit TEXT NOT NULL,
    term_amount BIGINT NOT NULL,
    extended_amount BIGINT NOT NULL,
    started_at BIGINT NOT NULL,
    original_due_at BIGINT,
    due_at BIGINT,
    provisional BIGINT NOT NULL,
    next_at BIGINT,
    level BIGINT NOT NULL,
    state TEXT NOT NULL,
    stopped_at BIGINT
);
CREATE UNIQUE INDEX legal_clock_by_subject ON legal_clock (subject_kind, subject_id);
CREATE INDEX legal_clock_by_next ON legal_clock (next_at);

-- Append-only: pauses, their ends, extensions.
CREATE TABLE legal_clock_act (
    id BIGINT NOT NULL PRIMARY KEY,
    clock_id BIGINT NOT NULL,
    act TEXT NOT NULL,
    amount BIGINT NOT NULL,
    reason TEXT NOT NULL,
    account_id BIGINT NOT NULL,
    approved_by BIGINT,
    at BIGINT NOT NULL
);
CREATE INDEX legal_clock_act_by_clock ON legal_clock_act (clock_id, id);
