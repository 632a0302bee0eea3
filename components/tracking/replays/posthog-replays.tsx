"use client";

import { ExternalLink } from "lucide-react";
import { useApiQuery } from "@/components/common/use-api";
import { useWorkspace } from "@/components/common/workspace-context";
import { POSTHOG_KEY } from "@/components/settings/keys";
import { stateShape } from "@/components/settings/posthog/shapes";
import { RelativeTime } from "@/components/ui/relative-time";

const replayShape = async () => (await import("@/lib/posthog/schemas")).PosthogReplay;

export type PosthogReplaysProps = {
  /** Newest first; each is one question to PostHog. */
  visitIds: readonly string[];
};

/**
 * Recordings of visits at PostHog, as links. Nothing where the workspace records nothing there, has given no key that
 * finds recordings, or where one may not see the connection.
 */
export function PosthogReplays({ visitIds }: PosthogReplaysProps) {
  const { can } = useWorkspace();
  const isAllowed = can("posthog.read");
  const query = useApiQuery({ key: POSTHOG_KEY, path: "/posthog", shape: stateShape, enabled: isAllowed });
  const connection = query.data?.connection;
  if (!isAllowed || !connection?.recordsSessions || connection.project === null) return null;
  return (
    <ul aria-label="Recordings at PostHog" className="flex flex-col gap-1.5 pb-1.5 empty:hidden">
      {visitIds.map((visitId) => (
        <Recording key={visitId} visitId={visitId} />
      ))}
    </ul>
  );
}

function Recording({ visitId }: { visitId: string }) {
  const { data } = useApiQuery({
    key: [...POSTHOG_KEY, "visits", visitId],
    path: `/posthog/visits/${visitId}/replay`,
    shape: replayShape,
  });
  if (!data || (data.url === null && data.problem === null)) return null;
  if (data.url === null) return <li className="text-[0.8125rem] text-text-muted">{data.problem}</li>;
  return (
    <li>
      <a
        href={data.url}
        target="_blank"
        rel="noreferrer"
        className="inline-flex items-center gap-2 font-medium text-accent-text underline-offset-4 hover:underline"
      >
        <ExternalLink aria-hidden className="size-4" />
        Watch in PostHog
        {data.startedAt ? (
          <RelativeTime iso={data.startedAt} className="relative font-normal text-text-muted" />
        ) : null}
      </a>
    </li>
  );
}
