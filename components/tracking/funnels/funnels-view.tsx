"use client";

import { Filter, Plus } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Allowed } from "@/components/common/allowed";
import { QueryError } from "@/components/common/query-error";
import { useApiQuery } from "@/components/common/use-api";
import { useLazyWindow } from "@/components/common/use-lazy-window";
import { useUrlState } from "@/components/common/use-url-state";
import { useWorkspace } from "@/components/common/workspace-context";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import type { FunnelDto } from "@/lib/tracking/report-schemas";
import type { SiteDto } from "@/lib/tracking/schemas";
import { ListSkeleton, RowsWaiting } from "../list-skeleton";
import { funnelListShape } from "../shapes";
import { SiteGate } from "../site-gate";
import { SiteScreen } from "../site-screen";
import { funnelsKey } from "./funnel-keys";
import { FunnelPicker } from "./funnel-picker";
import { FunnelReport } from "./funnel-report";

const load = () => import("./funnel-window").then((module) => module.FunnelWindow);
const FunnelWindow = dynamic(load, { ssr: false });

export type FunnelsViewProps = { renderedAtMs: number; rememberedSiteId: string | undefined };

/** Steps that visitors should take, and where they stop. */
export function FunnelsView({ renderedAtMs, rememberedSiteId }: FunnelsViewProps) {
  return (
    <SiteGate title="Funnels" rememberedSiteId={rememberedSiteId} skeleton={<ListSkeleton title="Funnels" />}>
      {({ site, sites, choose }) => (
        <SiteFunnels key={site.id} site={site} sites={sites} onSite={choose} renderedAtMs={renderedAtMs} />
      )}
    </SiteGate>
  );
}

type SiteFunnelsProps = {
  site: SiteDto;
  sites: readonly SiteDto[];
  onSite: (id: string) => void;
  renderedAtMs: number;
};

function SiteFunnels({ site, sites, onSite, renderedAtMs }: SiteFunnelsProps) {
  const { can } = useWorkspace();
  const { params, change } = useUrlState();
  const funnels = useApiQuery({
    key: funnelsKey(site.id),
    path: `/sites/${site.id}/funnels`,
    shape: funnelListShape,
  });
  const lazy = useLazyWindow(load);
  const [editing, setEditing] = useState<FunnelDto | null>(null);
  const open = (next: FunnelDto | null) => {
    setEditing(next);
    lazy.button.onClick();
  };
  const items = funnels.data?.items;
  const chosen = items?.find(({ id }) => id === params.get("funnel")) ?? items?.[0];
  const add = (
    <Allowed to="analytics.write" reason="Only editors and above can make funnels.">
      <Button {...lazy.button} onClick={() => open(null)}>
        <Plus aria-hidden className="size-4" />
        Add a funnel
      </Button>
    </Allowed>
  );
  return (
    <SiteScreen
      title="Funnels"
      description="Steps that visitors should take one after the other, and where they stop."
      {...{ site, sites, onSite, renderedAtMs }}
      actions={chosen ? add : null}
    >
      {() => (
        <>
          {chosen && items ? (
            <div className="grid items-start gap-6 lg:grid-cols-[16rem_minmax(0,1fr)]">
              <FunnelPicker funnels={items} chosenId={chosen.id} onChoose={(funnel) => change({ funnel })} />
              <FunnelReport
                key={chosen.id}
                funnel={chosen}
                onNear={lazy.button.onPointerEnter}
                onEdit={can("analytics.write") ? () => open(chosen) : undefined}
              />
            </div>
          ) : (
            <Card>
              {funnels.error ? (
                <QueryError
                  what="The funnels"
                  error={funnels.error}
                  onRetry={() => void funnels.refetch()}
                  retrying={funnels.isFetching}
                />
              ) : !items ? (
                <RowsWaiting label="Funnels" />
              ) : (
                <EmptyState icon={Filter} title="No funnel yet" action={add}>
                  A funnel is a few steps in a row, such as a product’s page, the basket and the order. It
                  shows how many visits take each step and where they leave.
                </EmptyState>
              )}
            </Card>
          )}
          {lazy.used ? (
            <FunnelWindow
              key={editing?.id ?? "new"}
              {...lazy.window}
              siteId={site.id}
              funnel={editing}
              onSaved={(funnel) => change({ funnel })}
            />
          ) : null}
        </>
      )}
    </SiteScreen>
  );
}
