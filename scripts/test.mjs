import { spawn } from "node:child_process";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { readJson } from "./lib/files.mjs";
import { generateClient } from "./lib/generate-client.mjs";
import { ensureInstalled } from "./lib/install.mjs";
import { fromRoot, root } from "./lib/paths.mjs";
import { PlainError, requireNode, runMain, say } from "./lib/say.mjs";

// The end-to-end tests come last and alone: they measure what a person would feel.
const ROUNDS = [["unit", "integration", "jobs-postgres", "jobs-redis"], ["e2e"]];
const STEPS = ["verify", ...ROUNDS.flat()];

function runNode(args, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      stdio: "inherit",
      env: { ...process.env, ...env },
    });
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
}

/** Runs vitest projects; a run that ends without figures counts as one failure. */
async function runProjects(projects, env) {
  const report = fromRoot("node_modules", ".cache", "brand-automator", `tests-${projects[0]}.json`);
  mkdirSync(fromRoot("node_modules", ".cache", "brand-automator"), { recursive: true });
  rmSync(report, { force: true });
  const code = await runNode(
    [
      fromRoot("node_modules", "vitest", "vitest.mjs"),
      "run",
      ...projects.flatMap((name) => ["--project", name]),
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${report}`,
      "--passWithNoTests",
    ],
    env,
  );
  const figures = readJson(report);
  if (!figures) return { passed: 0, failed: code === 0 ? 0 : 1 };
  const { numPassedTests: passed, numFailedTests, numFailedTestSuites } = figures;
  const failed = numFailedTests || (numFailedTestSuites > 0 || code !== 0 ? 1 : 0);
  return { passed, failed };
}

/** The steps of the command line; "jobs" means both backends. */
function selected() {
  const asked = process.argv
    .slice(2)
    .flatMap((name) => (name === "jobs" ? ["jobs-postgres", "jobs-redis"] : [name]));
  const unknown = asked.filter((name) => !STEPS.includes(name));
  if (unknown.length > 0)
    throw new PlainError(`There are no tests named ${unknown.join(", ")}; choose from ${STEPS.join(", ")}.`);
  return asked.length > 0 ? asked : STEPS;
}

async function runRound(projects) {
  if (!projects.includes("jobs-redis")) return runProjects(projects, {});
  const { startTestRedis } = await import("./lib/redis.mjs");
  const redis = await startTestRedis();
  try {
    return await runProjects(projects, { TEST_REDIS_URL: redis.url });
  } finally {
    await redis.stop();
  }
}

await runMain(async () => {
  requireNode();
  const steps = selected();
  ensureInstalled();
  const startedAt = performance.now();
  const total = { passed: 0, failed: 0 };
  const add = ({ passed, failed }) => {
    total.passed += passed;
    total.failed += failed;
  };
  if (steps.includes("verify")) {
    const code = await runNode([fromRoot("scripts", "verify.mjs")]);
    add(code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });
  } else if (existsSync(fromRoot("prisma", "schema"))) generateClient();
  for (const round of ROUNDS) {
    const projects = round.filter((name) => steps.includes(name));
    if (projects.length === 0) continue;
    try {
      add(await runRound(projects));
    } catch (error) {
      if (!(error instanceof PlainError)) throw error;
      say(error.message);
      add({ passed: 0, failed: 1 });
    }
  }
  say(`Tests took ${((performance.now() - startedAt) / 1000).toFixed(0)} s.`);
  say(`${total.passed} passed, ${total.failed} failed`);
  if (total.failed > 0) process.exitCode = 1;
});
