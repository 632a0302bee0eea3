import { systemPool } from "@/lib/db";
import { nowMs } from "@/lib/clock";
import { deleteOldSalts } from "../collect/salts";

/** Makes the event log's partitions of this and the next two months, where they are missing. @returns how many */
export async function ensurePartitions(): Promise<number> {
  const { rows } = await systemPool().query<{ made: number }>("SELECT ensure_event_partitions() AS made");
  return rows[0]?.made ?? 0;
}

/** Deletes the salts that no event can need any more. @returns how many */
export const forgetOldSalts = (): Promise<number> => deleteOldSalts(systemPool(), nowMs());
