import { countryName } from "@/components/lib/country";
import type { FilterDimension } from "@/lib/tracking/report-schemas";

/** What visits are broken down and filtered by. `none` names the empty value. */
export const DIMENSIONS = {
  page: { label: "Page", none: "Unknown page" },
  entry_page: { label: "Entry page", none: "Unknown page" },
  exit_page: { label: "Exit page", none: "Unknown page" },
  channel: { label: "Channel", none: "Direct" },
  source: { label: "Source", none: "Direct or unknown" },
  referrer: { label: "Referrer", none: "No referrer" },
  campaign: { label: "Campaign", none: "No campaign" },
  utm_source: { label: "UTM source", none: "Not set" },
  utm_medium: { label: "UTM medium", none: "Not set" },
  utm_term: { label: "UTM term", none: "Not set" },
  utm_content: { label: "UTM content", none: "Not set" },
  country: { label: "Country", none: "Unknown" },
  region: { label: "Region", none: "Unknown" },
  city: { label: "City", none: "Unknown" },
  device: { label: "Device", none: "Unknown" },
  browser: { label: "Browser", none: "Unknown" },
  os: { label: "System", none: "Unknown" },
  language: { label: "Language", none: "Unknown" },
  event: { label: "Event", none: "Unnamed" },
  goal: { label: "Goal", none: "Unnamed" },
} as const satisfies Record<FilterDimension, { label: string; none: string }>;

const languages = new Intl.DisplayNames(["en"], { type: "language", fallback: "code" });

function languageName(code: string): string {
  try {
    return languages.of(code) ?? code;
  } catch {
    return code; // what a browser sends need not be a language
  }
}

/** Stored as "DE|Bavaria|Munich": the last part, then where it lies. */
function placeName(value: string): string {
  const [country = "", ...rest] = value.split("|");
  const name = rest.at(-1);
  return name ? `${name}, ${countryName(country)}` : `Somewhere in ${countryName(country)}`;
}

/** What people read for a stored value. */
export function nameOfValue(dimension: FilterDimension, value: string): string {
  if (value === "") return DIMENSIONS[dimension].none;
  if (value === "(other)") return "All others";
  if (dimension === "country") return countryName(value);
  if (dimension === "region" || dimension === "city") return placeName(value);
  if (dimension === "language") return languageName(value);
  if (dimension === "device") return value === "tv" ? "TV" : value.charAt(0).toUpperCase() + value.slice(1);
  return value;
}
