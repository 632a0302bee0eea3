/** Runs once when the web process starts: a wrong configuration ends it at once, with one sentence. */
export async function register(): Promise<void> {
  // Next builds this file for its edge runtime too, where there is no process to check.
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { refuseUnsafeStart } = await import("@/lib/health/start");
  refuseUnsafeStart();
}
