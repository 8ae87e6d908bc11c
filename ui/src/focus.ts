// Puts the cursor into a field as soon as it is there.
// Not by the attribute `autofocus`: WebKit may act on it seconds later, when a passphrase is being typed elsewhere.

/** An attachment for the first field of a page; it takes the focus from nothing that has it. */
export function first(field: HTMLElement): void {
  if (document.activeElement === document.body) field.focus();
}
