"use client";

import { Share2 } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { PageHeader } from "@/components/common/page-header";
import { QueryError } from "@/components/common/query-error";
import { useApiQuery } from "@/components/common/use-api";
import { useWorkspace } from "@/components/common/workspace-context";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Skeleton } from "@/components/ui/skeleton";
import type { PosthogState } from "@/lib/posthog/schemas";
import { POSTHOG_KEY } from "../keys";
import { stateShape } from "./shapes";
import { StatusCard } from "./status-card";

const loadForm = () => import("./connection-form").then((module) => module.ConnectionForm);
const ConnectionForm = dynamic(loadForm, { ssr: false, loading: () => <Skeleton className="h-96 w-full" /> });
const InsightsCard = dynamic(() => import("./insights-card").then((module) => module.InsightsCard), {
  ssr: false,
  loading: () => <Skeleton className="h-32 w-full rounded-ui" />,
});
const DisconnectCard = dynamic(() => import("./disconnect-card").then((module) => module.DisconnectCard), {
  ssr: false,
  loading: () => <Skeleton className="h-20 w-full rounded-ui" />,
});

const TITLE = "PostHog";
const ABOUT = "Send page views and events on to your own PostHog, and record visits there.";
const FRESH_MS = 5_000;

/** The connection with PostHog for those who may manage it; the others learn who can. */
export function PosthogPage() {
  const { can, workspace } = useWorkspace();
  return (
    <>
      <PageHeader title={TITLE} description={ABOUT} />
      {can("posthog.read") ? (
        <Connection />
      ) : (
        <Card>
          <CardBody className="text-text-muted">
            {`Only owners and admins can see and change the connection. Your role here is ${workspace.role}.`}
          </CardBody>
        </Card>
      )}
    </>
  );
}

function Connection() {
  const query = useApiQuery({ key: POSTHOG_KEY, path: "/posthog", shape: stateShape, refetchMs: FRESH_MS });
  if (query.data) return <Loaded state={query.data} />;
  return (
    <Card>
      {query.error ? (
        <QueryError
          what="The connection"
          error={query.error}
          onRetry={() => void query.refetch()}
          retrying={query.isFetching}
        />
      ) : (
        <div role="status" aria-label="PostHog: loading" className="flex flex-col gap-3 p-4">
          <Skeleton className="h-5 w-1/3" />
          <Skeleton className="h-32 w-full" />
        </div>
      )}
    </Card>
  );
}

function Loaded({ state: { connection } }: { state: PosthogState }) {
  const [isConnecting, setConnecting] = useState(false);
  if (!connection && !isConnecting)
    return (
      <Card className="max-w-3xl">
        <EmptyState
          icon={Share2}
          title="Not connected"
          action={
            <Button
              onPointerEnter={() => void loadForm()}
              onFocus={() => void loadForm()}
              onClick={() => setConnecting(true)}
            >
              Connect PostHog
            </Button>
          }
        >
          Have your events in PostHog too, without a second script on your website and without slowing it
          down. You need a project at PostHog and its project key.
        </EmptyState>
      </Card>
    );
  return (
    <div className="flex max-w-3xl flex-col gap-6">
      {connection ? <StatusCard connection={connection} /> : null}
      <Card id="connection">
        <CardHeader title={connection ? "Connection" : "Connect PostHog"} />
        <CardBody>
          <ConnectionForm
            key={connection ? "change" : "make"}
            connection={connection}
            onCancel={connection ? undefined : () => setConnecting(false)}
          />
        </CardBody>
      </Card>
      {connection?.personalKeyEnd ? <InsightsCard /> : null}
      {connection ? <DisconnectCard onDone={() => setConnecting(false)} /> : null}
    </div>
  );
}
