/** Everything that may stand in audit_logs.action. A new act is a new line here. */
export const AUDIT_ACTIONS = [
  "workspace.create",
  "session.create",
  "session.revoke",
  "site.create",
  "site.update",
  "site.delete",
  "form.create",
  "form.update",
  "request.create",
  "request.update",
  "contact.create",
  "contact.update",
] as const;

export type AuditAction = (typeof AUDIT_ACTIONS)[number];
