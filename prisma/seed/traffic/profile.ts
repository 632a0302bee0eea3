import type { Weighted } from "../random";

/** A way in which people find a website. */
export type SourceProfile = {
  /** Share of the visits on an ordinary day; all weights of a site need not add up to anything. */
  weight: number;
  /** document.referrer of the first page; "" for none. */
  referrers: Weighted<string>;
  /** Query of the first page's address; "" for none. */
  query: string;
  entries: Weighted<string>;
  /** Share of phones, 0 to 1. */
  phoneShare: number;
  /** How readily these visitors go on to another page; 1 is ordinary. */
  interest: number;
  /** Times the weight on a day; absent: the same every day. */
  rhythm?: (day: DayOfPeriod) => number;
};

export type DayOfPeriod = {
  /** `YYYY-MM-DD` in the site's zone. */
  day: string;
  /** Days since the first seeded day. */
  index: number;
  /** 0 Sunday to 6 Saturday. */
  weekday: number;
};

export type PageProfile = {
  /** Ordinary time on the page, seconds. */
  readS: number;
  /** Chance that the visit ends here, 0 to 1, for ordinary interest. */
  exit: number;
  next: Weighted<string>;
  /** Chance that somebody who is here sends the page's form, and what kind of form it is. */
  form?: { kind: "contact" | "project_scope"; chance: number };
};

/** Everything that makes one website's traffic look like its own. */
export type TrafficProfile = {
  /** Names the stream of chance. */
  label: string;
  host: string;
  timeZone: string;
  /** Visits on an average day in the middle of the first 90 days. */
  visitsPerDay: number;
  /** Growth over 90 days, as a factor: 1.35 = a third more at the end. */
  growth: number;
  /** Factors by weekday, Sunday first. */
  weekdays: readonly [number, number, number, number, number, number, number];
  /** Visits by hour of the site's clock: 24 numbers each. */
  workdayHours: readonly number[];
  weekendHours: readonly number[];
  sources: readonly SourceProfile[];
  places: Weighted<{ country: string; languages: readonly string[] }>;
  pages: Readonly<Record<string, PageProfile>>;
};
