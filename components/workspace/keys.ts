export const OVERVIEW_KEY = ["overview"] as const;
export const OVERVIEW_DAYS = 30;
export const ACTIVITY_KEY = ["activity"] as const;
export const ACTIVITY_SHOWN = 8;
