"use client";

import { countryName } from "@/components/lib/country";
import { formatTime } from "@/components/lib/dates";
import { useTimeZone } from "@/components/lib/use-now";
import { PosthogReplays } from "@/components/tracking/replays/late-posthog-replays";
import { ReplayLinks } from "@/components/tracking/replays/replay-links";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { CountryFlag } from "@/components/ui/country-flag";
import { DescriptionList } from "@/components/ui/description-list";
import { VisitTrail, type TrailStep } from "@/components/ui/visit-trail";
import type { RequestVisit } from "@/lib/crm/schemas";

/** The visit that led to the request: where it came from, its pages in order, and the sending. */
export function RequestVisitCard({ visit, sentAt }: { visit: RequestVisit | null; sentAt: string }) {
  if (!visit) {
    return (
      <Card>
        <CardHeader title="The visit" />
        <p className="p-4 text-text-muted">
          No visit is known for this request. That happens when the sender’s browser blocks counting, or when
          the form is on a website without our line.
        </p>
      </Card>
    );
  }
  return (
    <Card>
      <CardHeader title="The visit" />
      <CardBody className="flex flex-col gap-4">
        <DescriptionList items={factsOf(visit)} />
        <Trail visit={visit} sentAt={sentAt} />
        <div className="flex flex-col gap-1.5">
          <ReplayLinks of={{ visitId: visit.id }} />
          <PosthogReplays visitIds={[visit.id]} />
        </div>
      </CardBody>
    </Card>
  );
}

function factsOf(visit: RequestVisit) {
  const machine = [visit.device, visit.browser, visit.os].filter(Boolean).join(", ");
  return [
    { term: "Source", detail: visit.source || "Direct or unknown" },
    { term: "Channel", detail: visit.channel || "Unknown" },
    ...(visit.campaign ? [{ term: "Campaign", detail: visit.campaign }] : []),
    {
      term: "Country",
      detail: visit.country ? (
        <span className="inline-flex items-center gap-2">
          <CountryFlag code={visit.country} />
          {countryName(visit.country)}
        </span>
      ) : (
        "Unknown"
      ),
    },
    {
      term: "Device",
      detail: <span className="inline-block first-letter:uppercase">{machine || "Unknown"}</span>,
    },
  ];
}

function Trail({ visit, sentAt }: { visit: RequestVisit; sentAt: string }) {
  const timeZone = useTimeZone();
  const steps: { at: string; label: string; mono: boolean }[] = [
    ...visit.pages.map((page) => ({ at: page.at, label: page.path, mono: true })),
    { at: sentAt, label: "Request sent", mono: false },
  ].sort((a, b) => a.at.localeCompare(b.at));
  const trail: TrailStep[] = steps.map((step) => ({
    time: formatTime(step.at, timeZone),
    label: step.mono ? (
      <span className="font-mono text-[0.8125rem] break-all">{step.label}</span>
    ) : (
      <span className="font-medium">{step.label}</span>
    ),
  }));
  return (
    <section
      aria-label="Pages in the order of viewing"
      className="flex flex-col gap-3 border-t border-border pt-4"
    >
      <VisitTrail steps={trail} />
      <p className="text-xs text-text-muted">{`Times in ${timeZone.replaceAll("_", " ")}`}</p>
    </section>
  );
}
