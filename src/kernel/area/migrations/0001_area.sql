-- The tree of areas. A row stays for ever; an area that is dissolved gets a last day.
CREATE TABLE area (
    id BIGINT NOT NULL PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    parent_id BIGINT REFERENCES area (id),
    level TEXT NOT NULL,
    name_zh TEXT NOT NULL,
    name_en TEXT,
    valid_from BIGINT NOT NULL,
    valid_to BIGINT,
    search TEXT NOT NULL
);
CREATE INDEX area_by_parent ON area (parent_id);

-- Every area with itself and with all above it, for questions about a subtree in SQL.
CREATE TABLE area_closure (
    ancestor_id BIGINT NOT NULL REFERENCES area (id),
    area_id BIGINT NOT NULL REFERENCES area (id),
    depth BIGINT NOT NULL,
    PRIMARY KEY (ancestor_id, area_id)
);
CREATE INDEX area_closure_by_area ON area_closure (area_id);

-- A GeoJSON MultiPolygon in WGS-84; source_crs is the system that the file was in.
CREATE TABLE area_boundary (
    area_id BIGINT NOT NULL PRIMARY KEY REFERENCES area (id),
    source_crs TEXT NOT NULL,
    geometry TEXT NOT NULL
);

-- One row; rises with every change, so that all server processes notice it.
CREATE TABLE area_version (
    id BIGINT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL
);
INSERT INTO area_version (id, version) VALUES (1, 0);
