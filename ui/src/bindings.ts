// Types and calls of the commands the shell offers.
// Written by the shell's own test: do not edit by hand.
import { invoke } from "@tauri-apps/api/core";

export type Result<T, E> = { status: "ok"; data: T } | { status: "error"; error: E };

async function typed<T>(name: string, args?: Record<string, unknown>): Promise<Result<T, AppError>> {
  try {
    return { status: "ok", data: await invoke<T>(name, args) };
  } catch (e) {
    if (e instanceof Error) throw e;
    return { status: "error", error: e as AppError };
  }
}

export type PersonId = string;
export type MeetingId = string;
export type NoteId = string;
export type AgendaItemId = string;
export type FollowUpId = string;
export type IndicatorId = string;
export type GoalId = string;
export type MilestoneId = string;
export type EvidenceId = string;
export type CaptureId = string;
export type TopicId = string;

export type VaultInfo = { id: string; label: string; opened: string | null };
export type VaultDraft = { label: string; passphrase: string };
export type UnlockDraft = { vault: string; passphrase: string | null; words: string | null };
export type Session = { open: VaultInfo | null; today: string };
export type Strength = { step: number; word: string; good_enough: boolean; advice: string };
export type Settings = { theme: string; zoom: number };
export type SavedPacket = { file: string; pages: number };

export type Rhythm =
  | { every: "weeks"; n: number }
  | { every: "month_weekday"; nth: number }
  | { every: "none" };
export type Cadence = {
  rhythm: Rhythm;
  weekday: string;
  time: string;
  minutes: number;
};
export type FollowUpState =
  | { is: "open" }
  | { is: "kept"; on: string }
  | { is: "dropped"; on: string; reason: string };
export type FollowUp = {
  id: FollowUpId;
  person: PersonId;
  owner: Side;
  text: string;
  due: string | null;
  state: FollowUpState;
  meeting: MeetingId | null;
  made_on: string;
  carried: number;
  nudge_on: string | null;
};
export type FollowUpDraft = {
  person: PersonId;
  owner: Side;
  text: string;
  due: string | null;
};
export type Kept = {
  on_time: number;
  come_due: number;
  marks: KeptMark[];
};
export type KeptMark =
  | "on_time"
  | "late"
  | "open"
  | "past_due";
export type GoalState =
  | "active"
  | "paused"
  | "done"
  | "let_go";
export type GoalKind =
  | "technical"
  | "delivery"
  | "people"
  | "influence"
  | "learning";
export type Milestone = {
  id: MilestoneId;
  text: string;
  done: string | null;
  due: string | null;
};
export type NextStep = {
  text: string;
  owner: Side;
  due: string | null;
};
export type GoalMove =
  | "moved"
  | "stuck"
  | "parked";
export type GoalCheckIn = {
  date: string;
  state: GoalMove;
  confidence: number;
};
export type EvidenceKind =
  | "direct"
  | "second-hand"
  | "self-reported";
export type Evidence = {
  id: EvidenceId;
  date: string;
  meeting: MeetingId | null;
  quote: string;
  kind: EvidenceKind;
};
export type Goal = {
  id: GoalId;
  person: PersonId;
  slug: string;
  title: string;
  state: GoalState;
  kind: GoalKind;
  why: string;
  skills: string[];
  opened: string;
  horizon: string | null;
  about: string;
  milestones: Milestone[];
  next_step: NextStep | null;
  check_ins: GoalCheckIn[];
  evidence: Evidence[];
};
export type GoalDraft = {
  person: PersonId;
  title: string;
  kind: GoalKind;
  why: string;
  skills: string[];
  horizon: string | null;
  about: string;
  state: GoalState;
  next_step: NextStep | null;
  milestones: MilestoneDraft[];
};
export type MilestoneDraft = {
  id: MilestoneId | null;
  text: string;
  done: string | null;
  due: string | null;
};
export type EvidenceDraft = {
  goal: GoalId;
  meeting: MeetingId;
  quote: string;
  kind: EvidenceKind;
};
export type Source =
  | "observed"
  | "said";
export type StrainEnd =
  | "low"
  | "high";
export type Indicator = {
  id: IndicatorId;
  key: string;
  name: string;
  hint: string;
  words: [string, string, string, string, string];
  strain: StrainEnd;
  retired: boolean;
};
export type Observation = {
  person: PersonId;
  indicator: IndicatorId;
  date: string;
  meeting: MeetingId | null;
  source: Source;
  value: number;
};
export type ObservationDraft = {
  meeting: MeetingId;
  indicator: IndicatorId;
  source: Source;
  step: Step;
};
export type Step =
  | { is: "value"; value: number }
  | { is: "not_observed" }
  | { is: "empty" };
export type CheckInRow = {
  indicator: Indicator;
  observed: number | null;
  said: number | null;
  not_observed: boolean;
  last: number | null;
};
export type Side =
  | "me"
  | "them";
export type Status =
  | { is: "planned" }
  | { is: "running" }
  | { is: "held" }
  | { is: "moved"; from: string; by: Side }
  | { is: "missed"; by: Side }
  | { is: "leave" };
export type Meeting = {
  id: MeetingId;
  person: PersonId;
  date: string;
  time: string;
  minutes: number;
  status: Status;
  topics: string[];
  note: NoteId | null;
};
export type MeetingDraft = {
  person: PersonId;
  date: string;
  time: string;
  minutes: number;
};
export type AgendaSource =
  | { from: "typed" }
  | { from: "follow_up" }
  | { from: "topic"; weeks: number }
  | { from: "goal" };
export type AgendaItem = {
  id: AgendaItemId;
  person: PersonId;
  text: string;
  source: AgendaSource;
  carried: number;
  discussed_in: MeetingId | null;
};
export type AgendaItemDraft = {
  person: PersonId;
  text: string;
  source: AgendaSource;
};
export type Note = {
  id: NoteId;
  person: PersonId;
  meeting: MeetingId | null;
  date: string;
  text: string;
  revision: number;
  saved_at: string;
};
export type NoteDraft = {
  text: string;
  base: number;
};
export type SavedNote = {
  note: Note;
  follow_ups: FollowUp[];
};
export type PassageKind =
  | "private"
  | "said"
  | "praise"
  | "idea";
export type NoteNode =
  | { kind: "heading"; level: number; inlines: Inline[] }
  | { kind: "paragraph"; inlines: Inline[] }
  | { kind: "list"; start: number | null; items: ListItem[] }
  | { kind: "follow_up"; line: number; parsed: FollowUpLine }
  | { kind: "passage"; passage: PassageKind; blocks: NoteNode[] }
  | { kind: "code"; language: string; text: string }
  | { kind: "table"; rows: Inline[][][] }
  | { kind: "rule" };
export type ListItem = {
  task: boolean | null;
  blocks: NoteNode[];
};
export type Inline =
  | { kind: "text"; text: string }
  | { kind: "emphasis"; inlines: Inline[] }
  | { kind: "strong"; inlines: Inline[] }
  | { kind: "struck"; inlines: Inline[] }
  | { kind: "code"; text: string }
  | { kind: "link"; href: string; inlines: Inline[] }
  | { kind: "break" };
export type FollowUpLine = {
  owner: Side;
  handle: string;
  text: string;
  due: string | null;
  mark: FollowUpMark;
};
export type FollowUpMark =
  | { is: "open" }
  | { is: "kept"; on: string | null }
  | { is: "dropped" };
export type LineToken = {
  from: number;
  to: number;
  token: TokenKind;
};
export type TokenKind =
  | "me"
  | "them"
  | "due"
  | "topic";
export type LineReading = {
  tokens: LineToken[];
  follow_up: FollowUpLine | null;
  line: string | null;
  unknown: string | null;
  question: string | null;
};
export type PacketKind =
  | "history";
export type PacketDraft = {
  person: PersonId;
  kind: PacketKind;
  from: string | null;
  to: string | null;
  include: Include;
};
export type Include = {
  notes: boolean;
  follow_ups: boolean;
  goals: boolean;
  cadence: boolean;
  check_ins: boolean;
  private: boolean;
};
export type LeftOut = {
  private: number;
  check_ins: number;
  notes: number;
  follow_ups: number;
  goals: number;
};
export type PacketPreview = {
  pages: string[];
  meetings: number;
  private_in_range: number;
  left_out: LeftOut;
};
export type Sidebar = {
  team: string;
  manager: string;
  today: string;
  now: string;
  open_follow_ups: number;
  active_goals: number;
  people: PersonSummary[];
};
export type QuietTopic = {
  key: string;
  name: string;
  weeks: number;
};
export type Brief = {
  person: Person;
  next: string | null;
  minutes: number;
  last_met: string | null;
  promised_by_me: FollowUp[];
  promised_by_them: FollowUp[];
  agenda: AgendaItem[];
  topics_quiet: QuietTopic[];
  signal: Signal | null;
  last_time: string | null;
  running: Meeting | null;
  slipped: string | null;
};
export type QuietGoal = {
  goal: GoalId;
  title: string;
  person: Person;
  weeks: number;
};
export type Today = {
  now: string;
  up_next: Brief[];
  next_days: Brief[];
  my_promises: FollowUp[];
  waiting_on_them: FollowUp[];
  quiet_goals: QuietGoal[];
};
export type GoalCard = {
  goal: Goal;
  quiet_weeks: number | null;
  last_heard: string | null;
};
export type PersonPage = {
  person: Person;
  roles: DatedRole[];
  brief: Brief;
  notes: number;
  open_follow_ups: number;
  active_goals: number;
  captures: Capture[];
};
export type Capture = {
  id: CaptureId;
  at: string;
  text: string;
};
export type NoteEntry = {
  meeting: Meeting | null;
  note: Note | null;
  tree: NoteNode[];
  discussed: AgendaItem[];
  follow_ups: FollowUp[];
};
export type FollowUpsPage = {
  mine: FollowUp[];
  theirs: FollowUp[];
  closed: FollowUp[];
  next_steps: GoalStep[];
  kept_by_me: Kept;
  kept_by_them: Kept;
  people: Person[];
};
export type GoalStep = {
  goal: GoalId;
  title: string;
  person: PersonId;
  step: NextStep;
};
export type GoalsPage = {
  cards: GoalCard[];
  people: Person[];
};
export type Range =
  | "three_months"
  | "six_months"
  | "one_year";
export type TrendsPage = {
  from: string;
  to: string;
  indicators: IndicatorTrend[];
  check_ins: number;
  cadence: CadenceStrip;
  topics: TopicTable;
  kept_by_me: Kept;
  kept_by_them: Kept;
  past_due: FollowUp[];
};
export type MeetingPage = {
  meeting: Meeting;
  person: Person;
  started_at: string | null;
  now: string;
  note: Note;
  agenda: AgendaItem[];
  check_in: CheckInRow[];
  open_follow_ups: FollowUp[];
  made_here: FollowUp[];
  goals: GoalCard[];
  last_meeting: Meeting | null;
  last_time: string | null;
};
export type WrapUp = {
  meeting: Meeting;
  agreed: FollowUp[];
  carried: AgendaItem[];
  next: string | null;
};
export type AgendaOrder = {
  items: AgendaItemId[];
};
export type Relationship =
  | "report"
  | "own_manager"
  | "skip_level"
  | "peer";
export type PersonDraft = {
  name: string;
  pronouns: string;
  role: string;
  level: string;
  joined: string | null;
  relationship: Relationship;
  cadence: Cadence;
  about: string;
};
export type Person = {
  id: PersonId;
  slug: string;
  handle: string;
  name: string;
  short_name: string;
  initials: string;
  hue: number;
  pronouns: string;
  role: string;
  level: string;
  joined: string | null;
  relationship: Relationship;
  cadence: Cadence;
  about: string;
  archived_on: string | null;
};
export type PersonSummary = {
  person: Person;
  last_met: string | null;
  next: string | null;
  open_follow_ups: number;
  mark: string | null;
};
export type DatedRole = {
  since: string;
  role: string;
  level: string;
};
export type SearchDraft = {
  text: string;
  person: PersonId | null;
  limit: number;
};
export type HitTarget =
  | { is: "meeting"; id: MeetingId }
  | { is: "note"; id: NoteId }
  | { is: "follow_up"; id: FollowUpId }
  | { is: "goal"; id: GoalId }
  | { is: "person" }
  | { is: "capture"; id: CaptureId };
export type SnippetPart = {
  text: string;
  hit: boolean;
};
export type Hit = {
  target: HitTarget;
  person: PersonId;
  date: string | null;
  snippet: SnippetPart[];
  due: string | null;
};
export type SearchResults = {
  hits: Hit[];
  notes_found: number;
  people_found: number;
  notes_searched: number;
};
export type Team = {
  name: string;
  manager: string;
  about: string;
};
export type Skipped = {
  file: string;
  line: number | null;
  reason: string;
};
export type ImportReport = {
  format: string;
  people: number;
  meetings: number;
  follow_ups: number;
  observations: number;
  goals: number;
  skipped: Skipped[];
  warnings: string[];
};
export type ExportReport = {
  files: number;
  bytes: number;
};
export type Point = {
  date: string;
  meeting: MeetingId | null;
  value: number;
  source: Source;
  outside: boolean;
  joined: boolean;
};
export type Usual = {
  low: number;
  high: number;
  n: number;
};
export type Direction =
  | "below"
  | "above";
export type Reading =
  | { is: "learning"; n: number }
  | { is: "within" }
  | { is: "stray"; direction: Direction; on: string; meetings: MeetingId[] }
  | { is: "run"; direction: Direction; since: string; outside: number; of: number; meetings: MeetingId[] }
  | { is: "quiet"; last: string; weeks: number };
export type IndicatorTrend = {
  indicator: Indicator;
  points: Point[];
  usual: Usual | null;
  latest: number | null;
  reading: Reading;
};
export type Signal = {
  indicator: IndicatorId;
  name: string;
  reading: Reading;
  points: Point[];
  usual: Usual | null;
};
export type CadenceMark = {
  date: string;
  meeting: MeetingId | null;
  minutes: number;
  status: Status;
};
export type CadenceStrip = {
  marks: CadenceMark[];
  met: number;
  of: number;
  usual_minutes: number;
  moved: number;
  moved_by_me: number;
  missed: number;
  leave: number;
};
export type TopicRow = {
  key: string;
  name: string;
  total: number;
  counts: number[];
  quiet: boolean[];
  weeks_since: number | null;
};
export type TopicTable = {
  months: string[];
  rows: TopicRow[];
};
export type AppError =
  | { code: "locked" }
  | { code: "wrong_passphrase" }
  | { code: "invalid"; field: string; reason: string }
  | { code: "not_found"; what: string }
  | { code: "already_exists"; what: string }
  | { code: "newer_vault" }
  | { code: "damaged"; part: string }
  | { code: "disk_full" }
  | { code: "read_only" }
  | { code: "busy" }
  | { code: "internal"; place: string };

export const commands = {
  vaults: () => typed<VaultInfo[]>("vaults"),
  createVault: (draft: VaultDraft) => typed<null>("create_vault", { draft }),
  unlock: (draft: UnlockDraft) => typed<null>("unlock", { draft }),
  lockNow: () => typed<null>("lock_now"),
  session: () => typed<Session>("session"),
  judgePassphrase: (passphrase: string) => invoke<Strength>("judge_passphrase", { passphrase }),
  suggestPassphrase: () => typed<string>("suggest_passphrase"),
  recoveryWords: (passphrase: string) => typed<string[]>("recovery_words", { passphrase }),
  saveRecoverySheet: (passphrase: string) => typed<boolean>("save_recovery_sheet", { passphrase }),
  closeWindow: () => typed<null>("close_window"),
  changePassphrase: (current: string, next: string) => typed<null>("change_passphrase", { current, next }),
  settings: () => typed<Settings>("settings"),
  editSettings: (settings: Settings) => typed<null>("edit_settings", { settings }),
  sidebar: () => typed<Sidebar>("sidebar"),
  agenda: (person: PersonId) => typed<AgendaItem[]>("agenda", { person }),
  addAgendaItem: (draft: AgendaItemDraft) => typed<AgendaItem>("add_agenda_item", { draft }),
  editAgendaItem: (item: AgendaItemId, text: string) => typed<AgendaItem>("edit_agenda_item", { item, text }),
  discussAgendaItem: (item: AgendaItemId, meeting: MeetingId) => typed<AgendaItem>("discuss_agenda_item", { item, meeting }),
  reopenAgendaItem: (item: AgendaItemId) => typed<AgendaItem>("reopen_agenda_item", { item }),
  removeAgendaItem: (item: AgendaItemId) => typed<null>("remove_agenda_item", { item }),
  orderAgenda: (person: PersonId, order: AgendaOrder) => typed<AgendaItem[]>("order_agenda", { person, order }),
  followUps: (person: PersonId | null) => typed<FollowUpsPage>("follow_ups", { person }),
  addFollowUp: (draft: FollowUpDraft) => typed<FollowUp>("add_follow_up", { draft }),
  editFollowUp: (followUp: FollowUpId, draft: FollowUpDraft) => typed<FollowUp>("edit_follow_up", { followUp, draft }),
  keepFollowUp: (followUp: FollowUpId) => typed<FollowUp>("keep_follow_up", { followUp }),
  reopenFollowUp: (followUp: FollowUpId) => typed<FollowUp>("reopen_follow_up", { followUp }),
  dropFollowUp: (followUp: FollowUpId, reason: string) => typed<FollowUp>("drop_follow_up", { followUp, reason }),
  nudgeFollowUp: (followUp: FollowUpId, on: string | null) => typed<FollowUp>("nudge_follow_up", { followUp, on }),
  goals: (person: PersonId | null) => typed<GoalsPage>("goals", { person }),
  addGoal: (draft: GoalDraft) => typed<Goal>("add_goal", { draft }),
  editGoal: (goal: GoalId, draft: GoalDraft) => typed<Goal>("edit_goal", { goal, draft }),
  removeGoal: (goal: GoalId) => typed<null>("remove_goal", { goal }),
  checkInGoal: (goal: GoalId, checkIn: GoalCheckIn) => typed<Goal>("check_in_goal", { goal, checkIn }),
  addEvidence: (draft: EvidenceDraft) => typed<Goal>("add_evidence", { draft }),
  removeEvidence: (evidence: EvidenceId) => typed<Goal>("remove_evidence", { evidence }),
  startMeeting: (person: PersonId) => typed<MeetingId>("start_meeting", { person }),
  meeting: (meeting: MeetingId) => typed<MeetingPage>("meeting", { meeting }),
  endMeeting: (meeting: MeetingId) => typed<WrapUp>("end_meeting", { meeting }),
  planMeeting: (draft: MeetingDraft) => typed<Meeting>("plan_meeting", { draft }),
  moveMeeting: (meeting: MeetingId, date: string, time: string, by: Side) => typed<Meeting>("move_meeting", { meeting, date, time, by }),
  missMeeting: (meeting: MeetingId, by: Side) => typed<Meeting>("miss_meeting", { meeting, by }),
  removeMeeting: (meeting: MeetingId) => typed<null>("remove_meeting", { meeting }),
  setTopics: (meeting: MeetingId, topics: string[]) => typed<Meeting>("set_topics", { meeting, topics }),
  note: (note: NoteId) => typed<Note>("note", { note }),
  saveNote: (note: NoteId, draft: NoteDraft) => typed<SavedNote>("save_note", { note, draft }),
  addNote: (person: PersonId, date: string) => typed<Note>("add_note", { person, date }),
  removeNote: (note: NoteId) => typed<null>("remove_note", { note }),
  notes: (person: PersonId) => typed<NoteEntry[]>("notes", { person }),
  readLine: (person: PersonId, line: string) => typed<LineReading>("read_line", { person, line }),
  observe: (draft: ObservationDraft) => typed<CheckInRow[]>("observe", { draft }),
  trends: (person: PersonId, range: Range) => typed<TrendsPage>("trends", { person, range }),
  team: () => typed<Team>("team"),
  editTeam: (draft: Team) => typed<null>("edit_team", { draft }),
  person: (person: PersonId) => typed<PersonPage>("person", { person }),
  archivePerson: (person: PersonId) => typed<null>("archive_person", { person }),
  restorePerson: (person: PersonId) => typed<null>("restore_person", { person }),
  addCapture: (person: PersonId, text: string) => typed<CaptureId>("add_capture", { person, text }),
  sortCapture: (capture: CaptureId) => typed<null>("sort_capture", { capture }),
  search: (draft: SearchDraft) => typed<SearchResults>("search", { draft }),
  today: () => typed<Today>("today"),
  brief: (person: PersonId) => typed<Brief>("brief", { person }),
  addPerson: (draft: PersonDraft) => typed<Person>("add_person", { draft }),
  editPerson: (person: PersonId, draft: PersonDraft) => typed<Person>("edit_person", { person, draft }),
  previewPacket: (draft: PacketDraft) => typed<PacketPreview>("preview_packet", { draft }),
  savePacket: (draft: PacketDraft, password: string | null) => typed<SavedPacket | null>("save_packet", { draft, password }),
  planImport: () => typed<ImportReport | null>("plan_import"),
  runImport: () => typed<ImportReport>("run_import"),
  exportFolder: () => typed<ExportReport | null>("export_folder"),
  loadSampleTeam: () => typed<null>("load_sample_team"),
};
