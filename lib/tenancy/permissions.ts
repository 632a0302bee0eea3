/** Roles of a membership, strongest first. */
export const ROLES = ["owner", "admin", "editor", "viewer"] as const;
export type Role = (typeof ROLES)[number];

const everyone: readonly Role[] = ROLES;
const writers: readonly Role[] = ["owner", "admin", "editor"];
const admins: readonly Role[] = ["owner", "admin"];

/** The one table of permissions, `resource.action` -> roles: for the server, the interface and, later, API keys. */
export const PERMISSIONS = {
  "workspace.read": everyone,
  "workspace.write": admins,
  "companies.read": everyone,
  "companies.write": writers,
  "sites.read": everyone,
  "sites.write": admins,
  "reports.read": everyone,
  "forms.read": everyone,
  "forms.write": admins,
  "requests.read": everyone,
  "requests.write": writers,
  "contacts.read": everyone,
  "contacts.write": writers,
  "notifications.read": everyone,
  "notifications.write": everyone,
  "audit.read": admins,
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;

/** Whether a role holds a permission; anything unknown is refused. */
export function roleCan(role: Role, permission: Permission): boolean {
  const roles: readonly Role[] = Object.hasOwn(PERMISSIONS, permission) ? PERMISSIONS[permission] : [];
  return roles.includes(role);
}
