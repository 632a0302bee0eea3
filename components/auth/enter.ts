"use client";

import { safePath } from "./safe-path";

export type EnterResult =
  { status: "in"; path: string } | { status: "refused" } | { status: "failed"; message: string };

const UNAVAILABLE = "The server could not check your password just now. Try again in a moment.";

const tooMany = (seconds: number): string =>
  `Too many attempts. Try again in ${seconds > 90 ? `${Math.ceil(seconds / 60)} minutes` : `${seconds} seconds`}.`;

const pathOf = (url: string | null): string => {
  if (!url || !URL.canParse(url, window.location.origin)) return safePath(undefined);
  const { pathname, search } = new URL(url, window.location.origin);
  return safePath(`${pathname}${search}`);
};

/**
 * Opens a session with e-mail and password. Never throws.
 * @param next path of this product to open afterwards
 * @returns the path to go to, which is the second step where the account has one
 */
export async function enter(email: string, password: string, next: string): Promise<EnterResult> {
  try {
    const { signIn } = await import("next-auth/react");
    const answer = await signIn("credentials", { email, password, callbackUrl: next, redirect: false });
    if (answer?.ok && !answer.error) return { status: "in", path: pathOf(answer.url) };
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
