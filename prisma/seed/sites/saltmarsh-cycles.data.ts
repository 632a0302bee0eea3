import type { SourceProfile, TrafficProfile } from "../traffic/profile";

const home: SourceProfile["entries"] = [["/", 1]];

const sources: readonly SourceProfile[] = [
  {
    weight: 34,
    referrers: [["https://www.google.com/", 1]],
    query: "",
    entries: [
      ["/", 5],
      ["/repairs", 5],
      ["/bikes", 3],
      ["/leasing", 2],
    ],
    phoneShare: 0.62,
    interest: 1,
  },
  {
    weight: 30,
    referrers: [["", 1]],
    query: "",
    entries: [
      ["/", 7],
      ["/book", 3],
    ],
    phoneShare: 0.55,
    interest: 1.1,
  },
  {
    weight: 8,
    referrers: [
      ["https://l.instagram.com/", 3],
      ["https://www.facebook.com/", 2],
    ],
    query: "",
    entries: [
      ["/bikes", 3],
      ["/", 2],
    ],
    phoneShare: 0.92,
    interest: 0.8,
  },
  {
    weight: 6,
    referrers: [
      ["https://ride-the-shore.example/shops", 3],
      ["https://harbour-town.example/cycling", 2],
    ],
    query: "",
    entries: home,
    phoneShare: 0.5,
    interest: 1.1,
  },
  {
    weight: 5,
    referrers: [["", 1]],
    query: "?utm_source=newsletter&utm_medium=email&utm_campaign=winter-service",
    entries: [
      ["/repairs", 2],
      ["/book", 3],
    ],
    phoneShare: 0.5,
    interest: 1.3,
  },
  {
    weight: 4,
    referrers: [["https://www.google.com/", 1]],
    query: "?utm_source=google&utm_medium=cpc&utm_campaign=bike-leasing&gclid=demo",
    entries: [["/leasing", 1]],
    phoneShare: 0.35,
    interest: 1,
  },
  {
    weight: 3,
    referrers: [
      ["https://chatgpt.com/", 2],
      ["https://www.perplexity.ai/", 1],
    ],
    query: "",
    entries: [
      ["/leasing", 1],
      ["/repairs", 1],
    ],
    phoneShare: 0.3,
    interest: 1.2,
  },
  {
    weight: 3,
    referrers: [["https://www.bing.com/", 1]],
    query: "",
    entries: home,
    phoneShare: 0.2,
    interest: 1,
  },
];

/** Visitors of the second workspace's website, which nobody serves: it shows how a smaller one looks. */
export const saltmarshCycles: TrafficProfile = {
  label: "saltmarsh-cycles",
  host: "saltmarsh-cycles.example",
  timeZone: "America/New_York",
  visitsPerDay: 92,
  growth: 0.86,
  weekdays: [1.12, 0.86, 0.9, 0.92, 0.95, 1.08, 1.2],
  workdayHours: [2, 1, 1, 1, 1, 3, 8, 16, 24, 28, 30, 34, 40, 34, 30, 30, 34, 40, 42, 38, 32, 24, 14, 6],
  weekendHours: [3, 2, 1, 1, 1, 2, 6, 14, 30, 44, 50, 50, 46, 44, 40, 36, 34, 32, 30, 28, 24, 18, 10, 5],
  sources,
  places: [
    [{ country: "US", languages: ["en-US", "en-US", "en-US", "es-US"] }, 88],
    [{ country: "CA", languages: ["en-CA", "fr-CA"] }, 7],
    [{ country: "GB", languages: ["en-GB"] }, 3],
    [{ country: "DE", languages: ["de-DE"] }, 2],
  ],
  pages: {
    "/": {
      readS: 26,
      exit: 0.42,
      next: [
        ["/repairs", 4],
        ["/bikes", 4],
        ["/leasing", 2],
        ["/book", 2],
        ["/contact", 1],
      ],
    },
    "/repairs": {
      readS: 44,
      exit: 0.4,
      next: [
        ["/book", 5],
        ["/contact", 1],
        ["/", 2],
      ],
    },
    "/bikes": {
      readS: 58,
      exit: 0.45,
      next: [
        ["/leasing", 3],
        ["/contact", 1],
        ["/", 3],
      ],
    },
    "/leasing": {
      readS: 66,
      exit: 0.44,
      next: [
        ["/contact", 3],
        ["/bikes", 3],
      ],
    },
    "/book": {
      readS: 40,
      exit: 0.6,
      next: [
        ["/repairs", 2],
        ["/contact", 2],
      ],
    },
    "/contact": {
      readS: 40,
      exit: 0.6,
      next: [
        ["/", 1],
        ["/repairs", 1],
      ],
      form: { kind: "contact", chance: 0.025 },
    },
  },
};
