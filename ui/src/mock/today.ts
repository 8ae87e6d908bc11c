// Canned answers for Today, as in the still.
// Dates are those of the sample team, on 9 October 2026.
import type { AgendaItem, Brief, Today } from "../bindings";
import { people } from "./first-screens";
import { followUp } from "./meeting";

const point = (id: string, text: string, carried = 0): AgendaItem => ({ id, person: "mira", text, source: { from: "typed" }, carried, discussed_in: null });

const brief = (id: string, more: Partial<Brief>): Brief => {
  const { person, next } = people.find((row) => row.person.id === id)!;
  return {
    person, next, minutes: 30, last_met: "2026-10-02", promised_by_me: [], promised_by_them: [], agenda: [], topics_quiet: [],
    prompt: null, signal: null, last_time: null, running: null, slipped: null, quiet_goals: [], feedback: [], away: null, ...more,
  };
};

const values = [3, 4, 4, 4, 3, 4, 4, 3, 2, 2, 1, 2];

const mira = brief("mira", {
  promised_by_me: [followUp("f1", "Take Mira off on-call, week 43", "me", "2026-10-02"), followUp("f2", "Send her the staff-level rubric", "me", "2026-10-09")],
  promised_by_them: [followUp("f3", "First draft of the ledger RFC", "them", "2026-10-09")],
  agenda: [point("a1", "How the incident review landed", 2), point("a2", "Conference budget for 2027")],
  topics_quiet: [{ key: "career", name: "Career and growth", weeks: 8 }],
  signal: {
    indicator: "energy", name: "Energy",
    reading: { is: "run", direction: "below", since: "2026-09-11", outside: 4, of: 4, meetings: ["m1", "m2", "m3", "m4"] },
    points: values.map((value, at) => ({ date: `2026-0${7 + Math.floor(at / 5)}-1${at % 5}`, meeting: `m${at}`, value, source: "observed", outside: value < 3, joined: at !== 0 && at !== 6 })),
    usual: { low: 3, high: 4, n: 20 },
  },
});

/** Fresh answers for Today. */
export function todayScreen(): { today: () => Today } {
  return {
    today: () => ({
      now: "2026-10-09T10:08:00+02:00",
      up_next: [mira, brief("tunde", {
        minutes: 45, last_met: "2026-09-25", promised_by_me: [followUp("f4", "Introduce him to the data team", "me", "2026-10-09")],
        agenda: [point("a3", "Handing over the architecture forum"), point("a4", "Who reviews when he is away")],
      })],
      next_days: [
        brief("hana", { agenda: [point("a5", "One"), point("a6", "Two")], promised_by_me: [followUp("f5", "Ask design for a pairing slot", "me", "2026-10-14")] }),
        brief("priya", { agenda: [point("a7", "One")], promised_by_them: [followUp("f6", "Numbers for the cluster upgrade", "them", "2026-10-13")] }),
        brief("diego", {}), brief("eoin", { slipped: "Moved twice, last met 11 Sep" }), brief("leila", {}),
      ],
      my_promises: [...mira.promised_by_me, { ...followUp("f4", "Introduce him to the data team", "me", "2026-10-09"), person: "tunde" }, { ...followUp("f5", "Ask design for a pairing slot", "me", "2026-10-14"), person: "hana" }],
      waiting_on_them: [...mira.promised_by_them, { ...followUp("f6", "Numbers for the cluster upgrade", "them", "2026-10-13"), person: "priya" }],
      quiet_goals: [
        { goal: "g1", title: "Give feedback sooner", person: mira.person, weeks: 8 },
        { goal: "g2", title: "Lead a cross-team project", person: people[4]!.person, weeks: 5 },
      ],
      feedback: [{ id: "b1", person: "diego", praise: true, text: "His timeline saved the incident review", days: 16 }],
      overdue: [{ person: people[5]!.person, last_met: "2026-09-11", due: "2026-10-01", days: 8, by_me: 2, by_them: 1, left_open: null }],
      written_on: null,
    }),
  };
}
