// How dates, counts and names read.
// Cases are data: input, today, words.
import { expect, test } from "vitest";
import { clock, date, dayTitle, due, elapsed, endTime, firstName, initials, lastTime, longDate, nearDate, plural, possessive, shortDate } from "./format";

const TODAY = "2026-10-09";

test.each([
  ["2026-10-02", "over", "7 days over"],
  ["2026-10-08", "over", "1 day over"],
  ["2026-10-09", "today", "Due today"],
  ["2026-10-14", "ahead", "Wed 14 Oct"],
  ["2027-01-04", "ahead", "Mon 4 Jan 2027"],
] as const)("a promise for %s reads %s", (day, state, text) => {
  expect(due(day, TODAY)).toEqual({ state, text });
});

test.each([
  ["2026-10-09", "Today"],
  ["2026-10-10", "Tomorrow"],
  ["2026-10-08", "Yesterday"],
  ["2026-10-12", "Mon"],
  ["2026-10-16", "Fri 16 Oct"],
  ["2025-12-31", "Wed 31 Dec 2025"],
])("%s is near as %s", (day, words) => {
  expect(nearDate(day, TODAY)).toBe(words);
});

test("dates read the same whatever the system's language", () => {
  expect(date("2026-09-04", TODAY)).toBe("Fri 4 Sep");
  expect(shortDate("2026-09-30", TODAY)).toBe("30 Sep");
  expect(longDate(TODAY)).toBe("9 October 2026");
  expect(dayTitle(TODAY)).toBe("Friday, 9 October");
});

test("a time stamp reads as day and time", () => {
  expect(clock("2026-10-09T07:05:00")).toBe("07:05");
  expect(lastTime("2026-10-08T17:42:00", TODAY)).toBe("yesterday 17:42");
  expect(lastTime("2026-10-09T08:00:00", TODAY)).toBe("today 08:00");
  expect(lastTime("2026-09-30T08:00:00", TODAY)).toBe("30 Sep");
});

test("lengths and ends of a 1:1", () => {
  expect(elapsed(1104)).toBe("18:24");
  expect(endTime("10:30", 45)).toBe("11:15");
  expect(endTime("23:45", 30)).toBe("00:15");
});

test.each([
  ["Mira Kovačević", "MK"],
  ["Ada", "A"],
  ["  élodie  de la  tour ", "ÉT"],
  ["山田 太郎", "山太"],
  ["🦦 Otter", "🦦O"],
  ["", "?"],
])("initials of %s are %s", (name, letters) => {
  expect(initials(name)).toBe(letters);
});

test("counts and owners", () => {
  expect(plural(1, "note")).toBe("1 note");
  expect(plural(0, "person", "people")).toBe("0 people");
  expect(firstName("Mira Kovačević")).toBe("Mira");
  expect(possessive("Mira")).toBe("Mira’s");
  expect(possessive("Thomas")).toBe("Thomas’");
});
