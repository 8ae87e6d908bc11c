// Draws Markdown as it reads while it stays text: headings, passages, lists, follow-ups, emphasis.
// Only what is in view is looked at, so the cost of a keystroke does not grow with the note.
import { syntaxTree } from "@codemirror/language";
import { Facet, type EditorState, type Line, type Range } from "@codemirror/state";
import { Decoration, EditorView, ViewPlugin, type DecorationSet, type ViewUpdate } from "@codemirror/view";
import type { SyntaxNodeRef } from "@lezer/common";
import { date } from "../../format";
import { dateMarks, followUpMarks, listLine, type Stretch } from "./lines";
import { linksIn } from "./links";
import { DayChip, OwnerChip, PassageTag, Tick } from "./widgets";

/** What the chips need to know beside the text. */
export interface Around {
  /** `YYYY-MM-DD`. */
  today: string;
  /** Short names by handle. */
  names: ReadonlyMap<string, string>;
}

/** The day and the names that the note's chips use. */
export const around = Facet.define<Around, Around>({
  combine: (values) => values[0] ?? { today: "1970-01-01", names: new Map() },
});

const hide = Decoration.replace({});
const noteLink = Decoration.mark({ class: "cm-note-link", attributes: { title: "Ctrl click or Alt Enter opens it" } });
const lineClass = (name: string) => Decoration.line({ class: name });
const wordClass = (name: string) => Decoration.mark({ class: name });
const inline: Record<string, Decoration> = {
  StrongEmphasis: wordClass("cm-strong"),
  Emphasis: wordClass("cm-em"),
  Strikethrough: wordClass("cm-struck"),
  InlineCode: wordClass("cm-inline-code"),
  Link: wordClass("cm-link"),
};
const hiddenMarks = new Set(["EmphasisMark", "StrikethroughMark", "CodeMark", "LinkMark", "URL", "LinkTitle", "QuoteMark"]);
const quietMark = wordClass("cm-quiet-mark");
const callout = /^\s*>\s*\[!(private|praise|idea)\][^\S\n]*$/i;

/** Lines the selection touches while the editor has the focus: their marks stay to be edited. */
function activeLines(view: EditorView): Set<number> {
  const lines = new Set<number>();
  if (!view.hasFocus) return lines;
  for (const range of view.state.selection.ranges) {
    const last = view.state.doc.lineAt(range.to).number;
    for (let number = view.state.doc.lineAt(range.from).number; number <= last; number++) lines.add(number);
  }
  return lines;
}

class Drawing {
  readonly ranges: Range<Decoration>[] = [];
  /** Stretches the cursor steps over. */
  readonly atoms: Range<Decoration>[] = [];
  private readonly doc;

  constructor(private readonly state: EditorState, private readonly active: Set<number>) {
    this.doc = state.doc;
  }

  private isActive(at: number): boolean {
    return this.active.has(this.doc.lineAt(at).number);
  }

  private hide(line: Line, { from, to }: Stretch): void {
    if (to > from) this.ranges.push(hide.range(line.from + from, line.from + to));
  }

  private listItem(line: Line): void {
    const list = listLine(line.text);
    if (!list) return this.days(line);
    const depth = Math.min(12, Math.floor(list.columns / 2));
    const kind = list.box !== null ? "cm-task" : list.ordered ? "cm-numbered" : "cm-bulleted";
    const done = list.box === "x" || list.box === "-" ? " cm-done" : "";
    this.ranges.push(lineClass(`cm-item ${kind} cm-depth-${depth}${done}`).range(line.from));
    this.hide(line, list.indent);
    const mark = [line.from + list.mark.from, line.from + list.mark.to] as const;
    if (list.box === null) {
      this.ranges.push(wordClass(list.ordered ? "cm-number" : "cm-bullet").range(...mark));
      return this.days(line);
    }
    const marks = followUpMarks(line.text, list);
    const head = this.state.selection.main;
    const inside = this.isActive(line.from) && head.empty && head.head >= mark[0] && head.head < mark[1];
    const what = this.words(line.text, list.mark.to, marks);
    const mine = !marks || marks.handle === "me";
    const { today, names } = this.state.facet(around);
    if (!inside) this.ranges.push(Decoration.replace({ widget: new Tick(list.box, mine, what, today) }).range(...mark));
    if (done && line.from + list.mark.to < line.to) this.ranges.push(wordClass("cm-what").range(line.from + list.mark.to, line.to));
    if (!marks || this.isActive(line.from)) return this.days(line);
    this.hide(line, marks.owner);
    for (const stretch of marks.dates) this.hide(line, stretch);
    const whose = mine ? "Me" : names.get(marks.handle.toLowerCase()) ?? `@${marks.handle}`;
    const chip = new OwnerChip(mine, marks.due ? `${whose}, ${date(marks.due, today)}` : whose);
    this.ranges.push(Decoration.widget({ widget: chip, side: 1 }).range(line.to));
  }

  /** Days stand as words while their line is edited, each to be taken away as a whole: a sign and figures are no prose. */
  private days(line: Line): void {
    const { today } = this.state.facet(around);
    for (const { sign, day, from, to } of dateMarks(line.text)) {
      this.atoms.push(Decoration.replace({ widget: new DayChip(sign, date(day, today)) }).range(line.from + from, line.from + to));
    }
  }

  private links(line: Line): void {
    for (const { from, to } of linksIn(line.text)) {
      this.ranges.push(noteLink.range(line.from + from, line.from + to));
      if (this.isActive(line.from)) continue;
      this.hide(line, { from, to: from + 2 });
      this.hide(line, { from: to - 2, to });
    }
  }

  private words(text: string, start: number, marks: ReturnType<typeof followUpMarks>): string {
    const bare = marks ? marks.dates.reduceRight((rest, { from, to }) => rest.slice(0, from) + rest.slice(to), text) : text;
    return bare.slice(marks ? marks.owner.to : start).trim();
  }

  private passage(node: SyntaxNodeRef): void {
    const first = this.doc.lineAt(node.from);
    const last = this.doc.lineAt(node.to);
    const found = callout.exec(first.text)?.[1]?.toLowerCase() as "private" | "praise" | "idea" | undefined;
    const kind = found ? `cm-passage cm-${found}` : "cm-quote";
    for (let number = first.number; number <= last.number; number++) {
      const line = this.doc.line(number);
      const ends = `${number === first.number ? " cm-first" : ""}${number === last.number ? " cm-last" : ""}`;
      this.ranges.push(lineClass(kind + ends).range(line.from));
    }
    if (!found) return;
    this.ranges.push(lineClass("cm-passage-head").range(first.from));
    if (!this.isActive(first.from)) {
      this.ranges.push(Decoration.replace({ widget: new PassageTag(found) }).range(first.from, first.to));
    }
  }

  /** One node of the tree; false leaves its children alone. */
  node(node: SyntaxNodeRef): boolean | void {
    const { name, from, to } = node;
    const heading = /^(?:ATX|Setext)Heading(\d)$/.exec(name);
    if (heading) {
      this.ranges.push(lineClass(`cm-h cm-h${heading[1]}`).range(this.doc.lineAt(from).from));
    } else if (name === "HeaderMark") {
      const line = this.doc.lineAt(from);
      if (from === line.from && line.text.startsWith("#")) {
        this.ranges.push(wordClass("md").range(from, Math.min(to + 1, line.to)));
      }
    } else if (name === "Blockquote") {
      if (node.node.parent?.name === "Document") this.passage(node);
    } else if (name === "FencedCode" || name === "CodeBlock" || name === "Table") {
      const last = this.doc.lineAt(to).number;
      for (let number = this.doc.lineAt(from).number; number <= last; number++) {
        this.ranges.push(lineClass(name === "Table" ? "cm-table" : "cm-code").range(this.doc.line(number).from));
      }
      return name === "Table";
    } else if (name === "HorizontalRule") {
      this.ranges.push(lineClass("cm-rule").range(this.doc.lineAt(from).from));
    } else if (inline[name]) {
      this.ranges.push(inline[name].range(from, to));
    } else if (hiddenMarks.has(name)) {
      this.mark(node);
    }
  }

  private mark(node: SyntaxNodeRef): void {
    const line = this.doc.lineAt(node.from);
    if (node.name === "URL" && node.node.parent?.name !== "Link") return;
    if (node.name === "QuoteMark") {
      const to = this.doc.sliceString(node.to, node.to + 1) === " " ? node.to + 1 : node.to;
      if (callout.test(line.text) && !this.isActive(line.from)) return;
      this.ranges.push((this.isActive(line.from) ? quietMark : hide).range(node.from, to));
      return;
    }
    this.ranges.push((this.isActive(node.from) ? quietMark : hide).range(node.from, node.to));
  }

  line(line: Line): void {
    const blank = line.text.trim() === "" && !this.active.has(line.number) && line.number < this.doc.lines;
    if (blank) this.ranges.push(lineClass("cm-blank").range(line.from));
    else if (!this.isCode(line)) {
      this.links(line);
      this.listItem(line);
    }
  }

  private isCode(line: Line): boolean {
    let node = syntaxTree(this.state).resolveInner(line.to, -1);
    for (;;) {
      if (node.name === "FencedCode" || node.name === "CodeBlock") return true;
      if (!node.parent) return false;
      node = node.parent;
    }
  }
}

function draw(view: EditorView): { drawn: DecorationSet; atoms: DecorationSet } {
  const drawing = new Drawing(view.state, activeLines(view));
  let done = 0;
  for (const { from, to } of view.visibleRanges) {
    for (let at = from; at <= to; ) {
      const line = view.state.doc.lineAt(at);
      if (line.number > done) drawing.line(line);
      done = Math.max(done, line.number);
      at = line.to + 1;
    }
    syntaxTree(view.state).iterate({ from, to, enter: (node) => drawing.node(node) });
  }
  return { drawn: Decoration.set([...drawing.ranges, ...drawing.atoms], true), atoms: Decoration.set(drawing.atoms, true) };
}

/** The plugin that draws the marks. */
export const marks = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet = Decoration.none;
    atoms: DecorationSet = Decoration.none;

    constructor(view: EditorView) {
      this.draw(view);
    }

    private draw(view: EditorView): void {
      ({ drawn: this.decorations, atoms: this.atoms } = draw(view));
    }

    update(update: ViewUpdate): void {
      const parsed = syntaxTree(update.startState) !== syntaxTree(update.state);
      const told = update.startState.facet(around) !== update.state.facet(around);
      if (update.docChanged || update.viewportChanged || update.selectionSet || update.focusChanged || parsed || told) {
        this.draw(update.view);
      }
    }
  },
  {
    decorations: (plugin) => plugin.decorations,
    provide: (plugin) => EditorView.atomicRanges.of((view) => view.plugin(plugin)?.atoms ?? Decoration.none),
  },
);
