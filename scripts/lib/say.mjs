/** A fault that a person can mend: its message is the one sentence that is printed. */
export class PlainError extends Error {}

/** Prints one line for people. */
export const say = (line) => process.stdout.write(`${line}\n`);

/** Runs a script's main function; a PlainError becomes one sentence, anything else keeps its stack. Exit code 1 for both. */
export async function runMain(main) {
  try {
    await main();
  } catch (error) {
    process.stderr.write(`${error instanceof PlainError ? error.message : (error?.stack ?? error)}\n`);
    process.exitCode = 1;
  }
}

/** Throws a PlainError when this Node is older than the product needs. */
export function requireNode(minimum = [20, 19]) {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > minimum[0] || (major === minimum[0] && minor >= minimum[1])) return;
  throw new PlainError(
    `Brand Automator needs Node ${minimum.join(".")} or newer; this is ${process.versions.node}. Install a newer Node and run the command again.`,
  );
}
