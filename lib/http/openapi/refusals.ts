import { type ErrorCode, statusByCode, titleByCode } from "@/lib/errors/codes";
import { keyCanHold } from "@/lib/tenancy/permissions";
import type { CredentialKind, RouteDef } from "../types";
import type { ApiResponse, JsonSchema } from "./types";

/** The credentials that a route takes; none for routes without sign-in. */
export function credentialsOf(def: RouteDef): readonly CredentialKind[] {
  if (def.kind === "tenant") {
    const taken = def.credentials ?? ["session", "token", "key"];
    return keyCanHold(def.permission) ? taken : taken.filter((name) => name !== "key");
  }
  return def.kind === "account" ? (def.credentials ?? ["session", "token"]) : [];
}

/** Whether the body is a file and no JSON. */
export const readsBytes = (def: RouteDef): boolean => "bodyFormat" in def && def.bodyFormat === "bytes";

/** Every refusal that a route can give: by its kind, its input, and what it declares beside. */
export function refusalsOf(method: string, path: string, def: RouteDef): ErrorCode[] {
  const codes = new Set<ErrorCode>(["rate_limited", "unavailable"]);
  if (def.kind === "webhook") return [...codes];
  const changes = method !== "GET" && method !== "HEAD";
  if (credentialsOf(def).length > 0) codes.add("unauthenticated").add("forbidden");
  if (def.kind === "tenant" || path.includes("{")) codes.add("not_found");
  // A text that no database can hold is 400, wherever it came in.
  if (def.input || changes) codes.add("bad_request");
  if (def.input?.query || def.input?.body) codes.add("validation_failed");
  if (def.input?.body || readsBytes(def)) codes.add("payload_too_large").add("unsupported_media_type");
  const reads = def.kind === "tenant" && def.permission.endsWith(".read");
  if (changes && !reads && def.kind !== "public") codes.add("conflict");
  for (const code of def.errors ?? []) codes.add(code);
  return [...codes].sort((a, b) => statusByCode[a] - statusByCode[b] || a.localeCompare(b));
}

const header = (name: string) => ({ $ref: `#/components/headers/${name}` });

/** Headers of every answer of a route that counts its callers. */
export const ANSWER_HEADERS = {
  "X-Request-Id": header("X-Request-Id"),
  "RateLimit-Limit": header("RateLimit-Limit"),
  "RateLimit-Remaining": header("RateLimit-Remaining"),
  "RateLimit-Reset": header("RateLimit-Reset"),
};

const text = (description: string) => ({ description, schema: { type: "string" } });
const seconds = (description: string) => ({ description, schema: { type: "integer", minimum: 0 } });

export const HEADERS = {
  "X-Request-Id": text("Names this request in our log."),
  "RateLimit-Limit": seconds("How many requests the window allows."),
  "RateLimit-Remaining": seconds("How many of them are left."),
  "RateLimit-Reset": seconds("Seconds until the window starts anew."),
  "Retry-After": seconds("Seconds after which trying again makes sense."),
  "Idempotency-Replayed": text(
    '"true" when this is the stored answer to an earlier request with the same Idempotency-Key.',
  ),
};

/** The body of every refusal (RFC 9457). */
export const PROBLEM: JsonSchema = {
  type: "object",
  description: "A refusal, as RFC 9457 shapes it.",
  properties: {
    type: { type: "string", description: "urn:brand-automator:problem: and the code." },
    title: { type: "string", description: "What kind of refusal this is." },
    status: { type: "integer", description: "The HTTP status again." },
    detail: { type: "string", description: "What happened in this case, in words for a person." },
    code: { type: "string", enum: Object.keys(statusByCode), description: "For programs; does not change." },
    requestId: { type: "string", description: "Names this request in our log." },
    invalidParams: {
      type: "array",
      description: "The fields that were refused.",
      items: {
        type: "object",
        properties: {
          name: { type: "string", description: "Dotted path of the field." },
          reason: { type: "string", description: "What to change, in words for a person." },
        },
        required: ["name", "reason"],
        additionalProperties: false,
      },
    },
  },
  required: ["type", "title", "status", "detail", "code", "requestId"],
  additionalProperties: false,
};

const RETRY = new Set([429, 503]);

const codesOf = (status: number): ErrorCode[] =>
  Object.entries(statusByCode).flatMap(([code, at]) => (at === status ? [code as ErrorCode] : [])); // eslint-disable-line house/no-unchecked-cast -- keys of the very table

function responseOf(status: number): ApiResponse {
  const codes = codesOf(status);
  const [code = "internal"] = codes;
  const example = {
    type: `urn:brand-automator:problem:${code}`,
    title: titleByCode[code],
    status,
    detail: `${titleByCode[code]}.`,
    code,
    requestId: "0195a3f2-6b1c-7d4e-9a8b-3c5d7e9f1a2b",
    ...(status === 422
      ? { invalidParams: [{ name: "email", reason: "Enter an e-mail address like name@example.com." }] }
      : {}),
  };
  return {
    description: codes.map((name) => `${titleByCode[name]} (\`${name}\`)`).join(", or: "),
    headers: {
      "X-Request-Id": header("X-Request-Id"),
      ...(RETRY.has(status) ? { "Retry-After": header("Retry-After") } : {}),
    },
    content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" }, example } },
  };
}

/** Name of a refusal's component, e.g. Problem422. */
export const refusalName = (status: number): string => `Problem${status}`;

/** One response a status that any operation refuses with. */
export function refusalResponses(statuses: Iterable<number>): Record<string, ApiResponse> {
  const sorted = [...new Set(statuses)].sort((a, b) => a - b);
  return Object.fromEntries(sorted.map((status) => [refusalName(status), responseOf(status)]));
}
