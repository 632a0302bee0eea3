import type pg from "pg";
import { ROLES } from "@/lib/tenancy";
import { mintKey, mintToken } from "../fixtures/credentials";
import { mintRichTenant, type RichTenant } from "../fixtures/rich-tenant";
import { mintMember, type Person } from "../fixtures/tenants";

/** Headers with which somebody asks. */
export type Caller = Record<string, string>;

export interface Callers {
  tenant: RichTenant;
  callers: Caller[];
}

const cookieOf = ({ cookie, tenantId }: Person, origin: string): Caller => ({
  cookie,
  origin,
  "x-workspace-id": tenantId,
});

/** A workspace with everything in it, and everybody who may knock: the owner with each credential first. */
export async function mintCallers(admin: pg.Pool, origin: string): Promise<Callers> {
  const tenant = await mintRichTenant(admin);
  const { owner, viewer } = tenant;
  const [{ authorization }, editor, key] = await Promise.all([
    mintToken(owner),
    mintMember(owner.tenantId, ROLES[2]),
    mintKey(owner),
  ]);
  return {
    tenant,
    callers: [
      cookieOf(owner, origin),
      { authorization },
      { authorization: key.authorization },
      cookieOf(editor, origin),
      cookieOf(viewer, origin),
      cookieOf(owner, "https://evil.example"),
      {},
      { authorization: "Bearer nonsense" },
      { authorization: `Bearer ${"x".repeat(8_000)}` },
      { authorization: "Basic YTpi" },
      { cookie: "ba.session=%E0%A4%A" },
    ],
  };
}
