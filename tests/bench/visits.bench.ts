import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const JOURNEYS = process.env.VISIT_JOURNEYS ?? "10000";

/** Needs no running copy: the test brings a database of its own. */
export const ownDatabase = true;

/** The property test of visits and totals against the slow reference, with many more journeys and another seed. */
export async function run(): Promise<Record<string, unknown>> {
  const file = path.join(mkdtempSync(path.join(tmpdir(), "visits-")), "figures.json");
  const startedAt = performance.now();
  const { status } = spawnSync(
    process.execPath,
    [
      "node_modules/vitest/vitest.mjs",
      "run",
      "--project",
      "integration",
      "tests/integration/tracking/rollup.property.test.ts",
    ],
    {
      stdio: "inherit",
      env: { ...process.env, VISIT_JOURNEYS: JOURNEYS, VISIT_SEED: "4", VISIT_RESULT: file },
    },
  );
  if (status !== 0)
    throw new Error("Visits or totals differ from the reference; the smallest case is above.");
  const figures = JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;
  return { ...figures, durationS: Math.round((performance.now() - startedAt) / 1000) };
}
