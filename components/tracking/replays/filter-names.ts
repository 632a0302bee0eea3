/** Names of the filters in the page's address; the API calls them the same. */
export const FILTER_NAMES = [
  "page",
  "event",
  "minDurationS",
  "device",
  "country",
  "goalId",
  "from",
  "to",
  "visitId",
] as const;
