import type { ReportDimension } from "../schemas";

const regions = new Intl.DisplayNames(["en"], { type: "region" });

const EMPTY: Record<ReportDimension, string> = {
  page: "Unknown page",
  entry_page: "Unknown page",
  exit_page: "Unknown page",
  source: "Direct",
  channel: "Direct",
  country: "Unknown country",
  device: "Unknown device",
  browser: "Unknown browser",
  os: "Unknown system",
  campaign: "No campaign",
};

/** What people read for a stored value of a dimension. */
export function labelOf(dimension: ReportDimension, value: string): string {
  if (value === "") return EMPTY[dimension];
  if (value === "(other)") return "Other";
  if (dimension === "country") return countryName(value);
  if (dimension === "device") return value === "tv" ? "TV" : value.charAt(0).toUpperCase() + value.slice(1);
  return dimension.endsWith("page") ? readablePath(value) : value;
}

function countryName(code: string): string {
  try {
    return regions.of(code) ?? code;
  } catch {
    return code;
  }
}

function readablePath(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}
