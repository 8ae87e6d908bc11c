-- The whole schema. Units and NULLs are explained beside each column.
-- Ids are UUIDv7 in text, days are 'YYYY-MM-DD', times of day 'HH:MM' (both local), stamps RFC 3339 with offset.

-- One row: the team a vault is about.
CREATE TABLE team (
  one      INTEGER PRIMARY KEY CHECK (one = 1),
  name     TEXT NOT NULL,
  manager  TEXT NOT NULL,                -- '' until told
  about    TEXT NOT NULL                 -- Markdown
) STRICT;

-- Small choices that belong to the vault, not to the computer (notes-only mode, …).
CREATE TABLE choices (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE people (
  id            TEXT PRIMARY KEY,
  slug          TEXT NOT NULL UNIQUE CHECK (slug <> ''),   -- folder name in the layout
  handle        TEXT NOT NULL CHECK (handle <> ''),        -- @handle; shared by two people means: ask
  name          TEXT NOT NULL CHECK (name <> ''),
  hue           INTEGER NOT NULL CHECK (hue BETWEEN 0 AND 359),
  pronouns      TEXT NOT NULL,
  role          TEXT NOT NULL,
  level         TEXT NOT NULL,
  joined        TEXT,                                      -- NULL: not told
  relationship  TEXT NOT NULL CHECK (relationship IN ('report','own_manager','skip_level','peer')),
  rhythm        TEXT NOT NULL CHECK (rhythm IN ('weeks','month_weekday','none')),
  rhythm_n      INTEGER NOT NULL,                          -- weeks 1..12, or nth 1..4 / -1, or 0
  weekday       INTEGER NOT NULL CHECK (weekday BETWEEN 0 AND 6),  -- 0 Monday
  time          TEXT NOT NULL,
  minutes       INTEGER NOT NULL CHECK (minutes BETWEEN 5 AND 480),
  about         TEXT NOT NULL,
  archived_on   TEXT,                                      -- NULL: on the team; retention starts here
  created_at    TEXT NOT NULL,
  position      INTEGER NOT NULL                           -- order of entry
) STRICT, WITHOUT ROWID;

-- Dated history of roles; the present one is the newest row and is repeated in people.
CREATE TABLE roles (
  person  TEXT NOT NULL REFERENCES people(id) ON DELETE CASCADE,
  since   TEXT NOT NULL,
  role    TEXT NOT NULL,
  level   TEXT NOT NULL,
  PRIMARY KEY (person, since)
) STRICT, WITHOUT ROWID;

CREATE TABLE meetings (
  id          TEXT PRIMARY KEY,
  person      TEXT NOT NULL REFERENCES people(id) ON DELETE CASCADE,
  date        TEXT NOT NULL,             -- the day it took place, or should have
  time        TEXT NOT NULL,
  minutes     INTEGER NOT NULL CHECK (minutes BETWEEN 0 AND 1440),  -- taken; planned when it did not take place
  status      TEXT NOT NULL CHECK (status IN ('planned','running','held','moved','missed','leave')),
  moved_from  TEXT,                      -- the day it should have been; only for 'moved'
  by_side     TEXT CHECK (by_side IN ('me','them')),       -- who moved or missed it
  started_at  TEXT,                      -- stamp; NULL when never begun here (imported)
  ended_at    TEXT,
  talked_more TEXT CHECK (talked_more IN ('me','them','even')),  -- wrap-up; NULL: not told
  reflection  TEXT NOT NULL DEFAULT '',
  CHECK ((status = 'moved') = (moved_from IS NOT NULL)),
  CHECK (status NOT IN ('moved','missed') OR by_side IS NOT NULL)
) STRICT, WITHOUT ROWID;
CREATE INDEX meetings_by_person ON meetings(person, date);
-- At most one meeting runs.
CREATE UNIQUE INDEX one_running ON meetings(status) WHERE status = 'running';

-- Each time a planned meeting got another date.
CREATE TABLE moves (
  meeting   TEXT NOT NULL REFERENCES meetings(id) ON DELETE CASCADE,
  moved_at  TEXT NOT NULL,
  from_date TEXT NOT NULL,
  to_date   TEXT NOT NULL,
  by_side   TEXT NOT NULL CHECK (by_side IN ('me','them')),
  PRIMARY KEY (meeting, moved_at)
) STRICT, WITHOUT ROWID;

CREATE TABLE topics (
  key       TEXT PRIMARY KEY,            -- stable, in files
  name      TEXT NOT NULL,
  position  INTEGER NOT NULL,
  retired   INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0,1))
) STRICT, WITHOUT ROWID;

CREATE TABLE meeting_topics (
  meeting   TEXT NOT NULL REFERENCES meetings(id) ON DELETE CASCADE,
  topic     TEXT NOT NULL REFERENCES topics(key),
  position  INTEGER NOT NULL,
  PRIMARY KEY (meeting, topic)
) STRICT, WITHOUT ROWID;

CREATE TABLE notes (
  rowid_    INTEGER PRIMARY KEY,         -- for the search index
  id        TEXT NOT NULL UNIQUE,
  person    TEXT NOT NULL REFERENCES people(id) ON DELETE CASCADE,
  meeting   TEXT UNIQUE REFERENCES meetings(id) ON DELETE CASCADE,  -- NULL: a dated note of its own
  date      TEXT NOT NULL,
  text      TEXT NOT NULL CHECK (length(CAST(text AS BLOB)) <= 1048576),  -- Markdown
  agenda_line INTEGER NOT NULL DEFAULT 0 CHECK (agenda_line >= 0), -- where a file shows the agenda: above this line, from 0
  revision  INTEGER NOT NULL CHECK (revision >= 0),
  saved_at  TEXT NOT NULL,
  deleted_at TEXT                        -- NULL: there; else in the trash since then
) STRICT;
CREATE INDEX notes_by_person ON notes(person, date);

-- Earlier texts: at most one kept for every ten minutes of writing, and the one before each foreign change.
CREATE TABLE note_revisions (
  note      TEXT NOT NULL REFERENCES notes(id) ON DELETE CASCADE,
  revision  INTEGER NOT NULL,
  text      TEXT NOT NULL,
  saved_at  TEXT NOT NULL,
  PRIMARY KEY (note, revision)
) STRICT, WITHOUT ROWID;

-- Marked stretches as they stand in the note's present text; rewritten at each save.
CREATE TABLE passages (
  note      TEXT NOT NULL REFERENCES notes(id) ON DELETE CASCADE,
  line      INTEGER NOT NULL CHECK (line >= 0),            -- first line, from 0
  lines     INTEGER NOT NULL CHECK (lines >= 1),
  kind      TEXT NOT NULL CHECK (kind IN ('private','said','praise','idea')),
  PRIMARY KEY (note, line)
) STRICT, WITHOUT ROWID;

CREATE TABLE agenda_items (
  id           TEXT PRIMARY KEY,
  person       TEXT NOT NULL REFERENCES people(id) ON DELETE CASCADE,
  text         TEXT NOT NULL CHECK (text <> ''),
  source       TEXT NOT NULL CHECK (source IN ('typed','follow_up','topic','goal')),
  source_weeks INTEGER,                  -- only for 'topic'
  position     INTEGER NOT NULL,
  created_at   TEXT NOT NULL,
  discussed_in TEXT REFERENCES meetings(id) ON DELETE SET NULL      -- NULL: waiting
) STRICT, WITHOUT ROWID;
CREATE INDEX agenda_by_person ON agenda_items(person, discussed_in, position);

-- The meetings whose agenda an item stood on, in that meeting's order; carried = rows whose meeting took place
-- and in which it was not discussed.
CREATE TABLE agenda_lines (
  meeting   TEXT NOT NULL REFERENCES meetings(id) ON DELETE CASCADE,
  item      TEXT NOT NULL REFERENCES agenda_items(id) ON DELETE CASCADE,
  position  INTEGER NOT NULL,
  PRIMARY KEY (meeting, item)
) STRICT, WITHOUT ROWID;

CREATE TABLE follow_ups (
  rowid_       INTEGER PRIMARY KEY,      -- for the search index
  id           TEXT NOT NULL UNIQUE,
  person       TEXT NOT NULL REFERENCES people(id) ON DELETE CASCADE,
  owner        TEXT NOT NULL CHECK (owner IN ('me','them')),
  text         TEXT NOT NULL CHECK (text <> ''),
  due          TEXT,                     -- NULL: no date
  state        TEXT NOT NULL CHECK (state IN ('open','kept','dropped')),
  closed_on    TEXT,                     -- day kept or dropped
  reason       TEXT NOT NULL DEFAULT '', -- why dropped
  note         TEXT REFERENCES notes(id) ON DELETE SET NULL,       -- NULL: stands in no note
  line         INTEGER,                  -- its line in the note, from 0
  meeting      TEXT REFERENCES meetings(id) ON DELETE SET NULL,    -- made in; NULL: between meetings
  made_on      TEXT NOT NULL,
  nudge_on     TEXT,                     -- waits until; NULL: does not wait
  repeats      TEXT,                     -- RRULE; NULL: once
  created_at   TEXT NOT NULL,
  deleted_at   TEXT,
  CHECK ((state = 'open') = (closed_on IS NULL)),
  CHECK ((note IS NULL) = (line IS NULL) OR note IS NULL)
) STRICT;
CREATE INDEX follow_ups_by_person ON follow_ups(person, state, due);
CREATE INDEX follow_ups_by_note ON follow_ups(note, line);

CREATE TABLE indicators (
  id        TEXT PRIMARY KEY,
  key       TEXT NOT NULL UNIQUE CHECK (key <> ''),        -- stable, in files
  name      TEXT NOT NULL CHECK (name <> ''),
  hint      TEXT NOT NULL,
  word1     TEXT NOT NULL, word2 TEXT NOT NULL, word3 TEXT NOT NULL, word4 TEXT NOT NULL, word5 TEXT NOT NULL,
  strain    TEXT NOT NULL CHECK (strain IN ('low','high')),
  position  INTEGER NOT NULL,
  retired   INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0,1))
) STRICT, WITHOUT ROWID;

-- One indicator on one day from one source. In a meeting the day is the meeting's.
CREATE TABLE observations (
  person     TEXT NOT NULL REFERENCES people(id) ON DELETE CASCADE,
  indicator  TEXT NOT NULL REFERENCES indicators(id),
  date       TEXT NOT NULL,
  source     TEXT NOT NULL CHECK (source IN ('observed','said')),
  value      INTEGER NOT NULL CHECK (value BETWEEN 1 AND 5),
  meeting    TEXT REFERENCES meetings(id) ON DELETE SET NULL,      -- NULL: outside a meeting
  PRIMARY KEY (person, indicator, date, source)
) STRICT, WITHOUT ROWID;
CREATE INDEX observations_by_meeting ON observations(meeting);

-- Looked at and left: 'not observed' on purpose.
CREATE TABLE not_observed (
  meeting    TEXT NOT NULL REFERENCES meetings(id) ON DELETE CASCADE,
  indicator  TEXT NOT NULL REFERENCES indicators(id),
  PRIMARY KEY (meeting, indicator)
) STRICT, WITHOUT ROWID;

-- A stretch with a reason: drawn behind charts, left out of the usual when chosen.
CREATE TABLE context_bands (
  id        TEXT PRIMARY KEY,
  person    TEXT NOT NULL REFERENCES people(id) ON DELETE CASCADE,
  kind      TEXT NOT NULL CHECK (kind IN ('on_call','release','leave','reorganisation','other')),
  label     TEXT NOT NULL,
  from_date TEXT NOT NULL,
  to_date   TEXT,                        -- NULL: still going on
  excluded  INTEGER NOT NULL CHECK (excluded IN (0,1)),
  CHECK (to_date IS NULL OR to_date >= from_date)
) STRICT, WITHOUT ROWID;

-- A raised prompt and what became of it.
CREATE TABLE prompts (
  id        TEXT PRIMARY KEY,
  person    TEXT NOT NULL REFERENCES people(id) ON DELETE CASCADE,
  raised_on TEXT NOT NULL,               -- the check-in that raised it
  direction TEXT NOT NULL CHECK (direction IN ('below','above')),
  outcome   TEXT CHECK (outcome IN ('talked','nothing','context','was_right')),  -- NULL: not told yet
  closed_on TEXT,
  UNIQUE (person, raised_on, direction)
) STRICT, WITHOUT ROWID;

-- "This is the new normal": the usual starts afresh on this day.
CREATE TABLE fresh_starts (
  person    TEXT NOT NULL REFERENCES people(id) ON DELETE CASCADE,
  since     TEXT NOT NULL,
  PRIMARY KEY (person, since)
) STRICT, WITHOUT ROWID;

CREATE TABLE goals (
  rowid_     INTEGER PRIMARY KEY,        -- for the search index
  id         TEXT NOT NULL UNIQUE,
  person     TEXT NOT NULL REFERENCES people(id) ON DELETE CASCADE,
  slug       TEXT NOT NULL CHECK (slug <> ''),             -- file name in the layout
  title      TEXT NOT NULL CHECK (title <> ''),
  state      TEXT NOT NULL CHECK (state IN ('active','paused','done','let_go')),
  kind       TEXT NOT NULL CHECK (kind IN ('technical','delivery','people','influence','learning')),
  why        TEXT NOT NULL,
  opened     TEXT NOT NULL,
  horizon    TEXT,                       -- NULL: open-ended
  about      TEXT NOT NULL,              -- Markdown
  step_text  TEXT,                       -- the one next step; NULL: none
  step_owner TEXT CHECK (step_owner IN ('me','them')),
  step_due   TEXT,
  closed_on  TEXT,                       -- day it became done or let go; NULL: open, or not told
  created_at TEXT NOT NULL,
  UNIQUE (person, slug),
  CHECK ((step_text IS NULL) = (step_owner IS NULL))
) STRICT;

CREATE TABLE goal_skills (
  goal      TEXT NOT NULL REFERENCES goals(id) ON DELETE CASCADE,
  position  INTEGER NOT NULL,
  skill     TEXT NOT NULL CHECK (skill <> ''),
  PRIMARY KEY (goal, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE milestones (
  id        TEXT PRIMARY KEY,
  goal      TEXT NOT NULL REFERENCES goals(id) ON DELETE CASCADE,
  position  INTEGER NOT NULL,
  text      TEXT NOT NULL CHECK (text <> ''),
  done      TEXT,                        -- NULL: not reached
  due       TEXT                         -- NULL: no date
) STRICT, WITHOUT ROWID;
CREATE INDEX milestones_by_goal ON milestones(goal, position);

CREATE TABLE goal_check_ins (
  goal       TEXT NOT NULL REFERENCES goals(id) ON DELETE CASCADE,
  date       TEXT NOT NULL,
  state      TEXT NOT NULL CHECK (state IN ('moved','stuck','parked')),
  confidence INTEGER NOT NULL CHECK (confidence BETWEEN 1 AND 5),
  PRIMARY KEY (goal, date)
) STRICT, WITHOUT ROWID;

CREATE TABLE evidence (
  id        TEXT PRIMARY KEY,
  goal      TEXT NOT NULL REFERENCES goals(id) ON DELETE CASCADE,
  date      TEXT NOT NULL,
  meeting   TEXT REFERENCES meetings(id) ON DELETE SET NULL,
  quote     TEXT NOT NULL CHECK (quote <> ''),             -- never changed after it was stored
  kind      TEXT NOT NULL CHECK (kind IN ('direct','second-hand','self-reported'))
) STRICT, WITHOUT ROWID;
CREATE INDEX evidence_by_goal ON evidence(goal, date);

-- Thoughts between meetings.
CREATE TABLE captures (
  rowid_     INTEGER PRIMARY KEY,        -- for the search index
  id         TEXT NOT NULL UNIQUE,
  person     TEXT NOT NULL REFERENCES people(id) ON DELETE CASCADE,
  text       TEXT NOT NULL CHECK (text <> ''),
  at         TEXT NOT NULL,
  sorted_on  TEXT                        -- NULL: still in the inbox
) STRICT;

-- Praise and feedback still to be told.
CREATE TABLE feedback (
  id           TEXT PRIMARY KEY,
  person       TEXT NOT NULL REFERENCES people(id) ON DELETE CASCADE,
  kind         TEXT NOT NULL CHECK (kind IN ('praise','feedback')),
  text         TEXT NOT NULL CHECK (text <> ''),
  since        TEXT NOT NULL,
  delivered_on TEXT                      -- NULL: still to be told
) STRICT, WITHOUT ROWID;

-- Packets and exports that left the vault.
CREATE TABLE packets (
  id        TEXT PRIMARY KEY,
  person    TEXT REFERENCES people(id) ON DELETE CASCADE,  -- NULL: about everyone
  kind      TEXT NOT NULL,
  made_at   TEXT NOT NULL,
  from_date TEXT,
  to_date   TEXT,
  pages     INTEGER NOT NULL,
  included  TEXT NOT NULL                -- JSON: the choice
) STRICT, WITHOUT ROWID;

-- Full-text search. Contents stand in the tables above; the index keeps its own copy of nothing.
CREATE VIRTUAL TABLE notes_fts USING fts5(text, content='notes', content_rowid='rowid_',
  tokenize="unicode61 remove_diacritics 2");
CREATE VIRTUAL TABLE follow_ups_fts USING fts5(text, content='follow_ups', content_rowid='rowid_',
  tokenize="unicode61 remove_diacritics 2");
CREATE VIRTUAL TABLE goals_fts USING fts5(title, why, about, content='goals', content_rowid='rowid_',
  tokenize="unicode61 remove_diacritics 2");
CREATE VIRTUAL TABLE captures_fts USING fts5(text, content='captures', content_rowid='rowid_',
  tokenize="unicode61 remove_diacritics 2");
INSERT INTO notes_fts(notes_fts, rank) VALUES ('secure-delete', 1);
INSERT INTO follow_ups_fts(follow_ups_fts, rank) VALUES ('secure-delete', 1);
INSERT INTO goals_fts(goals_fts, rank) VALUES ('secure-delete', 1);
INSERT INTO captures_fts(captures_fts, rank) VALUES ('secure-delete', 1);

CREATE TRIGGER notes_ai AFTER INSERT ON notes BEGIN
  INSERT INTO notes_fts(rowid, text) VALUES (new.rowid_, new.text);
END;
CREATE TRIGGER notes_ad AFTER DELETE ON notes BEGIN
  INSERT INTO notes_fts(notes_fts, rowid, text) VALUES ('delete', old.rowid_, old.text);
END;
CREATE TRIGGER notes_au AFTER UPDATE OF text ON notes BEGIN
  INSERT INTO notes_fts(notes_fts, rowid, text) VALUES ('delete', old.rowid_, old.text);
  INSERT INTO notes_fts(rowid, text) VALUES (new.rowid_, new.text);
END;
CREATE TRIGGER follow_ups_ai AFTER INSERT ON follow_ups BEGIN
  INSERT INTO follow_ups_fts(rowid, text) VALUES (new.rowid_, new.text);
END;
CREATE TRIGGER follow_ups_ad AFTER DELETE ON follow_ups BEGIN
  INSERT INTO follow_ups_fts(follow_ups_fts, rowid, text) VALUES ('delete', old.rowid_, old.text);
END;
CREATE TRIGGER follow_ups_au AFTER UPDATE OF text ON follow_ups BEGIN
  INSERT INTO follow_ups_fts(follow_ups_fts, rowid, text) VALUES ('delete', old.rowid_, old.text);
  INSERT INTO follow_ups_fts(rowid, text) VALUES (new.rowid_, new.text);
END;
CREATE TRIGGER goals_ai AFTER INSERT ON goals BEGIN
  INSERT INTO goals_fts(rowid, title, why, about) VALUES (new.rowid_, new.title, new.why, new.about);
END;
CREATE TRIGGER goals_ad AFTER DELETE ON goals BEGIN
  INSERT INTO goals_fts(goals_fts, rowid, title, why, about) VALUES ('delete', old.rowid_, old.title, old.why, old.about);
END;
CREATE TRIGGER goals_au AFTER UPDATE OF title, why, about ON goals BEGIN
  INSERT INTO goals_fts(goals_fts, rowid, title, why, about) VALUES ('delete', old.rowid_, old.title, old.why, old.about);
  INSERT INTO goals_fts(rowid, title, why, about) VALUES (new.rowid_, new.title, new.why, new.about);
END;
CREATE TRIGGER captures_ai AFTER INSERT ON captures BEGIN
  INSERT INTO captures_fts(rowid, text) VALUES (new.rowid_, new.text);
END;
CREATE TRIGGER captures_ad AFTER DELETE ON captures BEGIN
  INSERT INTO captures_fts(captures_fts, rowid, text) VALUES ('delete', old.rowid_, old.text);
END;

INSERT INTO topics(key, name, position) VALUES
  ('delivery', 'Delivery', 0), ('wellbeing', 'Wellbeing', 1), ('workload', 'Workload', 2),
  ('focus', 'Focus and interruptions', 3), ('feedback-loops', 'Feedback loops', 4), ('reviews', 'Reviews', 5),
  ('career', 'Career and growth', 6), ('learning', 'Learning', 7), ('coaching', 'Coaching', 8),
  ('partnership', 'EM, TL and seniors', 9), ('team', 'Team and trust', 10), ('recognition', 'Recognition', 11),
  ('autonomy', 'Autonomy', 12), ('feedback-for-me', 'Feedback for me', 13), ('life', 'Life outside', 14);

-- The default scales have fixed ids, so that two vaults name the same thing alike.
INSERT INTO indicators(id, key, name, hint, word1, word2, word3, word4, word5, strain, position) VALUES
  ('00000000-0000-7000-8000-000000000001', 'energy', 'Energy', '', 'Empty', 'Low', 'Steady', 'Good', 'High', 'low', 0),
  ('00000000-0000-7000-8000-000000000002', 'workload', 'Workload', '', 'Too little', 'Light', 'Right', 'Stretched', 'Too much', 'high', 1),
  ('00000000-0000-7000-8000-000000000003', 'focus', 'Focus time', 'interruptions', 'No quiet', 'Broken up', 'Some blocks', 'Mostly clear', 'Protected', 'low', 2),
  ('00000000-0000-7000-8000-000000000004', 'reviews', 'Engagement in reviews', '', 'Absent', 'Thin', 'Present', 'Thoughtful', 'Leading', 'low', 3),
  ('00000000-0000-7000-8000-000000000005', 'growth', 'Growth', '', 'Stalled', 'Slow', 'Moving', 'Fast', 'Leaping', 'low', 4),
  ('00000000-0000-7000-8000-000000000006', 'belonging', 'Belonging', '', 'Apart', 'At the edge', 'Included', 'Connected', 'At home', 'low', 5);
