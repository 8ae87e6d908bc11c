// What comes from elsewhere by paste or drop: rich text becomes Markdown, pictures are refused with a sentence.
// Plain text is CodeMirror's own business.
import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { parse, type DefaultTreeAdapterTypes as Tree } from "parse5";
import TurndownService from "turndown";

/** Said when a picture is pasted or dropped. */
export const NO_PICTURES = "Pictures are not kept in notes. Write down what it shows.";
/** Rich text longer than this is pasted as plain text, in characters: its markup alone would hold up the window. */
const RICH_MAX = 1_000_000;
/** So is what is nested deeper than this: reading it takes time that grows with the square of the depth. */
const DEPTH_MAX = 256;

/** Elements whose content is not for reading. */
const unread = new Set([
  "script", "style", "template", "noscript", "head", "svg", "math", "iframe", "object", "img", "picture", "video", "audio", "canvas", "input", "button", "select", "textarea",
]);

/** What an element is for reading: word processors write bold and italic as styles, and whole pages into a `<b>`. */
function meaning({ tagName, attrs }: Tree.Element): string {
  const style = attrs.find(({ name }) => name === "style")?.value ?? "";
  if (/^(b|strong)$/.test(tagName) && /font-weight:\s*(normal|[1-4]00)/.test(style)) return "span";
  if (tagName !== "span") return /^[a-z][a-z0-9]*$/.test(tagName) ? tagName : "span";
  if (/font-weight:\s*(bold|[6-9]00)/.test(style)) return "strong";
  return /font-style:\s*italic/.test(style) ? "em" : "span";
}

/** Builds the parsed page again in a document that loads and runs nothing; of attributes only what Markdown can say. */
function build(nodes: readonly Tree.ChildNode[], parent: Node, page: Document): void {
  for (const node of nodes) {
    if ("value" in node) parent.appendChild(page.createTextNode(node.value));
    else if ("tagName" in node && !unread.has(node.tagName)) {
      const element = page.createElement(meaning(node));
      for (const { name, value } of node.attrs) {
        const said = name === "href" ? /^(https?:|mailto:)/i.test(value) : name === "start" && /^\d{1,9}$/.test(value);
        if (said) element.setAttribute(name, value);
      }
      parent.appendChild(element);
      build(node.childNodes, element, page);
    }
  }
}

const cells = (row: Element) => [...row.children].map((cell) => (cell.textContent ?? "").replace(/\s+/g, " ").replaceAll("|", "\\|").trim());

function writer(): TurndownService {
  const turndown = new TurndownService({ headingStyle: "atx", hr: "---", bulletListMarker: "-", codeBlockStyle: "fenced", emDelimiter: "*" });
  turndown.addRule("item", {
    filter: "li",
    replacement(content, node) {
      const list = node.parentNode as Element;
      const first = Number(list.getAttribute("start") ?? 1);
      const sign = list.nodeName === "OL" ? `${first + [...list.children].indexOf(node as Element)}. ` : "- ";
      const words = content.trim().replace(/\n{2,}/g, "\n").replaceAll("\n", `\n${" ".repeat(sign.length)}`);
      return `${sign}${words}${node.nextSibling ? "\n" : ""}`;
    },
  });
  turndown.addRule("table", {
    filter: "table",
    replacement(_, node) {
      const [head = [], ...rows] = [...(node as Element).querySelectorAll("tr")].map(cells);
      const line = (words: string[]) => `| ${words.join(" | ")} |`;
      return `\n\n${[line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n")}\n\n`;
    },
  });
  turndown.addRule("struck", { filter: ["del", "s"], replacement: (content) => `~~${content}~~` });
  return turndown;
}

/** How deep elements may be nested at most, counted without reading them. */
function depth(html: string): number {
  let now = 0;
  let most = 0;
  for (const [tag] of html.matchAll(/<\/?[a-z]/gi)) {
    now = tag[1] === "/" ? Math.max(0, now - 1) : now + 1;
    most = Math.max(most, now);
  }
  // Elements that need no end stay counted: as many lines of a list, or breaks, are no depth.
  const unended = (html.match(/<(br|img|meta|hr|input|col|wbr|link|li|p|td|th|tr|option)\b/gi) ?? []).length;
  return most - unended;
}

/** Rich text as Markdown; none when it says no more than its plain text, or is too much to read. */
export function markdownFrom(html: string, plain: string): string | null {
  if (html.length > RICH_MAX || depth(html) > DEPTH_MAX) return null;
  try {
    const page = document.implementation.createHTMLDocument("");
    build(parse(html).childNodes.filter((node) => "tagName" in node), page.body, page);
    const written = writer().turndown(page.body).replaceAll("\u00a0", " ").replace(/[ \t]+$/gm, "").trim();
    const bare = (text: string) => text.replace(/\\(?=[^\p{L}\p{N}\s])/gu, "").replace(/\s+/g, " ").trim();
    return written === "" || bare(written) === bare(plain) ? null : written;
  } catch {
    // Nested beyond what can be read: the plain text is there too.
    return null;
  }
}

const pictures = (data: DataTransfer) => [...data.files].some(({ type }) => type.startsWith("image/"));

/** Takes pasted and dropped things in; `refuse` is told why something was not. */
export function takeIn(refuse: (sentence: string) => void): Extension {
  function take(event: ClipboardEvent | DragEvent, data: DataTransfer | null, view: EditorView): boolean {
    if (!data || view.state.readOnly) return false;
    const plain = data.getData("text/plain");
    if (data.files.length > 0 && plain === "") {
      event.preventDefault();
      refuse(pictures(data) ? NO_PICTURES : "Files are not kept in notes. Paste the words that matter.");
      return true;
    }
    const html = data.getData("text/html");
    const markdown = html && event instanceof ClipboardEvent ? markdownFrom(html, plain) : null;
    if (markdown === null) {
      // A page that is only a picture has no words.
      if (plain !== "" || !/<img\b/i.test(html)) return false;
      refuse(NO_PICTURES);
    } else {
      view.dispatch(view.state.replaceSelection(markdown), { userEvent: "input.paste", scrollIntoView: true });
    }
    event.preventDefault();
    return true;
  }
  return EditorView.domEventHandlers({
    paste: (event, view) => take(event, event.clipboardData, view),
    drop: (event, view) => take(event, event.dataTransfer, view),
  });
}
