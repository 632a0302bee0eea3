"use client";

import dynamic from "next/dynamic";
import { Skeleton } from "@/components/ui/skeleton";
import { specOf } from "./panels";
import { isKind } from "./report-batch";
import { useReport } from "./report-scope";

/** Wide as the map will be, so that nothing moves when it comes. */
const MapSkeleton = () => <Skeleton className="aspect-[2/1] w-full" />;

const WorldMap = dynamic(() => import("../map/world-map").then((module) => module.WorldMap), {
  ssr: false,
  loading: MapSkeleton,
});

export type PlacesMapProps = { marked: string | null; onChoose: (country: string) => void };

/** All countries of the range on the map. */
export function PlacesMap({ marked, onChoose }: PlacesMapProps) {
  const result = useReport(specOf("country")).data?.result;
  if (!isKind(result, "breakdown")) return <MapSkeleton />;
  const values = new Map(
    result.rows.filter((row) => row.value !== "").map((row) => [row.value, row.visitors]),
  );
  return (
    <WorldMap values={values} noun="visitor" marked={marked?.split("|")[0] ?? null} onChoose={onChoose} />
  );
}
