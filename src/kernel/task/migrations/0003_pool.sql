-- The pool is read in the order in which it is worked off, a page at a time.
CREATE INDEX task_pool ON task (role, priority DESC, COALESCE(due_at, 9000000000000000000), id) WHERE state = 'open';
