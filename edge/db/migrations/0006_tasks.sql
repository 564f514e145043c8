-- Looking for due tasks passes over those of a kind that has no room without leaving the index.
DROP INDEX tasks_due;
CREATE INDEX tasks_due ON tasks (run_at, id, tenant, name, slow) WHERE state <> 'dead';
-- Few are leased at any time: how many of a kind is read from here, not from the whole backlog.
CREATE INDEX tasks_leased ON tasks (tenant, name, run_at) WHERE state = 'leased';
