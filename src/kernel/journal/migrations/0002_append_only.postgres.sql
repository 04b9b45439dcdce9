-- An entry is never changed, except that it gets its seq once, and never deleted.
CREATE FUNCTION journal_keeps() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN IF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'journal_entry' THEN IF OLD.seq IS NULL AND NEW.seq IS NOT NULL AND (NEW.id, NEW.at, NEW.actor, NEW.area_id, NEW.action, NEW.subject_kind, NEW.subject_id, NEW.outcome, NEW.commitment, NEW.leaf_hash) = (OLD.id, OLD.at, OLD.actor, OLD.area_id, OLD.action, OLD.subject_kind, OLD.subject_id, OLD.outcome, OLD.commitment, OLD.leaf_hash) THEN RETURN NEW; END IF; END IF; RAISE EXCEPTION 'journal entries are never changed or deleted'; END $body$;
CREATE TRIGGER journal_entry_keeps BEFORE UPDATE OR DELETE ON journal_entry
    FOR EACH ROW EXECUTE FUNCTION journal_keeps();
CREATE TRIGGER journal_entry_not_emptied BEFORE TRUNCATE ON journal_entry
    FOR EACH STATEMENT EXECUTE FUNCTION journal_keeps();
CREATE TRIGGER journal_checkpoint_keeps BEFORE UPDATE OR DELETE ON journal_checkpoint
    FOR EACH ROW EXECUTE FUNCTION journal_keeps();
CREATE TRIGGER journal_checkpoint_not_emptied BEFORE TRUNCATE ON journal_checkpoint
    FOR EACH STATEMENT EXECUTE FUNCTION journal_keeps();
