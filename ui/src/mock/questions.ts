// Canned answers for the question bank and the templates.
// The shipped questions and templates themselves are the engine's.
import type { Question, QuestionBank, QuestionDraft, Template, TemplateDraft } from "../bindings";

const question = (key: string, topic: string, text: string, more: Partial<Question> = {}): Question => ({ key, topic, situation: null, text, own: false, last_asked: null, waiting: false, ...more });

/** Fresh answers; what is added lasts until the page is loaded again. */
export function questionAnswers() {
  let questions = [
    question("focus-longest-stretch", "focus", "What was your longest undisturbed stretch last week, and what ended it?"),
    question("reviews-nod-through", "reviews", "Which change did you approve without really reading it, and what would have made reading it easier?", { last_asked: "2026-06-12" }),
    question("career-year-ahead", "career", "A year from now, what do you want to be asked for that nobody asks you for today?"),
    question("workload-drop-one", "workload", "If you had to hand back one thing today, which one would it be, and who would notice?", { waiting: true }),
    question("lead-two-of-us", "partnership", "Where do you and I overlap, and what does neither of us look after?", { situation: "tech_lead" }),
  ];
  let templates: Template[] = [
    { key: "first", name: "First 1:1", text: "## Agenda\n- What these talks are for\n- How often\n\n## What we agreed", shipped: true, edited: false },
    { key: "career", name: "Career", text: "## Agenda\n- What you are proud of\n\n## The next step", shipped: true, edited: true },
  ];
  return {
    questions: (): QuestionBank => ({ suggested: ["career-year-ahead", "focus-longest-stretch"], questions, weeks_apart: 12 }),
    add_question: ({ draft }: { draft: QuestionDraft }) => {
      const made = question("own", draft.topic, draft.text, { own: true });
      questions = [made, ...questions];
      return made;
    },
    remove_question: (args: { question: string }) => { questions = questions.filter(({ key }) => key !== args.question); return null; },
    set_weeks_apart: () => null,
    templates: () => templates,
    add_template: ({ draft }: { draft: TemplateDraft }) => { templates = [...templates, { key: "own", shipped: false, edited: false, ...draft }]; return templates.at(-1); },
    edit_template: (args: { key: string; draft: TemplateDraft }) => { templates = templates.map((one) => (one.key === args.key ? { ...one, ...args.draft, edited: true } : one)); return templates.find(({ key }) => key === args.key); },
    reset_template: () => null,
    apply_template: () => null,
  };
}
