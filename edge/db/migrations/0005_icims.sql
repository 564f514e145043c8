-- Directory: who a credential belongs to, and which customer may be named with it. One of each for one tenant.
CREATE TABLE icims_credentials (kind TEXT NOT NULL, name TEXT NOT NULL, tenant TEXT NOT NULL, PRIMARY KEY (kind, name));
CREATE INDEX icims_credentials_of_tenant ON icims_credentials (tenant);
CREATE TABLE icims_customers (customer TEXT PRIMARY KEY, tenant TEXT NOT NULL UNIQUE);

-- What a repeat of an event looked like: another body under the same key is worth a note.
ALTER TABLE events ADD COLUMN fingerprint TEXT;
