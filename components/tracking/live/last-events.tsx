"use client";

import { FileText, Zap } from "lucide-react";
import { countryName } from "@/components/lib/country";
import { Card, CardHeader } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/relative-time";
import type { LiveDto } from "@/lib/tracking/report-schemas";

type LastEvent = LiveDto["lastEvents"][number];

/** Where somebody is and what they use, as far as that is known. */
const aboutOf = (event: LastEvent): string =>
  [
    [event.city, countryName(event.country)].filter(Boolean).join(", "),
    event.browser,
    event.device,
    event.source ? `from ${event.source}` : "",
  ]
    .filter(Boolean)
    .join(" · ");

/** The newest page views and events, the newest on top. */
export function LastEvents({ events }: { events: readonly LastEvent[] }) {
  return (
    <Card aria-label="Last events">
      <CardHeader title="What happens" />
      {events.length === 0 ? (
        <p className="p-4 text-text-muted">Nothing in the last 30 minutes.</p>
      ) : (
        <ol className="divide-y divide-border">
          {events.map((event) => {
            const Icon = event.kind === "page" ? FileText : Zap;
            return (
              <li key={event.id} className="flex items-center gap-3 px-4 py-2">
                <Icon aria-hidden className="size-4 shrink-0 text-text-muted" />
                <div className="flex min-w-0 flex-1 flex-col sm:flex-row sm:items-baseline sm:gap-3">
                  <span className="truncate">
                    {event.kind === "page" ? (
                      event.page
                    ) : (
                      <>
                        <span className="font-medium">{event.event}</span>
                        <span className="text-text-muted">{` on ${event.page}`}</span>
                      </>
                    )}
                  </span>
                  <span className="truncate text-xs text-text-muted">{aboutOf(event)}</span>
                </div>
                <span className="shrink-0 text-xs text-text-muted">
                  <RelativeTime iso={event.at} />
                </span>
              </li>
            );
          })}
        </ol>
      )}
    </Card>
  );
}
