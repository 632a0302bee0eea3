"use client";

import { RefreshCw } from "lucide-react";
import { QueryError } from "@/components/common/query-error";
import { useApiQuery } from "@/components/common/use-api";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/relative-time";
import { Skeleton } from "@/components/ui/skeleton";
import type { SelfTestDto } from "@/lib/tracking/self-test/schemas";

const REFETCH_MS = 5_000;

const selfTestShape = async () => (await import("@/lib/tracking/self-test/schemas")).SelfTestDto;

/** How the collector sees the owner's own browser on the website, and whether its events arrive. */
export function SelfTest({ siteId, domain }: { siteId: string; domain: string }) {
  const test = useApiQuery({
    key: ["sites", siteId, "self-test"],
    path: `/sites/${siteId}/self-test`,
    shape: selfTestShape,
    refetchMs: REFETCH_MS,
  });
  return (
    <Card>
      <CardHeader
        title="Test it with this browser"
        actions={
          <Button variant="ghost" onClick={() => void test.refetch()} disabled={test.isFetching}>
            <RefreshCw aria-hidden className="size-4" />
            Look again
          </Button>
        }
      />
      {test.data ? (
        <Answer test={test.data} domain={domain} />
      ) : test.error ? (
        <QueryError
          what="The test"
          error={test.error}
          onRetry={() => void test.refetch()}
          retrying={test.isFetching}
        />
      ) : (
        <CardBody>
          <Skeleton className="h-5 w-3/4" />
        </CardBody>
      )}
    </Card>
  );
}

function Answer({ test, domain }: { test: SelfTestDto; domain: string }) {
  return (
    <CardBody className="flex flex-col gap-3">
      <p>
        {test.summary}{" "}
        <span className="text-text-muted">Your address is {test.address}; it is not stored.</span>
      </p>
      {test.isCounted ? (
        <Arrival test={test} domain={domain} />
      ) : (
        <div>
          <p className="font-medium">Your visits are left out:</p>
          <ul className="list-disc pl-5 text-text-muted">
            {test.reasons.map(({ reason, explanation }) => (
              <li key={reason}>{explanation}</li>
            ))}
          </ul>
        </div>
      )}
    </CardBody>
  );
}

function Arrival({ test, domain }: { test: SelfTestDto; domain: string }) {
  return (
    <p role="status">
      {test.lastEvent ? (
        <>
          <span className="font-medium">Your event arrived.</span> The last one came{" "}
          <RelativeTime iso={test.lastEvent.at} />
          {test.lastEvent.path ? `, from ${test.lastEvent.path}` : ""}.
        </>
      ) : (
        <>
          No event of this browser in the last half hour. Open{" "}
          <a
            className="underline underline-offset-2"
            href={`https://${domain}/`}
            target="_blank"
            rel="noreferrer"
          >
            {domain}
          </a>{" "}
          in another tab; this updates by itself.
        </>
      )}
    </p>
  );
}
