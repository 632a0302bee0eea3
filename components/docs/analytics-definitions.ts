/** What the numbers of analytics mean. Held against a slow reference by the tests of lib/tracking. */
export type Definition = { id: string; term: string; meaning: string; more?: readonly string[] };

export const DEFINITIONS: readonly Definition[] = [
  {
    id: "visits",
    term: "Visit",
    meaning:
      "What one visitor does with pauses under 30 minutes. After half an hour in which nothing happens the next page begins a new visit.",
    more: [
      "A visit goes on over full hours and over midnight. It counts on the day on which it starts, in the website's time zone.",
      "A tab that is only left open is no visit. A campaign that brings somebody back within a visit is noted in it and starts no new one.",
    ],
  },
  {
    id: "visitors",
    term: "Visitor",
    meaning:
      "Without consent, somebody is known for one day only: by a number made from the day's secret, the website, the address and the browser. The secret is deleted after two days, the address is never stored.",
    more: [
      "Over several days these visitors are added up: one person on two days counts twice. Reports then say “sum over days”.",
      "Where a website asks for consent and a visitor gives it, a first-party cookie knows them again for up to 13 months. Such visitors count once in a range, and only they appear in retention.",
    ],
  },
  {
    id: "page-views",
    term: "Page view",
    meaning:
      "A page that was opened, also one that a single-page application changes to. A page that the browser loads in advance and never shows does not count.",
    more: ["Pages a visit is page views divided by visits."],
  },
  {
    id: "bounce-rate",
    term: "Bounce rate",
    meaning: "The share of visits with one page view, no custom event and less than 10 seconds in sight.",
    more: ["Somebody who reads one long page for two minutes has not bounced."],
  },
  {
    id: "duration",
    term: "Visit duration",
    meaning:
      "How long the pages of a visit were in sight, added up, the last page included. A tab in the background does not count.",
  },
  {
    id: "entry-and-exit",
    term: "Entry page, exit page",
    meaning: "The first and the last page view of a visit.",
  },
  {
    id: "sources",
    term: "Source",
    meaning:
      "Where a visit came from, read from its first page view: what the link says of itself (utm_source), else a network's own mark (such as gclid), else the website that links here (the referrer).",
    more: [
      "The website's own hosts, and pages for paying or signing in, are no source.",
      "“Direct” means that nothing was said: typed, bookmarked, or from a program that keeps quiet.",
    ],
  },
  {
    id: "channels",
    term: "Channel",
    meaning:
      "A group of sources, by the rules of the table below, read from top to bottom. Websites are compared by their exact registered domain, so that netflix.com is no social network because of the x in it.",
    more: [
      "Rules of your own (under Settings, Sites) come first.",
      "A link with only Facebook's mark (fbclid) is organic: Facebook adds it to every link. The marks of Google's and Microsoft's advertisements mean paid.",
    ],
  },
  {
    id: "events",
    term: "Event",
    meaning:
      "What a website reports besides page views: by itself links to other websites, downloads, mail and telephone links, sent forms and pages that were not found, and whatever you name with data-ba-event or ba('event', …).",
  },
  {
    id: "goals",
    term: "Goal",
    meaning:
      "A page or an event that you want to happen. Reached counts each time; the rate is the share of visits that reached it at least once.",
    more: ["A goal counts from the first visit on, also for the days before it was made."],
  },
  {
    id: "funnels",
    term: "Funnel",
    meaning:
      "Steps in a fixed order within a span of time. What lies between the steps does not matter. Without consent the steps must lie in one visit; with consent they may lie in several.",
  },
  {
    id: "filters",
    term: "Filters",
    meaning:
      "Filters choose visits; all numbers are then of these visits as a whole. A filter by page keeps visits that saw the page, and shows their other pages too.",
  },
  {
    id: "live",
    term: "Live",
    meaning: "Different visitors with an event in the last five minutes.",
  },
  {
    id: "bots",
    term: "Not counted",
    meaning:
      "Known robots, automated browsers, previews that networks make of links, visits from addresses and pages that you leave out, and browsers that ask not to be tracked (Do Not Track, Global Privacy Control). The site's settings say how many there were of each.",
  },
  {
    id: "exactness",
    term: "Exact and approximate",
    meaning:
      "Every number is exact. Only with filters over more than a million visits some reports look at every n-th visitor; they then say “approximate”.",
    more: [
      "Days with more than 2,000 different values of one kind keep the largest ones; the rest is counted together as “all others”.",
    ],
  },
];

export const CHANNEL_RULES: readonly { channel: string; rule: string }[] = [
  { channel: "Direct", rule: "Nothing is known of where the visit came from." },
  { channel: "Cross-network", rule: "The campaign's name says cross-network." },
  {
    channel: "Paid Shopping, Search, Social, Video",
    rule: "Paid by its medium (cpc, ppc, paid…) or a network's mark, from such a website.",
  },
  { channel: "Display", rule: "The medium is display, banner, expandable, interstitial or cpm." },
  { channel: "Paid Other", rule: "Paid, from any other website." },
  { channel: "Email", rule: "A mail service, or email or newsletter as source or medium." },
  { channel: "Affiliates", rule: "The medium is affiliate." },
  { channel: "Audio", rule: "The medium is audio." },
  { channel: "SMS", rule: "Source or medium is sms." },
  { channel: "Mobile Push", rule: "The medium speaks of push, mobile or notification." },
  { channel: "AI Assistants", rule: "A chat assistant such as chatgpt.com or perplexity.ai." },
  { channel: "Organic Shopping, Social, Video, Search", rule: "Such a website, not paid." },
  { channel: "Referral", rule: "Any other website that links here." },
  { channel: "Unassigned", rule: "The link says something that fits nowhere above." },
];
