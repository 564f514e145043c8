-- How the acknowledgement of an application stands: sent, waiting, failed, no-address. No personal data.
ALTER TABLE applications ADD COLUMN acknowledgement TEXT;
ALTER TABLE applications ADD COLUMN acknowledged_at INTEGER;

-- Who shares a profile: one row for each id of Luotettava Työntekijä, which outlives a withdrawal as its tombstone.
-- A life goes from a first share to a withdrawal; revision guards changes that read before they write.
CREATE TABLE lt_shares (
  tenant TEXT NOT NULL,
  hash TEXT NOT NULL,
  application TEXT NOT NULL,
  life INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('active', 'revoked')),
  revision INTEGER NOT NULL,
  PRIMARY KEY (tenant, hash)
);

-- Receipts of what was erased, signed; they hold no personal data.
CREATE TABLE receipts (id TEXT PRIMARY KEY, tenant TEXT NOT NULL, body TEXT NOT NULL, signature TEXT NOT NULL, created_at INTEGER NOT NULL);
CREATE INDEX receipts_of_tenant ON receipts (tenant, created_at);
