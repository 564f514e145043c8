-- The house: what every room shares. Times are milliseconds since 1970, UTC. "sealed" columns are AES-256-GCM.

-- One row; its CHECK is how a batch demands something (see demand() in database.ts).
CREATE TABLE demands (id INTEGER PRIMARY KEY, met INTEGER NOT NULL CHECK (met = 1));

-- Directory: what is read before a tenant is known. API keys are random, so a plain hash is enough.
CREATE TABLE api_keys (
  id TEXT PRIMARY KEY,
  tenant TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE,
  prefix TEXT NOT NULL,
  created_at INTEGER NOT NULL
);
CREATE INDEX api_keys_of_tenant ON api_keys (tenant);

-- Directory: the keys that sign receipts, private halves sealed under the master key.
CREATE TABLE signing_keys (id TEXT PRIMARY KEY, public_jwk TEXT NOT NULL, sealed TEXT NOT NULL, created_at INTEGER NOT NULL);

CREATE TABLE tenants (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  settings TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
);

-- One data key a tenant, wrapped by the master key whose id stands beside it.
CREATE TABLE tenant_keys (tenant TEXT PRIMARY KEY, wrapped TEXT NOT NULL, master TEXT NOT NULL);
CREATE INDEX tenant_keys_by_master ON tenant_keys (master);

-- Where messages to the ATS go. Both secrets sign until previous_until.
CREATE TABLE webhooks (
  tenant TEXT PRIMARY KEY,
  url TEXT,
  state TEXT NOT NULL CHECK (state IN ('enabled', 'disabled')),
  secret TEXT NOT NULL,
  previous_secret TEXT,
  previous_until INTEGER
);

CREATE TABLE connections (
  tenant TEXT NOT NULL,
  provider TEXT NOT NULL,
  settings TEXT NOT NULL,
  secrets TEXT NOT NULL,
  learned TEXT NOT NULL DEFAULT '{}',
  state TEXT NOT NULL,
  cause TEXT,
  since INTEGER NOT NULL,
  failures INTEGER NOT NULL DEFAULT 0,
  revision INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant, provider)
);

-- The outbox. run_at is also when a lease runs out; a key lets only one task of its kind wait and one run.
CREATE TABLE tasks (
  id TEXT PRIMARY KEY,
  tenant TEXT NOT NULL,
  name TEXT NOT NULL,
  key TEXT,
  payload TEXT NOT NULL,
  slow INTEGER NOT NULL DEFAULT 0,
  state TEXT NOT NULL CHECK (state IN ('ready', 'leased', 'dead')),
  run_at INTEGER NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0,
  lease TEXT,
  instance TEXT,
  error TEXT,
  created_at INTEGER NOT NULL
);
CREATE INDEX tasks_due ON tasks (run_at) WHERE state <> 'dead';
CREATE UNIQUE INDEX tasks_waiting ON tasks (tenant, name, key) WHERE state = 'ready' AND key IS NOT NULL;
CREATE INDEX tasks_running ON tasks (tenant, name, key) WHERE state = 'leased' AND key IS NOT NULL;
CREATE INDEX tasks_of_tenant ON tasks (tenant, state, created_at);

CREATE TABLE jobs (
  tenant TEXT NOT NULL,
  id TEXT NOT NULL,
  body TEXT NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (tenant, id)
);

-- A person's own key, wrapped by the tenant's. Erasing sets wrapped to NULL: what it sealed is gone for good.
CREATE TABLE people (id TEXT PRIMARY KEY, tenant TEXT NOT NULL, wrapped TEXT, created_at INTEGER NOT NULL);
CREATE INDEX people_of_tenant ON people (tenant);
-- Keyed hashes of e-mail addresses and vendors' ids, by which a person is found.
CREATE TABLE people_lookups (
  tenant TEXT NOT NULL,
  hash TEXT NOT NULL,
  person TEXT NOT NULL,
  PRIMARY KEY (tenant, hash, person)
);
CREATE INDEX people_lookups_of_person ON people_lookups (person);

-- seq orders the change feed: each change takes the tenant's next number.
CREATE TABLE applications (
  id TEXT PRIMARY KEY,
  tenant TEXT NOT NULL,
  seq INTEGER NOT NULL,
  channel TEXT NOT NULL,
  external_hash TEXT NOT NULL,
  external_sealed TEXT NOT NULL,
  person TEXT NOT NULL,
  job_id TEXT,
  state TEXT NOT NULL,
  sealed TEXT,
  received_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE (tenant, channel, external_hash)
);
CREATE UNIQUE INDEX applications_feed ON applications (tenant, seq);
CREATE INDEX applications_of_person ON applications (person);

CREATE TABLE attachments (
  id TEXT PRIMARY KEY,
  tenant TEXT NOT NULL,
  application TEXT NOT NULL,
  position INTEGER NOT NULL,
  media TEXT,
  sealed TEXT NOT NULL
);
CREATE INDEX attachments_of_application ON attachments (application, position);

-- Files on their way into storage; what stays 'pending' belongs to no application and is swept.
CREATE TABLE media (
  id TEXT PRIMARY KEY,
  tenant TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('pending', 'stored', 'doomed')),
  created_at INTEGER NOT NULL
);
CREATE INDEX media_unsettled ON media (created_at) WHERE state <> 'stored';
CREATE INDEX media_of_tenant ON media (tenant);

CREATE TABLE messages (
  id TEXT PRIMARY KEY,
  tenant TEXT NOT NULL,
  person TEXT,
  type TEXT NOT NULL,
  subject TEXT,
  sealed TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'delivered', 'failed')),
  created_at INTEGER NOT NULL
);
CREATE INDEX messages_of_tenant ON messages (tenant, created_at);
CREATE INDEX messages_of_person ON messages (person);

-- A repeat of a create call finds what the first one made.
CREATE TABLE idempotency (
  tenant TEXT NOT NULL,
  key TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  resource TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (tenant, key)
);

-- The time line. No personal data: subjects are our ids.
CREATE TABLE log (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  tenant TEXT NOT NULL,
  at INTEGER NOT NULL,
  provider TEXT,
  kind TEXT NOT NULL,
  subject TEXT,
  outcome TEXT NOT NULL,
  cause TEXT
);
CREATE INDEX log_of_tenant ON log (tenant, at);

CREATE TABLE audit (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  tenant TEXT NOT NULL,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT,
  source TEXT,
  request TEXT
);
CREATE INDEX audit_of_tenant ON audit (tenant, id);
CREATE TRIGGER audit_is_append_only BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
