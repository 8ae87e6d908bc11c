// Which questions of the bank are shown, and in which order.
// What is suggested is the engine's; drawing is AskQuestion.svelte's.
import type { Question, QuestionBank, Situation } from "../../api";

/** The situations a question may be for, as they are offered. */
export const situations: readonly { key: Situation; name: string }[] = [
  { key: "first", name: "First 1:1" },
  { key: "junior", name: "With a junior" },
  { key: "senior", name: "With a senior" },
  { key: "tech_lead", name: "With a tech lead" },
  { key: "remote", name: "Working elsewhere" },
  { key: "incident", name: "After an incident" },
  { key: "leave", name: "Before leave" },
];

/** What the list is narrowed by; empty means any. */
export interface Wanted { text: string; topic: string; situation: string }

/** The questions that fit, the suggested ones first. */
export function found(bank: QuestionBank | null | undefined, wanted: Wanted): Question[] {
  if (!bank) return [];
  const words = wanted.text.toLocaleLowerCase("en").split(/\s+/).filter(Boolean);
  const fits = bank.questions.filter((one) =>
    (!wanted.topic || one.topic === wanted.topic)
    && (!wanted.situation || one.situation === wanted.situation)
    && words.every((word) => one.text.toLocaleLowerCase("en").includes(word)));
  const place = (one: Question) => {
    const at = bank.suggested.indexOf(one.key);
    return at < 0 ? bank.suggested.length : at;
  };
  return fits.toSorted((a, b) => place(a) - place(b));
}
