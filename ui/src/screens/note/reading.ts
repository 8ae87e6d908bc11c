// Reads the line under the cursor while it is typed: tints what was understood and offers the follow-up it would become.
// The understanding is the engine's; the bar under the line is LineHint.svelte.
import { insertNewline } from "@codemirror/commands";
import { StateEffect, type Extension, type Line } from "@codemirror/state";
import { Decoration, ViewPlugin, keymap, type DecorationSet, type EditorView, type ViewUpdate } from "@codemirror/view";
import { Prec } from "@codemirror/state";
import type { LineReading, TokenKind } from "../../api";
import { wordsEnd } from "./lines";

/** How soon after a key the line is read, in milliseconds. */
export const READ_AFTER = 40;

/** What is offered under the line. */
export interface Hint {
  reading: LineReading;
  /** The bottom of the line, in pixels from the top of the editor. */
  top: number;
}

/** Where readings come from and where hints go. */
export interface ReadingPorts {
  read: (line: string) => Promise<LineReading>;
  hint: (hint: Hint | null) => void;
}

const answered = StateEffect.define<{ from: number; text: string; reading: LineReading }>();
const kept = StateEffect.define<number>();

const tints: Record<TokenKind, Decoration> = {
  me: Decoration.mark({ class: "tok tok--me" }),
  them: Decoration.mark({ class: "tok" }),
  due: Decoration.mark({ class: "tok tok--date" }),
  topic: Decoration.mark({ class: "tok tok--topic" }),
};

/** Whether a line can say anything to the engine at all; spares a call for plain prose. */
const speaks = (text: string) => /[@#][\p{L}\p{N}]/u.test(text);

const ownedTask = /^\s*[-*+] \[[ xX-]\] @/;

/** Whether Enter would turn the line into a follow-up. */
function offers(reading: LineReading, text: string): reading is LineReading & { line: string } {
  return reading.follow_up !== null && reading.line !== null && reading.line !== text;
}

function reader(ports: ReadingPorts) {
  return ViewPlugin.fromClass(
    class {
      decorations: DecorationSet = Decoration.none;
      latest: { from: number; text: string; reading: LineReading } | null = null;
      /** Start of the line that Esc keeps as text. */
      keptAt: number | null = null;
      /** Start of the line that was typed in and not left yet. */
      typedAt: number | null = null;
      /** Lines that were left before their reading came. */
      waiting: { from: number; text: string }[] = [];
      private timer: ReturnType<typeof setTimeout> | undefined;
      private question = 0;

      constructor(readonly view: EditorView) {}

      destroy(): void {
        clearTimeout(this.timer);
        this.question++;
        ports.hint(null);
      }

      update(update: ViewUpdate): void {
        const line = update.state.doc.lineAt(update.state.selection.main.head);
        if (update.docChanged) {
          this.decorations = this.decorations.map(update.changes);
          if (this.keptAt !== null) this.keptAt = update.changes.mapPos(this.keptAt);
          if (this.latest) this.latest.from = update.changes.mapPos(this.latest.from);
          for (const one of this.waiting) one.from = update.changes.mapPos(one.from);
        }
        for (const { effects } of update.transactions) {
          for (const effect of effects) {
            if (effect.is(answered)) this.show(effect.value);
            if (effect.is(kept)) this.keep(effect.value);
          }
        }
        this.leave(update, line);
        if (this.keptAt !== null && this.keptAt !== line.from) this.keptAt = null;
        if (update.docChanged || update.selectionSet || update.focusChanged) this.ask(line);
      }

      private ask(line: Line): void {
        clearTimeout(this.timer);
        if (!speaks(line.text) || !this.view.hasFocus) return this.clear();
        if (this.latest?.from === line.from && this.latest.text === line.text) return;
        if (this.latest && this.latest.from !== line.from) this.clear();
        const question = ++this.question;
        this.timer = setTimeout(() => {
          ports.read(line.text).then(
            (reading) => {
              if (question !== this.question) return;
              const now = this.view.state.doc.lineAt(this.view.state.selection.main.head);
              if (now.text === line.text) this.view.dispatch({ effects: answered.of({ from: now.from, text: line.text, reading }) });
            },
            () => ports.hint(null),
          );
        }, READ_AFTER);
      }

      /** A follow-up that was typed in and is left takes its stored form: "by fri" becomes a day. */
      private leave(update: ViewUpdate, line: Line): void {
        const typed = update.transactions.some((one) => one.docChanged && (one.isUserEvent("input.type") || one.isUserEvent("delete")));
        if (this.typedAt !== null && update.docChanged) this.typedAt = update.changes.mapPos(this.typedAt);
        const left = this.typedAt !== null && (this.typedAt !== line.from || (update.focusChanged && !update.view.hasFocus));
        if (left) {
          const before = update.state.doc.lineAt(this.typedAt!);
          this.typedAt = null;
          if (ownedTask.test(before.text) && this.keptAt !== before.from) this.settle(before);
        }
        if (typed) this.typedAt = line.from;
      }

      private clear(): void {
        this.question++;
        this.latest = null;
        this.decorations = Decoration.none;
        ports.hint(null);
      }

      private show(answer: { from: number; text: string; reading: LineReading }): void {
        this.latest = answer;
        const { from, text, reading } = answer;
        const tokens = reading.tokens.filter((token) => token.to > token.from && token.to <= text.length);
        this.decorations = Decoration.set(tokens.map(({ token, ...at }) => tints[token].range(from + at.from, from + at.to)), true);
        const says = offers(reading, text) || reading.unknown !== null || reading.question !== null;
        if (!says || this.keptAt === from) return ports.hint(null);
        this.view.requestMeasure({
          read: (view) => {
            const above = view.documentTop - view.dom.getBoundingClientRect().top;
            return above + (from <= view.state.doc.length ? view.lineBlockAt(from).bottom : 0);
          },
          write: (top) => { if (this.latest === answer && this.keptAt !== from) ports.hint({ reading, top }); },
        });
      }

      private keep(from: number): void {
        this.keptAt = from;
        ports.hint(null);
      }

      /** Reads a line that is being left; when it is a follow-up, it takes its stored form where it stands. */
      settle(line: Line): void {
        const entry = { from: line.from, text: line.text };
        this.waiting.push(entry);
        const done = () => this.waiting.splice(this.waiting.indexOf(entry), 1);
        ports.read(line.text).then((reading) => {
          done();
          if (!offers(reading, entry.text)) return;
          const now = this.view.state.doc.lineAt(entry.from);
          if (now.text === entry.text) replace(this.view, now, reading.line);
        }, done);
      }
    },
    { decorations: (plugin) => plugin.decorations },
  );
}

function replace(view: EditorView, line: Line, text: string): void {
  view.dispatch({ changes: { from: line.from, to: line.to, insert: text }, userEvent: "input.follow-up" });
}

/** The reading of the current line, with Enter to add the follow-up and Esc to keep the text. */
export function readLines(ports: ReadingPorts): Extension {
  const plugin = reader(ports);

  function enter(view: EditorView): boolean {
    const { main } = view.state.selection;
    const line = view.state.doc.lineAt(main.head);
    const reading = view.plugin(plugin);
    if (!reading || !main.empty || view.composing || main.head - line.from < wordsEnd(line.text)) return false;
    if (!speaks(line.text) || reading.keptAt === line.from) return false;
    const { latest } = reading;
    if (latest && latest.from === line.from && latest.text === line.text) {
      if (offers(latest.reading, line.text)) {
        const insert = `${latest.reading.line}${view.state.lineBreak}`;
        view.dispatch({
          changes: { from: line.from, to: line.to, insert },
          selection: { anchor: line.from + insert.length },
          scrollIntoView: true,
          userEvent: "input.follow-up",
        });
        return true;
      }
    } else {
      // Typed faster than read: the next line begins at once, this one takes its form when the answer comes.
      reading.settle(line);
    }
    return ownedTask.test(line.text) ? newLineBelow(view, line) : false;
  }

  /** Days that close a line stay with it. */
  function newLineBelow(view: EditorView, line: Line): boolean {
    view.dispatch({ selection: { anchor: line.to } });
    return insertNewline(view);
  }

  function escape(view: EditorView): boolean {
    const reading = view.plugin(plugin);
    const line = view.state.doc.lineAt(view.state.selection.main.head);
    if (!reading?.latest || reading.latest.from !== line.from || reading.keptAt === line.from) return false;
    if (!offers(reading.latest.reading, line.text) && !reading.latest.reading.unknown && !reading.latest.reading.question) return false;
    view.dispatch({ effects: kept.of(line.from) });
    return true;
  }

  return [plugin, Prec.high(keymap.of([{ key: "Enter", run: enter }, { key: "Escape", run: escape }]))];
}
