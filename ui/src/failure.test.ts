// Each way a vault can stay shut has its own sentence.
// That the shell sends these codes is proved on its side.
import { expect, test } from "vitest";
import { Failure, type AppError } from "./api";
import { fieldError, sentence, unlockSentence } from "./failure";

const shut: AppError[] = [
  { code: "wrong_passphrase" },
  { code: "damaged", part: "header" },
  { code: "damaged", part: "database" },
  { code: "newer_vault" },
  { code: "busy" },
];

test("five ways to stay shut are told in five different sentences", () => {
  const told = shut.map((error) => unlockSentence(new Failure(error), "passphrase"));
  expect(new Set(told).size).toBe(5);
  for (const words of told) expect(words).toMatch(/^[A-Z].*\.$/);
});

test("a wrong recovery key is not called a passphrase", () => {
  expect(unlockSentence(new Failure({ code: "wrong_passphrase" }), "words")).not.toMatch(/passphrase/);
});

test("a reason belongs to its own field only", () => {
  const failure = new Failure({ code: "invalid", field: "name", reason: "Give a name." });
  expect(fieldError(failure, "name")).toBe("Give a name.");
  expect(fieldError(failure, "role")).toBeUndefined();
  expect(sentence(failure)).toBe("Give a name.");
});

test("what nobody foresaw is still a sentence", () => {
  expect(sentence(new Error("x"))).toMatch(/nothing was changed/);
});
