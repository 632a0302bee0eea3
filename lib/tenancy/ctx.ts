import type { TenantDb } from "@/lib/db";
import { forbidden } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { type Permission, type Role, roleCan } from "./permissions";

/** Who acts. Verbs get it with the context and never look at sessions or headers. */
export type Actor =
  | { type: "user"; userId: string; sessionId: string; role: Role }
  | { type: "api_key"; keyId: string; permissions: readonly Permission[] }
  | { type: "system"; job: string }
  | { type: "public"; via: string };

/** The first argument of every verb: the tenant comes from the session, the key or the job, never from input. */
export interface Ctx {
  readonly tenantId: string;
  readonly actor: Actor;
  readonly requestId: string;
  /** An open transaction with this tenant set; verbs join it. */
  readonly db?: TenantDb;
}

/** Whether the actor holds a permission. Jobs act with the product's own authority; public callers hold none. */
export function can(ctx: Ctx, permission: Permission): boolean {
  switch (ctx.actor.type) {
    case "user":
      return roleCan(ctx.actor.role, permission);
    case "api_key":
      return ctx.actor.permissions.includes(permission);
    case "system":
      return true;
    case "public":
      return false;
  }
}

/** @throws AppError forbidden */
export function requirePermission(ctx: Ctx, permission: Permission): void {
  if (!can(ctx, permission)) throw forbidden();
}

/** The context of a job that works for one tenant. */
export const systemCtx = (tenantId: string, job: string): Ctx => ({
  tenantId,
  actor: { type: "system", job },
  requestId: newId(),
});

/** The context of an anonymous caller whose tenant follows from a public key. @param via what let them in, e.g. "form:<id>" */
export const publicCtx = (tenantId: string, via: string, requestId: string): Ctx => ({
  tenantId,
  actor: { type: "public", via },
  requestId,
});

/** Stable id of the actor for audit rows and idempotency keys. */
export function actorId(actor: Actor): string {
  switch (actor.type) {
    case "user":
      return actor.userId;
    case "api_key":
      return actor.keyId;
    case "system":
      return actor.job;
    case "public":
      return actor.via;
  }
}
