import { disconnectAll } from "@/lib/db";
import { env } from "@/lib/env";
import { demoAgency } from "./scenarios/demo-agency";
import { empty } from "./scenarios/empty";
import type { Scenario } from "./scenario";

const SCENARIOS: readonly Scenario[] = [demoAgency, empty];

/** A fault that one sentence explains; nothing was changed. */
class Refusal extends Error {}

async function main(name: string | undefined): Promise<void> {
  const scenario = SCENARIOS.find((each) => each.name === name);
  if (!scenario) {
    const known = SCENARIOS.map((each) => `${each.name} (${each.about})`).join(", ");
    throw new Refusal(`There is no scenario ${name ?? "without a name"}. There are: ${known}.`);
  }
  refuseElsewhere();
  const startedMs = performance.now();
  const { lines, demo } = await scenario.load();
  const seconds = ((performance.now() - startedMs) / 1_000).toFixed(1);
  const login = `Log in as ${demo.email} with the password ${demo.password} at ${env().APP_URL}/auth/login`;
  process.stdout.write(
    [`Loaded ${scenario.name} in ${seconds} s.`, ...lines, login, JSON.stringify({ demo }), ""].join("\n"),
  );
}

/** Everybody knows the scenarios' password, so they stay on this machine. */
function refuseElsewhere(): void {
  const { hostname } = new URL(env().APP_URL);
  if (["localhost", "127.0.0.1", "[::1]"].includes(hostname)) return;
  throw new Refusal(
    `Scenarios have a password that everybody knows, so they load only where APP_URL is this machine (it is ${env().APP_URL}).`,
  );
}

main(process.argv[2])
  .catch((error: unknown) => {
    process.stderr.write(
      `${error instanceof Refusal || !(error instanceof Error) ? String(error instanceof Error ? error.message : error) : (error.stack ?? error.message)}\n`,
    );
    process.exitCode = 1;
  })
  .finally(disconnectAll);
