import { systemPool } from "@/lib/db";
import { VisitorKeySource, type Sender, type VisitorKeys } from "./visitor-keys";

const held: typeof globalThis & { brandAutomatorVisitorKeys?: VisitorKeySource } = globalThis;

/**
 * The keys that the collector would give to somebody at an instant: how a request that reaches another process finds the
 * visit it came from. The salt of the day before is taken too while a visit of that day may still go on.
 * @throws the driver's error when the database is away
 */
export async function visitorKeysAt(
  site: { no: number; timeZone: string },
  sender: Sender,
  atMs: number,
): Promise<VisitorKeys> {
  const source = (held.brandAutomatorVisitorKeys ??= new VisitorKeySource(systemPool()));
  return source.load(site, sender, atMs);
}
