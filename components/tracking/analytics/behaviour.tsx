"use client";

import dynamic from "next/dynamic";
import { useSeen } from "@/components/lib/use-seen";
import { Card } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import type { AnalyticsChange } from "./analytics-state";
import type { AnalyticsState } from "./screen-state";

const Waiting = () => (
  <div className="p-4">
    <Skeleton className="h-72 w-full" />
  </div>
);

const Journeys = dynamic(() => import("./journeys").then((module) => module.Journeys), {
  ssr: false,
  loading: Waiting,
});
const Retention = dynamic(() => import("./retention").then((module) => module.Retention), {
  ssr: false,
  loading: Waiting,
});

export type BehaviourProps = { state: AnalyticsState; change: AnalyticsChange };

/** Which ways visitors take, and whether they come back. Asked for when it comes into sight. */
export function Behaviour({ state, change }: BehaviourProps) {
  const { ref, seen } = useSeen<HTMLDivElement>();
  const tab = state.behaviour;
  return (
    <div ref={ref}>
      <Card aria-label="Behaviour">
        <Tabs
          value={tab}
          onValueChange={(next) => change({ behaviour: next === "journeys" ? undefined : next }, "replace")}
        >
          <div className="flex min-h-12 flex-wrap items-end justify-between gap-x-4 border-b border-border px-4">
            <h2 className="py-3 text-sm font-semibold">Behaviour</h2>
            <TabsList aria-label="Behaviour">
              <TabsTrigger value="journeys">Journeys</TabsTrigger>
              <TabsTrigger value="retention">Retention</TabsTrigger>
            </TabsList>
          </div>
          <TabsContent value={tab} className="min-h-80">
            {!seen ? null : tab === "retention" ? <Retention /> : <Journeys />}
          </TabsContent>
        </Tabs>
      </Card>
    </div>
  );
}
