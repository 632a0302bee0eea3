import { createHash } from "node:crypto";
import { invalid } from "@/lib/errors";
import { ContactIntake, ProjectScopeIntake, type RequestKind, type ScopeDetails } from "../schemas";

export type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * One flat set of fields out of what JSON callers and HTML forms send: `services[]` is `services`, `scopeDetails: {…}` is
 * its parts, null is absent.
 * @throws AppError validation_failed when the body is no set of fields
 */
export function toFields(body: unknown): Fields {
  if (!isFields(body)) throw invalid([{ name: "(body)", reason: "Send the fields of the form" }]);
  const { scopeDetails, ...rest } = body;
  const entries = Object.entries({ ...(isFields(scopeDetails) ? scopeDetails : {}), ...rest });
  return Object.fromEntries(
    entries
      .filter(([, value]) => value !== null)
      .map(([name, value]) => [name.replace(/\[\d*\]$/, ""), value]),
  );
}

/** A checked submission, the same shape for both kinds. */
export interface Submission {
  kind: RequestKind;
  name: string;
  email: string;
  company: string;
  phone: string;
  message: string;
  scopeDetails: ScopeDetails | null;
}

/** @throws ZodError (422 with the fields' names) */
export function toSubmission(kind: RequestKind, fields: Fields): Submission {
  if (kind === "contact") return { kind, ...ContactIntake.parse(fields), scopeDetails: null };
  const { name, email, company, phone, message, ...scopeDetails } = ProjectScopeIntake.parse(fields);
  return { kind, name, email, company, phone, message, scopeDetails };
}

/** The same for two submissions of the same content. */
export const fingerprint = (submission: Submission): string =>
  createHash("sha256").update(JSON.stringify(submission)).digest("hex").slice(0, 40);

const EVENT_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** The id of the visitor's last event, which the tracker put into the hidden field `ba`; null when absent or no such id. */
export function trackerEventId(fields: Fields): string | null {
  const id = typeof fields["ba"] === "string" ? fields["ba"].trim().toLowerCase() : "";
  return EVENT_ID.test(id) ? id : null;
}

/** Whether the person wants a page (a browser's form post) rather than JSON. */
export const wantsPage = (headers: Headers): boolean => /\btext\/html\b/i.test(headers.get("accept") ?? "");
