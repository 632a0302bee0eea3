"use client";

import dynamic from "next/dynamic";
import Link from "next/link";
import { PageHeader } from "@/components/common/page-header";
import { QueryError } from "@/components/common/query-error";
import { useApiQuery } from "@/components/common/use-api";
import { countryName } from "@/components/lib/country";
import { formatExact } from "@/components/lib/dates";
import { countOf } from "@/components/lib/format";
import { useTimeZone } from "@/components/lib/use-now";
import { Card } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import type { ReplayDetail } from "@/lib/tracking/replay/schemas";
import { DeleteReplay } from "./delete-replay";
import { replayDetailShape } from "./shapes";
import { machineOf, STOPPED_WORDS } from "./words";

const Player = dynamic(() => import("./player/replay-player").then((module) => module.ReplayPlayer), {
  ssr: false,
  loading: () => <PlayerWaiting />,
});

/** One recording: who, where from, and the player. */
export function ReplayView({ replayId }: { replayId: string }) {
  const query = useApiQuery({
    key: ["replays", replayId],
    path: `/replays/${replayId}`,
    shape: replayDetailShape,
  });
  const timeZone = useTimeZone();
  const replay = query.data;
  const list = replay ? `/analytics/replays?site=${replay.siteId}` : "/analytics/replays";
  const back = { href: list, label: "Replays" };
  if (!replay) {
    return (
      <>
        <PageHeader title="Replay" back={back} />
        {query.error ? (
          <Card>
            <QueryError
              what="This recording"
              error={query.error}
              onRetry={() => void query.refetch()}
              retrying={query.isFetching}
            />
          </Card>
        ) : (
          <PlayerWaiting />
        )}
      </>
    );
  }
  return (
    <>
      <PageHeader
        title={`Visit of ${replay.siteName}`}
        description={formatExact(replay.startedAt, timeZone)}
        back={back}
        actions={<DeleteReplay replayId={replay.id} backTo={list} />}
      />
      <Facts replay={replay} />
      {replay.chunks.length > 0 ? (
        <Player key={replay.id} replay={replay} />
      ) : (
        <Card>
          <p className="p-4 text-text-muted">Nothing of this recording has arrived.</p>
        </Card>
      )}
    </>
  );
}

function PlayerWaiting() {
  return (
    <Card>
      <div role="status" aria-label="Recording: loading" className="flex flex-col gap-3 p-4">
        <Skeleton className="h-80 w-full" />
        <Skeleton className="h-8 w-full" />
      </div>
    </Card>
  );
}

function Facts({ replay }: { replay: ReplayDetail }) {
  const place = [replay.city, replay.country ? countryName(replay.country) : ""].filter(Boolean).join(", ");
  const facts = [
    countOf(replay.pageCount, "page"),
    replay.visitId ? countOf(replay.events, "event") : "",
    replay.source ? `Source: ${replay.source}` : "",
    place,
    machineOf(replay),
  ].filter(Boolean);
  return (
    <div className="flex flex-col gap-1">
      <p className="flex flex-wrap items-baseline gap-x-2 gap-y-1 text-text-muted">
        <span>{facts.join(" · ")}</span>
        {replay.contactId ? (
          <Link
            href={`/crm/contacts/${replay.contactId}`}
            className="font-medium text-accent-text underline-offset-4 hover:underline"
          >
            Open the contact
          </Link>
        ) : null}
        {replay.visitId ? (
          <Link
            href={`/analytics/replays?visitId=${replay.visitId}&site=${replay.siteId}`}
            className="font-medium text-accent-text underline-offset-4 hover:underline"
          >
            All recordings of this visit
          </Link>
        ) : null}
      </p>
      {replay.stoppedReason ? (
        <p className="text-[0.8125rem] text-warning">{STOPPED_WORDS[replay.stoppedReason]}</p>
      ) : null}
    </div>
  );
}
