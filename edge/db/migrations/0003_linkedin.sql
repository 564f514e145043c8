-- Inbound notifications, each recorded once under the sender's own identifiers; a repeat gets the first answer.
CREATE TABLE events (
  id TEXT NOT NULL UNIQUE,
  tenant TEXT NOT NULL,
  provider TEXT NOT NULL,
  key TEXT NOT NULL,
  answer TEXT NOT NULL,
  received INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  PRIMARY KEY (tenant, provider, key)
);
CREATE INDEX events_by_age ON events (tenant, created_at);

-- Directory: the unguessable part of an address that we hand to a vendor.
CREATE TABLE hook_paths (
  path TEXT PRIMARY KEY,
  tenant TEXT NOT NULL,
  provider TEXT NOT NULL,
  UNIQUE (tenant, provider)
);

-- Directory: one LinkedIn key belongs to one customer.
CREATE TABLE linkedin_clients (client_id TEXT PRIMARY KEY, tenant TEXT NOT NULL);

-- Directory: hands out moments for batch calls to LinkedIn, one a second for the whole deployment.
CREATE TABLE linkedin_slots (id INTEGER PRIMARY KEY CHECK (id = 1), next_at INTEGER NOT NULL);

-- What a customer requested in LinkedIn's plugin. todo is the next thing that we owe LinkedIn: name, configure, or nothing.
CREATE TABLE linkedin_integrations (
  tenant TEXT NOT NULL,
  context TEXT NOT NULL,
  type TEXT NOT NULL,
  tenant_type TEXT NOT NULL,
  name TEXT NOT NULL,
  status TEXT NOT NULL,
  since INTEGER NOT NULL,
  todo TEXT CHECK (todo IN ('name', 'configure')),
  tries INTEGER NOT NULL DEFAULT 0,
  callback_set INTEGER NOT NULL DEFAULT 0,
  error TEXT,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (tenant, context, type, tenant_type)
);

-- Calls of a day (UTC), against LinkedIn's limit of 5,000 for each application.
CREATE TABLE linkedin_calls (tenant TEXT NOT NULL, day TEXT NOT NULL, calls INTEGER NOT NULL, PRIMARY KEY (tenant, day));

-- The last failed calls, masked, as LinkedIn's support asks for them.
CREATE TABLE linkedin_faults (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  tenant TEXT NOT NULL,
  at INTEGER NOT NULL,
  operation TEXT NOT NULL,
  request TEXT NOT NULL,
  status INTEGER NOT NULL,
  uuid TEXT,
  answer TEXT NOT NULL
);
CREATE INDEX linkedin_faults_of_tenant ON linkedin_faults (tenant, id);

-- Directory: hosted pages that can be taken back.
CREATE TABLE links (
  id TEXT PRIMARY KEY,
  tenant TEXT NOT NULL,
  component TEXT NOT NULL,
  body TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL
);
CREATE INDEX links_of_tenant ON links (tenant);
