/** Keys of what is cached of an account. */
export const ACCOUNT_KEY = ["account"] as const;
export const SESSIONS_KEY = ["account", "sessions"] as const;
