import type { z } from "zod";
import { networkError, toApiError } from "./api-error";

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

type Method = "GET" | "POST" | "PATCH" | "DELETE";

async function request<T>(
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
    method,
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

/**
 * The product's own API. Paths start after /api/v1.
 * @throws ApiError on any refusal and when the server cannot be reached
 */
export const api = {
  get: <T>(path: string, options: ApiOptions<T>) => request("GET", path, undefined, options),
  post: <T>(path: string, body: unknown, options: ApiOptions<T>) => request("POST", path, body, options),
  patch: <T>(path: string, body: unknown, options: ApiOptions<T>) => request("PATCH", path, body, options),
  delete: <T>(path: string, options: ApiOptions<T>) => request("DELETE", path, undefined, options),
};

/** A path with its query; empty values are left out. */
export function withQuery(path: string, query: Record<string, string | number | null | undefined>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== "") params.set(name, String(value));
  }
  const text = params.toString();
  return text ? `${path}?${text}` : path;
}
