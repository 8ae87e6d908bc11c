// What a new person starts with before anything is known about them.
// Checking a draft is the engine's business.
import type { PersonDraft } from "./api";

/** A draft with a name and a weekly half hour that nobody has agreed to yet: no rhythm. */
export function newPerson(name = ""): PersonDraft {
  return {
    name,
    pronouns: "",
    role: "",
    level: "",
    joined: null,
    relationship: "report",
    cadence: { rhythm: { every: "none" }, weekday: "Mon", time: "10:00:00", minutes: 30 },
    zone: "",
    check_ins: true,
    about: "",
  };
}
