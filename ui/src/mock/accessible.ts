// The accessibility rules of axe-core on a part or a screen, as one expectation.
// Colours are not seen by jsdom: contrast is checked on the real window.
import axe from "axe-core";
import { expect } from "vitest";

/** Fails with the broken rules and where they are broken; WCAG 2.2 A and AA and the best practices of axe-core. */
export async function expectAccessible(root: Element = document.body): Promise<void> {
  const { violations } = await axe.run(root, {
    rules: { "color-contrast": { enabled: false }, region: { enabled: false } },
  });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
}
