import type { PoolClient } from "pg";
import { RecentMap } from "@/lib/recent-map";
import { ClientValue, SourceValue } from "../values";
import type { DimensionTexts, DimensionValue } from "./repeats";

const TEXTS_MAX = 50_000;
const DIRECT: readonly DimensionValue[] = [
  ["source", ""],
  ["channel", "Direct"],
];

/** Dictionary id -> text, the JSON ones as values of dimensions. Ids are never reused, so memory cannot become wrong. */
export class Texts implements DimensionTexts {
  private readonly texts = new RecentMap<number, string>(TEXTS_MAX);
  private readonly values = new RecentMap<number, readonly DimensionValue[]>(TEXTS_MAX);

  /** Reads the texts that are not in memory. */
  async load(client: PoolClient, ids: ReadonlySet<number>): Promise<void> {
    const missing = [...ids].filter((id) => id > 0 && this.texts.get(id) === undefined);
    if (missing.length === 0) return;
    const { rows } = await client.query<{ id: number; value: string }>(
      "SELECT id, value FROM tracking_values WHERE id = ANY($1)",
      [missing],
    );
    for (const row of rows) this.texts.set(row.id, row.value);
  }

  /** A path or the name of an event; "" for a text that is gone with its site. */
  text(id: number): string {
    return this.texts.get(id) ?? "";
  }

  ofClient(id: number): readonly DimensionValue[] {
    return this.valuesOf(id, (json) => clientValues(ClientValue.parse(json)));
  }

  ofSource(id: number): readonly DimensionValue[] {
    return id === 0 ? DIRECT : this.valuesOf(id, (json) => sourceValues(SourceValue.parse(json)));
  }

  private valuesOf(
    id: number,
    read: (json: unknown) => readonly DimensionValue[],
  ): readonly DimensionValue[] {
    const known = this.values.get(id);
    if (known !== undefined) return known;
    const made = read(JSON.parse(this.texts.get(id) ?? "{}"));
    this.values.set(id, made);
    return made;
  }
}

// "" stands for unknown.
function clientValues({
  country,
  region,
  city,
  browser,
  os,
  device,
  language,
}: ClientValue): DimensionValue[] {
  return [
    ["country", country],
    ["region", region === "" ? "" : `${country}|${region}`],
    ["city", city === "" ? "" : `${country}|${region}|${city}`],
    ["browser", browser],
    ["os", os],
    ["device", device],
    ["language", language],
  ];
}

/** A visit without a campaign, a UTM value or a referrer has no value there; every visit has a source and a channel. */
function sourceValues(source: SourceValue): DimensionValue[] {
  const values: DimensionValue[] = [
    ["source", source.source],
    ["channel", source.channel || "Direct"],
    ["campaign", source.utmCampaign],
    ["utm_source", source.utmSource],
    ["utm_medium", source.utmMedium],
    ["utm_term", source.utmTerm],
    ["utm_content", source.utmContent],
    ["referrer", source.referrer],
  ];
  return values.filter(([dimension, value]) => value !== "" || dimension === "source");
}
