import { z } from "zod";
import { AppError, type InvalidParam, invalid, unavailable } from "./app-error";
import { type ErrorCode, titleByCode } from "./codes";
import { isDatabaseAway, isUnstorableText } from "./database";

/** RFC 9457 body; every refusal of the API has this shape. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: ErrorCode;
  requestId: string;
  invalidParams?: InvalidParam[];
}

const DATABASE_RETRY_AFTER_S = 5;

/** Turns anything thrown into an AppError; unknown errors keep their cause for the log only. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof z.ZodError) return invalid(toInvalidParams(error));
  if (isDatabaseAway(error)) return unavailable(DATABASE_RETRY_AFTER_S, error);
  const refused = refusedByDatabase(error);
  if (refused) return refused;
  return new AppError(
    "internal",
    "Something went wrong on our side. It is in our log under the request id.",
    { cause: error },
  );
}

/** Constraints are the last line of defence; what they refuse is the caller's doing, not a fault of ours. */
function refusedByDatabase(error: unknown): AppError | undefined {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "P2002")
    return new AppError("conflict", "Something with the same key is there already.", { cause: error });
  if (code === "P2025")
    return new AppError("not_found", "There is no such record in this workspace.", { cause: error });
  if (code === "P2003")
    return new AppError("not_found", "Something this refers to is not in this workspace.", { cause: error });
  if (isUnstorableText(error))
    return new AppError(
      "bad_request",
      "A text of the request holds a character that cannot be stored (U+0000 or half a surrogate pair).",
      { cause: error },
    );
  return undefined;
}

// zod's own words for an absent field speak of types; a person only needs to know that something is missing.
const plainReason = (message: string): string =>
  /^Invalid input: expected .*, received undefined$/.test(message) ? "This field is required." : message;

/** Field names and sentences out of a zod error. */
export function toInvalidParams(error: z.ZodError): InvalidParam[] {
  return error.issues.flatMap((issue) => {
    const path = issue.path.map(String);
    const paths = issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...path, key]) : [path];
    return paths.map((parts) => ({ name: parts.join(".") || "(body)", reason: plainReason(issue.message) }));
  });
}

/** The answer for an error: status, problem+json body and headers. */
export function toProblem(
  error: unknown,
  requestId: string,
): { status: number; body: Problem; headers: Record<string, string> } {
  const known = toAppError(error);
  const body: Problem = {
    type: `urn:brand-automator:problem:${known.code}`,
    title: titleByCode[known.code],
    status: known.status,
    detail: known.message,
    code: known.code,
    requestId,
    ...(known.invalidParams ? { invalidParams: known.invalidParams } : {}),
  };
  const headers: Record<string, string> = { "content-type": "application/problem+json" };
  if (known.retryAfterS !== undefined) headers["retry-after"] = String(known.retryAfterS);
  return { status: known.status, body, headers };
}
