import type { ClientValue, SourceValue } from "../values";

/** What a visitor's client says, by dimension; "" for unknown. A region or city carries its country, since names repeat. */
export function clientValues(client: ClientValue): Record<string, string> {
  const { country, region, city, browser, os, device, language } = client;
  return {
    country,
    region: region === "" ? "" : `${country}|${region}`,
    city: city === "" ? "" : `${country}|${region}|${city}`,
    browser,
    os,
    device,
    language,
  };
}

/** Where a visit came from, by dimension; "" for none. */
export function sourceValues(source: SourceValue | null): Record<string, string> {
  return {
    source: source?.source ?? "",
    channel: source?.channel || "Direct",
    campaign: source?.utmCampaign ?? "",
    utm_source: source?.utmSource ?? "",
    utm_medium: source?.utmMedium ?? "",
    utm_term: source?.utmTerm ?? "",
    utm_content: source?.utmContent ?? "",
    referrer: source?.referrer ?? "",
  };
}
