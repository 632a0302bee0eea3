import { createHash } from "node:crypto";
import { z } from "zod";
import { now } from "@/lib/clock";
import { type Prisma, type SystemDb, systemDb, systemPool, type TenantDb, toJson } from "@/lib/db";
import { badRequest, conflict } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { open, seal } from "@/lib/secrets";
import { actorId, type Ctx, withTenant } from "@/lib/tenancy";

const KEEP_MS = 24 * 3_600_000;
const KEY_CHARS_MAX = 255;

/** What a creating request asks for, as far as sameness goes. */
export interface CreatingRequest {
  key: string;
  /** Method and path. */
  route: string;
  /** The body as it came. */
  body: string;
}

export interface Replayable<T> {
  result: T;
  replayed: boolean;
}

// An answer may hold what is shown only once (a new key), so it is kept sealed for the day that it is kept.
const SEAL_PURPOSE = "idempotent-answer";
const sealAnswer = (answer: unknown) => toJson({ sealed: seal(JSON.stringify(answer), SEAL_PURPOSE) });
const SealedAnswer = z.object({ sealed: z.string() });
const openAnswer = (stored: Prisma.JsonValue): Prisma.JsonValue =>
  z.json().parse(JSON.parse(open(SealedAnswer.parse(stored).sealed, SEAL_PURPOSE)));

/**
 * Runs a creating verb at most once for a key: the key's row, the verb's changes and the answer commit together, so that
 * a crash leaves either all or nothing. A second request with the same key waits for the first and gets its answer.
 * @throws AppError conflict when the key came with another body; bad_request for an unusable key
 */
export async function createOnce<T>(
  ctx: Ctx,
  request: CreatingRequest,
  status: number,
  create: (ctx: Ctx) => Promise<T>,
): Promise<Replayable<T | Prisma.JsonValue>> {
  checkKey(request);
  const scope = { tenantId: ctx.tenantId, actorId: actorId(ctx.actor) };
  return withTenant(ctx, (db) => runOnce(db, scope, request, status, () => create({ ...ctx, db })));
}

/**
 * The same for what belongs to a person and no workspace: the key's row stands under the person's id, written as
 * app_system, in one transaction with what the verb creates.
 * @throws AppError conflict | bad_request
 */
export async function createOnceForPerson<T>(
  userId: string,
  request: CreatingRequest,
  status: number,
  create: (tx: SystemDb) => Promise<T>,
): Promise<Replayable<T | Prisma.JsonValue>> {
  checkKey(request);
  const scope = { tenantId: userId, actorId: userId };
  return systemDb().$transaction((tx) => runOnce(tx, scope, request, status, () => create(tx)));
}

/** @throws AppError bad_request */
function checkKey({ key }: CreatingRequest): void {
  if (key.length > KEY_CHARS_MAX || !/^[\x21-\x7e]+$/.test(key))
    throw badRequest(`Idempotency-Key must be 1 to ${KEY_CHARS_MAX} visible ASCII characters.`);
}

async function runOnce<T>(
  db: TenantDb,
  scope: { tenantId: string; actorId: string },
  request: CreatingRequest,
  status: number,
  create: () => Promise<T>,
): Promise<Replayable<T | Prisma.JsonValue>> {
  const requestHash = createHash("sha256").update(request.body).digest("hex");
  const where = { ...scope, route: request.route, key: request.key };
  const expiresAt = new Date(now().getTime() + KEEP_MS);
  const { count } = await db.idempotencyKey.createMany({
    data: [{ id: newId(), ...where, requestHash, expiresAt }],
    skipDuplicates: true,
  });
  if (count === 0) {
    const earlier = await db.idempotencyKey.findUniqueOrThrow({
      where: { tenantId_actorId_route_key: where },
    });
    if (earlier.requestHash !== requestHash)
      throw conflict("This Idempotency-Key was used with another body. Use a new key for a new request.");
    return { result: openAnswer(earlier.responseBody), replayed: true };
  }
  const result = await create();
  await db.idempotencyKey.update({
    where: { tenantId_actorId_route_key: where },
    data: { responseStatus: status, responseBody: sealAnswer(result) },
  });
  return { result, replayed: false };
}

/** Removes keys that are a day old. @returns how many went */
export async function sweepIdempotencyKeys(): Promise<number> {
  const { rowCount } = await systemPool().query("DELETE FROM idempotency_keys WHERE expires_at < $1", [
    now(),
  ]);
  return rowCount ?? 0;
}
