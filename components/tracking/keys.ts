/** As many sites as one answer may hold: pickers and lists show all of them. */
export const SITES_SHOWN_MAX = 100;
export const SITES_KEY = ["sites"] as const;

/** Names the site that was looked at last, for the server's next render. */
export const SITE_COOKIE = "ba_site";
