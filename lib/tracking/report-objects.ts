import { conflict } from "@/lib/errors";
import type { Ctx } from "@/lib/tenancy";
import { OBJECTS_A_SITE_MAX } from "./report-schemas";

/** @param count how many the site has; @param what in the plural @throws AppError conflict when there is no room for one more */
export function requireRoom(count: number, what: string): void {
  if (count >= OBJECTS_A_SITE_MAX)
    throw conflict(`A website has at most ${OBJECTS_A_SITE_MAX} ${what}. Remove one first.`);
}

/** The person who made something; none for a key or a job. */
export const createdBy = (ctx: Ctx): { createdByUserId: string | null } => ({
  createdByUserId: ctx.actor.type === "user" ? ctx.actor.userId : null,
});
