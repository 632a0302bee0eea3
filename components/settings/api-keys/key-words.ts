import { KEY_SCOPES, type Permission } from "@/lib/tenancy/permissions";

const RESOURCES: Record<string, string> = {
  workspace: "Workspace",
  companies: "Brands",
  sites: "Websites",
  reports: "Reports",
  forms: "Forms",
  requests: "Requests",
  contacts: "Contacts",
  audit: "Audit log",
  members: "Members",
  domains: "Domains",
};

const resourceOf = (scope: string): string => scope.split(".")[0] ?? scope;

/** "requests.read" -> "Read requests". */
export function scopeWords(scope: string): string {
  const what = (RESOURCES[resourceOf(scope)] ?? resourceOf(scope).replaceAll("_", " ")).toLowerCase();
  return `${scope.endsWith(".read") ? "Read" : "Change"} ${what}`;
}

export type ScopeGroup = { name: string; scopes: readonly Permission[] };

/** What a key can hold, by resource, limited to what its maker holds. */
export function scopeGroups(can: (permission: string) => boolean): ScopeGroup[] {
  const groups = new Map<string, Permission[]>();
  for (const scope of KEY_SCOPES.filter((one) => can(one))) {
    const name = RESOURCES[resourceOf(scope)] ?? resourceOf(scope);
    groups.set(name, [...(groups.get(name) ?? []), scope]);
  }
  return [...groups].map(([name, scopes]) => ({ name, scopes }));
}
