"use client";

/**
 * Sends the browser to another service's sign-in.
 * @param next path of this product to come back to
 * @returns a sentence when it cannot be reached; nothing once the browser is leaving
 */
export async function leaveFor(provider: string, next: string): Promise<string | undefined> {
  try {
    const { signIn } = await import("next-auth/react");
    await signIn(provider, { callbackUrl: next });
    return undefined;
  } catch {
    return "The server cannot be reached. Check your connection and try again.";
  }
}
