import { BarList } from "@/components/ui/bar-list";
import { Card, CardHeader } from "@/components/ui/card";
import { CountryFlag } from "@/components/ui/country-flag";
import type { LiveDto } from "@/lib/tracking/report-schemas";

export type LiveListProps = {
  title: string;
  heading: string;
  dimension: "page" | "source" | "country" | "device";
  rows: LiveDto["pages"];
  whole: number;
};

/** One view of those who are here now. */
export function LiveList({ title, heading, dimension, rows, whole }: LiveListProps) {
  return (
    <Card>
      <CardHeader title={title} />
      <div className="pb-2 md:min-h-40">
        {rows.length === 0 ? (
          <p className="p-4 text-text-muted">Nobody is here right now.</p>
        ) : (
          <BarList
            heading={heading}
            unit="People"
            whole={whole}
            hideShare
            rows={rows.map((row) => ({
              id: row.value,
              title: row.label,
              value: row.visitors,
              label:
                dimension === "country" && row.value ? (
                  <span className="flex items-center gap-2">
                    <CountryFlag code={row.value} />
                    <span className="truncate">{row.label}</span>
                  </span>
                ) : (
                  row.label
                ),
            }))}
          />
        )}
      </div>
    </Card>
  );
}
