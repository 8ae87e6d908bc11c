// What is pasted: rich text becomes clean Markdown, pictures are refused.
// The window's policy is met in the end-to-end journeys.
import { expect, test } from "vitest";
import { markdownFrom } from "./paste";

test.each([
  ["<h2>Pace</h2><p>It <b>ran</b> <i>long</i>.</p>", "## Pace\n\nIt **ran** *long*."],
  ["<ul><li>one</li><li>two<ul><li>deep</li></ul></li></ul>", "- one\n- two\n  - deep"],
  ["<ol start=3><li><p>three</p></li><li>four</li></ol>", "3. three\n4. four"],
  ["<b style='font-weight:normal'><span style='font-weight:700'>Docs</span> wraps all</b>", "**Docs** wraps all"],
  ["<p>See <a href='https://example.org/x'>this</a> and <a href='javascript:alert(1)'>that</a></p>", "See [this](https://example.org/x) and that"],
  ["<table><tr><th>a</th><th>b|c</th></tr><tr><td>1</td><td>2</td></tr></table>", "| a | b\\|c |\n| --- | --- |\n| 1 | 2 |"],
  ["<pre><code>let x;</code></pre>", "```\nlet x;\n```"],
  ["<p>kept<script>alert(1)</script><style>p{}</style><img src=x onerror=alert(1)></p><blockquote>said</blockquote>", "kept\n\n> said"],
  ["<p><o:p>Word</o:p> <del>gone</del></p><hr>", "Word ~~gone~~\n\n---"],
])("%s", (html, markdown) => {
  expect(markdownFrom(html, "")).toBe(markdown);
});

test("rich text that says no more than its plain text is pasted as that", () => {
  expect(markdownFrom("<meta charset=utf-8><span>1. plain_words</span>", "1. plain_words")).toBeNull();
  expect(markdownFrom("<img src='x.png'>", "")).toBeNull();
});

test("a page nested beyond reading is left to its plain text", () => {
  expect(markdownFrom(`${"<div>".repeat(60_000)}deep`, "deep")).toBeNull();
});
