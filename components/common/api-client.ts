import type { z } from "zod";
import { networkError, toApiError } from "./api-error";
import type { AnswerOf, BodyOf, ApiPath, Method, QueryOf } from "./api-types";

/** Loads the shape of an answer; an answer of another shape is an error, never a surprise further on. */
export type Shape<T> = () => Promise<z.ZodType<T>>;

export type ApiOptions<T> = {
  /** The workspace this tab works in; the server checks it against the membership. */
  workspaceId: string | null;
  shape: Shape<T>;
  signal?: AbortSignal;
  /** Makes a repeated create return the first answer; keep the same key for a retry of the same form. */
  idempotencyKey?: string;
};

/**
 * One call of the API that nothing has typed; `api` below is what pages use.
 * @throws ApiError on any refusal and when the server cannot be reached
 */
export async function callApi<T>(
  method: Method,
  path: string,
  body: unknown,
  { workspaceId, shape, signal, idempotencyKey }: ApiOptions<T>,
): Promise<T> {
  const shapeLoading = shape();
  const headers = new Headers({ Accept: "application/json" });
  if (workspaceId) headers.set("X-Workspace-Id", workspaceId);
  if (idempotencyKey) headers.set("Idempotency-Key", idempotencyKey);
  if (body !== undefined) headers.set("Content-Type", "application/json");
  const response = await fetch(`/api/v1${path}`, {
    method: method.toUpperCase(),
    headers,
    credentials: "same-origin",
    cache: "no-store",
    body: body === undefined ? null : JSON.stringify(body),
    signal: signal ?? null,
  }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw networkError();
  });
  if (!response.ok) throw await toApiError(response);
  const answer: unknown = response.status === 204 ? null : await response.json();
  return (await shapeLoading).parse(answer);
}

/** What goes with a question: its query beside what every call carries. */
type Asking<M extends Method, P extends string, T> = ApiOptions<T> & { query?: QueryOf<M, P> };

const send =
  <M extends Method>(method: M) =>
  <const P extends ApiPath<M>, T extends AnswerOf<M, P>>(
    path: P,
    body: BodyOf<M, P>,
    options: ApiOptions<T>,
  ) =>
    callApi(method, path, body, options);

/**
 * The product's own API, typed by its document: a path, body or query that it does not know does not compile.
 * Paths start after /api/v1.
 * @throws ApiError on any refusal and when the server cannot be reached
 */
export const api = {
  get: <const P extends ApiPath<"get">, T extends AnswerOf<"get", P>>(
    path: P,
    { query, ...options }: Asking<"get", P, T>,
  ) => callApi("get", withQuery(path, query ?? {}), undefined, options),
  post: send("post"),
  put: send("put"),
  patch: send("patch"),
  delete: <const P extends ApiPath<"delete">, T extends AnswerOf<"delete", P>>(
    path: P,
    options: ApiOptions<T>,
  ) => callApi("delete", path, undefined, options),
};

/** A path with its query; empty values are left out. */
export function withQuery(path: string, query: object): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== "") params.set(name, String(value));
  }
  const text = params.toString();
  return text ? `${path}?${text}` : path;
}
