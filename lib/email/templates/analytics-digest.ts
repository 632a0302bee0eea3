import { z } from "zod";
import { type Block, defineTemplate } from "../template";
import { OwnUrl, subjectName, typedName } from "../words";
import { Name } from "./parts";

const Day = z.iso.date();
const Row = z.object({ name: z.string().max(2_000), value: z.number() });

const WORDS = { daily: "yesterday", weekly: "last week", monthly: "last month" } as const;

const numbers = new Intl.NumberFormat("en-GB");
const days = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });

const valueWords = {
  count: (value: number) => numbers.format(value),
  percent: (value: number) => `${value} %`,
  seconds: (value: number) =>
    value < 60 ? `${value} s` : `${Math.floor(value / 60)} min ${String(value % 60).padStart(2, "0")} s`,
};

function compared(value: number, previous: number | null, unit: keyof typeof valueWords): string {
  if (previous === null) return "";
  if (unit === "percent") {
    const points = value - previous;
    return points === 0 ? " (as before)" : ` (${points > 0 ? "+" : "−"}${Math.abs(points)} points)`;
  }
  if (previous === 0) return value === 0 ? " (as before)" : " (before: none)";
  const change = Math.round((100 * (value - previous)) / previous);
  return change === 0 ? " (as before)" : ` (${change > 0 ? "+" : "−"}${numbers.format(Math.abs(change))} %)`;
}

const dayWords = (day: string): string => days.format(new Date(`${day}T00:00:00Z`));

const listOf = (title: string, rows: readonly z.infer<typeof Row>[]): Block[] =>
  rows.length === 0
    ? []
    : [
        { kind: "text", text: title },
        {
          kind: "facts",
          facts: rows.map((row): [string, string] => [typedName(row.name) || "—", numbers.format(row.value)]),
        },
      ];

export const analyticsDigest = defineTemplate(
  z.object({
    siteName: Name,
    frequency: z.enum(["daily", "weekly", "monthly"]),
    from: Day,
    to: Day,
    timeZone: z.string().max(64),
    measures: z
      .array(
        z.object({
          name: z.string().max(60),
          value: z.number(),
          previous: z.number().nullable(),
          unit: z.enum(["count", "percent", "seconds"]),
        }),
      )
      .max(10),
    pages: z.array(Row).max(10),
    sources: z.array(Row).max(10),
    reportUrl: OwnUrl,
    unsubscribeUrl: OwnUrl,
    unsubscribeCallUrl: OwnUrl,
  }),
  ({ siteName, frequency, from, to, timeZone, measures, pages, sources, ...links }) => ({
    subject: `${subjectName(siteName)}: your numbers of ${WORDS[frequency]}`,
    heading: `${typedName(siteName)}, ${WORDS[frequency]}`,
    blocks: [
      {
        kind: "text",
        text: `${from === to ? dayWords(from) : `${dayWords(from)} to ${dayWords(to)}`}, in the time zone ${timeZone.replaceAll("_", " ")}. In brackets: against the period before.`,
      },
      {
        kind: "facts",
        facts: measures.map((measure): [string, string] => [
          measure.name,
          `${valueWords[measure.unit](measure.value)}${compared(measure.value, measure.previous, measure.unit)}`,
        ]),
      },
      ...listOf("Most viewed pages, by page views", pages),
      ...listOf("Sources, by visitors", sources),
      { kind: "button", label: "Open the report", url: links.reportUrl },
      { kind: "link", label: "Do not send me these numbers any more", url: links.unsubscribeUrl },
    ],
    reason:
      "You get this message because somebody in this website's workspace at Brand Automator entered your address for it.",
    unsubscribeUrl: links.unsubscribeCallUrl,
  }),
);
