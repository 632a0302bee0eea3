import { getRequestSummary } from "@/lib/crm";
import type { RequestDto } from "@/lib/crm/schemas";
import { type Ctx, withTenant } from "@/lib/tenancy";
import { notifyMembers } from "./notify-members";

const BODY_CHARS_MAX = 160;

/**
 * Tells every active member who may read requests of a new one. The dedupe key makes a second run harmless.
 * @throws AppError not_found when the request is not in ctx's workspace
 */
export async function notifyRequestReceived(ctx: Ctx, requestId: string): Promise<void> {
  await withTenant(ctx, async (db) => {
    const request = await getRequestSummary({ ...ctx, db }, requestId);
    await notifyMembers({ ...ctx, db }, "requests.read", {
      kind: "request",
      ...wordsFor(request),
      href: `/crm/requests/${request.id}`,
      dedupeKey: `request:${request.id}`,
    });
  });
}

function wordsFor(request: RequestDto): { title: string; body: string } {
  const scope = request.scopeDetails;
  const said = request.message || scope?.goals || scope?.details || scope?.services.join(", ") || "";
  const line = said.replace(/\s+/g, " ");
  const letters = [...line]; // by code points, so that no emoji is cut in half
  return {
    title: `${request.kind === "contact" ? "New request" : "New project request"} from ${request.name}`,
    body: letters.length > BODY_CHARS_MAX ? `${letters.slice(0, BODY_CHARS_MAX - 1).join("")}…` : line,
  };
}
