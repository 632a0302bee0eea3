import { type ErrorCode, statusByCode } from "./codes";

/** One field that was refused: its dotted path and a sentence for the person who typed it. */
export interface InvalidParam {
  name: string;
  reason: string;
}

interface AppErrorOptions {
  invalidParams?: InvalidParam[];
  retryAfterS?: number;
  cause?: unknown;
}

/** The only error class that reaches a caller. Everything else becomes a 500 with a fixed text. */
export class AppError extends Error {
  override name = "AppError";
  readonly code: ErrorCode;
  readonly status: number;
  readonly invalidParams: InvalidParam[] | undefined;
  /** Seconds after which trying again makes sense. */
  readonly retryAfterS: number | undefined;

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.code = code;
    this.status = statusByCode[code];
    this.invalidParams = options.invalidParams;
    this.retryAfterS = options.retryAfterS;
  }
}

/** 400: the request cannot be read at all (not JSON, broken encoding). */
export const badRequest = (message: string) => new AppError("bad_request", message);

/** 401: nobody is signed in, or the session has ended. */
export const unauthenticated = (
  message = "Sign in to continue; there is no valid session with this request.",
) => new AppError("unauthenticated", message);

/** 403: known person, but the role lacks the permission. */
export const forbidden = (message = "Your role in this workspace does not allow this.") =>
  new AppError("forbidden", message);

/** 404: missing and foreign look the same. @param what noun in lower case, e.g. "site" */
export const notFound = (what: string) =>
  new AppError("not_found", `There is no such ${what} in this workspace.`);

/** 409: the state does not allow it. */
export const conflict = (message: string) => new AppError("conflict", message);

/** 401: the password was right and a code of the second factor is missing. */
export const secondFactorRequired = () =>
  new AppError(
    "second_factor_required",
    "Send the six digits of your authenticator app, or a recovery code, as well.",
  );

/** 403: a sensitive change needs a fresh proof of who asks. */
export const reauthenticationRequired = (
  message = "Type your current password, or sign in again, to change this.",
) => new AppError("reauthentication_required", message);

/** 410: a link or code that was used, replaced or has run out. */
export const gone = (message: string) => new AppError("gone", message);

/** 413. @param bytesMax the bound that was passed, in bytes */
export const tooLarge = (bytesMax: number) =>
  new AppError("payload_too_large", `The request may have at most ${bytesMax} bytes.`);

/** 422: the schema was not met. */
export const invalid = (invalidParams: InvalidParam[]) =>
  new AppError("validation_failed", invalidParams.map((p) => `${p.name}: ${p.reason}`).join(" "), {
    invalidParams,
  });

/** 429. @param retryAfterS seconds until the limit opens again */
export const rateLimited = (retryAfterS: number) =>
  new AppError("rate_limited", `Too many requests. Try again in ${retryAfterS} s.`, { retryAfterS });

/** 503: a part we need is away; nothing was stored. @param retryAfterS seconds */
export const unavailable = (retryAfterS: number, cause?: unknown) =>
  new AppError(
    "unavailable",
    `The service cannot do this right now. Nothing was stored; try again in ${retryAfterS} s.`,
    { retryAfterS, cause },
  );
