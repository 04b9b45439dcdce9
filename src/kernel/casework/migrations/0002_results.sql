-- What was filled in at each task, for those who come after (never for who keys the same unseen).
CREATE TABLE casework_result (
    task_id BIGINT NOT NULL PRIMARY KEY,
    case_id BIGINT NOT NULL,
    area_id BIGINT NOT NULL,
    data_sealed TEXT NOT NULL,
    account_id BIGINT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX casework_result_by_case ON casework_result (case_id, task_id);
