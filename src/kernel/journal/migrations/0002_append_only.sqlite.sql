-- An entry is never changed, except that it gets its seq once, and never deleted.
CREATE TRIGGER journal_entry_keeps BEFORE UPDATE ON journal_entry
    WHEN NOT (OLD.seq IS NULL AND NEW.seq IS NOT NULL AND NEW.id = OLD.id AND NEW.at = OLD.at
        AND NEW.actor = OLD.actor AND NEW.area_id = OLD.area_id AND NEW.action = OLD.action
        AND NEW.subject_kind = OLD.subject_kind AND NEW.subject_id = OLD.subject_id
        AND NEW.outcome = OLD.outcome AND NEW.commitment = OLD.commitment
        AND NEW.leaf_hash = OLD.leaf_hash)
    BEGIN SELECT RAISE(ABORT, 'journal entries are never changed'); END;
CREATE TRIGGER journal_entry_stays BEFORE DELETE ON journal_entry
    BEGIN SELECT RAISE(ABORT, 'journal entries are never deleted'); END;
CREATE TRIGGER journal_checkpoint_keeps BEFORE UPDATE ON journal_checkpoint
    BEGIN SELECT RAISE(ABORT, 'checkpoints are never changed'); END;
CREATE TRIGGER journal_checkpoint_stays BEFORE DELETE ON journal_checkpoint
    BEGIN SELECT RAISE(ABORT, 'checkpoints are never deleted'); END;
