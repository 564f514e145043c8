-- Looking for due tasks passes over those of a kind that has no room without leaving the index.
DROP INDEX tasks_due;
CREATE INDEX tasks_due ON tasks (run_at, id, tenant, name, slow) WHERE state <> 'dead';
