"use client";

import { Globe } from "lucide-react";
import { QueryError } from "@/components/common/query-error";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { AddSiteDialog } from "./add-site-dialog";
import type { useSites } from "./use-sites";

/** Why there is no website to show, and what to do about it. */
export function NoSite({ sites }: { sites: ReturnType<typeof useSites> }) {
  return (
    <Card>
      {sites.error ? (
        <QueryError
          what="Your websites"
          error={sites.error}
          onRetry={() => void sites.refetch()}
          retrying={sites.isFetching}
        />
      ) : (
        <EmptyState
          icon={Globe}
          title="No website to count yet"
          action={<AddSiteDialog label="Add your website" />}
        >
          Add your website and paste one line into it. Its visitors show up here within seconds.
        </EmptyState>
      )}
    </Card>
  );
}
