"use client";

import { Plus, Target } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Allowed } from "@/components/common/allowed";
import { QueryError } from "@/components/common/query-error";
import { useApiQuery } from "@/components/common/use-api";
import { useLazyWindow } from "@/components/common/use-lazy-window";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import type { GoalDto } from "@/lib/tracking/report-schemas";
import type { SiteDto } from "@/lib/tracking/schemas";
import { ListSkeleton, RowsWaiting } from "../list-skeleton";
import { goalListShape } from "../shapes";
import { SiteGate } from "../site-gate";
import { SiteScreen } from "../site-screen";
import { goalsKey } from "./goal-keys";
import { GoalList } from "./goal-list";
import { useArchiveGoal } from "./use-archive-goal";

const load = () => import("./goal-window").then((module) => module.GoalWindow);
const GoalWindow = dynamic(load, { ssr: false });
const ArchivedGoals = dynamic(() => import("./archived-goals").then((module) => module.ArchivedGoals), {
  ssr: false,
});

export type GoalsViewProps = { renderedAtMs: number; rememberedSiteId: string | undefined };

/** What visitors should do, and how often they do it. */
export function GoalsView({ renderedAtMs, rememberedSiteId }: GoalsViewProps) {
  return (
    <SiteGate title="Goals" rememberedSiteId={rememberedSiteId} skeleton={<ListSkeleton title="Goals" />}>
      {({ site, sites, choose }) => (
        <SiteGoals key={site.id} site={site} sites={sites} onSite={choose} renderedAtMs={renderedAtMs} />
      )}
    </SiteGate>
  );
}

type SiteGoalsProps = {
  site: SiteDto;
  sites: readonly SiteDto[];
  onSite: (id: string) => void;
  renderedAtMs: number;
};

function SiteGoals({ site, sites, onSite, renderedAtMs }: SiteGoalsProps) {
  const goals = useApiQuery({
    key: goalsKey(site.id),
    path: `/sites/${site.id}/goals`,
    shape: goalListShape,
  });
  const lazy = useLazyWindow(load);
  const archive = useArchiveGoal(site.id);
  const [goal, setGoal] = useState<GoalDto | null>(null);
  const open = (next: GoalDto | null) => {
    setGoal(next);
    lazy.button.onClick();
  };
  const add = (
    <Allowed to="analytics.write" reason="Only editors and above can make goals.">
      <Button {...lazy.button} onClick={() => open(null)}>
        <Plus aria-hidden className="size-4" />
        Add a goal
      </Button>
    </Allowed>
  );
  const items = goals.data?.items.filter(({ archivedAt }) => archivedAt === null);
  const archived = goals.data?.items.filter(({ archivedAt }) => archivedAt !== null) ?? [];
  return (
    <SiteScreen
      title="Goals"
      description="What visitors should do on your website, and how often they do it."
      {...{ site, sites, onSite, renderedAtMs }}
      actions={items && items.length > 0 ? add : null}
    >
      {() => (
        <>
          <Card>
            {goals.error && !items ? (
              <QueryError
                what="The goals"
                error={goals.error}
                onRetry={() => void goals.refetch()}
                retrying={goals.isFetching}
              />
            ) : !items ? (
              <RowsWaiting label="Goals" />
            ) : items.length === 0 ? (
              <EmptyState icon={Target} title="No goal yet" action={add}>
                A goal is a page that visitors should reach, such as a thank-you page, or an event that should
                happen, such as a sign-up. It counts from the first visit on, also back in time.
              </EmptyState>
            ) : (
              <GoalList
                goals={items}
                onEdit={open}
                onArchive={(one) => archive(one, true)}
                onNear={lazy.button.onPointerEnter}
              />
            )}
          </Card>
          {archived.length > 0 ? (
            <ArchivedGoals goals={archived} onBringBack={(one) => archive(one, false)} />
          ) : null}
          {lazy.used ? (
            <GoalWindow key={goal?.id ?? "new"} {...lazy.window} siteId={site.id} goal={goal} />
          ) : null}
        </>
      )}
    </SiteScreen>
  );
}
