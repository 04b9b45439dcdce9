CREATE TABLE directory_record (
    kind TEXT NOT NULL,
    uuid TEXT NOT NULL,
    area_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    owner_uuid TEXT NOT NULL,
    parent_uuid TEXT NOT NULL,
    position BIGINT NOT NULL,
    words TEXT NOT NULL,
    doc TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    source TEXT NOT NULL,
    licence TEXT NOT NULL,
    import_id BIGINT NOT NULL,
    imported_at BIGINT NOT NULL,
    modified_at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (kind, uuid)
);
CREATE INDEX directory_record_owner ON directory_record (kind, owner_uuid, position);
CREATE INDEX directory_record_parent ON directory_record (kind, parent_uuid);

CREATE TABLE service_term (
    service_uuid TEXT NOT NULL,
    term_uuid TEXT NOT NULL,
    taxonomy_uuid TEXT NOT NULL,
    PRIMARY KEY (service_uuid, term_uuid)
);
CREATE INDEX service_term_term ON service_term (term_uuid);
CREATE INDEX service_term_taxonomy ON service_term (taxonomy_uuid);

CREATE TABLE listing (
    id BIGINT NOT NULL PRIMARY KEY,
    uuid TEXT NOT NULL UNIQUE,
    area_id BIGINT NOT NULL,
    service_uuid TEXT NOT NULL,
    location_uuid TEXT NOT NULL,
    organization_uuid TEXT NOT NULL,
    name_zh TEXT NOT NULL,
    name_en TEXT NOT NULL,
    name_words TEXT NOT NULL,
    other_words TEXT NOT NULL,
    categories TEXT NOT NULL,
    organisation TEXT NOT NULL,
    address TEXT NOT NULL,
    postcode TEXT NOT NULL,
    lat DOUBLE PRECISION,
    lng DOUBLE PRECISION,
    phones TEXT NOT NULL,
    schedules TEXT NOT NULL,
    status TEXT NOT NULL,
    wheelchair TEXT NOT NULL,
    verified_on BIGINT,
    verified_by TEXT NOT NULL,
    complaints BIGINT NOT NULL,
    source TEXT NOT NULL,
    licence TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX listing_area ON listing (area_id);
CREATE INDEX listing_service ON listing (service_uuid);
CREATE INDEX listing_location ON listing (location_uuid);
CREATE INDEX listing_organization ON listing (organization_uuid);
CREATE INDEX listing_postcode ON listing (postcode);
CREATE INDEX listing_changed ON listing (changed_at);
CREATE INDEX listing_name ON listing (name_zh);

CREATE TABLE listing_change (
    id BIGINT NOT NULL PRIMARY KEY,
    area_id BIGINT NOT NULL,
    listing_id BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    action TEXT NOT NULL,
    fields TEXT NOT NULL
);
CREATE INDEX listing_change_listing ON listing_change (listing_id, id);

CREATE TABLE problem_report (
    id BIGINT NOT NULL PRIMARY KEY,
    area_id BIGINT NOT NULL,
    listing_id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    note TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    handled_at BIGINT,
    handled_by BIGINT
);
CREATE INDEX problem_report_listing ON problem_report (listing_id, made_at);

CREATE TABLE directory_import (
    id BIGINT NOT NULL PRIMARY KEY,
    area_id BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    format TEXT NOT NULL,
    source TEXT NOT NULL,
    licence TEXT NOT NULL,
    report TEXT NOT NULL
);

CREATE TABLE listing_duplicate (
    uuid TEXT NOT NULL PRIMARY KEY,
    listing_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    source TEXT NOT NULL,
    import_id BIGINT NOT NULL,
    made_at BIGINT NOT NULL
);
CREATE INDEX listing_duplicate_listing ON listing_duplicate (listing_id);
