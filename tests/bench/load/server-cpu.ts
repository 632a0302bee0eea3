import { existsSync, readdirSync, readFileSync } from "node:fs";
import type pg from "pg";

/** Process id of the server that a connection belongs to: the parent of its backend. */
export async function postmasterOf(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
  return statOf(rows[0]?.pid ?? 0)?.parent ?? 0;
}

const TICK_MS = 10;

/** proc(5): the fields behind the name in brackets; the fourth is the parent, 14 and 15 the ticks of processor time. */
function statOf(pid: number): { parent: number; cpuMs: number } | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /, "")
      .split(" ");
    return { parent: Number(fields[1]), cpuMs: (Number(fields[11]) + Number(fields[12])) * TICK_MS };
  } catch {
    return null;
  }
}

/** Processor time of all of a server's processes that live now; 0 where the system has no /proc. */
export function serverCpuMs(postmaster: number): number {
  if (!existsSync("/proc/self/stat")) return 0;
  const stats = readdirSync("/proc")
    .filter((name) => /^[0-9]+$/.test(name))
    .map((name) => statOf(Number(name)));
  return stats.reduce((sum, stat) => sum + (stat?.parent === postmaster ? stat.cpuMs : 0), 0);
}
