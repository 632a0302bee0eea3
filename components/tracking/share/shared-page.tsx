"use client";

import dynamic from "next/dynamic";
import { useCallback, useEffect, useState } from "react";
import { api } from "@/components/common/api-client";
import { ApiError, messageOf } from "@/components/common/api-error";
import { Card } from "@/components/ui/card";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import type { QueryReportsInput } from "@/lib/tracking/report-schemas";
import type { SharedSiteDto } from "@/lib/tracking/share/schemas";
import { reportsShape } from "../shapes";
import { LinkClosed } from "./link-closed";
import { PasswordForm } from "./password-form";

const loading = () => <Skeleton className="h-144 w-full rounded-ui" />;
const SharedAnalytics = dynamic(
  () => import("../analytics/shared-analytics").then((module) => module.SharedAnalytics),
  { ssr: false, loading },
);

const sharedSiteShape = async () => (await import("@/lib/tracking/share/schemas")).SharedSiteDto;

type State = { site: SharedSiteDto } | { error: unknown } | null;

/** What a shared link shows: the question for its password, or one website's reports, read-only. */
export function SharedPage({ token, renderedAtMs }: { token: string; renderedAtMs: number }) {
  const [state, setState] = useState<State>(null);
  const load = useCallback(async () => {
    try {
      const options = { workspaceId: null, shape: sharedSiteShape };
      setState({ site: await api.get(`/share/${token}`, options) });
    } catch (error) {
      setState({ error });
    }
  }, [token]);
  useEffect(() => void load(), [load]);
  const ask = useCallback(
    ({ siteId: _named, ...question }: QueryReportsInput, signal: AbortSignal) =>
      api.post(`/share/${token}/query`, question, { workspaceId: null, shape: reportsShape, signal }),
    [token],
  );
  if (state === null) return loading();
  if ("error" in state) {
    if (state.error instanceof ApiError && (state.error.status === 410 || state.error.status === 404))
      return <LinkClosed reason={messageOf(state.error)} />;
    return (
      <Card>
        <ErrorState
          title="The numbers could not be loaded"
          message={messageOf(state.error)}
          onRetry={() => void load()}
          retrying={false}
        />
      </Card>
    );
  }
  const { site } = state;
  if (site.isLocked || site.siteId === null) return <PasswordForm token={token} onUnlocked={load} />;
  const { siteId: id, siteName: name, domain, timeZone } = site;
  return (
    <SharedAnalytics
      site={{ id, name, domain, timeZone }}
      ask={ask}
      cacheKey={token}
      renderedAtMs={renderedAtMs}
    />
  );
}
