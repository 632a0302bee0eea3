import { createHash } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

/** One request that reached a service. */
export type LedgerLine = {
  id: number;
  /** ISO time by the machine's clock. */
  at: string;
  service: string;
  method: string;
  /** Below the service's own path, with the query. */
  path: string;
  headers: Record<string, string>;
  /** At most the first 64 KB. */
  body: string;
  /** What was answered; null while it is being answered, 0 when the connection was cut instead. */
  status: number | null;
  /** The fault that was applied. */
  fault: string | null;
};

export type LedgerFilter = { method?: string; path?: string; status?: number; sinceId?: number };

const LINES_MAX = 1_000;
const BODY_BYTES_MAX = 64 * 1024;
const SECRET_HEADERS =
  /^(authorization|proxy-authorization|cookie|set-cookie|x-api-key|x-goog-api-key|stripe-signature)$/;
const HEADERS =
  /^(accept|accept-language|content-type|content-length|user-agent|idempotency-key|linkedin-version|x-restli-.*|stripe-.*|x-.*)$/;
const SECRET_NAMES =
  "client_secret|access_token|refresh_token|id_token|token|password|code_verifier|api_key|key";
const IN_FORM = new RegExp(`(^|[?&])(${SECRET_NAMES})=([^&\\s]+)`, "g");
const IN_JSON = new RegExp(`("(?:${SECRET_NAMES})"\\s*:\\s*)"((?:[^"\\\\]|\\\\.)+)(?:"|$)`, "g");

/** Stands for a secret: the same one gives the same mark, so that a test can tell two apart. */
const mark = (secret: string): string =>
  `[redacted ${createHash("sha256").update(secret).digest("hex").slice(0, 8)}]`;

const redactText = (text: string): string =>
  text
    .replace(IN_FORM, (_all, lead: string, name: string, value: string) => `${lead}${name}=${mark(value)}`)
    .replace(IN_JSON, (_all, lead: string, value: string) => `${lead}"${mark(value)}"`);

function redactHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    const text = Array.isArray(value) ? value.join(", ") : (value ?? "");
    if (SECRET_HEADERS.test(name))
      kept[name] = text.replace(
        /^(\w+ )?(.*)$/s,
        (_all, scheme = "", secret) => `${scheme}${mark(secret as string)}`,
      );
    else if (HEADERS.test(name)) kept[name] = text;
  }
  return kept;
}

/** What a service was asked, newest last; bounded. */
export class Ledger {
  #lines: LedgerLine[] = [];
  #nextId = 1;

  constructor(readonly service: string) {}

  get length(): number {
    return this.#lines.length;
  }

  /** Adds a line, without the credentials in it. The caller sets `status` once it is known. */
  add(line: {
    method: string;
    path: string;
    headers: IncomingHttpHeaders;
    body: Buffer | string;
  }): LedgerLine {
    const added: LedgerLine = {
      id: this.#nextId++,
      at: new Date().toISOString(),
      service: this.service,
      method: line.method,
      path: redactText(line.path),
      headers: redactHeaders(line.headers),
      body: redactText(Buffer.from(line.body).subarray(0, BODY_BYTES_MAX).toString("utf8")),
      status: null,
      fault: null,
    };
    this.#lines.push(added);
    if (this.#lines.length > LINES_MAX) this.#lines.splice(0, this.#lines.length - LINES_MAX);
    return added;
  }

  /** The lines that please the filter, oldest first; `path` is a beginning. */
  list({ method, path, status, sinceId }: LedgerFilter = {}): LedgerLine[] {
    return this.#lines.filter(
      (line) =>
        (method === undefined || line.method === method) &&
        (path === undefined || line.path.startsWith(path)) &&
        (status === undefined || line.status === status) &&
        (sinceId === undefined || line.id > sinceId),
    );
  }

  clear(): void {
    this.#lines = [];
  }
}
