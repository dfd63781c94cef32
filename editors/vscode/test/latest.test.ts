import assert from "node:assert/strict";
import { test } from "node:test";
import { Latest } from "../src/latest";

test("only the answer to the last question counts, whatever comes first", () => {
  const latest = new Latest<string>();
  const [first, second, other] = [latest.ask("a"), latest.ask("a"), latest.ask("b")];
  assert.deepEqual([second(), first(), other()], [true, false, true]);
  assert.equal(latest.ask("a")(), true);
  assert.equal(second(), false);
});

test("what was asked before an article was closed does not come back with it", () => {
  const latest = new Latest<string>();
  const before = latest.ask("a");
  latest.forget("a");
  assert.equal(before(), false);
  const after = latest.ask("a");
  assert.deepEqual([before(), after()], [false, true]);
});
