import type { TenantDb } from "@/lib/db";
import { RecentMap } from "@/lib/recent-map";
import { ClientValue, SourceValue } from "../values";

const TEXTS_MAX = 20_000;

/** Texts of the dictionary by their ids, read once for many rows. One for each export. */
export class ExportTexts {
  private readonly known = new RecentMap<number, string>(TEXTS_MAX);

  /** Reads what is not known yet. 0 stands for none. */
  async load(db: TenantDb, tenantId: string, ids: readonly number[]): Promise<void> {
    const missing = [...new Set(ids)].filter((id) => id > 0 && this.known.get(id) === undefined);
    if (missing.length === 0) return;
    const rows = await db.trackingValue.findMany({
      where: { tenantId, id: { in: missing } },
      select: { id: true, value: true },
    });
    for (const row of rows) this.known.set(row.id, row.value);
  }

  text(id: number): string {
    return (id > 0 ? this.known.get(id) : undefined) ?? "";
  }

  /** Columns of a place and a browser. */
  client(id: number): ClientValue {
    return ClientValue.parse(JSON.parse(this.text(id) || "{}"));
  }

  /** Columns of a source; all empty for none. */
  source(id: number): SourceValue {
    return SourceValue.parse(JSON.parse(this.text(id) || "{}"));
  }
}

// All that the dictionary has, in its order.
export const CLIENT_COLUMNS: readonly string[] = ClientValue.keyof().options;
export const SOURCE_COLUMNS: readonly string[] = SourceValue.keyof().options;
