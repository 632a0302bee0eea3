import { z } from "zod";

const ProblemBody = z.object({
  title: z.string(),
  detail: z.string().optional(),
  code: z.string().default("unknown"),
  requestId: z.string().optional(),
  invalidParams: z.array(z.object({ name: z.string(), reason: z.string() })).default([]),
});

export type InvalidParam = { name: string; reason: string };

/** A refusal of the API (RFC 9457), or a request that never got an answer (`status` 0). */
export class ApiError extends Error {
  override readonly name = "ApiError";

  constructor(
    message: string,
    readonly status: number,
    readonly code: string,
    readonly invalidParams: readonly InvalidParam[] = [],
    readonly requestId?: string,
  ) {
    super(message);
  }

  /** Trying the same again may work: no connection, overload, or a fault on the server's side. */
  get isTemporary(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

export const networkError = (): ApiError =>
  new ApiError(
    "The server cannot be reached. Check your connection; nothing you entered is lost.",
    0,
    "network",
  );

/** Reads a problem+json answer; an answer of any other kind gets a plain sentence with its status. */
export async function toApiError(response: Response): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => null);
  const parsed = ProblemBody.safeParse(body);
  if (!parsed.success) {
    return new ApiError(`The server answered with status ${response.status}.`, response.status, "unknown");
  }
  const { title, detail, code, invalidParams, requestId } = parsed.data;
  return new ApiError(detail ?? title, response.status, code, invalidParams, requestId);
}

/** The sentence to show for whatever was thrown. */
export const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : "Something failed without saying why. Try again.";
