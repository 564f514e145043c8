-- A suspended tenant keeps everything and does nothing: notifications are taken in, tasks wait, callers are refused.
ALTER TABLE tenants ADD COLUMN suspended_at INTEGER;
-- While its rows are being brought in from another deployment.
ALTER TABLE tenants ADD COLUMN importing INTEGER NOT NULL DEFAULT 0;
CREATE INDEX tenants_suspended ON tenants (id) WHERE suspended_at IS NOT NULL;

-- How the ATS's endpoint does: failures in a row, and since when. ordered: one message of an application after another.
ALTER TABLE webhooks ADD COLUMN failures INTEGER NOT NULL DEFAULT 0;
ALTER TABLE webhooks ADD COLUMN failing_since INTEGER;
ALTER TABLE webhooks ADD COLUMN ordered INTEGER NOT NULL DEFAULT 0;

-- What is still owed or was given up is found without reading what was delivered.
CREATE INDEX messages_unsettled ON messages (tenant, state, created_at) WHERE state <> 'delivered';
-- Messages of one subject, in their order.
CREATE INDEX messages_waiting_of_subject ON messages (tenant, subject, created_at) WHERE state = 'waiting' AND subject IS NOT NULL;

-- Counting a time line reads the index alone. An event's own line is found by its moment, so it needs no place in the second.
DROP INDEX log_of_tenant;
CREATE INDEX log_of_tenant ON log (tenant, at, kind, outcome);
CREATE INDEX log_of_subject ON log (subject) WHERE kind <> 'event';

-- What needs somebody. One of its kind is open at a time; a cleared one is history until its log's retention ends.
CREATE TABLE alerts (
  id TEXT PRIMARY KEY,
  tenant TEXT NOT NULL,
  kind TEXT NOT NULL,
  provider TEXT NOT NULL,
  subject TEXT NOT NULL,
  since INTEGER NOT NULL,
  raised_at INTEGER NOT NULL,
  told_at INTEGER,
  cleared_at INTEGER
);
CREATE UNIQUE INDEX alerts_open ON alerts (tenant, kind, provider, subject) WHERE cleared_at IS NULL;
CREATE INDEX alerts_of_tenant ON alerts (tenant, raised_at);

-- Of somebody whom nobody here knows any more, no hash of an address stays either.
UPDATE interview_objects SET email_hash = NULL WHERE person IS NULL;

-- Directory: when the clock (timer or cron) was last here. Whoever moves it looks for trouble.
CREATE TABLE pulse (id INTEGER PRIMARY KEY CHECK (id = 1), at INTEGER NOT NULL);
INSERT INTO pulse (id, at) VALUES (1, 0);
