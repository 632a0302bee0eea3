"use client";

import dynamic from "next/dynamic";
import { QueryError } from "@/components/common/query-error";
import { useApiQuery } from "@/components/common/use-api";
import { useWorkspace } from "@/components/common/workspace-context";
import { formatExact } from "@/components/lib/dates";
import { useTimeZone } from "@/components/lib/use-now";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { Skeleton } from "@/components/ui/skeleton";
import type { TenantDto } from "@/lib/workspace/schemas";
import { TENANT_KEY } from "../keys";
import { tenantShape } from "../shapes";
import { DomainsCard } from "./domains-card";
import { ExportCard } from "./export-card";

// Forms and windows come after the page: most visits only look.
const GeneralForm = dynamic(() => import("./general-form").then((module) => module.GeneralForm), {
  ssr: false,
  loading: () => <Skeleton className="h-52 w-full" />,
});
const DangerCard = dynamic(() => import("./danger-card").then((module) => module.DangerCard), {
  ssr: false,
  loading: () => <Skeleton className="h-32 w-full rounded-ui" />,
});

/** Name, time zone, domains, a copy of everything, and the way to end it. */
export function WorkspaceSettings() {
  const { workspace, can } = useWorkspace();
  const query = useApiQuery({ key: TENANT_KEY, path: `/tenants/${workspace.id}`, shape: tenantShape });
  const tenant = query.data;
  if (!tenant)
    return (
      <Card>
        {query.error ? (
          <QueryError
            what="The workspace"
            error={query.error}
            onRetry={() => void query.refetch()}
            retrying={query.isFetching}
          />
        ) : (
          <div role="status" aria-label="Workspace: loading" className="flex flex-col gap-3 p-4">
            <Skeleton className="h-5 w-1/3" />
            <Skeleton className="h-40 w-full" />
          </div>
        )}
      </Card>
    );
  const isOpen = tenant.closing === null;
  return (
    <div className="flex max-w-3xl flex-col gap-6">
      {isOpen ? <General tenant={tenant} /> : null}
      {isOpen ? <DomainsCard /> : null}
      {can("exports.read") ? <ExportCard /> : null}
      {can("workspace.delete") ? <DangerCard tenant={tenant} /> : null}
    </div>
  );
}

function General({ tenant }: { tenant: TenantDto }) {
  const { can } = useWorkspace();
  const timeZone = useTimeZone();
  return (
    <Card>
      <CardHeader title="General" />
      <CardBody>
        {can("workspace.write") ? (
          <GeneralForm key={tenant.id} tenant={tenant} />
        ) : (
          <>
            <DescriptionList
              items={[
                { term: "Name", detail: tenant.name },
                { term: "Time zone", detail: tenant.timeZone.replaceAll("_", " ") },
                { term: "Made", detail: formatExact(tenant.createdAt, timeZone) },
              ]}
            />
            <p className="pt-3 text-[0.8125rem] text-text-muted">
              Only owners and admins can change the workspace.
            </p>
          </>
        )}
      </CardBody>
    </Card>
  );
}
