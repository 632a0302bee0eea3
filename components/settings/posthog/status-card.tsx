"use client";

import { ExternalLink } from "lucide-react";
import { messageOf } from "@/components/common/api-error";
import { useApiMutation } from "@/components/common/use-api";
import { Badge } from "@/components/ui/badge";
import { Button, buttonClass } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { RelativeTime } from "@/components/ui/relative-time";
import { toast } from "@/components/ui/toaster";
import type { PosthogConnectionDto } from "@/lib/posthog/schemas";
import { POSTHOG_KEY } from "../keys";
import { stateShape } from "./shapes";
import { countWords, STATUS, waitingWords } from "./status-words";
import { TestButton } from "./test-button";

/** How the forwarding is: what it has done, what waits, what went wrong and what mends it. */
export function StatusCard({ connection }: { connection: PosthogConnectionDto }) {
  const status = STATUS[connection.status];
  return (
    <Card>
      <CardHeader
        title="State"
        actions={
          <a
            href={connection.projectUrl}
            target="_blank"
            rel="noreferrer"
            className={buttonClass({ variant: "ghost", size: "sm" })}
          >
            Open PostHog
            <ExternalLink aria-hidden className="size-4" />
          </a>
        }
      />
      <CardBody className="flex flex-col gap-4">
        <p className="flex flex-wrap items-center gap-2" role="status">
          <Badge tone={status.tone}>{status.label}</Badge>
          <span className="text-text-muted">{status.about}</span>
        </p>
        <Trouble connection={connection} />
        <DescriptionList items={factsOf(connection)} />
        <TestButton />
      </CardBody>
    </Card>
  );
}

const timeOr = (iso: string | null, none: string) => (iso ? <RelativeTime iso={iso} /> : none);

function factsOf(connection: PosthogConnectionDto) {
  const { lag, refusedCount } = connection;
  return [
    { term: "Forwarded", detail: countWords(connection.forwardedCount) },
    {
      term: "Waiting",
      detail: (
        <>
          {waitingWords(connection)}
          {lag.since ? (
            <>
              {", the oldest "}
              <RelativeTime iso={lag.since} />
            </>
          ) : null}
        </>
      ),
    },
    { term: "Last success", detail: timeOr(connection.lastForwardedAt, "Nothing was forwarded yet") },
    { term: "Newest event there", detail: timeOr(connection.lastEventAt, "None yet") },
    ...(refusedCount > 0 ? [{ term: "Refused", detail: `${countWords(refusedCount)}, left out` }] : []),
    {
      term: "Recording",
      detail: connection.recordsSessions
        ? "On, for visitors who agreed, on websites that ask for consent"
        : "Off",
    },
  ];
}

/** The last error in PostHog's words, what to do about it, and the button that mends it. */
function Trouble({
  connection: { status, lastError, lastErrorAt, advice, retryAt },
}: {
  connection: PosthogConnectionDto;
}) {
  const resume = useApiMutation({
    method: "post",
    path: "/posthog/resume",
    shape: stateShape,
    stale: [POSTHOG_KEY],
    onSuccess: () => toast.success("It is tried again now."),
  });
  if (!lastError) return null;
  const isOpen = status === "paused" || status === "retrying" || status === "limited";
  return (
    <div
      className={`flex flex-col gap-2 rounded-ui border p-3 ${isOpen ? "border-warning/50 bg-warning-soft" : "border-border bg-surface"}`}
    >
      <p className="break-words">{lastError}</p>
      {advice ? <p>{advice}</p> : null}
      <p className="text-[0.8125rem] text-text-muted">
        {lastErrorAt ? <RelativeTime iso={lastErrorAt} /> : null}
        {isOpen && retryAt ? (
          <>
            {"; the next try "}
            <RelativeTime iso={retryAt} />
          </>
        ) : null}
      </p>
      {isOpen ? (
        <span className="flex flex-wrap gap-2">
          {status === "paused" ? (
            <a href="#posthog-projectKey" className={buttonClass({ size: "sm" })}>
              Paste the key anew
            </a>
          ) : null}
          <Button
            variant="secondary"
            size="sm"
            pending={resume.isPending}
            onClick={() => resume.mutate(undefined, { onError: (error) => toast.error(messageOf(error)) })}
          >
            Try again now
          </Button>
        </span>
      ) : null}
    </div>
  );
}
