// The topics on screen are those of the engine, and each has a name.
// Choosing them is proved with the 1:1.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { topicName, topics } from "./topics";

test("the topics offered are those a new vault knows, in the same order", () => {
  const start = readFileSync(join(import.meta.dirname, "../../engine/src/vault/migrations/0001_start.sql"), "utf8");
  const rows = /INSERT INTO topics\(key, name, position\) VALUES([^;]*);/.exec(start)![1]!;
  const stored = [...rows.matchAll(/\('([^']*)', '([^']*)', \d+\)/g)].map(([, key, name]) => ({ key, name }));
  expect(stored.length).toBe(15);
  expect(topics).toEqual(stored);
});

test("a topic that came with an import is called by its key", () => {
  expect(topicName("career")).toBe("Career and growth");
  expect(topicName("team-rituals")).toBe("Team rituals");
});
