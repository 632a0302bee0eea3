import { type ApiKeyDto } from "./schemas";

export const apiKeySelect = {
  id: true,
  name: true,
  prefix: true,
  scopes: true,
  ratePerMin: true,
  createdAt: true,
  expiresAt: true,
  lastUsedAt: true,
  revokedAt: true,
  createdByUserId: true,
} as const;

interface ApiKeyRow {
  id: string;
  name: string;
  prefix: string;
  scopes: string[];
  ratePerMin: number | null;
  createdAt: Date;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
  createdByUserId: string;
}

/** @param names display names by person */
export function toApiKeyDto(row: ApiKeyRow, names: ReadonlyMap<string, string>): ApiKeyDto {
  const { createdByUserId: makerId, ...rest } = row;
  return {
    ...rest,
    createdBy: { id: makerId, name: names.get(makerId) ?? "" },
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
  };
}
