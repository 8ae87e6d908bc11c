// The small things drawn inside the note: tick boxes, chips, the words over a marked passage.
// Where they stand is decided in marks.ts.
import { WidgetType, type EditorView } from "@codemirror/view";
import { icons, type IconName, type Shape } from "../../parts/icons";
import { tickLine } from "./lines";

const SVG = "http://www.w3.org/2000/svg";

/** One icon of our set, drawn without markup from text. */
export function drawIcon(name: IconName, size: 12 | 14): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", `i i--${size}`);
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  for (const shape of icons[name] as Shape[]) {
    const tag = "d" in shape ? "path" : "r" in shape ? "circle" : "rect";
    const element = document.createElementNS(SVG, tag);
    const values = "w" in shape ? { x: shape.x, y: shape.y, width: shape.w, height: shape.h, rx: shape.rx } : shape;
    for (const [key, value] of Object.entries(values)) element.setAttribute(key === "width" && "d" in shape ? "stroke-width" : key, String(value));
    svg.append(element);
  }
  return svg;
}

/** The box of a task line: square for mine, round for theirs. */
export class Tick extends WidgetType {
  constructor(readonly box: " " | "x" | "-", readonly mine: boolean, readonly words: string, readonly today: string) { super(); }

  override eq(other: Tick): boolean {
    return other.box === this.box && other.mine === this.mine && other.words === this.words && other.today === this.today;
  }

  override toDOM(view: EditorView): HTMLElement {
    const box = document.createElement("input");
    box.type = "checkbox";
    box.className = `check ${this.mine ? "check--mine" : "check--theirs"} cm-tick`;
    box.checked = this.box === "x";
    box.disabled = this.box === "-" || view.state.readOnly;
    box.tabIndex = -1;
    box.setAttribute("aria-label", `Done: ${this.words}`);
    box.addEventListener("mousedown", (event) => event.preventDefault());
    box.addEventListener("change", () => {
      const line = view.state.doc.lineAt(view.posAtDOM(box));
      const text = tickLine(line.text, box.checked, this.today);
      view.dispatch({ changes: { from: line.from, to: line.to, insert: text }, userEvent: "input.tick" });
    });
    return box;
  }
}

const signs: Record<string, string> = { "📅": "due", "⏳": "planned", "🛫": "from", "➕": "made", "✅": "kept", "❌": "given up" };

/** A day with what it stands for: "due Wed 14 Oct". */
export class DayChip extends WidgetType {
  constructor(readonly sign: string, readonly words: string) { super(); }

  override eq(other: DayChip): boolean {
    return other.sign === this.sign && other.words === this.words;
  }

  override toDOM(): HTMLElement {
    const chip = document.createElement("span");
    chip.className = "tok tok--date cm-day";
    chip.textContent = `${signs[this.sign] ?? ""} ${this.words}`.trim();
    return chip;
  }

  override ignoreEvent(): boolean {
    return false;
  }
}

/** Whose it is and by when: "Me, Thu 15 Oct". */
export class OwnerChip extends WidgetType {
  constructor(readonly mine: boolean, readonly words: string) { super(); }

  override eq(other: OwnerChip): boolean {
    return other.mine === this.mine && other.words === this.words;
  }

  override toDOM(): HTMLElement {
    const chip = document.createElement("span");
    chip.className = `chip ${this.mine ? "chip--mine" : "chip--theirs"} cm-chip`;
    chip.append(drawIcon("person", 12), this.words);
    return chip;
  }

  override ignoreEvent(): boolean {
    return false;
  }
}

/** The words over a marked passage. */
export class PassageTag extends WidgetType {
  constructor(readonly passage: "private" | "praise" | "idea") { super(); }

  override eq(other: PassageTag): boolean {
    return other.passage === this.passage;
  }

  override toDOM(): HTMLElement {
    const tag = document.createElement("span");
    tag.className = "cm-passage-tag";
    const words = { private: "Private, left out of exports", praise: "Praise", idea: "Idea" }[this.passage];
    const icon: IconName = this.passage === "private" ? "eye-off" : this.passage === "praise" ? "talk" : "note";
    tag.append(drawIcon(icon, 14), words);
    return tag;
  }

  override ignoreEvent(): boolean {
    return false;
  }
}
