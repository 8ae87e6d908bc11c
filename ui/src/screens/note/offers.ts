// What is offered while a note is typed: `/` for kinds of lines, `@` for people, `#` for topics, `[[` for links.
// Who a name means and where a link leads is the engine's.
import { autocompletion, snippet, type Completion, type CompletionContext, type CompletionResult, type CompletionSource } from "@codemirror/autocomplete";
import type { Extension } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import type { LinkTarget } from "../../api";
import { mark, type PassageKind } from "./edits";

/** A person whom `@` names. */
export interface Named { handle: string; name: string }

/** What the lists are made of, asked for when one opens. */
export interface OfferPorts {
  people: () => Promise<readonly Named[]>;
  topics: () => Promise<readonly { key: string; name: string }[]>;
  links: () => Promise<readonly LinkTarget[]>;
  /** Puts words on the agenda of the next 1:1. */
  agenda: () => void;
  /** Picks a question of the bank for the agenda. */
  question: () => void;
  /** Puts a template into the note. */
  template: () => void;
  /** `YYYY-MM-DD`. */
  today: () => string;
}

type Act = (view: EditorView, from: number, to: number) => void;

/** Takes the typed command away and acts on what is left. */
const instead = (act: (view: EditorView) => void): Act => (view, from, to) => {
  view.dispatch({ changes: { from, to }, selection: { anchor: from }, userEvent: "input.complete" });
  act(view);
};

const text = (words: string): Act => (view, from, to) =>
  view.dispatch({ changes: { from, to, insert: words }, selection: { anchor: from + words.length }, userEvent: "input.complete" });

const filled = (template: string): Act => (view, from, to) => snippet(template)(view, null, from, to);

const passage = (kind: PassageKind) => instead((view) => view.dispatch(mark(view.state, kind)));

/** What `/` offers at the start of a line, in the order of use. */
function commands(ports: OfferPorts): Completion[] {
  const list: [label: string, detail: string, act: Act][] = [
    ["Follow-up for me", "- [ ] @me", text("@me ")],
    ["Follow-up for them", "@name", text("@")],
    ["Private", "left out of exports", passage("private")],
    ["Praise", "to give, or given", passage("praise")],
    ["Said", "their words", passage("said")],
    ["Idea", "for a goal’s evidence", passage("idea")],
    ["Heading", "##", text("## ")],
    ["Smaller heading", "###", text("### ")],
    ["List", "-", text("- ")],
    ["Task", "- [ ]", text("- [ ] ")],
    ["Agenda item", "for a 1:1", instead(() => ports.agenda())],
    ["Question", "from the bank", instead(() => ports.question())],
    ["Template", "for a kind of 1:1", instead(() => ports.template())],
    ["Date", ports.today(), text(ports.today())],
    ["Link", "note or goal", text("[[")],
    ["Divider", "---", text("---\n")],
    ["Code", "```", filled("```\n${}\n```")],
  ];
  return list.map(([label, detail, act], at) => ({ label, detail, boost: -at, apply: (view, _, from, to) => act(view, from, to) }));
}

function menu(context: CompletionContext, ports: OfferPorts): CompletionResult | null {
  const typed = context.matchBefore(/^[ \t>]*(?:[-*+] )?\/[\p{L} ]*/u);
  if (!typed) return null;
  const from = typed.from + typed.text.indexOf("/");
  return {
    from, options: commands(ports),
    validFor: /^\/[\p{L} ]*$/u,
  };
}

/** Compared with the stroke in front, so that `/pri` finds "Private". */
const stroked = (result: CompletionResult | null): CompletionResult | null =>
  result && { ...result, options: result.options.map((option) => ({ ...option, displayLabel: option.label, label: `/${option.label}` })) };

async function people(context: CompletionContext, ports: OfferPorts): Promise<CompletionResult | null> {
  const typed = context.matchBefore(/(?:^|[\s(])@[\p{L}\p{M}\p{N}_-]*/u);
  if (!typed) return null;
  const from = typed.from + typed.text.indexOf("@");
  const known = await ports.people();
  return {
    from, validFor: /^@[\p{L}\p{M}\p{N}_-]*$/u,
    options: [
      { label: "@me", detail: "me", boost: 1, apply: "@me " },
      // Found by handle and by every word of the name, accents or not.
      ...known.map(({ handle, name }) => ({ label: `@${handle} ${plain(name)}`, displayLabel: `@${handle}`, detail: name, apply: `@${handle} ` })),
    ],
  };
}

const plain = (words: string) => words.normalize("NFD").replace(/\p{M}/gu, "");

async function topics(context: CompletionContext, ports: OfferPorts): Promise<CompletionResult | null> {
  const typed = context.matchBefore(/(?:^|\s)#[\p{L}][\p{L}\p{N}_-]*$|\s#$/u);
  if (!typed) return null;
  const known = await ports.topics();
  return {
    from: typed.from + typed.text.indexOf("#"), validFor: /^#[\p{L}\p{N}_-]*$/u,
    options: known.map(({ key, name }) => ({ label: `#${key} ${name}`, displayLabel: `#${key}`, detail: name, apply: `#${key}` })),
  };
}

async function links(context: CompletionContext, ports: OfferPorts): Promise<CompletionResult | null> {
  const typed = context.matchBefore(/\[\[[^[\]\n]*/u);
  if (!typed) return null;
  const targets = await ports.links();
  return {
    from: typed.from, validFor: /^\[\[[^[\]\n]*$/u,
    options: targets.map(({ link, title, person }, at) => ({
      label: `[[${title} ${person} ${link}`, displayLabel: title, detail: person, boost: -Math.min(99, at / 10),
      apply: (view: EditorView, _: Completion, from: number, to: number) => {
        const closed = view.state.sliceDoc(to, to + 2) === "]]";
        text(`[[${link}]]`)(view, from, closed ? to + 2 : to);
      },
    })),
  };
}

/** Private to the note's own lines: nothing is offered inside code. */
function source(ports: OfferPorts): CompletionSource {
  return async (context) => stroked(menu(context, ports)) ?? (await people(context, ports)) ?? (await topics(context, ports)) ?? links(context, ports);
}

/** Everything that is offered. */
export function offers(ports: OfferPorts): Extension {
  return autocompletion({
    override: [source(ports)],
    icons: false,
    aboveCursor: false,
    closeOnBlur: true,
    activateOnTypingDelay: 40,
    maxRenderedOptions: 60,
    defaultKeymap: true,
  });
}
