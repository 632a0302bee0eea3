"use client";

import { ExternalLink } from "lucide-react";
import { QueryError } from "@/components/common/query-error";
import { useApiQuery } from "@/components/common/use-api";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { POSTHOG_INSIGHTS_KEY } from "../keys";
import { insightsShape } from "./shapes";

/** The project's insights, each with its link. */
export function InsightsCard() {
  const query = useApiQuery({ key: POSTHOG_INSIGHTS_KEY, path: "/posthog/insights", shape: insightsShape });
  const { data } = query;
  return (
    <Card>
      <CardHeader title="Insights at PostHog" />
      {data === undefined ? (
        query.error ? (
          <QueryError
            what="The insights"
            error={query.error}
            onRetry={() => void query.refetch()}
            retrying={query.isFetching}
          />
        ) : (
          <CardBody role="status" aria-label="Insights: loading">
            <Skeleton className="h-16 w-full" />
          </CardBody>
        )
      ) : data.items.length === 0 ? (
        <CardBody className="text-text-muted">
          {data.problem ?? "This project has no insights yet. Make one at PostHog, and it is listed here."}
        </CardBody>
      ) : (
        <ul className="divide-y divide-border">
          {data.items.map(({ id, name, description, url }) => (
            <li key={id} className="flex flex-col gap-0.5 px-4 py-2.5">
              <a
                href={url}
                target="_blank"
                rel="noreferrer"
                className="inline-flex items-center gap-1.5 self-start text-accent-text underline-offset-4 hover:underline"
              >
                {name}
                <ExternalLink aria-hidden className="size-3.5" />
              </a>
              {description ? <span className="text-[0.8125rem] text-text-muted">{description}</span> : null}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
