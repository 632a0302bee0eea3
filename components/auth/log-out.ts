"use client";

/** Ends this browser's session and opens the log-in. @returns a sentence when the server cannot be reached */
export async function logOut(): Promise<string | undefined> {
  try {
    const { signOut } = await import("next-auth/react");
    await signOut({ redirect: false });
  } catch {
    return "You are still logged in: the server cannot be reached. Try again.";
  }
  // A full load, so that nothing of this account stays in the page's memory.
  window.location.assign("/auth/login");
  return undefined;
}
