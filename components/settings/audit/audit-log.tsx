"use client";

import { ScrollText } from "lucide-react";
import { PageHeader } from "@/components/common/page-header";
import { QueryError } from "@/components/common/query-error";
import { useApiList } from "@/components/common/use-api";
import { useWorkspace } from "@/components/common/workspace-context";
import { Button } from "@/components/ui/button";
import { Card, CardBody } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LoadMore } from "@/components/ui/load-more";
import { Skeleton } from "@/components/ui/skeleton";
import { AUDIT_KEY } from "../keys";
import { auditListShape } from "../shapes";
import { AuditExport } from "./audit-export";
import { AuditFilters } from "./audit-filters";
import { AuditLine } from "./audit-line";
import { useAuditFilters } from "./use-audit-filters";

const TITLE = "Audit log";
const ABOUT = "Who did what in this workspace, and when. Lines are never changed.";

/** The audit log for those who may read it; the others learn who can. */
export function AuditLog() {
  const { can, workspace } = useWorkspace();
  if (can("audit.read")) return <AuditLines />;
  return (
    <>
      <PageHeader title={TITLE} description={ABOUT} />
      <Card>
        <CardBody className="text-text-muted">
          {`Only owners and admins can read the audit log. Your role here is ${workspace.role}.`}
        </CardBody>
      </Card>
    </>
  );
}

function AuditLines() {
  const { shown, api, change, isFiltered } = useAuditFilters();
  const list = useApiList({ key: AUDIT_KEY, path: "/audit", shape: auditListShape, filters: api });
  const clear = () =>
    change({ action: undefined, actor: undefined, from: undefined, to: undefined, q: undefined });
  return (
    <>
      <PageHeader title={TITLE} description={ABOUT} actions={<AuditExport filters={api} />} />
      <Card>
        <AuditFilters key={shown.q === "" && !isFiltered ? "clear" : "set"} shown={shown} change={change} />
        {list.items === undefined ? (
          list.error ? (
            <QueryError
              what={TITLE}
              error={list.error}
              onRetry={() => void list.refetch()}
              retrying={list.isFetching}
            />
          ) : (
            <div role="status" aria-label="Audit log: loading" className="flex flex-col gap-4 p-4">
              {Array.from({ length: 8 }, (_, index) => (
                <Skeleton key={index} className="h-5 w-full" />
              ))}
            </div>
          )
        ) : list.items.length === 0 ? (
          <EmptyState
            icon={ScrollText}
            title={isFiltered ? "Nothing fits these filters" : "Nothing is on record yet"}
            action={
              isFiltered ? (
                <Button variant="secondary" onClick={clear}>
                  Clear the filters
                </Button>
              ) : null
            }
          >
            {isFiltered ? "Choose another time or fewer filters." : "Changes show up here as they happen."}
          </EmptyState>
        ) : (
          <>
            <ul aria-label="Audit log" aria-busy={list.isFetching} className="divide-y divide-border">
              {list.items.map((line) => (
                <AuditLine key={line.id} line={line} />
              ))}
            </ul>
            <LoadMore
              shown={list.items.length}
              noun={list.items.length === 1 ? "line" : "lines"}
              hasMore={list.hasNextPage}
              loading={list.isFetchingNextPage}
              onMore={() => void list.fetchNextPage()}
            />
          </>
        )}
      </Card>
    </>
  );
}
