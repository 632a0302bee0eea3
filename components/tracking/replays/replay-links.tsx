"use client";

import { Clapperboard } from "lucide-react";
import Link from "next/link";
import { useApiList } from "@/components/common/use-api";
import { useWorkspace } from "@/components/common/workspace-context";
import { formatDuration } from "@/components/lib/duration";
import { RelativeTime } from "@/components/ui/relative-time";
import { replayListShape } from "./shapes";

export type ReplayLinksProps = { of: { visitId: string } | { contactId: string } };

/** Recordings of a visit or of a contact's visits, as links; nothing where there are none or where one may not see them. */
export function ReplayLinks({ of }: ReplayLinksProps) {
  const { can } = useWorkspace();
  return can("replays.read") ? <Links of={of} /> : null;
}

function Links({ of }: ReplayLinksProps) {
  const list = useApiList({ key: ["replays"], path: "/replays", shape: replayListShape, filters: of });
  if (!list.items || list.items.length === 0) return null;
  return (
    <section aria-label="Recordings" className="flex flex-col gap-2 border-t border-border pt-4">
      <p className="text-xs font-medium text-text-muted">Recorded</p>
      <ul className="flex flex-col gap-1.5">
        {list.items.map((replay) => (
          <li key={replay.id}>
            <Link
              href={`/analytics/replays/${replay.id}`}
              prefetch={false}
              className="inline-flex items-center gap-2 font-medium text-accent-text underline-offset-4 hover:underline"
            >
              <Clapperboard aria-hidden className="size-4" />
              {`Watch the visit (${formatDuration(replay.durationMs / 1_000)})`}
              <RelativeTime iso={replay.startedAt} className="relative font-normal text-text-muted" />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
