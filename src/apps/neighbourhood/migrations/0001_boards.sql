-- A public screen at a door. `version` rises with every change (ETag).
CREATE TABLE board (
    id BIGINT NOT NULL PRIMARY KEY,
    code TEXT NOT NULL,
    area_id BIGINT NOT NULL,
    name_zh TEXT NOT NULL,
    name_en TEXT NOT NULL,
    lat DOUBLE PRECISION NOT NULL,
    lng DOUBLE PRECISION NOT NULL,
    radius_m BIGINT NOT NULL,
    message_zh TEXT NOT NULL,
    message_en TEXT NOT NULL,
    office_phone TEXT NOT NULL,
    categories TEXT NOT NULL,
    rotate_s BIGINT NOT NULL,
    tiles_url TEXT NOT NULL,
    map_approval TEXT NOT NULL,
    version BIGINT NOT NULL,
    changed_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX board_by_code ON board (code);
CREATE INDEX board_by_area ON board (area_id, code);

-- The chain of signed bundles of a board. Only the newest link keeps its payload.
CREATE TABLE board_link (
    board_id BIGINT NOT NULL,
    number BIGINT NOT NULL,
    sha256 TEXT NOT NULL,
    previous_sha256 TEXT NOT NULL,
    content_sha256 TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    algorithm TEXT NOT NULL,
    key_id TEXT NOT NULL,
    signature TEXT NOT NULL,
    payload TEXT NOT NULL,
    PRIMARY KEY (board_id, number)
);
