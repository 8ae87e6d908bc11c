// `[[…]]` in a note: drawn as a link, followed inside the app.
// Where a link leads is asked of the engine; what may be linked is offered in offers.ts.
import { EditorView, keymap } from "@codemirror/view";
import type { EditorState, Extension } from "@codemirror/state";
import type { LinkTarget } from "../../api";
import { linkRoute } from "../../place";
import type { Route } from "../../state.svelte";

const brackets = /\[\[([^[\]\n]+)\]\]/g;

/** The links of a line: where they stand, and what is between the brackets. */
export function linksIn(text: string): { from: number; to: number; link: string }[] {
  return [...text.matchAll(brackets)].map((match) => ({ from: match.index, to: match.index + match[0].length, link: match[1]!.trim() }));
}

function linkAt(state: EditorState, at: number): string | null {
  const line = state.doc.lineAt(at);
  const column = at - line.from;
  return linksIn(line.text).find(({ from, to }) => column >= from && column <= to)?.link ?? null;
}

/** Where links come from and lead. */
export interface LinkPorts {
  links: () => Promise<readonly LinkTarget[]>;
  go: (route: Route) => void;
  /** Told when a link leads nowhere. */
  refuse: (sentence: string) => void;
}

/** Follows a link on Ctrl click, or on Alt Enter with the cursor in it. */
export function followLinks(ports: LinkPorts): Extension {
  function follow(state: EditorState, at: number): boolean {
    const link = linkAt(state, at);
    if (!link) return false;
    void ports.links().then((targets) => {
      const target = targets.find((one) => one.link === link);
      if (target) ports.go(linkRoute(target.place));
      else ports.refuse(`There is no note or goal “${link}” here.`);
    });
    return true;
  }
  return [
    keymap.of([{ key: "Alt-Enter", run: (view) => follow(view.state, view.state.selection.main.head) }]),
    EditorView.domEventHandlers({
      mousedown(event, view) {
        const drawn = (event.target as Element).closest?.(".cm-note-link");
        if (!drawn || event.button !== 0 || !(event.ctrlKey || event.metaKey || !view.hasFocus)) return false;
        event.preventDefault();
        return follow(view.state, view.posAtDOM(drawn) + 1);
      },
    }),
  ];
}
