import { setTimeout as pause } from "node:timers/promises";

/**
 * Answers no sooner than a fixed time after the call, whatever the work took, so that the time of an answer about an
 * unknown address is the time of one about a known address. A failure waits as well.
 * @param floorMs well above what the longest of the ways takes
 */
export async function evenly<T>(floorMs: number, work: () => Promise<T>): Promise<T> {
  const floor = pause(floorMs);
  try {
    return await work();
  } finally {
    await floor;
  }
}
