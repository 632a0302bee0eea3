import { createWorkspace } from "@/lib/auth";
import { type SystemDb, systemDb } from "@/lib/db";
import { conflict, forbidden, rateLimited } from "@/lib/errors";
import { consume } from "@/lib/rate-limit";
import { CreateTenantInput, type TenantDto } from "../schemas";
import { tenantSelect, toTenantDto } from "../tenants/internal";
import { readPeople } from "./read-people";

const OWNED_MAX = 50;

/** Who makes a workspace; db joins an open transaction. */
export interface Maker {
  userId: string;
  requestId: string;
  readonly db?: SystemDb;
}

/**
 * Makes a further workspace with its default company; whoever asks becomes its owner.
 * @throws AppError forbidden (address not confirmed) | conflict (too many) | rate_limited
 */
export async function createTenant(maker: Maker, input: CreateTenantInput): Promise<TenantDto> {
  const data = CreateTenantInput.parse(input);
  const person = (await readPeople([maker.userId])).get(maker.userId);
  if (!person?.isEmailVerified) throw forbidden("Confirm your e-mail address before you make a workspace.");
  const state = await consume("workspaces-made", maker.userId);
  if (!state.allowed) throw rateLimited(state.resetS);
  const make = async (system: SystemDb): Promise<TenantDto> => {
    const owned = await system.membership.count({
      where: { userId: maker.userId, role: "owner", isActive: true },
    });
    if (owned >= OWNED_MAX)
      throw conflict(`You own ${OWNED_MAX} workspaces, which is as many as one person may.`);
    const tenantId = await createWorkspace(system, {
      userId: maker.userId,
      name: data.name,
      requestId: maker.requestId,
    });
    const row = await system.tenant.update({
      where: { id: tenantId },
      data: { timeZone: data.timeZone },
      select: tenantSelect,
    });
    return toTenantDto(row, { role: "owner", isDefault: false }, new Map());
  };
  return maker.db ? make(maker.db) : systemDb().$transaction(make);
}
