import type { ReplayItem } from "@/lib/tracking/replay/schemas";

/** Why a recording ended before its visitor left. */
export const STOPPED_WORDS: Record<NonNullable<ReplayItem["stoppedReason"]>, string> = {
  too_many_nodes: "The page has more than 10,000 elements, so it was not recorded.",
  too_busy: "The page changed more than 500 times a second, so the recording stopped.",
  too_long: "The recording reached 2 MB and stopped.",
  too_large: "A part of the page was too large to be sent, so the recording stopped.",
  offline: "The visitor was offline for too long, so the recording stopped.",
};

/** 83_000 -> "1:23", 3_700_000 -> "1:01:40". */
export function clockTime(ms: number): string {
  const seconds = Math.floor(Math.max(ms, 0) / 1_000);
  const [h, m, s] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  const tail = `${h > 0 ? String(m).padStart(2, "0") : m}:${String(s).padStart(2, "0")}`;
  return h > 0 ? `${h}:${tail}` : tail;
}

/** "Mobile, Chrome, Android"; "Unknown" without any of them. */
export function machineOf({ device, browser, os }: Pick<ReplayItem, "device" | "browser" | "os">): string {
  const text = [device, browser, os].filter(Boolean).join(", ") || "Unknown";
  return text.charAt(0).toUpperCase() + text.slice(1);
}
