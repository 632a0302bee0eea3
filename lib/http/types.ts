import type { z } from "zod";
import type { ErrorCode } from "@/lib/errors";
import type { LimitName } from "@/lib/rate-limit";
import type { PersonCtx } from "@/lib/auth";
import type { Ctx, Permission } from "@/lib/tenancy";

type Schema = z.ZodType;

/** Schemas of what a route takes. Path parameters, query and body are each optional. */
export interface InputSchemas {
  params?: Schema;
  query?: Schema;
  body?: Schema;
}

type Parsed<S> = S extends Schema ? z.output<S> : undefined;

/** The parsed input of a route: only what its declaration names. */
export type Input<I extends InputSchemas> = {
  [K in "params" | "query" | "body"]: K extends keyof I ? Parsed<I[K]> : undefined;
};

/** How a request proves who sends it: the browser's cookie, an access token, an API key. */
export type CredentialKind = "session" | "token" | "key";

export type SuccessStatus = 200 | 201 | 202 | 204;

/** What the API document says of a route beside its schemas. */
export interface RouteWords {
  /** Short imperative sentence, e.g. "List sites". */
  summary: string;
  /** What a reader has to know further; plain text. */
  description?: string;
  /** Refusals beside those that every route of its kind can give. */
  errors?: readonly ErrorCode[];
  /** Content type of an answer that is no JSON (a file, a stream); the handler returns a Response then. */
  produces?: string;
}

/** A route behind the sign-in, as declared. */
export interface TenantRouteDef<
  I extends InputSchemas = InputSchemas,
  O extends Schema = Schema,
> extends RouteWords {
  permission: Permission;
  input?: I;
  output: O;
  /** Default 200. With 201 the route honours Idempotency-Key. */
  status?: SuccessStatus;
  /** Largest body in bytes; default 100,000. */
  bodyBytesMax?: number;
  /** "bytes": the body is no JSON; the handler takes it as a stream and bounds it itself. */
  bodyFormat?: "json" | "bytes";
  /** What may open this route; default: each of them. */
  credentials?: readonly CredentialKind[];
  /** Also answers while the workspace waits for its deletion. */
  worksWhileClosing?: boolean;
  /** A Response instead of data is passed on as it is (files, streams); declare `produces` then. */
  handle: (ctx: Ctx, input: Input<I>, request: TenantRequest) => Promise<z.input<O> | Response>;
}

/** A route of what belongs to a person and to no workspace. API keys never open one. */
export interface AccountRouteDef<
  I extends InputSchemas = InputSchemas,
  O extends Schema = Schema,
> extends RouteWords {
  input?: I;
  output: O;
  /** Default 200. With 201 the route honours Idempotency-Key. */
  status?: SuccessStatus;
  bodyBytesMax?: number;
  /** "bytes": the body is no JSON, the handler reads it from the request itself, up to bodyBytesMax. */
  bodyFormat?: "json" | "bytes";
  /** What may open this route; default: both. */
  credentials?: readonly Exclude<CredentialKind, "key">[];
  handle: (person: PersonCtx, input: Input<I>, request: Request) => Promise<z.input<O> | Response>;
}

/** What a public route knows of its caller. */
export interface PublicRequest {
  requestId: string;
  /** The caller's network address; never stored. */
  address: string;
  userAgent: string;
  headers: Headers;
  url: URL;
}

/** The same of a caller behind the sign-in, with the body where the route takes bytes. */
export interface TenantRequest extends PublicRequest {
  body: ReadableStream<Uint8Array> | null;
}

/** A route without sign-in. Everything anonymous is limited. */
export interface PublicRouteDef<
  I extends InputSchemas = InputSchemas,
  O extends Schema = Schema,
> extends RouteWords {
  /** Counted per address. */
  rateLimit: LimitName;
  input?: I;
  output: O;
  status?: SuccessStatus;
  bodyBytesMax?: number;
  /** "form": also urlencoded and multipart bodies. Default "json". */
  bodyFormat?: "json" | "form";
  /** "any": readable by pages of every origin, without credentials. */
  cors?: "any";
  /** A Response instead of data is passed on as it is (redirects, HTML). */
  handle: (request: PublicRequest, input: Input<I>) => Promise<z.input<O> | Response>;
  /** Turns a refusal into another shape, e.g. an HTML page for a browser's form post; undefined keeps problem+json. */
  refuse?: (request: PublicRequest, error: unknown) => Response | undefined;
}

/** A call from another service. It is believed only after verify has checked its signature over the raw body. */
export interface WebhookRouteDef<P> {
  rateLimit: LimitName;
  bodyBytesMax?: number;
  /** @throws AppError when the signature is wrong */
  verify: (request: PublicRequest, rawBody: string) => Promise<P>;
  handle: (request: PublicRequest, event: P) => Promise<void>;
}

/** What tests and the API document read from a handler. */
export type RouteDef =
  | ({ kind: "tenant" } & Omit<TenantRouteDef, "handle">)
  | ({ kind: "account" } & Omit<AccountRouteDef, "handle">)
  | ({ kind: "public" } & Omit<PublicRouteDef, "handle" | "refuse">)
  | { kind: "webhook" };

/** Second argument of Next's route handlers. */
export interface RouteArgs {
  params?: Promise<Record<string, string | string[] | undefined>>;
}

export interface RouteHandler {
  (request: Request, args: RouteArgs): Promise<Response>;
  def: RouteDef;
}
