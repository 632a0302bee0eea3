export const MEMBERS_KEY = ["members"] as const;
export const INVITATIONS_KEY = ["invitations"] as const;
export const TENANT_KEY = ["tenant"] as const;
export const DOMAINS_KEY = ["domains"] as const;
export const EXPORTS_KEY = ["exports"] as const;
export const AUDIT_KEY = ["audit"] as const;
export const API_KEYS_KEY = ["api-keys"] as const;
