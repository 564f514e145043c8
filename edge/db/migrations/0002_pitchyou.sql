-- Profiles that the PitchYou room has taken in. The row outlives an erasure, so that no pull brings the data back.
-- sealed holds the profile id as PitchYou wrote it (string or number), which confirm must echo.
CREATE TABLE pitchyou_profiles (
  tenant TEXT NOT NULL,
  hash TEXT NOT NULL,
  application TEXT NOT NULL,
  sealed TEXT NOT NULL,
  confirmed_at INTEGER,
  PRIMARY KEY (tenant, hash)
);
CREATE INDEX pitchyou_profiles_unconfirmed ON pitchyou_profiles (tenant) WHERE confirmed_at IS NULL;
