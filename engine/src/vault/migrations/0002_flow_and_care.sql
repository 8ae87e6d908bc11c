-- What the daily flow, the check-ins' own settings, and care for what is kept need beyond the start.
-- Same conventions as in the first file: ids are UUIDv7 in text, days 'YYYY-MM-DD', stamps RFC 3339.

-- '' : the computer's own time zone; else an IANA name in which `time` is meant.
ALTER TABLE people ADD COLUMN zone TEXT NOT NULL DEFAULT '';
-- Whether check-ins are asked for at all; only reports start with them.
ALTER TABLE people ADD COLUMN check_ins INTEGER NOT NULL DEFAULT 1 CHECK (check_ins IN (0,1));
UPDATE people SET check_ins = 0 WHERE relationship <> 'report';
-- NULL: retention clocks run; else a hold stands since that day, and nothing is proposed for removal.
ALTER TABLE people ADD COLUMN hold_since TEXT;

-- Stretches without 1:1s: leave from–to, or the cadence on pause.
CREATE TABLE absences (
  id        TEXT PRIMARY KEY,
  person    TEXT NOT NULL REFERENCES people(id) ON DELETE CASCADE,
  kind      TEXT NOT NULL CHECK (kind IN ('leave','pause')),
  from_date TEXT NOT NULL,
  to_date   TEXT,                        -- NULL: until told otherwise
  CHECK (to_date IS NULL OR to_date >= from_date)
) STRICT, WITHOUT ROWID;
CREATE INDEX absences_by_person ON absences(person, from_date);

-- The sentence asked beside the scale; '' : the name says enough.
ALTER TABLE indicators ADD COLUMN question TEXT NOT NULL DEFAULT '';
UPDATE indicators SET question = 'How much is left in the tank at the end of the day?' WHERE key = 'energy';
UPDATE indicators SET question = 'How does the amount of work sit with the time there is?' WHERE key = 'workload';
UPDATE indicators SET question = 'How much of the week can be spent without being pulled away?' WHERE key = 'focus';
UPDATE indicators SET question = 'How much thought goes into reviews, given and received?' WHERE key = 'reviews';
UPDATE indicators SET question = 'How much is new being learned at the moment?' WHERE key = 'growth';
UPDATE indicators SET question = 'How much a part of the team do they feel?' WHERE key = 'belonging';

-- More places an agenda item can come from. A table's checks cannot be changed, so it is made anew.
CREATE TABLE agenda_items_2 (
  id           TEXT PRIMARY KEY,
  person       TEXT NOT NULL REFERENCES people(id) ON DELETE CASCADE,
  text         TEXT NOT NULL CHECK (text <> ''),
  source       TEXT NOT NULL CHECK (source IN ('typed','follow_up','topic','goal','question','note','capture')),
  source_weeks INTEGER,                  -- only for 'topic'
  question     TEXT,                     -- only for 'question': its key, or the id of one's own; NULL: not known
  position     INTEGER NOT NULL,
  created_at   TEXT NOT NULL,
  discussed_in TEXT REFERENCES meetings(id) ON DELETE SET NULL      -- NULL: waiting
) STRICT, WITHOUT ROWID;
INSERT INTO agenda_items_2(id, person, text, source, source_weeks, position, created_at, discussed_in)
  SELECT id, person, text, source, source_weeks, position, created_at, discussed_in FROM agenda_items;
DROP TABLE agenda_items;
ALTER TABLE agenda_items_2 RENAME TO agenda_items;
CREATE INDEX agenda_by_person ON agenda_items(person, discussed_in, position);

-- When a question was put to someone. `question` is the key of a shipped one, or the id of one's own.
CREATE TABLE questions_asked (
  person    TEXT NOT NULL REFERENCES people(id) ON DELETE CASCADE,
  question  TEXT NOT NULL CHECK (question <> ''),
  asked_on  TEXT NOT NULL,
  PRIMARY KEY (person, question, asked_on)
) STRICT, WITHOUT ROWID;

-- The manager's own questions, beside the shipped ones.
CREATE TABLE questions (
  id         TEXT PRIMARY KEY,
  topic      TEXT NOT NULL REFERENCES topics(key),
  situation  TEXT NOT NULL DEFAULT '',   -- '' : any
  text       TEXT NOT NULL CHECK (text <> ''),
  created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Templates for kinds of 1:1: shipped ones that were edited or removed, and the manager's own.
CREATE TABLE templates (
  key       TEXT PRIMARY KEY,
  name      TEXT NOT NULL CHECK (name <> ''),
  text      TEXT NOT NULL,               -- Markdown
  position  INTEGER NOT NULL,
  removed   INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0,1))
) STRICT, WITHOUT ROWID;

-- What a capture became; NULL: still in the inbox, or sorted before this was kept.
ALTER TABLE captures ADD COLUMN sorted_into TEXT
  CHECK (sorted_into IN ('agenda','note','praise','feedback','follow_up','thrown_away'));

-- People who were erased: a keyed hash of the person's id, so that an old backup can be cleaned again and nobody
-- can read from it who it was.
CREATE TABLE erasures (
  tag       TEXT PRIMARY KEY,            -- 64 hex digits
  erased_on TEXT NOT NULL
) STRICT, WITHOUT ROWID;
