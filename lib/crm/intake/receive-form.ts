import { nowMs } from "@/lib/clock";
import { isDatabaseAway, rateLimited, toAppError, toProblem } from "@/lib/errors";
import { createOnce } from "@/lib/idempotency";
import { newId } from "@/lib/ids";
import { logger } from "@/lib/logger";
import { consume } from "@/lib/rate-limit";
import { publicCtx } from "@/lib/tenancy";
import { makeIdentifyToken } from "@/lib/tracking";
import { IntakeReceipt } from "../schemas";
import { type Fields, fingerprint, toFields, toSubmission, wantsPage } from "./fields";
import { findForm, type IntakeForm } from "./find-form";
import { checkPage } from "./origin";
import { backUrlOf, refusalPage, thankYouPage } from "./pages";
import { storeSubmission } from "./store-submission";
import { trapOf } from "./traps";
import { traceOf } from "./visit-trace";

/** Who posts: what the transport knows of an anonymous caller. */
export interface IntakeCaller {
  requestId: string;
  /** Network address; goes into the visitor's key and the limits, and is stored nowhere. */
  address: string;
  userAgent: string;
  headers: Headers;
}

/**
 * Takes a post of a website's form, as JSON or from HTML.
 * @param body the parsed body, unchecked
 * @returns the receipt, or for a browser the page or redirect that follows
 * @throws AppError not_found | forbidden (page not allowed) | rate_limited | conflict; ZodError for wrong fields
 */
export async function receiveForm(
  caller: IntakeCaller,
  formKey: string,
  body: unknown,
): Promise<IntakeReceipt | Response> {
  const form = await findForm(formKey);
  const limit = await consume("form", form.id);
  if (!limit.allowed) throw rateLimited(limit.resetS);
  checkPage(caller.headers, form);
  const fields = toFields(body);
  const trap = trapOf(fields, nowMs());
  if (trap !== null) {
    logger().info(
      { requestId: caller.requestId, tenantId: form.tenantId, formId: form.id, reason: trap },
      "a form post was dropped",
    );
    // Looks like any other receipt, and leads nowhere.
    const trackingToken = makeIdentifyToken(form.tenantId, newId());
    return reply(caller, form, { id: newId(), status: "received", trackingToken });
  }
  return reply(caller, form, await store(caller, form, fields));
}

async function store(caller: IntakeCaller, form: IntakeForm, fields: Fields): Promise<IntakeReceipt> {
  const submission = toSubmission(form.kind, fields);
  const ctx = publicCtx(form.tenantId, `form:${form.id}`, caller.requestId);
  const stored = { formId: form.id, submission, trace: await traceOf(ctx, form, fields, caller) };
  const key = caller.headers.get("idempotency-key");
  if (key === null) return storeSubmission(ctx, stored);
  const request = { key, route: `POST /api/forms/${form.formKey}`, body: fingerprint(submission) };
  const { result } = await createOnce(ctx, request, 201, (inner) => storeSubmission(inner, stored));
  return IntakeReceipt.parse(result);
}

function reply(caller: IntakeCaller, form: IntakeForm, receipt: IntakeReceipt): IntakeReceipt | Response {
  if (!wantsPage(caller.headers)) return receipt;
  if (form.redirectUrl === null) return thankYouPage(backUrlOf(caller.headers));
  return new Response(null, {
    status: 303,
    headers: { location: new URL(form.redirectUrl).href, "cache-control": "no-store" },
  });
}

/** A refusal as a page for whoever posted from HTML; undefined for programs, who get problem+json. */
export function refuseForm(caller: IntakeCaller, error: unknown): Response | undefined {
  if (!wantsPage(caller.headers)) return undefined;
  const { status, body, headers } = toProblem(error, caller.requestId);
  if (status >= 500) {
    const level = isDatabaseAway(error) ? "warn" : "error";
    logger()[level](
      { requestId: caller.requestId, err: toAppError(error).cause ?? error },
      "a form post failed",
    );
  }
  const { "content-type": _json, ...kept } = headers;
  const { title, detail, invalidParams } = body;
  return refusalPage({
    status,
    title,
    detail,
    invalidParams,
    headers: kept,
    requestId: caller.requestId,
    backUrl: backUrlOf(caller.headers),
  });
}
