-- Cases (办件) of service items, what was handed in, what was told, and whose task belongs to which wait.

CREATE TABLE casework_case (
    id BIGINT NOT NULL PRIMARY KEY,
    code TEXT NOT NULL,
    area_id BIGINT NOT NULL,
    item TEXT NOT NULL,
    item_hash TEXT NOT NULL,
    channel TEXT NOT NULL,
    state TEXT NOT NULL,
    outcome TEXT,
    ended_how TEXT,
    person_id BIGINT NOT NULL,
    made_by BIGINT NOT NULL,
    instance_id BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    form_sealed TEXT NOT NULL,
    decision_sealed TEXT NOT NULL,
    acceptance TEXT,
    made_at BIGINT NOT NULL,
    received_at BIGINT,
    acceptance_due_at BIGINT,
    accepted_at BIGINT,
    decided_at BIGINT,
    ended_at BIGINT
);
CREATE UNIQUE INDEX casework_case_by_code ON casework_case (code);
CREATE INDEX casework_case_by_person ON casework_case (person_id, id);
CREATE INDEX casework_case_by_maker ON casework_case (made_by, id);
CREATE INDEX casework_case_by_area ON casework_case (area_id, state, id);

CREATE TABLE casework_material (
    case_id BIGINT NOT NULL,
    material TEXT NOT NULL,
    file_id BIGINT NOT NULL,
    added_by BIGINT NOT NULL,
    added_at BIGINT NOT NULL,
    PRIMARY KEY (case_id, material, file_id)
);
CREATE INDEX casework_material_by_file ON casework_material (file_id);

-- The one-time notice: the key allows no second one.
CREATE TABLE casework_notice (
    case_id BIGINT NOT NULL PRIMARY KEY,
    given_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    missing TEXT NOT NULL,
    note TEXT NOT NULL,
    given_by BIGINT NOT NULL,
    corrected_at BIGINT
);

-- Append-only: what the applicant may know of his case.
CREATE TABLE casework_event (
    id BIGINT NOT NULL PRIMARY KEY,
    case_id BIGINT NOT NULL,
    area_id BIGINT NOT NULL,
    at BIGINT NOT NULL,
    kind TEXT NOT NULL,
    zh TEXT NOT NULL,
    en TEXT NOT NULL,
    account_id BIGINT NOT NULL
);
CREATE INDEX casework_event_by_case ON casework_event (case_id, id);

-- A task of the board and the wait of the process that it answers.
CREATE TABLE casework_task (
    instance_id BIGINT NOT NULL,
    wait BIGINT NOT NULL,
    task_id BIGINT NOT NULL,
    wait_id BIGINT NOT NULL,
    definition_id BIGINT NOT NULL,
    PRIMARY KEY (instance_id, wait)
);
CREATE UNIQUE INDEX casework_task_by_task ON casework_task (task_id);

CREATE TABLE casework_complaint (
    id BIGINT NOT NULL PRIMARY KEY,
    case_id BIGINT NOT NULL,
    area_id BIGINT NOT NULL,
    text_sealed TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    answer_sealed TEXT NOT NULL,
    answered_by BIGINT,
    answered_at BIGINT
);
CREATE INDEX casework_complaint_by_case ON casework_complaint (case_id, id);
CREATE INDEX casework_complaint_open ON casework_complaint (area_id, id) WHERE answered_at IS NULL;

CREATE TABLE casework_extension (
    id BIGINT NOT NULL PRIMARY KEY,
    case_id BIGINT NOT NULL,
    area_id BIGINT NOT NULL,
    amount BIGINT NOT NULL,
    reason TEXT NOT NULL,
    asked_by BIGINT NOT NULL,
    asked_at BIGINT NOT NULL,
    decision TEXT,
    decision_reason TEXT NOT NULL,
    decided_by BIGINT,
    decided_at BIGINT
);
CREATE INDEX casework_extension_by_case ON casework_extension (case_id, id);
CREATE INDEX casework_extension_open ON casework_extension (area_id, id) WHERE decided_at IS NULL;
