import { disconnectAll } from "@/lib/db";
import { rotateSecrets } from "@/lib/secrets";

/** Seals every secret anew that an older key sealed; exit code 1 when some are left under an older key. */
async function main(): Promise<void> {
  const counts = await rotateSecrets((count) => {
    const rest = [
      ...(count.changedMeanwhile > 0 ? [`${count.changedMeanwhile} changed meanwhile`] : []),
      ...(count.unreadable > 0 ? [`${count.unreadable} cannot be opened with any key`] : []),
    ];
    process.stdout.write(
      `${count.column}: ${[`${count.resealed} sealed anew`, ...rest, `${count.remaining} left`].join(", ")}\n`,
    );
  });
  const remaining = counts.reduce((sum, count) => sum + count.remaining, 0);
  if (remaining === 0) {
    process.stdout.write(
      "Nothing is left under an older key; older keys can be taken out of ENCRYPTION_KEYS.\n",
    );
    return;
  }
  process.stdout.write(`${remaining} left under an older key; keep the older keys and run this again.\n`);
  process.exitCode = 1;
}

main()
  .catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  })
  .finally(disconnectAll);
