import { Starter } from "./lib/starter.mjs";
import { requireNode, runMain, say } from "./lib/say.mjs";

await runMain(async () => {
  requireNode();
  const starter = new Starter({ dev: process.argv.includes("--dev") });
  let signals = 0;
  const onSignal = async () => {
    signals += 1;
    if (signals > 1) return starter.kill();
    say("Stopping …");
    await starter.stop();
    process.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => void onSignal());
  try {
    await starter.start();
  } catch (error) {
    if (signals > 0) return; // it was interrupted: onSignal ends the process
    await starter.stop();
    throw error;
  }
});
if (process.exitCode) process.exit();
