import { open, seal, SecretsError } from "@/lib/secrets";
import { PosthogFault } from "../provider/fault";

const PROJECT = "posthog_connections.project_key";
const PERSONAL = "posthog_connections.personal_key";
const END_CHARS = 4;

export const sealProjectKey = (key: string): string => seal(key, PROJECT);
export const sealPersonalKey = (key: string): string => seal(key, PERSONAL);

/** @throws PosthogFault key, when its encryption key is gone */
export const openProjectKey = (sealed: string): string => openOrFault(sealed, PROJECT);
/** @throws PosthogFault key, when its encryption key is gone */
export const openPersonalKey = (sealed: string): string => openOrFault(sealed, PERSONAL);

function openOrFault(sealed: string, purpose: string): string {
  try {
    return open(sealed, purpose);
  } catch (error) {
    if (!(error instanceof SecretsError)) throw error;
    throw new PosthogFault("key", "The stored key cannot be read any more; paste it anew in the settings.");
  }
}

/** A stored key; undefined when it has to be typed anew. */
export function readable(sealed: string, openKey: (sealed: string) => string): string | undefined {
  try {
    return openKey(sealed);
  } catch (error) {
    if (error instanceof PosthogFault) return undefined;
    throw error;
  }
}

/** The last characters of a sealed key, by which people tell keys apart; "" when it cannot be opened any more. */
export const endOf = (sealed: string, openKey: (sealed: string) => string): string =>
  readable(sealed, openKey)?.slice(-END_CHARS) ?? "";
