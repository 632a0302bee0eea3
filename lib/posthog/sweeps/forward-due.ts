import { nowMs } from "@/lib/clock";
import { forwardSlice } from "../forward/forward-slice";
import { takeConnection } from "./lease";

// So many workspaces at a time: one whose PostHog is slow does not hold up the others.
const PARALLEL = 4;

/**
 * Forwards what is due, workspace by workspace and a slice at a time, so that one with a backlog takes turns with the others.
 * @param timeMaxMs no slice is begun after this; each may take as long as its calls may
 * @returns how many slices
 */
export async function forwardDue({ timeMaxMs = 2_000 } = {}): Promise<number> {
  const endMs = nowMs() + timeMaxMs;
  const work = async (): Promise<number> => {
    for (let slices = 0; ; slices += 1) {
      const leased = nowMs() < endMs ? await takeConnection() : null;
      if (!leased) return slices;
      await forwardSlice(leased);
    }
  };
  const counts = await Promise.all(Array.from({ length: PARALLEL }, work));
  return counts.reduce((sum, count) => sum + count, 0);
}
