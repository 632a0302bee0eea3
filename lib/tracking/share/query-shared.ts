import { forbidden } from "@/lib/errors";
import { newId } from "@/lib/ids";
import type { Ctx } from "@/lib/tenancy";
import type { QueryReportsOutput } from "../report-schemas";
import { queryReports } from "../reports/query-reports";
import { openLink } from "./open-link";
import { SharedQueryInput } from "./schemas";
import { isUnlocked } from "./unlock-cookie";

/**
 * Reports of the website that a link shows, and of no other: the caller acts as a key that may only read reports.
 * @throws AppError not_found | gone | forbidden (the password is missing), ZodError
 */
export async function queryShared(
  token: string,
  input: SharedQueryInput,
  headers: Headers,
): Promise<QueryReportsOutput> {
  const link = await openLink(token);
  if (!isUnlocked(link, headers)) throw forbidden("This link asks for a password.");
  const question = SharedQueryInput.parse(input);
  const ctx: Ctx = {
    tenantId: link.tenantId,
    actor: { type: "api_key", keyId: link.id, permissions: ["reports.read"] },
    requestId: newId(),
  };
  return queryReports(ctx, { ...question, siteId: link.site.id });
}
