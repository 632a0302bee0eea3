/** Roles of a membership, strongest first. */
export const ROLES = ["owner", "admin", "editor", "viewer"] as const;
export type Role = (typeof ROLES)[number];

const everyone: readonly Role[] = ROLES;
const writers: readonly Role[] = ["owner", "admin", "editor"];
const admins: readonly Role[] = ["owner", "admin"];
const owners: readonly Role[] = ["owner"];

/** The one table of permissions, `resource.action` -> roles: for the server, the interface and API keys. */
export const PERMISSIONS = {
  "workspace.read": everyone,
  "workspace.write": admins,
  "companies.read": everyone,
  "companies.write": writers,
  "sites.read": everyone,
  "sites.write": admins,
  "reports.read": everyone,
  /** Goals, funnels, saved views, notes at days. */
  "analytics.write": writers,
  /** Events from a server, which may name address, user agent and time. */
  "events.write": writers,
  /** All events and visits of a website as files. */
  "data.export": admins,
  "sharing.read": admins,
  "sharing.write": admins,
  "digests.read": writers,
  "digests.write": admins,
  "imports.read": admins,
  "imports.write": admins,
  "erasures.read": admins,
  "erasures.write": admins,
  "replays.read": writers,
  "replays.delete": admins,
  "posthog.read": admins,
  "posthog.write": admins,
  "forms.read": everyone,
  "forms.write": admins,
  "requests.read": everyone,
  "requests.write": writers,
  "contacts.read": everyone,
  "contacts.write": writers,
  "notifications.read": everyone,
  "notifications.write": everyone,
  "audit.read": admins,
  "members.read": everyone,
  "members.write": admins,
  /** Making and unmaking owners, handing the workspace over. */
  "owners.write": owners,
  "membership.leave": everyone,
  "api_keys.read": admins,
  "api_keys.write": admins,
  "domains.read": everyone,
  "domains.write": admins,
  "exports.read": admins,
  "exports.write": admins,
  "workspace.delete": owners,
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;

/** What only a person may do: a leaked key must not be able to let others in, make further keys or end the workspace. */
const PERSON_ONLY: ReadonlySet<Permission> = new Set<Permission>([
  "members.write",
  "owners.write",
  "membership.leave",
  "api_keys.read",
  "api_keys.write",
  "domains.write",
  "exports.read",
  "exports.write",
  "workspace.delete",
  "sharing.write",
  "erasures.write",
  "posthog.write",
  "notifications.read",
  "notifications.write",
]);

/** Whether an API key can hold a permission. */
export const keyCanHold = (permission: Permission): boolean => !PERSON_ONLY.has(permission);

/** Permissions that an API key can hold, in the table's order: its possible scopes. */
export const KEY_SCOPES: readonly Permission[] = permissionNames().filter(keyCanHold);

function permissionNames(): Permission[] {
  return Object.keys(PERMISSIONS).filter(isPermission);
}

/** Whether a text names a permission. */
export function isPermission(name: string): name is Permission {
  return Object.hasOwn(PERMISSIONS, name);
}

/** Whether a role holds a permission; anything unknown is refused. */
export function roleCan(role: Role, permission: Permission): boolean {
  const roles: readonly Role[] = Object.hasOwn(PERMISSIONS, permission) ? PERMISSIONS[permission] : [];
  return roles.includes(role);
}
