import type { QueryReportsInput, ReportDimension, ReportFilterInput } from "@/lib/tracking/report-schemas";

type Question = Pick<QueryReportsInput, "filters" | "reports">;

const breakdown = (dimension: ReportDimension) => ({
  id: dimension,
  kind: "breakdown" as const,
  dimension,
  limit: 10,
});
const course = [
  { id: "totals", kind: "totals" as const },
  { id: "series", kind: "series" as const, interval: "day" as const },
];

const asked = (dimension: ReportDimension, ...filters: ReportFilterInput[]): Question => ({
  filters,
  reports: [...course, breakdown(dimension)],
});

/** Ten questions with two filters each: totals, their course and a breakdown. */
export const TEN_QUESTIONS: Record<string, Question> = {
  "sources of German visitors on phones": asked(
    "source",
    { dimension: "country", values: ["DE"] },
    { dimension: "device", values: ["mobile"] },
  ),
  "pages of search visitors outside Germany": asked(
    "page",
    { dimension: "channel", values: ["Organic Search"] },
    { dimension: "country", op: "is_not", values: ["DE"] },
  ),
  "countries of those who saw prices and signed up": asked(
    "country",
    { dimension: "page", values: ["/prices"] },
    { dimension: "event", values: ["signup"] },
  ),
  "entry pages of e-mail campaigns on desktops": asked(
    "entry_page",
    { dimension: "utm_medium", values: ["email"] },
    { dimension: "device", values: ["desktop"] },
  ),
  "exit pages of docs readers with Chrome": asked(
    "exit_page",
    { dimension: "page", op: "contains", values: ["/docs/"] },
    { dimension: "browser", values: ["Chrome"] },
  ),
  "cities of French social visitors": asked(
    "city",
    { dimension: "country", values: ["FR"] },
    { dimension: "channel", values: ["Organic Social"] },
  ),
  "campaigns of those who entered on the blog with iOS": asked(
    "campaign",
    { dimension: "entry_page", op: "contains", values: ["/blog/"] },
    { dimension: "os", values: ["iOS"] },
  ),
  "events of one source in English": asked(
    "event",
    { dimension: "source", values: ["source-0", "source-1"] },
    { dimension: "language", values: ["en"] },
  ),
  "pages of visits without an order from referrals": asked(
    "page",
    { dimension: "event", op: "is_not", values: ["order"] },
    { dimension: "channel", values: ["Referral"] },
  ),
  "referrers of two regions, not with Safari": asked(
    "referrer",
    { dimension: "region", op: "contains", values: ["Region 1"] },
    { dimension: "browser", op: "is_not", values: ["Safari"] },
  ),
};

/** The analytics screen as it opens. */
export const DASHBOARD: Question = {
  filters: [],
  reports: [...course, ...(["page", "channel", "country", "device"] as const).map(breakdown)],
};
