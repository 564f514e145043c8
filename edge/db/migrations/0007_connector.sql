-- The same entity in the ATS and in the interview suite. A retired match is history: both sides are free again.
CREATE TABLE matches (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  tenant TEXT NOT NULL,
  entity TEXT NOT NULL CHECK (entity IN ('project', 'candidate', 'user')),
  ats_id TEXT NOT NULL,
  suite_id TEXT NOT NULL,
  suite_uri TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('linked', 'retired')),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
);
CREATE UNIQUE INDEX matches_by_ats ON matches (tenant, entity, ats_id) WHERE state = 'linked';
CREATE UNIQUE INDEX matches_by_suite ON matches (tenant, entity, suite_id) WHERE state = 'linked';
CREATE INDEX matches_of_ats ON matches (tenant, entity, ats_id);

-- What the ATS last said of a job, an application or a user. hash is of that, pushed of what the suite was last given.
CREATE TABLE interview_ats (
  tenant TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('job', 'application', 'user')),
  id TEXT NOT NULL,
  job TEXT,
  person TEXT,
  sealed TEXT NOT NULL,
  hash TEXT NOT NULL,
  pushed TEXT,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (tenant, kind, id)
);
CREATE INDEX interview_ats_of_job ON interview_ats (tenant, job) WHERE kind = 'application';
CREATE INDEX interview_ats_of_person ON interview_ats (person) WHERE person IS NOT NULL;

-- What the suite last showed of a project, a candidate or a rating, as hashes. path is its address below the company's.
-- listed, of a project: all of its candidates are here.
CREATE TABLE interview_objects (
  tenant TEXT NOT NULL,
  path TEXT NOT NULL,
  entity TEXT NOT NULL CHECK (entity IN ('project', 'candidate', 'rating')),
  project TEXT NOT NULL,
  candidate TEXT,
  hash TEXT NOT NULL,
  status TEXT,
  email_hash TEXT,
  person TEXT,
  listed INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant, path)
);
CREATE INDEX interview_objects_of_project ON interview_objects (tenant, entity, project, status);
CREATE INDEX interview_objects_by_email ON interview_objects (tenant, project, email_hash) WHERE email_hash IS NOT NULL;

-- Where a run goes on: in the ATS's feed, and after which of the suite's projects.
CREATE TABLE interview_runs (tenant TEXT PRIMARY KEY, feed_cursor TEXT, last_project TEXT);

-- Keys that vouch for users at sign-on, one kind each; the newest signs, the one before it is still published.
CREATE TABLE interview_keys (
  id TEXT PRIMARY KEY,
  tenant TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('saml', 'oidc')),
  public TEXT NOT NULL,
  sealed TEXT NOT NULL,
  created_at INTEGER NOT NULL
);
CREATE INDEX interview_keys_of_tenant ON interview_keys (tenant, kind, created_at);

-- Directory: sign-ons, codes and consents on their way; each is taken out once.
CREATE TABLE interview_tickets (id TEXT PRIMARY KEY, tenant TEXT NOT NULL, kind TEXT NOT NULL, body TEXT NOT NULL, expires_at INTEGER NOT NULL);
CREATE INDEX interview_tickets_of_tenant ON interview_tickets (tenant);

-- Tasks that want to hear of messages of a type; how one room takes up what another has told.
CREATE TABLE subscriptions (tenant TEXT NOT NULL, type TEXT NOT NULL, task TEXT NOT NULL, PRIMARY KEY (tenant, type, task));
