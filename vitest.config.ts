import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const alias = { "@": fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, "") };

const onDatabase = {
  globalSetup: ["tests/fixtures/global-setup.ts"],
  setupFiles: ["tests/fixtures/setup-env.ts"],
  pool: "forks" as const,
  testTimeout: 30_000,
  hookTimeout: 60_000,
};

/** The job tests run on both queue backends; each file has a database, and a numbered Redis, of its own. */
const jobsOn = (backend: "postgres" | "redis") => ({
  resolve: { alias },
  test: {
    ...onDatabase,
    name: `jobs-${backend}`,
    include: ["tests/jobs/**/*.test.ts"],
    env: { TEST_DATABASE: `test_jobs_${backend}`, TEST_BACKEND: backend },
  },
});

export default defineConfig({
  resolve: { alias },
  test: {
    maxWorkers: 2,
    projects: [
      {
        resolve: { alias },
        test: {
          name: "unit",
          include: ["lib/**/*.test.ts", "components/**/*.test.ts", "scripts/**/*.test.{ts,mjs}"],
          setupFiles: ["tests/fixtures/setup-env.ts"],
          testTimeout: 15_000,
        },
      },
      {
        resolve: { alias },
        test: {
          ...onDatabase,
          name: "integration",
          include: ["tests/{integration,api,isolation}/**/*.test.ts"],
          env: { TEST_DATABASE: "test_integration", TEST_BACKEND: "postgres" },
        },
      },
      jobsOn("postgres"),
      jobsOn("redis"),
      {
        resolve: { alias },
        test: {
          name: "e2e",
          include: ["tests/e2e/**/*.test.ts"],
          globalSetup: ["tests/fixtures/stack-setup.ts"],
          setupFiles: ["tests/fixtures/fresh-limits.ts"],
          pool: "forks",
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 300_000,
          // A page that asks the server has more than a second for it on a machine that also runs the browser.
          expect: { poll: { timeout: 10_000 } },
        },
      },
    ],
  },
});
