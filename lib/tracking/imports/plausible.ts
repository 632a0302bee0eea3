import { z } from "zod";
import { channelOf } from "../enrich/channels";
import { knownWord } from "../enrich/known-sources";
import type { Measures } from "../measures";
import type { ImportDimension, RowSums } from "./rows";

/**
 * One file of a Plausible export. Column names are those of Plausible's own exporter and of its importer's older structure
 * (github.com/plausible/analytics, lib/plausible/exports.ex and lib/plausible/imported/csv_importer.ex).
 */
const FILE_NAME = /^imported_([a-z_]+?)(?:_\d{8}_\d{8})?(?: \(\d+\))?\.csv$/i;

const number = z
  .string()
  .optional()
  .transform((text, context) => {
    if (text === undefined || text === "") return 0;
    const value = Number(text);
    if (Number.isInteger(value) && value >= 0 && value <= 2_000_000_000) return value;
    context.addIssue({ code: "custom", message: `"${text.slice(0, 40)}" is no count` });
    return z.NEVER;
  });

const Numbers = z.object({
  date: z.iso.date("The date is missing or is none"),
  visitors: number,
  visits: number,
  entrances: number,
  exits: number,
  pageviews: number,
  bounces: number,
  events: number,
  visit_duration: number,
  time_on_page: number,
  total_time_on_page: number,
});

type Fields = Partial<Record<string, string>>;

const SECOND_MS = 1_000;

/** Dimension and value for each row of a kind of file; "" counts for the day itself. */
type Reader = (fields: Fields) => [ImportDimension, string][];

const of =
  (dimension: ImportDimension, column: string, rename: (text: string) => string = (text) => text): Reader =>
  (fields) => [[dimension, rename(fields[column] ?? "")]];

const SYSTEMS: Record<string, string> = { Mac: "macOS", "GNU/Linux": "Linux" };
const BROWSERS: Record<string, string> = {
  "Microsoft Edge": "Edge",
  "Samsung Browser": "Samsung Internet",
  "Mobile App": "",
};
const DEVICES: Record<string, string> = { laptop: "desktop", "(not set)": "", "": "" };

function sourceDimensions(fields: Fields): [ImportDimension, string][] {
  const text = (name: string): string => (fields[name] ?? "").trim();
  const given = text("source") === "Direct / None" ? "" : text("source");
  const word = given.toLowerCase();
  const known = knownWord(word);
  const medium = text("utm_medium");
  const campaign = text("utm_campaign");
  const channel = channelOf({
    source: word,
    medium: medium.toLowerCase(),
    campaign: campaign.toLowerCase(),
    ...(known ? { category: known.category } : {}),
  });
  const own: [ImportDimension, string][] = [
    ["source", known?.name ?? word],
    ["channel", channel],
  ];
  const named: [ImportDimension, string][] = [
    ["referrer", text("referrer").replace(/^www\./, "")],
    ["utm_source", text("utm_source")],
    ["utm_medium", medium],
    ["campaign", campaign],
    ["utm_content", text("utm_content")],
    ["utm_term", text("utm_term")],
  ];
  return [...own, ...named.filter(([, value]) => value !== "")];
}

function placeDimensions(fields: Fields): [ImportDimension, string][] {
  const country = (fields.country ?? "").toUpperCase();
  const region = (fields.region ?? "").toUpperCase();
  return [
    ["country", country],
    ["region", region && `${country}|${region}`],
  ];
}

const READERS: Partial<Record<string, Reader>> = {
  visitors: () => [["", ""]],
  sources: sourceDimensions,
  pages: of("page", "page"),
  entry_pages: of("entry_page", "entry_page"),
  exit_pages: of("exit_page", "exit_page"),
  locations: placeDimensions,
  devices: of("device", "device", (text) => DEVICES[text.toLowerCase()] ?? text.toLowerCase()),
  browsers: of("browser", "browser", (text) => BROWSERS[text] ?? text),
  operating_systems: of("os", "operating_system", (text) => SYSTEMS[text] ?? text),
  custom_events: of("event", "name"),
};

/** What a name says a file holds; undefined for what is none of an export's files. */
export function plausibleKind(fileName: string): string | undefined {
  const kind = FILE_NAME.exec(fileName.split("/").at(-1) ?? "")?.[1]?.toLowerCase();
  return kind !== undefined && READERS[kind] ? kind : undefined;
}

/** @returns why a line cannot be read; undefined when it was added */
export function addPlausible(kind: string, fields: Fields, sums: RowSums): string | undefined {
  const parsed = Numbers.safeParse(fields);
  if (!parsed.success) return parsed.error.issues[0]?.message ?? "It cannot be read.";
  const row = parsed.data;
  const counts: Measures = {
    visitors: row.visitors,
    visits: row.visits || row.entrances || row.exits,
    pageViews: row.pageviews,
    events: row.events,
    bounces: row.bounces,
    visibleMs: (row.visit_duration || row.total_time_on_page || row.time_on_page) * SECOND_MS,
  };
  for (const [dimension, value] of READERS[kind]?.(fields) ?? [])
    sums.add(dimension, row.date, value, counts);
  // The day's own file does not have them.
  if (kind === "custom_events") sums.add("", row.date, "", { events: row.events });
  return undefined;
}
