/** The one table of error codes and their HTTP status. */
export const statusByCode = {
  bad_request: 400,
  unauthenticated: 401,
  second_factor_required: 401,
  reauthentication_required: 403,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  gone: 410,
  payload_too_large: 413,
  unsupported_media_type: 415,
  validation_failed: 422,
  rate_limited: 429,
  internal: 500,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof statusByCode;

/** Titles of problem+json; the detail says what happened in this case. */
export const titleByCode: Record<ErrorCode, string> = {
  bad_request: "The request could not be read",
  unauthenticated: "Sign in first",
  second_factor_required: "The second factor is missing",
  reauthentication_required: "Prove that it is you",
  forbidden: "Your role does not allow this",
  not_found: "Not found",
  method_not_allowed: "This method is not supported here",
  conflict: "This conflicts with what is there",
  gone: "This is no longer valid",
  payload_too_large: "The request is too large",
  unsupported_media_type: "This content type is not supported here",
  validation_failed: "Some fields need attention",
  rate_limited: "Too many requests",
  internal: "Something went wrong on our side",
  unavailable: "Temporarily unavailable",
};
