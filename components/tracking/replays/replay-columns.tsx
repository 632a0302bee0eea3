import { Play } from "lucide-react";
import Link from "next/link";
import { countryName } from "@/components/lib/country";
import { formatDuration } from "@/components/lib/duration";
import { formatNumber } from "@/components/lib/format";
import { CountryFlag } from "@/components/ui/country-flag";
import { rowLinkClass, type DataColumn } from "@/components/ui/data-table";
import { RelativeTime } from "@/components/ui/relative-time";
import type { ReplayItem } from "@/lib/tracking/replay/schemas";
import { machineOf } from "./words";

const unknown = <span className="text-text-muted">Unknown</span>;

/** Columns of the list of recordings. */
export const REPLAY_COLUMNS: readonly DataColumn<ReplayItem>[] = [
  {
    id: "page",
    header: "First page",
    primary: true,
    cell: (replay) => (
      <Link
        href={`/analytics/replays/${replay.id}`}
        prefetch={false}
        className={`${rowLinkClass} inline-flex items-center gap-2 font-mono text-[0.8125rem] break-all`}
      >
        <Play aria-hidden className="size-4 shrink-0 text-accent-text" />
        {replay.entryPath || "/"}
      </Link>
    ),
  },
  {
    id: "duration",
    header: "Length",
    align: "end",
    sortBy: (replay) => replay.durationMs,
    cell: (replay) => formatDuration(replay.durationMs / 1_000),
  },
  {
    id: "pages",
    header: "Pages",
    align: "end",
    sortBy: (replay) => replay.pageCount,
    cell: (replay) => formatNumber(replay.pageCount),
  },
  {
    id: "events",
    header: "Events",
    align: "end",
    sortBy: (replay) => replay.events,
    cell: (replay) => formatNumber(replay.events),
  },
  {
    id: "source",
    header: "Source",
    sortBy: (replay) => replay.source.toLowerCase(),
    cell: (replay) => replay.source || unknown,
  },
  {
    id: "country",
    header: "Country",
    sortBy: (replay) => replay.country,
    cell: (replay) =>
      replay.country ? (
        <span className="inline-flex items-center gap-2">
          <CountryFlag code={replay.country} />
          {countryName(replay.country)}
        </span>
      ) : (
        unknown
      ),
  },
  {
    id: "device",
    header: "Device",
    sortBy: machineOf,
    cell: machineOf,
  },
  {
    id: "when",
    header: "When",
    align: "end",
    sortBy: (replay) => replay.startedAt,
    cell: (replay) => (
      <span className="inline-flex items-center gap-2">
        {replay.viewedAt ? null : (
          <span className="size-2 shrink-0 rounded-full bg-accent">
            <span className="sr-only">Not watched yet</span>
          </span>
        )}
        <RelativeTime iso={replay.startedAt} className="relative whitespace-nowrap" />
      </span>
    ),
  },
];
