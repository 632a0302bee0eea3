import type { ReportDimension } from "../report-schemas";

const regions = new Intl.DisplayNames(["en"], { type: "region" });
const languages = new Intl.DisplayNames(["en"], { type: "language" });

const EMPTY: Record<ReportDimension, string> = {
  page: "Unknown page",
  entry_page: "Unknown page",
  exit_page: "Unknown page",
  source: "Direct",
  channel: "Direct",
  campaign: "No campaign",
  utm_source: "None",
  utm_medium: "None",
  utm_term: "None",
  utm_content: "None",
  referrer: "No referrer",
  country: "Unknown country",
  region: "Unknown region",
  city: "Unknown city",
  device: "Unknown device",
  browser: "Unknown browser",
  os: "Unknown system",
  language: "Unknown language",
  event: "Unknown event",
};

/** What people read for a stored value of a dimension. */
export function labelOf(dimension: ReportDimension, value: string): string {
  if (value === "") return EMPTY[dimension];
  if (value === "(other)") return "Other";
  switch (dimension) {
    case "country":
      return nameIn(regions, value);
    case "language":
      return nameIn(languages, value);
    case "region":
    case "city":
      return placeName(value);
    case "device":
      return value === "tv" ? "TV" : value.charAt(0).toUpperCase() + value.slice(1);
    case "page":
    case "entry_page":
    case "exit_page":
      return readablePath(value);
    default:
      return value;
  }
}

function nameIn(names: Intl.DisplayNames, code: string): string {
  try {
    return names.of(code) ?? code;
  } catch {
    return code;
  }
}

/** "DE|Bavaria|Munich" is "Munich, Germany". */
function placeName(value: string): string {
  const parts = value.split("|");
  const [country = ""] = parts;
  return `${parts.at(-1) ?? ""}, ${nameIn(regions, country)}`;
}

function readablePath(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}
