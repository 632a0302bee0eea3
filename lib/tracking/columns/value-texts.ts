import { RecentMap } from "@/lib/recent-map";
import { ClientValue, SourceValue } from "../values";
import { readInt, readText } from "./copy-out";
import type { ReportDb } from "./report-db";

const TEXTS_MAX = 100_000;
const IDS_A_QUERY_MAX = 20_000;

// Ids are never used again, and a text belongs to one site for good: what was once read stays right, and is asked for only
// by ids that the tenant's own rows gave.
const texts = new RecentMap<number, string>(TEXTS_MAX);

/** The texts of dictionary ids. Ids without one, because their site is being removed, are missing. */
export async function readTexts(db: ReportDb, ids: Iterable<number>): Promise<Map<number, string>> {
  const found = new Map<number, string>();
  const missing: number[] = [];
  for (const id of new Set(ids)) {
    const known = texts.get(id);
    if (known !== undefined) found.set(id, known);
    else if (id > 0) missing.push(id);
  }
  for (let at = 0; at < missing.length; at += IDS_A_QUERY_MAX) {
    const part = missing.slice(at, at + IDS_A_QUERY_MAX);
    await db.copy(`SELECT id, value FROM tracking_values WHERE id IN (${part.join(",")})`, (row) => {
      const [id, text] = [readInt(row[0]), readText(row[1])];
      texts.set(id, text);
      found.set(id, text);
    });
  }
  return found;
}

export const clientOf = (json: string | undefined): ClientValue => ClientValue.parse(parsed(json));
export const sourceOf = (json: string | undefined): SourceValue | null =>
  json === undefined ? null : SourceValue.parse(parsed(json));

function parsed(json: string | undefined): unknown {
  return JSON.parse(json ?? "{}");
}
