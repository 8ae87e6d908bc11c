// Lets CodeMirror style itself under `style-src 'self'`: through a constructed sheet instead of a <style> element.
// How the editor looks is in styles/editor.css.
import { StyleModule } from "style-mod";

let done = false;

/**
 * Makes the document one of the roots that style-mod serves with `adoptedStyleSheets`. It does so by itself
 * for shadow roots only; under the window's policy the <style> element it makes otherwise would be empty.
 */
export function useConstructedSheets(): void {
  if (done || !("adoptedStyleSheets" in document)) return;
  done = true;
  const root = {
    ownerDocument: document,
    get adoptedStyleSheets() { return document.adoptedStyleSheets; },
    set adoptedStyleSheets(sheets) { document.adoptedStyleSheets = sheets; },
  };
  StyleModule.mount(root as unknown as ShadowRoot, new StyleModule({}));
  for (const key of Object.getOwnPropertySymbols(root)) {
    Object.defineProperty(document, key, { value: Reflect.get(root, key), configurable: true });
  }
}
