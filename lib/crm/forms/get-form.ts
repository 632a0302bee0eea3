import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import type { FormDto } from "../schemas";
import { getFormOrThrow, toFormDto } from "./internal";

/** @throws AppError not_found */
export async function getForm(ctx: Ctx, formId: string): Promise<FormDto> {
  requirePermission(ctx, "forms.read");
  return withTenant(ctx, async (db) => toFormDto(await getFormOrThrow(db, ctx, formId)));
}
