import { readFileSync } from "node:fs";
import { join } from "node:path";
import { env } from "@/lib/env";

/** Public keys of the product that the pages carry; null where there is none. */
export type SiteKeys = { site: string | null; form: string | null; scope: string | null };

const KEY = /^[A-Za-z0-9_-]{8,100}$/;
const NAMES = ["site", "form", "scope"] as const;

const checked = (value: unknown): string | null =>
  typeof value === "string" && KEY.test(value) ? value : null;

/** Keys that somebody put into the address, to try their own website's; anything that is no key counts as absent. */
export function keysOfAddress(query: URLSearchParams): SiteKeys {
  const [site, form, scope] = NAMES.map((name) => checked(query.get(name)?.trim()));
  return { site: site ?? null, form: form ?? null, scope: scope ?? null };
}

/** Keys of the demo: DEMO_SITE_KEY, DEMO_FORM_KEY, DEMO_SCOPE_FORM_KEY, else what the scenario left in DATA_DIR/demo.json. */
export function keysOfDemo(): SiteKeys {
  const file = demoFile();
  return {
    site: checked(process.env.DEMO_SITE_KEY) ?? checked(file["siteKey"]),
    form: checked(process.env.DEMO_FORM_KEY) ?? checked(file["formKey"]),
    scope: checked(process.env.DEMO_SCOPE_FORM_KEY) ?? checked(file["scopeFormKey"]),
  };
}

// Read at each request: the scenario may be loaded while the sandbox runs.
function demoFile(): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(readFileSync(join(env().DATA_DIR, "demo.json"), "utf8"));
    return typeof parsed === "object" && parsed !== null ? { ...parsed } : {};
  } catch {
    return {};
  }
}

/**
 * Which keys a page carries. Whoever brings a site key of their own must not send requests into the demo's workspace, so
 * the demo's keys count only where none is brought.
 */
export function keysFor(query: URLSearchParams): { keys: SiteKeys; own: SiteKeys } {
  const own = keysOfAddress(query);
  const isOwn = own.site !== null || own.form !== null || own.scope !== null;
  return { own, keys: isOwn ? own : keysOfDemo() };
}
