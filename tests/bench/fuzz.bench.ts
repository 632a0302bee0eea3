import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const CASES_A_ROUTE = 100;

/** Needs no running copy: the handlers are called as Next would, on a database of the test's own. */
export const ownDatabase = true;

/** The fuzz of tests/api with ten times as many requests. @throws Error when an answer is none of the document's */
export async function run(): Promise<Record<string, unknown>> {
  const file = path.join(mkdtempSync(path.join(tmpdir(), "fuzz-")), "figures.json");
  const startedAt = performance.now();
  const { status } = spawnSync(
    process.execPath,
    ["node_modules/vitest/vitest.mjs", "run", "--project", "integration", "tests/api/fuzz.test.ts"],
    {
      stdio: "inherit",
      env: { ...process.env, FUZZ_CASES: String(CASES_A_ROUTE), FUZZ_RESULT: file },
    },
  );
  if (status !== 0) throw new Error("Some answers are not what the document says; they are listed above.");
  const figures = JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;
  return { ...figures, durationS: Math.round((performance.now() - startedAt) / 1000) };
}
