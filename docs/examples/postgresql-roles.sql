-- What the running server may do on PostgreSQL: everything its work needs, and nothing that could change
-- the journal. Run it with psql as the role that migrates and owns the tables, after every migration:
--   psql postgresql://linli_owner@db.example/linli -f postgresql-roles.sql
-- The role of the server is made once: CREATE ROLE linli_app LOGIN PASSWORD '...';
GRANT USAGE ON SCHEMA public TO linli_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO linli_app;
-- An entry is never changed or deleted; it gets its position in the tree once (a trigger sees to that).
REVOKE UPDATE, DELETE ON journal_entry, journal_checkpoint FROM linli_app;
GRANT UPDATE (seq) ON journal_entry TO linli_app;
-- Purposes and details may be erased, not changed.
REVOKE UPDATE ON journal_detail FROM linli_app;
REVOKE INSERT, UPDATE, DELETE ON schema_migration FROM linli_app;
