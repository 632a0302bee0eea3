/** Runs once when the web process starts: a wrong configuration ends it at once, with one sentence. */
export async function register(): Promise<void> {
  const { refuseUnsafeStart } = await import("@/lib/health/start");
  refuseUnsafeStart();
}
