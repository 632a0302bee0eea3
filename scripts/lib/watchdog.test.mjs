import { spawn } from "node:child_process";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { isAlive, waitForExit } from "./processes.mjs";

const starter = (ending) => `
  import { spawn } from "node:child_process";
  const { startWatchdog } = await import(${JSON.stringify(path.resolve("scripts/lib/watchdog.mjs"))});
  const child = spawn(process.execPath, ["-e", "setInterval(() => 0, 1000)"], { detached: true, stdio: "ignore" });
  const watchdog = startWatchdog();
  watchdog.add(child.pid);
  console.log(child.pid, watchdog.pid);
  setTimeout(() => { ${ending} }, 300);
`;

async function run(ending) {
  const child = spawn(process.execPath, ["--input-type=module", "-e", starter(ending)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  child.stdout.on("data", (chunk) => (output += chunk));
  await new Promise((resolve) => child.once("close", resolve));
  const [watched, watchdog] = output.trim().split(" ").map(Number);
  return { watched, watchdog };
}

describe("the watchdog", () => {
  it("ends the children of a starter that was killed, and then itself", async () => {
    const { watched, watchdog } = await run('process.kill(process.pid, "SIGKILL")');
    expect(await waitForExit(watched, 5_000)).toBe(true);
    expect(await waitForExit(watchdog, 5_000)).toBe(true);
  });

  it("leaves them alone after an orderly end", async () => {
    const { watched, watchdog } = await run(
      "watchdog.stop(); child.unref(); setTimeout(() => process.exit(0), 100)",
    );
    expect(await waitForExit(watchdog, 5_000)).toBe(true);
    expect(isAlive(watched)).toBe(true);
    process.kill(watched, "SIGKILL");
  });
});
