-- Where each running instance stands, so that a million of them are counted and listed by element from
-- one index: element ids in their order, blank-separated, "id*3" where it stands three times. Rows of
-- before say nothing until their next step.
ALTER TABLE process_instance ADD COLUMN waiting TEXT NOT NULL DEFAULT '';
-- The same for the elements that failed.
ALTER TABLE process_instance ADD COLUMN failing TEXT NOT NULL DEFAULT '';

DROP INDEX process_instance_by_definition;
CREATE INDEX process_instance_by_waiting ON process_instance (definition_id, waiting, area_id, id)
    WHERE status = 'running';
CREATE INDEX process_instance_by_failing ON process_instance (definition_id, failing, area_id, id)
    WHERE status = 'running' AND incidents > 0;
