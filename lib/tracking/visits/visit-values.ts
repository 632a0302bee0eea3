import type { TenantDb } from "@/lib/db";
import type { Ctx } from "@/lib/tenancy";
import { SourceValue } from "../values";

/** The dictionary's texts of these ids; 0 (none) and ids that are gone are missing. */
export async function readValues(
  db: TenantDb,
  ctx: Ctx,
  ids: Iterable<number>,
): Promise<Map<number, string>> {
  const wanted = [...new Set(ids)].filter((id) => id > 0);
  if (wanted.length === 0) return new Map();
  const rows = await db.trackingValue.findMany({
    where: { tenantId: ctx.tenantId, id: { in: wanted } },
    select: { id: true, value: true },
  });
  return new Map(rows.map(({ id, value }) => [id, value]));
}

export type VisitSource = { source: string; channel: string; campaign: string };

const DIRECT: VisitSource = { source: "Direct", channel: "Direct", campaign: "" };

/** What people read for a stored source. @param text undefined: none */
export function readSource(text: string | undefined): VisitSource {
  if (text === undefined) return DIRECT;
  const { source, channel, utmCampaign } = SourceValue.parse(JSON.parse(text));
  return { source: source || "Direct", channel: channel || "Direct", campaign: utmCampaign };
}

/** The sources of visits by their sourceId; 0 is Direct. */
export async function visitSources(
  db: TenantDb,
  ctx: Ctx,
  sourceIds: readonly number[],
): Promise<(sourceId: number) => VisitSource> {
  const texts = await readValues(db, ctx, sourceIds);
  return (sourceId) => readSource(texts.get(sourceId));
}
