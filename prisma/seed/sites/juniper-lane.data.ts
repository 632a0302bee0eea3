import { isFirstOfMonth } from "../traffic/calendar";
import { addDays } from "@/lib/tracking/time/site-day";
import type { DayOfPeriod, SourceProfile, TrafficProfile } from "../traffic/profile";

const TUESDAY = 2;
/** The campaign's first day, counted from the first seeded day. */
const CAMPAIGN_START = 54;
const CAMPAIGN_SHAPE = [1, 1.9, 1.5, 1, 0.7, 0.45, 0.3, 0.2];

/** The newsletter goes out on the first Tuesday of the month; most of it is read within two days. */
function newsletterRhythm({ day }: DayOfPeriod): number {
  if (isFirstOfMonth(day, TUESDAY)) return 9;
  if (isFirstOfMonth(addDays(day, -1), TUESDAY)) return 4;
  return isFirstOfMonth(addDays(day, -2), TUESDAY) ? 2 : 0.35;
}

const campaignRhythm = ({ index }: DayOfPeriod): number => CAMPAIGN_SHAPE[index - CAMPAIGN_START] ?? 0;
const risingRhythm = ({ index }: DayOfPeriod): number => 0.6 + Math.min(index / 90, 1.3) * 0.9;
const workdayRhythm = ({ weekday }: DayOfPeriod): number => (weekday === 0 || weekday === 6 ? 0.5 : 1.15);

const articles: SourceProfile["entries"] = [
  ["/site/blog/opening-week", 5],
  ["/site/blog/photos-that-sell-rooms", 4],
  ["/site/blog/what-a-website-costs", 6],
  ["/site/blog/menus-people-read", 3],
];
const home: SourceProfile["entries"] = [["/site", 1]];

const sources: readonly SourceProfile[] = [
  {
    weight: 26,
    referrers: [["", 1]],
    query: "",
    entries: [
      ["/site", 70],
      ["/site/contact", 8],
      ["/site/pricing", 12],
      ["/site/services", 10],
    ],
    phoneShare: 0.34,
    interest: 1.15,
  },
  {
    weight: 27,
    referrers: [
      ["https://www.google.com/", 60],
      ["https://www.google.de/", 30],
      ["https://www.google.at/", 5],
      ["https://www.google.ch/", 5],
    ],
    query: "",
    entries: [
      ["/site", 34],
      ["/site/services/websites", 12],
      ["/site/services/identity", 9],
      ["/site/pricing", 9],
      ...articles,
    ],
    phoneShare: 0.44,
    interest: 1,
  },
  {
    weight: 4,
    referrers: [["https://www.bing.com/", 1]],
    query: "",
    entries: [...home, ...articles],
    phoneShare: 0.12,
    interest: 1,
  },
  {
    weight: 3,
    referrers: [["https://duckduckgo.com/", 1]],
    query: "",
    entries: [...home, ...articles],
    phoneShare: 0.35,
    interest: 0.95,
  },
  {
    weight: 1.5,
    referrers: [["https://www.ecosia.org/", 1]],
    query: "",
    entries: home,
    phoneShare: 0.3,
    interest: 1,
  },
  {
    weight: 8,
    referrers: [
      ["https://www.linkedin.com/", 60],
      ["https://lnkd.in/", 20],
      ["android-app://com.linkedin.android/", 20],
    ],
    query: "",
    entries: [...articles, ["/site", 4]],
    phoneShare: 0.52,
    interest: 0.9,
    rhythm: workdayRhythm,
  },
  {
    weight: 6,
    referrers: [["https://l.instagram.com/", 1]],
    query: "",
    entries: [
      ["/site", 8],
      ["/site/services/identity", 3],
    ],
    phoneShare: 0.94,
    interest: 0.7,
  },
  {
    weight: 2,
    referrers: [["https://www.facebook.com/", 1]],
    query: "",
    entries: [
      ["/site", 1],
      ["/site/blog/menus-people-read", 2],
    ],
    phoneShare: 0.8,
    interest: 0.7,
  },
  {
    weight: 1,
    referrers: [["https://bsky.app/", 1]],
    query: "",
    entries: articles,
    phoneShare: 0.5,
    interest: 0.8,
  },
  {
    weight: 5,
    referrers: [
      ["https://innkeepers-journal.example/tools", 5],
      ["https://small-hotels.example/partners", 4],
      ["https://good-type.example/showcase", 2],
    ],
    query: "",
    entries: [
      ["/site", 3],
      ["/site/services/identity", 1],
      ["/site/blog/photos-that-sell-rooms", 1],
    ],
    phoneShare: 0.3,
    interest: 1.2,
    rhythm: workdayRhythm,
  },
  {
    weight: 4,
    referrers: [["", 1]],
    query: "?utm_source=newsletter&utm_medium=email&utm_campaign=monthly-notes",
    entries: [...articles, ["/site/pricing", 3]],
    phoneShare: 0.48,
    interest: 1.35,
    rhythm: newsletterRhythm,
  },
  {
    weight: 6,
    referrers: [["https://www.google.com/", 1]],
    query: "?utm_source=google&utm_medium=cpc&utm_campaign=hotel-websites&gclid=demo",
    entries: [
      ["/site/services/websites", 5],
      ["/site/pricing", 2],
    ],
    phoneShare: 0.5,
    interest: 0.9,
    rhythm: workdayRhythm,
  },
  {
    weight: 2,
    referrers: [["https://www.linkedin.com/", 1]],
    query: "?utm_source=linkedin&utm_medium=paid-social&utm_campaign=hotel-websites",
    entries: [["/site/services/websites", 1]],
    phoneShare: 0.5,
    interest: 0.75,
    rhythm: workdayRhythm,
  },
  {
    weight: 0.0001,
    referrers: [
      ["https://www.linkedin.com/", 3],
      ["", 2],
    ],
    query: "?utm_source=linkedin&utm_medium=social&utm_campaign=autumn-openings",
    entries: [
      ["/site/blog/opening-week", 3],
      ["/site", 1],
    ],
    phoneShare: 0.6,
    interest: 1,
    rhythm: (day) => campaignRhythm(day) * 450_000,
  },
  {
    weight: 3,
    referrers: [["https://chatgpt.com/", 1]],
    query: "?utm_source=chatgpt.com",
    entries: [
      ["/site/pricing", 2],
      ["/site/blog/what-a-website-costs", 3],
      ["/site", 2],
    ],
    phoneShare: 0.28,
    interest: 1.3,
    rhythm: risingRhythm,
  },
  {
    weight: 1,
    referrers: [["https://www.perplexity.ai/", 1]],
    query: "",
    entries: [
      ["/site/blog/what-a-website-costs", 1],
      ["/site", 1],
    ],
    phoneShare: 0.25,
    interest: 1.25,
    rhythm: risingRhythm,
  },
  {
    weight: 0.8,
    referrers: [["https://claude.ai/", 1]],
    query: "",
    entries: [
      ["/site", 1],
      ["/site/pricing", 1],
    ],
    phoneShare: 0.2,
    interest: 1.3,
    rhythm: risingRhythm,
  },
  {
    weight: 0.6,
    referrers: [["https://gemini.google.com/", 1]],
    query: "",
    entries: home,
    phoneShare: 0.35,
    interest: 1.1,
    rhythm: risingRhythm,
  },
];

const article = (readS: number): TrafficProfile["pages"][string] => ({
  readS,
  exit: 0.62,
  next: [
    ["/site/blog", 4],
    ["/site/services", 3],
    ["/site/pricing", 3],
    ["/site", 3],
    ["/site/contact", 1],
  ],
});
const service = (readS: number): TrafficProfile["pages"][string] => ({
  readS,
  exit: 0.34,
  next: [
    ["/site/pricing", 6],
    ["/site/project", 2],
    ["/site/contact", 2],
    ["/site/services", 3],
  ],
});

/** Visitors of the demo agency's website; the sandbox serves its pages under /site. */
export const juniperLane: TrafficProfile = {
  label: "juniper-lane",
  host: "juniper-lane.example",
  timeZone: "Europe/Berlin",
  visitsPerDay: 408,
  growth: 1.35,
  weekdays: [0.7, 1.13, 1.17, 1.14, 1.09, 0.97, 0.64],
  workdayHours: [5, 3, 2, 1, 1, 3, 9, 22, 48, 66, 72, 70, 58, 62, 68, 64, 58, 48, 42, 44, 46, 38, 24, 12],
  weekendHours: [9, 6, 4, 3, 2, 2, 5, 11, 24, 38, 48, 52, 48, 46, 48, 50, 50, 48, 50, 56, 58, 46, 30, 17],
  sources,
  places: [
    [{ country: "DE", languages: ["de-DE", "de-DE", "de-DE", "de-DE", "de-DE", "en-US"] }, 55],
    [{ country: "AT", languages: ["de-AT", "de-DE"] }, 9],
    [{ country: "CH", languages: ["de-CH", "de-CH", "fr-CH"] }, 7],
    [{ country: "NL", languages: ["nl-NL", "en-GB"] }, 5],
    [{ country: "GB", languages: ["en-GB"] }, 5],
    [{ country: "US", languages: ["en-US"] }, 5],
    [{ country: "FR", languages: ["fr-FR"] }, 3],
    [{ country: "IT", languages: ["it-IT", "de-DE"] }, 3],
    [{ country: "DK", languages: ["da-DK"] }, 2],
    [{ country: "ES", languages: ["es-ES"] }, 2],
    [{ country: "PL", languages: ["pl-PL"] }, 1.5],
    [{ country: "SE", languages: ["sv-SE"] }, 1],
    [{ country: "IN", languages: ["en-IN"] }, 1],
    [{ country: "CA", languages: ["en-CA"] }, 0.5],
  ],
  pages: {
    "/site": {
      readS: 38,
      exit: 0.4,
      next: [
        ["/site/services", 7],
        ["/site/pricing", 4],
        ["/site/blog", 2.5],
        ["/site/contact", 1.6],
        ["/site/project", 1.2],
      ],
    },
    "/site/services": {
      readS: 42,
      exit: 0.3,
      next: [
        ["/site/services/identity", 3],
        ["/site/services/websites", 5],
        ["/site/services/campaigns", 2],
        ["/site/pricing", 4],
        ["/site/contact", 1],
      ],
    },
    "/site/services/identity": service(55),
    "/site/services/websites": service(60),
    "/site/services/campaigns": service(45),
    "/site/pricing": {
      readS: 64,
      exit: 0.42,
      next: [
        ["/site/project", 3],
        ["/site/contact", 3],
        ["/site/services", 4],
        ["/site", 2],
      ],
    },
    "/site/blog": {
      readS: 24,
      exit: 0.38,
      next: [...articles, ["/site", 3]],
    },
    "/site/blog/opening-week": article(150),
    "/site/blog/photos-that-sell-rooms": article(120),
    "/site/blog/what-a-website-costs": article(170),
    "/site/blog/menus-people-read": article(110),
    "/site/contact": {
      readS: 46,
      exit: 0.5,
      next: [
        ["/site", 4],
        ["/site/pricing", 3],
        ["/site/services", 2],
      ],
      form: { kind: "contact", chance: 0.026 },
    },
    "/site/project": {
      readS: 70,
      exit: 0.5,
      next: [
        ["/site/pricing", 3],
        ["/site/contact", 2],
        ["/site", 2],
      ],
      form: { kind: "project_scope", chance: 0.016 },
    },
  },
};
