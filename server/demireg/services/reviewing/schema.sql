--+ The review desk. No secret stands here in plain text: tokens and sessions are kept as SHA-256.
CREATE TABLE person (
  name TEXT PRIMARY KEY,
  role TEXT NOT NULL CHECK (role IN ('reader', 'contributor', 'curator')),
  token TEXT UNIQUE,
  made TEXT NOT NULL,
  ended TEXT
) STRICT;
CREATE TABLE session (
  secret TEXT PRIMARY KEY,
  person TEXT NOT NULL,
  local INTEGER NOT NULL,
  ends INTEGER NOT NULL
) STRICT;
CREATE TABLE submission (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  key TEXT NOT NULL UNIQUE,
  study TEXT NOT NULL,
  label TEXT NOT NULL,
  name TEXT NOT NULL,
  kept_as TEXT NOT NULL,
  source TEXT NOT NULL,
  digest TEXT NOT NULL,
  cells TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'returned', 'accepted', 'rejected', 'withdrawn')),
  agent TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  base TEXT NOT NULL DEFAULT '',
  made TEXT NOT NULL,
  submitted TEXT NOT NULL DEFAULT '',
  decided TEXT NOT NULL DEFAULT '',
  curator TEXT NOT NULL DEFAULT '',
  reason TEXT NOT NULL DEFAULT '',
  version INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX submission_by_state ON submission (state, agent, study);
CREATE VIEW brief AS
  SELECT number, key, study, label, name, state, agent, note, base, digest, made, submitted, decided, curator, reason,
    version
  FROM submission;
CREATE VIEW unfinished AS
  SELECT number, agent FROM submission WHERE state IN ('draft', 'submitted', 'returned');
CREATE TABLE event (
  submission INTEGER NOT NULL REFERENCES submission (number) ON DELETE CASCADE,
  at TEXT NOT NULL,
  agent TEXT NOT NULL,
  what TEXT NOT NULL,
  note TEXT NOT NULL
) STRICT;
CREATE INDEX event_by_submission ON event (submission);
CREATE TABLE remark (
  submission INTEGER NOT NULL REFERENCES submission (number) ON DELETE CASCADE,
  at TEXT NOT NULL,
  agent TEXT NOT NULL,
  place TEXT NOT NULL,
  text TEXT NOT NULL
) STRICT;
CREATE INDEX remark_by_submission ON remark (submission);
