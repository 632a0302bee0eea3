import type { PoolClient } from "pg";
import { RecentMap } from "@/lib/recent-map";
import { ClientValue, SourceValue } from "../values";

const TEXTS_MAX = 50_000;

/** Dictionary id -> text, with the JSON ones parsed. Ids are never reused, so memory cannot become wrong. */
export class Texts {
  private readonly texts = new RecentMap<number, string>(TEXTS_MAX);
  private readonly clients = new RecentMap<number, ClientValue>(TEXTS_MAX);
  private readonly sources = new RecentMap<number, SourceValue>(TEXTS_MAX);

  /** Reads the texts that are not in memory. */
  async load(client: PoolClient, ids: Iterable<number>): Promise<void> {
    const missing = [...new Set(ids)].filter((id) => this.texts.get(id) === undefined);
    if (missing.length === 0) return;
    const { rows } = await client.query<{ id: number; value: string }>(
      "SELECT id, value FROM tracking_values WHERE id = ANY($1)",
      [missing],
    );
    for (const row of rows) this.texts.set(row.id, row.value);
  }

  /** "" for a text that is gone with its site. */
  path(id: number): string {
    return this.texts.get(id) ?? "";
  }

  client(id: number): ClientValue {
    return this.parsed(this.clients, id, (json) => ClientValue.parse(json));
  }

  source(id: number): SourceValue {
    return this.parsed(this.sources, id, (json) => SourceValue.parse(json));
  }

  private parsed<T>(cache: RecentMap<number, T>, id: number, parse: (json: unknown) => T): T {
    const known = cache.get(id);
    if (known !== undefined) return known;
    const made = parse(JSON.parse(this.texts.get(id) ?? "{}"));
    cache.set(id, made);
    return made;
  }
}
