import { open, seal, SecretsError } from "@/lib/secrets";

const PROJECT = "posthog_connections.project_key";
const PERSONAL = "posthog_connections.personal_key";
const END_CHARS = 4;

export const sealProjectKey = (key: string): string => seal(key, PROJECT);
export const sealPersonalKey = (key: string): string => seal(key, PERSONAL);

/** @throws SecretsError when its encryption key is gone */
export const openProjectKey = (sealed: string): string => open(sealed, PROJECT);
/** @throws SecretsError when its encryption key is gone */
export const openPersonalKey = (sealed: string): string => open(sealed, PERSONAL);

/** The last characters of a sealed key, by which people tell keys apart; "" when it cannot be opened any more. */
export function endOf(sealed: string, openKey: (sealed: string) => string): string {
  try {
    return openKey(sealed).slice(-END_CHARS);
  } catch (error) {
    if (error instanceof SecretsError) return "";
    throw error;
  }
}
