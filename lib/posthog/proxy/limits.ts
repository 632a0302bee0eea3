import { nowMs } from "@/lib/clock";
import { RecentMap } from "@/lib/recent-map";

const CALLS_PER_MINUTE = 240; // a page that changes all the time sends about every two seconds
const ADDRESSES_MAX = 20_000;
const UNDER_WAY_MAX = 64;
const MINUTE_MS = 60_000;

const calls = new RecentMap<string, { minute: number; count: number }>(ADDRESSES_MAX);
let underWay = 0;

/** Whether an address may call once more this minute. Counted in this process: a recording is many small calls. */
export function mayCall(address: string): boolean {
  const minute = Math.floor(nowMs() / MINUTE_MS);
  const entry = calls.get(address);
  if (entry?.minute === minute) return (entry.count += 1) <= CALLS_PER_MINUTE;
  calls.set(address, { minute, count: 1 });
  return true;
}

/** Runs work while not too much of it is under way in this process; null when it is: a slow PostHog must not pile up calls. */
export async function whileRoom<T>(work: () => Promise<T>): Promise<T | null> {
  if (underWay >= UNDER_WAY_MAX) return null;
  underWay += 1;
  try {
    return await work();
  } finally {
    underWay -= 1;
  }
}
