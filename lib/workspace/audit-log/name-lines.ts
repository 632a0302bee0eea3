import type { TenantDb } from "@/lib/db";
import type { Ctx } from "@/lib/tenancy";
import { z } from "zod";
import { GONE_PERSON, readPeople } from "../people/read-people";
import { AuditLineDto } from "../schemas";
import type { AuditRow } from "./read-lines";

const Uuid = z.uuid();
const Named = z.object({
  name: z.string().optional(),
  email: z.string().optional(),
  domain: z.string().optional(),
});
const ActorType = AuditLineDto.shape.actor.shape.type;
const PERSON_ENTITIES = new Set(["member", "account"]);

interface Names {
  people: ReadonlyMap<string, { name: string }>;
  keys: ReadonlyMap<string, string>;
}

/** Names of the lines' actors and entities. People are looked up by ids that stand in this workspace's own log. */
export async function readNames(db: TenantDb, ctx: Ctx, rows: readonly AuditRow[]): Promise<Names> {
  const ids = (type: string) =>
    rows.flatMap((row) =>
      row.actorType === type && Uuid.safeParse(row.actorId).success ? (row.actorId ?? []) : [],
    );
  const members = rows.flatMap((row) =>
    PERSON_ENTITIES.has(row.entityType) && Uuid.safeParse(row.entityId).success ? row.entityId : [],
  );
  const keys = await db.apiKey.findMany({
    where: { tenantId: ctx.tenantId, id: { in: ids("api_key") } },
    select: { id: true, name: true },
  });
  return {
    people: await readPeople([...ids("user"), ...members]),
    keys: new Map(keys.map((key) => [key.id, key.name])),
  };
}

function actorName(row: AuditRow, names: Names): string {
  switch (row.actorType) {
    case "user":
      return names.people.get(row.actorId ?? "")?.name ?? GONE_PERSON;
    case "api_key":
      return `API key ${names.keys.get(row.actorId ?? "") ?? "that is gone"}`;
    case "public":
      return "A website's visitor";
    default:
      return "Brand Automator";
  }
}

function entityName(row: AuditRow, names: Names): string | null {
  if (PERSON_ENTITIES.has(row.entityType)) {
    const known = names.people.get(row.entityId)?.name;
    if (known) return known;
  }
  for (const side of [row.after, row.before]) {
    const { data } = Named.safeParse(side);
    const name = data?.name ?? data?.email ?? data?.domain;
    if (name) return name;
  }
  return null;
}

export function toAuditLine(row: AuditRow, names: Names): AuditLineDto {
  return {
    id: row.id,
    at: row.createdAt.toISOString(),
    actor: { type: ActorType.parse(row.actorType), id: row.actorId, name: actorName(row, names) },
    action: row.action,
    entityType: row.entityType,
    entityId: row.entityId,
    entityName: entityName(row, names),
    before: row.before ?? null,
    after: row.after ?? null,
    requestId: row.requestId,
  };
}
