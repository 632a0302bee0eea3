import { withHash } from "./page";

// Campaign fields go with their value. Marks of advertising networks and mailers (gclid, msclkid, irclickid, rdt_cid …) can name
// a person: only that there is one is told. The rest of the query is nobody's business.
const FIELDS =
  /[?&](?:((?:utm_\w+|ref|ba_l)=[^&]{0,200})|((?:\w*cl?i?c?k?id|[gw]braid|gad_source|li_fat_id|igsh\w*|epik|mc_eid|_hsenc|_kx|awc|cjevent)=))?[^&]*/gi;

/** "#/prices" where such routes are pages; another fragment may hold a secret and stays here. */
const route = (): string => (withHash === undefined ? "" : location.hash.replace(/^(#!?\/[^?]*)?.*/, "$1"));

/** What must change for a new page view. */
export const place = (): string => location.pathname + location.search + route();

/** The address as far as it is told. */
export const address = (): string =>
  location.origin +
  location.pathname +
  location.search
    .replace(FIELDS, (_all, field?: string, mark?: string) => (field ? "&" + field : mark ? `&${mark}1` : ""))
    .replace("&", "?") +
  route();
