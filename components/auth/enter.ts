"use client";

export type EnterResult = { status: "in" } | { status: "refused" } | { status: "failed"; message: string };

const UNAVAILABLE = "The server could not check your password just now. Try again in a moment.";

const tooMany = (seconds: number): string =>
  `Too many attempts. Try again in ${seconds > 90 ? `${Math.ceil(seconds / 60)} minutes` : `${seconds} seconds`}.`;

/** Opens a session with e-mail and password. Never throws. */
export async function enter(email: string, password: string): Promise<EnterResult> {
  try {
    const { signIn } = await import("next-auth/react");
    const answer = await signIn("credentials", { email, password, redirect: false });
    if (answer?.ok && !answer.error) return { status: "in" };
    const [fault, seconds] = (answer?.error ?? "").split(":");
    if (fault === "too_many_attempts") return { status: "failed", message: tooMany(Number(seconds)) };
    if (fault === "unavailable") return { status: "failed", message: UNAVAILABLE };
    return { status: "refused" };
  } catch {
    return {
      status: "failed",
      message: "The server cannot be reached. Check your connection and try again.",
    };
  }
}
