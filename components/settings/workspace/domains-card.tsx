"use client";

import { Globe } from "lucide-react";
import dynamic from "next/dynamic";
import { QueryError } from "@/components/common/query-error";
import { useApiQuery } from "@/components/common/use-api";
import { useWorkspace } from "@/components/common/workspace-context";
import { Badge, type BadgeTone } from "@/components/ui/badge";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { RelativeTime } from "@/components/ui/relative-time";
import { Skeleton } from "@/components/ui/skeleton";
import type { DomainDto } from "@/lib/workspace/schemas";
import { DOMAINS_KEY } from "../keys";
import { domainListShape } from "../shapes";

const DomainForm = dynamic(() => import("./domain-form").then((module) => module.DomainForm), {
  ssr: false,
  loading: () => <Skeleton className="h-16 w-full" />,
});
const DomainProof = dynamic(() => import("./domain-proof").then((module) => module.DomainProof), {
  ssr: false,
  loading: () => <Skeleton className="h-24 w-full" />,
});

const STATES: Record<DomainDto["status"], { tone: BadgeTone; label: string }> = {
  verified: { tone: "success", label: "Verified" },
  waiting: { tone: "warning", label: "Not verified yet" },
  missing: { tone: "danger", label: "Proof is missing" },
};

/** Domains of the workspace and what proves them. */
export function DomainsCard() {
  const { workspace, can } = useWorkspace();
  const query = useApiQuery({
    key: DOMAINS_KEY,
    path: `/tenants/${workspace.id}/domains`,
    shape: domainListShape,
  });
  const domains = query.data?.items;
  return (
    <Card>
      <CardHeader title="Domains" />
      {domains === undefined ? (
        query.error ? (
          <QueryError
            what="The domains"
            error={query.error}
            onRetry={() => void query.refetch()}
            retrying={query.isFetching}
          />
        ) : (
          <CardBody>
            <Skeleton className="h-24 w-full" />
          </CardBody>
        )
      ) : (
        <>
          {domains.length === 0 ? (
            <EmptyState icon={Globe} title="No domain yet">
              A verified domain shows that your firm is behind this workspace. It takes one record in your
              DNS, or our line on your home page.
            </EmptyState>
          ) : (
            <ul className="divide-y divide-border">
              {domains.map((domain) => (
                <li key={domain.id} className="flex flex-col gap-3 p-4">
                  <DomainHead domain={domain} />
                  {domain.lastFault && domain.status !== "verified" ? (
                    <p className="text-text-muted">{domain.lastFault}</p>
                  ) : null}
                  {can("domains.write") ? <DomainProof domain={domain} /> : null}
                </li>
              ))}
            </ul>
          )}
          {can("domains.write") ? (
            <CardBody className="border-t border-border">
              <DomainForm />
            </CardBody>
          ) : null}
        </>
      )}
    </Card>
  );
}

function DomainHead({ domain }: { domain: DomainDto }) {
  const state = STATES[domain.status];
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <span className="font-medium break-all">{domain.domain}</span>
      <Badge tone={state.tone}>{state.label}</Badge>
      <span className="text-[0.8125rem] text-text-muted">
        {domain.method === "dns"
          ? "by its DNS record, "
          : domain.method === "tracker"
            ? "by the tracker on its home page, "
            : ""}
        {domain.lastCheckedAt ? (
          <>
            looked at <RelativeTime iso={domain.lastCheckedAt} />
          </>
        ) : (
          "not looked at yet"
        )}
      </span>
    </div>
  );
}
