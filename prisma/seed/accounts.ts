import type { PoolClient } from "pg";
import { hashPassword } from "@/lib/passwords";
import { fixedId } from "./random";
import { insertRows } from "./insert-rows";

/** Where ids of accounts lie in time: fixed, so that every run meets the same rows. */
const ACCOUNT_MS = Date.UTC(2026, 0, 5, 9);

// Fixed and no secret: scenarios load only where APP_URL is this machine (main.ts refuses anything else).
export const DEMO_LOGIN = { email: "demo@brand-automator.example", password: "demo-password" } as const;

/** The person that all scenarios share. */
export const DEMO_USER_ID = fixedId(ACCOUNT_MS, "demo user");

/** Adds the demo person; an account that is there keeps its password. */
export async function addDemoUser(client: PoolClient): Promise<void> {
  const passwordHash = await hashPassword(DEMO_LOGIN.password);
  await insertRows(client, "users", [
    {
      id: DEMO_USER_ID,
      email: DEMO_LOGIN.email,
      password_hash: passwordHash,
      is_active: true,
      email_verified_at: iso(ACCOUNT_MS),
      created_at: iso(ACCOUNT_MS),
      updated_at: iso(ACCOUNT_MS),
    },
  ]);
  await insertRows(client, "user_profiles", [
    {
      id: fixedId(ACCOUNT_MS, "demo profile"),
      user_id: DEMO_USER_ID,
      first_name: "Demo",
      last_name: "Owner",
      updated_at: iso(ACCOUNT_MS),
    },
  ]);
}

export type Workspace = { tenantId: string; companyId: string };

export type WorkspaceDetails = {
  /** Names the rows: two scenarios with the same label share them. */
  label: string;
  name: string;
  timeZone: string;
  industry?: string;
  description?: string;
};

/** The ids that a workspace of this label has. */
export const workspaceIds = (label: string): Workspace => ({
  tenantId: fixedId(ACCOUNT_MS, `workspace ${label}`),
  companyId: fixedId(ACCOUNT_MS, `company ${label}`),
});

/**
 * Adds a workspace with its default company, owned by the demo person.
 * @param createdAtMs used when it is new
 */
export async function addWorkspace(
  client: PoolClient,
  details: WorkspaceDetails,
  createdAtMs: number,
): Promise<Workspace> {
  const { tenantId, companyId } = workspaceIds(details.label);
  const times = { created_at: iso(createdAtMs), updated_at: iso(createdAtMs) };
  await insertRows(client, "tenants", [
    {
      id: tenantId,
      name: details.name,
      time_zone: details.timeZone,
      subscription_status: "free",
      ...times,
    },
  ]);
  await insertRows(client, "memberships", [
    {
      id: fixedId(ACCOUNT_MS, `owner ${details.label}`),
      tenant_id: tenantId,
      user_id: DEMO_USER_ID,
      role: "owner",
      is_active: true,
      ...times,
    },
  ]);
  await insertRows(client, "companies", [
    {
      id: companyId,
      tenant_id: tenantId,
      is_default: true,
      name: details.name,
      industry: details.industry ?? null,
      description: details.description ?? null,
      values: [],
      ...times,
    },
  ]);
  return { tenantId, companyId };
}

/** A time as JSON and Postgres read it. */
export const iso = (atMs: number): string => new Date(atMs).toISOString();
