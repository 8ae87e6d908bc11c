-- What the sample team does not have, so that no column of the full vault is empty. Mira is the person it is about.
PRAGMA foreign_keys = ON;
CREATE TEMP TABLE m AS SELECT id FROM people WHERE slug = 'mira-kovacevic';
CREATE TEMP TABLE met AS SELECT id, date FROM meetings WHERE person = (SELECT id FROM m) AND status IN ('held', 'moved') ORDER BY date;

INSERT INTO choices(key, value) VALUES ('notes_only', 'true');

UPDATE people SET hue = 7, position = position + 5, created_at = '2024-02-01T08:00:00+01:00';
UPDATE people SET relationship = 'own_manager', rhythm = 'month_weekday', rhythm_n = -1, zone = 'Europe/Belgrade',
  check_ins = 0, hold_since = '2026-09-30', archived_on = '2026-10-01' WHERE id = (SELECT id FROM m);
INSERT INTO roles(person, since, role, level) SELECT id, '2023-05-01', 'Engineer', 'L3' FROM m;

UPDATE topics SET name = 'Shipping', position = 20, retired = 1 WHERE key = 'delivery';
INSERT INTO topics(key, name, position) VALUES ('on-call', 'On call', 21);
INSERT OR IGNORE INTO meeting_topics(meeting, topic, position) SELECT id, 'on-call', 3 FROM met WHERE date = '2026-09-25';

UPDATE indicators SET name = 'Fuel', hint = 'their word for it', word1 = 'Out', question = 'How full?' WHERE key = 'energy';
INSERT INTO indicators(id, key, name, hint, word1, word2, word3, word4, word5, strain, position, retired, question)
  VALUES ('0199c5b2-0000-7000-8000-0000000000a1', 'sleep', 'Sleep', 'rest', 'None', 'Little', 'Some', 'Enough', 'Plenty', 'high', 6, 1, 'How was the week’s sleep?');
INSERT INTO observations(person, indicator, date, source, value, meeting)
  SELECT (SELECT id FROM m), '0199c5b2-0000-7000-8000-0000000000a1', date, 'said', 4, id FROM met WHERE date = '2026-09-25';
INSERT INTO observations(person, indicator, date, source, value)
  SELECT id, '00000000-0000-7000-8000-000000000001', '2026-09-29', 'observed', 2 FROM m;
INSERT INTO not_observed(meeting, indicator)
  SELECT met.id, i.id FROM met, indicators i WHERE met.date = '2026-09-25'
  AND NOT EXISTS (SELECT 1 FROM observations o WHERE o.meeting = met.id AND o.indicator = i.id);

UPDATE meetings SET started_at = date || 'T' || time || ':07+02:00', ended_at = date || 'T18:00:00+02:00',
  talked_more = 'them', reflection = 'Let silence stand on ' || date WHERE status IN ('held', 'moved');
INSERT INTO meetings(id, person, date, time, minutes, status)
  SELECT '0199c5b2-0000-7000-8000-0000000000b1', id, '2026-10-16', '11:00', 25, 'planned' FROM m;
INSERT INTO moves(meeting, moved_at, from_date, to_date, by_side) VALUES
  ('0199c5b2-0000-7000-8000-0000000000b1', '2026-10-01T09:00:00+02:00', '2026-10-15', '2026-10-16', 'them'),
  ('0199c5b2-0000-7000-8000-0000000000b1', '2026-10-02T09:00:00+02:00', '2026-10-16', '2026-10-16', 'me');

UPDATE notes SET revision = 6, saved_at = '2026-10-02T11:22:33+02:00' WHERE meeting IN (SELECT id FROM met);
INSERT INTO note_revisions(note, revision, text, saved_at)
  SELECT id, 2, 'An earlier text of ' || date, '2026-10-02T11:00:00+02:00' FROM notes WHERE meeting IN (SELECT id FROM met);
INSERT INTO notes(id, person, date, text, revision, saved_at, deleted_at)
  SELECT '0199c5b2-0000-7000-8000-0000000000c1', id, '2026-08-03', 'A thought on a walk', 3, '2026-08-03T20:00:00+02:00', NULL FROM m
  UNION ALL
  SELECT '0199c5b2-0000-7000-8000-0000000000c2', id, '2026-08-03', 'A thought on a walk', 5, '2026-08-03T21:00:00+02:00', NULL FROM m
  UNION ALL
  SELECT '0199c5b2-0000-7000-8000-0000000000c3', id, '2026-08-04', '> [!private]
> thrown away', 4, '2026-08-04T20:00:00+02:00', '2026-10-05T20:00:00+02:00' FROM m;
INSERT INTO note_revisions(note, revision, text, saved_at)
  VALUES ('0199c5b2-0000-7000-8000-0000000000c3', 1, 'before that', '2026-08-04T19:00:00+02:00');
INSERT INTO passages(note, line, lines, kind) VALUES ('0199c5b2-0000-7000-8000-0000000000c3', 0, 2, 'private');

UPDATE follow_ups SET created_at = made_on || 'T12:00:00+02:00', nudge_on = '2026-10-2' || (rowid_ % 10), repeats = 'FREQ=WEEKLY;INTERVAL=' || (1 + rowid_ % 4);
UPDATE follow_ups SET closed_on = '2026-10-03', reason = 'Overtaken by ' || rowid_ WHERE state = 'dropped';
INSERT INTO follow_ups(id, person, owner, text, due, state, closed_on, reason, made_on, nudge_on, repeats, created_at, deleted_at, meeting)
  SELECT '0199c5b2-0000-7000-8000-0000000000d1', id, 'me', 'Between meetings', '2026-10-20', 'open', NULL, '', '2026-10-05', '2026-10-12', 'FREQ=MONTHLY', '2026-10-05T10:00:00+02:00', NULL, NULL FROM m
  UNION ALL
  SELECT '0199c5b2-0000-7000-8000-0000000000d2', id, 'them', 'Dropped between meetings', NULL, 'dropped', '2026-10-06', 'No need', '2026-10-05', NULL, NULL, '2026-10-05T10:01:00+02:00', NULL, (SELECT id FROM met WHERE date = '2026-09-25') FROM m
  UNION ALL
  SELECT '0199c5b2-0000-7000-8000-0000000000d3', id, 'me', 'In the trash', '2026-10-20', 'kept', '2026-10-07', '', '2026-10-05', NULL, NULL, '2026-10-05T10:02:00+02:00', '2026-10-08T10:00:00+02:00', NULL FROM m;

UPDATE agenda_items SET created_at = '2026-09-0' || (1 + position % 9) || 'T10:00:00+02:00';
INSERT INTO agenda_items(id, person, text, source, source_weeks, question, position, created_at)
  SELECT '0199c5b2-0000-7000-8000-0000000000e1', id, 'Career: twelve weeks ago', 'topic', 12, NULL, 90, '2026-10-08T10:00:00+02:00' FROM m
  UNION ALL
  SELECT '0199c5b2-0000-7000-8000-0000000000e2', id, 'What would make Fridays calmer?', 'question', NULL, 'wellbeing-good-day', 91, '2026-10-08T10:01:00+02:00' FROM m;

INSERT INTO context_bands(id, person, kind, label, from_date, to_date, excluded)
  SELECT '0199c5b2-0000-7000-8000-0000000000f1', id, 'on_call', 'Pager', '2026-07-01', '2026-07-14', 1 FROM m;
INSERT INTO absences(id, person, kind, from_date, to_date)
  SELECT '0199c5b2-0000-7000-8000-0000000000f2', id, 'pause', '2026-08-01', '2026-08-20' FROM m
  UNION ALL SELECT '0199c5b2-0000-7000-8000-0000000000f3', id, 'leave', '2026-12-20', NULL FROM m;
INSERT INTO prompts(id, person, raised_on, direction, outcome, closed_on)
  SELECT '0199c5b2-0000-7000-8000-0000000000f4', id, '2026-09-18', 'below', 'talked', '2026-09-25' FROM m;
INSERT INTO fresh_starts(person, since) SELECT id, '2026-06-01' FROM m;
INSERT INTO feedback(id, person, kind, text, since, delivered_on)
  SELECT '0199c5b2-0000-7000-8000-0000000000f5', id, 'praise', 'The calm in the incident', '2026-10-01', '2026-10-02' FROM m
  UNION ALL SELECT '0199c5b2-0000-7000-8000-0000000000f6', id, 'feedback', 'Shorter stand-ups', '2026-10-03', NULL FROM m;

UPDATE goals SET closed_on = '2026-09-11', state = 'let_go' WHERE rowid_ = (SELECT min(rowid_) FROM goals WHERE person = (SELECT id FROM m));
UPDATE goals SET created_at = opened || 'T09:00:00+02:00', closed_on = iif(state = 'done', '2026-09-10', closed_on);
UPDATE evidence SET meeting = NULL WHERE id = (SELECT min(id) FROM evidence);

INSERT INTO captures(id, person, text, at, sorted_on, sorted_into)
  SELECT '0199c5b2-0000-7000-8000-000000000101', id, 'Ask about the talk', '2026-10-08T16:00:00+02:00', NULL, NULL FROM m
  UNION ALL
  SELECT '0199c5b2-0000-7000-8000-000000000102', id, 'Was sorted', '2026-10-07T16:00:00+02:00', '2026-10-08', 'agenda' FROM m;

INSERT INTO questions(id, topic, situation, text, created_at)
  VALUES ('0199c5b2-0000-7000-8000-000000000111', 'on-call', 'new_role', 'What would make Fridays calmer?', '2026-10-01T10:00:00+02:00');
INSERT INTO questions_asked(person, question, asked_on)
  SELECT id, '0199c5b2-0000-7000-8000-000000000111', '2026-10-02' FROM m;
INSERT INTO templates(key, name, text, position, removed) VALUES ('first', 'The first one', '## Hello', 2, 1);
INSERT INTO packets(id, person, kind, made_at, from_date, to_date, pages, included)
  SELECT '0199c5b2-0000-7000-8000-000000000121', id, 'history', '2026-10-02T12:00:00+02:00', '2026-04-01', '2026-10-02', 7, '{"notes":true}' FROM m
  UNION ALL SELECT '0199c5b2-0000-7000-8000-000000000122', NULL, 'everything', '2026-10-03T12:00:00+02:00', NULL, NULL, 3, '{}';
INSERT INTO erasures(tag, erased_on) VALUES ('00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff', '2026-09-01');
