"use client";

import { QueryError } from "@/components/common/query-error";
import { useApiQuery } from "@/components/common/use-api";
import { Card } from "@/components/ui/card";
import { ChangeBadge } from "@/components/ui/change-badge";
import { Stat, StatSkeleton } from "@/components/ui/stat";
import { overviewShape } from "@/components/workspace/shapes";

import { OVERVIEW_DAYS, OVERVIEW_KEY } from "./keys";

const REFETCH_MS = 3_000;
const CARDS = [
  { id: "visitors", label: "Visitors" },
  { id: "visits", label: "Visits" },
  { id: "requests", label: "Requests" },
] as const;

/** The last 30 days over all sites of the workspace. */
const useOverview = () =>
  useApiQuery({
    key: OVERVIEW_KEY,
    path: "/overview",
    query: { days: OVERVIEW_DAYS },
    shape: overviewShape,
    refetchMs: REFETCH_MS,
  });

/** Visitors, visits and requests, each against the 30 days before. */
export function OverviewCards() {
  const overview = useOverview();
  if (overview.error && !overview.data) {
    return (
      <Card>
        <QueryError
          what="The overview"
          error={overview.error}
          onRetry={() => void overview.refetch()}
          retrying={overview.isFetching}
        />
      </Card>
    );
  }
  return (
    <section aria-labelledby="overview-range" className="flex flex-col gap-3">
      <h2 id="overview-range" className="text-text-muted">
        {`Last ${OVERVIEW_DAYS} days, against the ${OVERVIEW_DAYS} days before`}
      </h2>
      <div className="grid gap-4 sm:grid-cols-3">
        {CARDS.map(({ id, label }) => {
          const card = overview.data?.cards[id];
          return (
            <Card key={id} aria-label={label}>
              {card ? (
                <Stat
                  label={label}
                  value={card.value}
                  trend={card.daily}
                  change={
                    <ChangeBadge
                      value={card.value}
                      previous={card.previous}
                      than={`than the ${OVERVIEW_DAYS} days before`}
                    />
                  }
                />
              ) : (
                <StatSkeleton label={label} trend />
              )}
            </Card>
          );
        })}
      </div>
    </section>
  );
}
