-- What changes often about a listing, in one small record without an index beside its key: to confirm
-- one writes 100 bytes instead of its documents. What the documents say beside the columns of `listing`
-- stands in `more`, so that one listing is answered from one row; the server fills it in at its next
-- start where it is empty.
CREATE TABLE listing_state (
    listing_id BIGINT NOT NULL PRIMARY KEY,
    area_id BIGINT NOT NULL,
    verified_on BIGINT,
    verified_by TEXT NOT NULL,
    confirmed_at BIGINT,
    complaints BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);
INSERT INTO listing_state (listing_id, area_id, verified_on, verified_by, confirmed_at, complaints, changed_at, version)
    SELECT id, area_id, verified_on, verified_by, NULL, complaints, changed_at, version FROM listing;
DROP INDEX listing_changed;
ALTER TABLE listing DROP COLUMN verified_on;
ALTER TABLE listing DROP COLUMN verified_by;
ALTER TABLE listing DROP COLUMN complaints;
ALTER TABLE listing DROP COLUMN changed_at;
ALTER TABLE listing DROP COLUMN version;
ALTER TABLE listing ADD COLUMN more TEXT NOT NULL DEFAULT '';
