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

type Fields = Readonly<Record<string, unknown>>;

// By hand, so that a page that shows a refusal need not load the schemas' library first.
const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null;
const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

function invalidParamsOf(value: unknown): InvalidParam[] {
  if (!Array.isArray(value)) return [];
  return value
    .filter(isFields)
    .map((item) => ({ name: textOf(item.name) ?? "", reason: textOf(item.reason) ?? "" }));
}

/** Reads a problem+json answer; an answer of any other kind gets a plain sentence with its status. */
export async function toApiError(response: Response): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => null);
  const fields = isFields(body) ? body : {};
  const message =
    textOf(fields.detail) ?? textOf(fields.title) ?? `The server answered with status ${response.status}.`;
  return new ApiError(
    message,
    response.status,
    textOf(fields.code) ?? "unknown",
    invalidParamsOf(fields.invalidParams),
    textOf(fields.requestId),
  );
}

/** The sentence to show for whatever was thrown. */
export const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : "Something failed without saying why. Try again.";
