"use client";

import { signIn } from "next-auth/react";

export type EnterResult = { status: "in" } | { status: "refused" } | { status: "failed"; message: string };

/** Opens a session with e-mail and password. Never throws. */
export async function enter(email: string, password: string): Promise<EnterResult> {
  try {
    const answer = await signIn("credentials", { email, password, redirect: false });
    if (answer?.ok && !answer.error) return { status: "in" };
    if (answer?.status === 429 || answer?.error === "rate_limited") {
      return { status: "failed", message: "Too many attempts. Wait a few minutes, then try again." };
    }
    if (answer?.status !== undefined && answer.status >= 500) {
      return {
        status: "failed",
        message: "The server could not check your password just now. Try again in a moment.",
      };
    }
    return { status: "refused" };
  } catch {
    return {
      status: "failed",
      message: "The server cannot be reached. Check your connection and try again.",
    };
  }
}
