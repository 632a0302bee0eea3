/** What an action says about whoever did it: "invited". Unknown ones are shown as they are. */
const VERBS: Record<string, string> = {
  "workspace.create": "made the workspace",
  "workspace.update": "changed the workspace",
  "workspace.delete_request": "closed the workspace for deletion",
  "workspace.restore": "restored the workspace",
  "workspace.export": "asked for a copy of everything",
  "workspace.transfer": "handed the workspace over",
  "session.create": "logged in",
  "session.revoke": "ended a session",
  "session.refuse_reuse": "had a session ended: its refresh token was used twice",
  "account.update": "changed their profile",
  "account.email_verify": "confirmed their e-mail address",
  "account.email_change": "changed their e-mail address",
  "account.password_change": "changed their password",
  "account.password_reset": "set a new password",
  "account.second_factor_enable": "switched the second factor on",
  "account.second_factor_disable": "switched the second factor off",
  "account.recovery_codes_renew": "made new recovery codes",
  "account.recovery_code_use": "logged in with a recovery code",
  "account.identity_link": "linked another sign-in",
  "account.identity_unlink": "unlinked another sign-in",
  "account.delete": "deleted their account",
  "member.invite": "invited",
  "member.invite_resend": "sent an invitation again to",
  "member.invite_revoke": "withdrew the invitation to",
  "member.join": "joined",
  "member.role_change": "changed the role of",
  "member.deactivate": "deactivated",
  "member.activate": "activated",
  "member.remove": "removed",
  "member.leave": "left",
  "api_key.create": "made the API key",
  "api_key.revoke": "revoked the API key",
  "domain.add": "added the domain",
  "domain.verify": "verified the domain",
  "domain.unverify": "found the proof missing of the domain",
  "domain.remove": "removed the domain",
  "site.create": "added the website",
  "site.update": "changed the website",
  "site.delete": "deleted the website",
  "posthog.connect": "connected PostHog",
  "posthog.update": "changed the connection with PostHog",
  "posthog.disconnect": "disconnected PostHog",
  "form.create": "made the form",
  "form.update": "changed the form",
  "request.create": "sent the request",
  "request.update": "changed the request",
  "contact.create": "added the contact",
  "contact.update": "changed the contact",
};

/** Actions about whoever acts: the name need not be said twice. */
const ABOUT_SELF = /^(account|session)\.|^member\.(join|leave)$|^(workspace|posthog)\./;

export const verbOf = (action: string): string => VERBS[action] ?? action;

/** Whether the line goes on with the name of what it is about. */
export const namesEntity = (action: string): boolean => !ABOUT_SELF.test(action);

/** Groups of actions for the filter. */
export const ACTION_OPTIONS = [
  { value: "", label: "Every action" },
  { value: "member", label: "Members and invitations" },
  { value: "workspace", label: "Workspace" },
  { value: "session", label: "Sessions" },
  { value: "account", label: "Accounts" },
  { value: "api_key", label: "API keys" },
  { value: "domain", label: "Domains" },
  { value: "site", label: "Websites" },
  { value: "form", label: "Forms" },
  { value: "request", label: "Requests" },
  { value: "contact", label: "Contacts" },
] as const;
