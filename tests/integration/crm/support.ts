import { randomBytes } from "node:crypto";
import { call, type Answer, type Person } from "../../fixtures/tenants";
import { POST as postForm } from "@/app/api/forms/[formKey]/route";
import { disconnectAll, systemDb } from "@/lib/db";
import { newId, newKey } from "@/lib/ids";
import { closeLimiters } from "@/lib/rate-limit";
import { withTenant } from "@/lib/tenancy";

export async function closeAll(): Promise<void> {
  closeLimiters();
  await disconnectAll();
}

/** A site's row in a person's workspace. */
export async function mintSite(
  person: Person,
  given: { domain?: string; allowedHosts?: string[]; name?: string } = {},
) {
  const domain =
    given.domain ??
    `${newKey(6)
      .toLowerCase()
      .replace(/[^a-z0-9]/g, "x")}.example`;
  return withTenant(person.ctx, async (db) => {
    const company = await db.company.findFirstOrThrow({
      where: { tenantId: person.tenantId, isDefault: true },
    });
    return db.site.create({
      data: {
        id: newId(),
        tenantId: person.tenantId,
        companyId: company.id,
        name: given.name ?? domain,
        domain,
        allowedHosts: given.allowedHosts ?? [],
        siteKey: newKey(),
      },
    });
  });
}

/** Audit rows of one record, oldest first. */
export const auditOf = (person: Person, entityId: string) =>
  withTenant(person.ctx, (db) =>
    db.auditLog.findMany({ where: { tenantId: person.tenantId, entityId }, orderBy: { id: "asc" } }),
  );

/** Waiting and dispatched events of a workspace. */
export const eventsOf = (person: Person, type: string) =>
  systemDb().outboxEvent.findMany({ where: { tenantId: person.tenantId, type }, orderBy: { id: "asc" } });

/** Everything that requests leave behind in a workspace, counted as app_user. */
export const countsOf = (person: Person) =>
  withTenant(person.ctx, async (db) => {
    const where = { tenantId: person.tenantId };
    return {
      contactRequests: await db.contactSubmission.count({ where }),
      scopeRequests: await db.projectScopeRequest.count({ where }),
      contacts: await db.contact.count({ where }),
    };
  });

/** An address that no other test has used, so that limits of one do not meet another. */
export const anyAddress = (): string =>
  `2001:db8:${
    [...randomBytes(12)]
      .map((b) => b.toString(16).padStart(2, "0"))
      .join("")
      .match(/.{4}/g)
      ?.join(":") ?? ""
  }`;

export interface FormPost {
  body: unknown;
  headers?: Record<string, string>;
  address?: string;
}

/** Posts to a form as a website's page would (JSON unless the headers say otherwise). */
export const send = (formKey: string, { body, headers = {}, address }: FormPost): Promise<Answer> =>
  call(postForm, {
    method: "POST",
    path: `/api/forms/${formKey}`,
    params: { formKey },
    body,
    headers: { "x-ba-peer": address ?? anyAddress(), ...headers },
  });

export const BROWSER = { accept: "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8" };
export const URLENCODED = { "content-type": "application/x-www-form-urlencoded" };
