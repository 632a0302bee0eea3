import { z } from "zod";
import type { RichTenant } from "../fixtures/rich-tenant";

type Json = null | boolean | number | string | Json[] | { [key: string]: Json | undefined };

interface Node {
  type?: string;
  format?: string;
  const?: Json;
  enum?: Json[];
  minimum?: number;
  minItems?: number;
  items?: Node;
  properties?: Record<string, Node>;
  required?: string[];
  anyOf?: Node[];
  oneOf?: Node[];
  allOf?: Node[];
  $ref?: string;
  $defs?: Record<string, Node>;
}

/** Texts whose rules a JSON schema cannot say, by the field's name. */
const TEXTS: Record<string, (of: RichTenant) => string> = {
  domain: (of) => `www.${of.marker}.example`,
  allowedHosts: () => "shop.example",
  timeZone: () => "Europe/Berlin",
  email: (of) => `new.${of.marker}@people.example`,
  newEmail: (of) => `another.${of.marker}@people.example`,
  recipient: (of) => `reader.${of.marker}@people.example`,
  password: () => "correct horse battery",
  newPassword: () => "correct horse battery",
  from: (of) => of.day,
  to: (of) => of.day,
};

const CHROME =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";

const DAY_MS = 86_400_000;
const dayBefore = (day: string): string => new Date(Date.parse(day) - DAY_MS).toISOString().slice(0, 10);

/** Bodies that a generator cannot guess, by `METHOD path`; laid over the generated one. */
const BODIES: Record<string, (of: RichTenant) => Record<string, Json>> = {
  "POST /api/v1/reports/query": () => ({
    reports: [
      { id: "a", kind: "totals" },
      { id: "b", kind: "series", interval: "day" },
      { id: "c", kind: "breakdown", dimension: "page", limit: 10 },
      { id: "d", kind: "breakdown", dimension: "campaign", limit: 10 },
    ],
  }),
  "POST /api/v1/api-keys": () => ({ scopes: ["sites.read"], expiresAt: "2099-01-01T00:00:00.000Z" }),
  "DELETE /api/v1/tenants/{tenantId}": (of) => ({ confirmName: of.marker }),
  // The stored address and keys: nothing new has to be tried.
  // The fixture's import is of a day that has numbers.
  "POST /api/v1/sites/{siteId}/imports/{importId}/apply": () => ({ overlap: "skip" }),
  "PUT /api/v1/posthog": () => ({
    region: "own",
    host: "https://127.0.0.1",
    forwardsEvents: false,
    recordsSessions: true,
  }),
  "POST /api/v1/events": (of) => ({
    events: [{ url: `https://${of.marker}.example/`, ip: "203.0.113.9", userAgent: CHROME }],
  }),
  // The day itself waits to be counted again already.
  "POST /api/v1/sites/{siteId}/rebuilds": (of) => ({ day: dayBefore(of.day) }),
  "POST /api/v1/sites/{siteId}/share-links": () => ({ expiresAt: "2099-01-01T00:00:00.000Z" }),
  "POST /api/v1/notifications/read": (of) => ({ ids: [of.ids.notificationId ?? ""] }),
};

/** Fields that name something outside of this product. */
const ELSEWHERE: Record<string, string> = { distinctId: "a person at PostHog" };

/** Whether a field holds the id of another row. */
const isReference = (name: string): boolean => /(Id|Ids|^ids)$/.test(name) && !(name in ELSEWHERE);

class Example {
  constructor(
    private readonly defs: Record<string, Node>,
    private readonly of: RichTenant,
  ) {}

  private text(name: string, node: Node): string {
    if (node.format === "uuid" && isReference(name)) {
      const id = this.of.ids[name];
      if (id === undefined)
        throw new Error(`No id is known for the field "${name}"; add it to tests/fixtures/rich-tenant.ts.`);
      return id;
    }
    const known = TEXTS[name];
    if (known) return known(this.of);
    if (node.format === "date") return this.of.day;
    if (node.format === "date-time") return `${this.of.day}T12:00:00.000Z`;
    if (node.format === "uri") return `https://${this.of.marker}.example/thanks`;
    return "Some text";
  }

  /** @param optional which fields to fill beside the required ones */
  value(name: string, node: Node, optional: (field: string) => boolean): Json {
    if (node.$ref) return this.value(name, this.defs[node.$ref.split("/").at(-1) ?? ""] ?? {}, optional);
    const choices = node.anyOf ?? node.oneOf;
    const choice = choices?.find((part) => part.type !== "null") ?? choices?.[0];
    if (choice) return this.value(name, choice, optional);
    if (node.allOf) {
      const parts = node.allOf.map((part) => this.value(name, part, optional));
      const whole: Json = Object.assign({}, ...parts);
      return whole;
    }
    if (node.const !== undefined) return node.const;
    if (node.enum) return node.enum[0] ?? null;
    if (node.properties || node.type === "object") return this.fields(node, optional);
    if (node.type === "array") {
      const length = Math.max(node.minItems ?? 0, node.items?.format === "uuid" ? 1 : 0);
      return Array.from({ length }, () => this.value(name.replace(/s$/, ""), node.items ?? {}, optional));
    }
    if (node.type === "integer" || node.type === "number") return Math.max(1, node.minimum ?? 1);
    if (node.type === "boolean") return true;
    if (node.type === "null") return null;
    return this.text(name, node);
  }

  private fields(node: Node, optional: (field: string) => boolean): Json {
    const names = Object.keys(node.properties ?? {}).filter(
      (name) => node.required?.includes(name) || optional(name),
    );
    return Object.fromEntries(
      names.map((name) => [name, this.value(name, node.properties?.[name] ?? {}, optional)]),
    );
  }
}

const jsonSchema = (schema: z.ZodType): Node =>
  z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as Node;

/** Names of a schema's fields at the top that hold ids of other rows. */
export const referencesOf = (schema: z.ZodType | undefined): string[] =>
  schema ? Object.keys(jsonSchema(schema).properties ?? {}).filter(isReference) : [];

/**
 * A value that a schema accepts, as full as it can be, with a workspace's own ids in it.
 * @param name "METHOD path", or a job's name: for the message and for BODIES
 * @throws Error when no value can be built: then give one in BODIES
 */
export function exampleOf(name: string, schema: z.ZodType, of: RichTenant): Record<string, Json | undefined> {
  const node = jsonSchema(schema);
  const builder = new Example(node.$defs ?? {}, of);
  const given = BODIES[name]?.(of) ?? {};
  const singles = Object.keys(node.properties ?? {}).map((field) => (other: string) => other === field);
  for (const optional of [() => true, isReference, ...singles, () => false]) {
    const value = builder.value("", node, optional);
    if (typeof value !== "object" || value === null || Array.isArray(value)) continue;
    const full = { ...value, ...given };
    if (schema.safeParse(full).success) return full;
  }
  throw new Error(`No example could be built for ${name}; add one to BODIES in tests/isolation/examples.ts.`);
}
