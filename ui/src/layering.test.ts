// Rules about who may name what, checked on the source text.
// Behaviour is tested beside each part and screen; words are checked by tests/words.rs.
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, ".");
const files = readdirSync(root, { recursive: true, encoding: "utf8" })
  .filter((path) => /\.(ts|svelte|css)$/.test(path))
  .map((path) => ({ path: relative(root, join(root, path)), text: readFileSync(join(root, path), "utf8") }));
const isTest = (path: string) => path.endsWith(".test.ts");

function offenders(pattern: RegExp, allowed: (path: string) => boolean): string[] {
  return files.filter(({ path, text }) => !isTest(path) && !allowed(path) && pattern.test(text)).map(({ path }) => path);
}

test("the source is read at all", () => {
  expect(files.length).toBeGreaterThan(30);
});

test("only the door to the shell and the canned answers name Tauri", () => {
  expect(offenders(/@tauri-apps\//, (path) => ["api.ts", "bindings.ts"].includes(path) || path.startsWith("mock/"))).toEqual([]);
});

test("only the door names the bindings", () => {
  expect(offenders(/from "\.{1,2}\/(\.\.\/)?bindings"/, (path) => path === "api.ts" || path.startsWith("mock/"))).toEqual([]);
});

test("nothing turns text into markup", () => {
  expect(offenders(/\{@html|innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function/, () => false)).toEqual([]);
});

test("no markup carries a style attribute, which the window's policy would drop", () => {
  expect(offenders(/\sstyle=["{]/, () => false)).toEqual([]);
});

test("colours stand in the tokens only", () => {
  expect(offenders(/(oklch|rgba?|hsla?)\(\s*[\d.]|#[0-9a-f]{3}([0-9a-f]{3})?\b(?=[;\s,)"'])/i, (path) => path === "styles/tokens.css")).toEqual([]);
});

test("no script or style is asked of another place", () => {
  expect(offenders(/(src|href)=["']https?:|@import url\(["']?https?:|fetch\(|XMLHttpRequest|WebSocket|sendBeacon/, () => false)).toEqual([]);
});

test("no file is longer than four hundred lines", () => {
  expect(files.filter(({ path, text }) => path !== "bindings.ts" && text.split("\n").length > 400).map(({ path }) => path)).toEqual([]);
});
