// Finds elements the way a person with a screen reader does: by role and accessible name.
// Runs inside the page; it is sent as text, so it may use nothing from outside itself. The driver could compute names
// too, but asking it switches WebKitGTK's accessibility on, and 2.50 then ends the page when an emoji is typed.

/**
 * All visible elements with a role whose name is, or contains, or matches.
 * Gives elements, or their names. `name` is `{ is }`, `{ has }`, or `{ matches }`; names are compared with white space folded.
 */
export function findAll(role, name, within, asNames = false) {
  // Implicit roles of HTML that the journeys use (HTML-AAM 1.0, section 3.5).
  const implicit = {
    alert: '', article: 'article', banner: 'header', button: 'button, summary, input[type=button], input[type=submit]',
    checkbox: 'input[type=checkbox]', combobox: 'select', complementary: 'aside', dialog: 'dialog', figure: 'figure',
    form: 'form', group: 'fieldset, details', heading: 'h1, h2, h3, h4, h5, h6', img: 'img', link: 'a[href]',
    list: 'ul, ol', listbox: '', listitem: 'li', main: 'main', meter: 'meter', navigation: 'nav', option: 'option',
    radio: 'input[type=radio]', region: 'section', row: 'tr', searchbox: 'input[type=search]', spinbutton: 'input[type=number]',
    status: 'output', table: 'table', term: 'dt',
    textbox: 'textarea, input:not([type]), input[type=text], input[type=password], input[type=email], input[type=date], input[type=time]',
  };
  const fold = (text) => (text ?? '').replace(/\s+/g, ' ').trim();

  const hidden = (element) => {
    if (element.closest('[aria-hidden=true], [inert], [hidden]')) return true;
    const style = getComputedStyle(element);
    if (style.visibility !== 'visible') return true;
    // A checkbox may be drawn by its label: no box of its own is no reason to be invisible.
    return element.getClientRects().length === 0;
  };

  // Accessible Name and Description Computation 1.2, the steps that HTML here needs.
  const nameOf = (element, seen = new Set()) => {
    if (!element || seen.has(element)) return '';
    seen.add(element);
    const ids = element.getAttribute('aria-labelledby');
    if (ids) return fold(ids.split(/\s+/).map((id) => nameOf(document.getElementById(id), new Set(seen))).join(' '));
    const label = fold(element.getAttribute('aria-label'));
    if (label) return label;
    if (element.labels?.length) return fold([...element.labels].map((part) => contentOf(part, seen)).join(' '));
    if (element.tagName === 'FIELDSET') {
      const legend = element.querySelector(':scope > legend');
      if (legend) return contentOf(legend, seen);
    }
    if (element.tagName === 'IMG') return fold(element.alt);
    if (element.tagName === 'svg') return fold(element.querySelector(':scope > title')?.textContent);
    if (element.matches('input, textarea, select')) return fold(element.title || element.placeholder);
    return contentOf(element, seen) || fold(element.title);
  };
  const contentOf = (element, seen) => {
    let text = '';
    for (const child of element.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) text += child.data;
      else if (child.nodeType === Node.ELEMENT_NODE && child.getAttribute('aria-hidden') !== 'true') {
        if (child.matches('input, textarea, select')) continue;
        const inline = getComputedStyle(child).display.startsWith('inline');
        const part = nameOf(child, seen);
        text += inline ? part : ` ${part} `;
        if (inline && /\s$/.test(child.textContent)) text += ' ';
      }
    }
    return fold(text);
  };

  const fits = (text) => {
    if (name === null || name === undefined) return true;
    if (name.is !== undefined) return text === fold(name.is);
    if (name.has !== undefined) return text.includes(fold(name.has));
    return new RegExp(name.matches, name.flags).test(text);
  };

  const own = implicit[role] ? `:is(${implicit[role]}):not([role])` : null;
  const selector = [own, `[role~="${role}"]`].filter(Boolean).join(', ');
  const root = within ?? document;
  const found = [...root.querySelectorAll(selector)].filter((element) => !hidden(element) && fits(nameOf(element)));
  return asNames ? found.map((element) => nameOf(element)) : found;
}
