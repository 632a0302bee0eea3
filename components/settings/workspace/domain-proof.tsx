"use client";

import { useState } from "react";
import { messageOf } from "@/components/common/api-error";
import { noAnswer } from "@/components/common/no-answer";
import { useApiMutation } from "@/components/common/use-api";
import { useWorkspace } from "@/components/common/workspace-context";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { toast } from "@/components/ui/toaster";
import type { DomainDto } from "@/lib/workspace/schemas";
import { DOMAINS_KEY, TENANT_KEY } from "../keys";
import { domainShape } from "../shapes";

/** The record that proves a domain, the check, and the way to take it off. */
export function DomainProof({ domain }: { domain: DomainDto }) {
  const { workspace } = useWorkspace();
  const [asks, setAsks] = useState(false);
  const path = `/tenants/${workspace.id}/domains/${domain.id}` as const;
  const check = useApiMutation({
    method: "post",
    path: `${path}/check`,
    shape: domainShape,
    stale: [DOMAINS_KEY, TENANT_KEY],
    onSuccess: (after) => {
      if (after.status === "verified") toast.success(`${after.domain} is verified.`);
      else toast.error(after.lastFault ?? "The domain is not verified yet.");
    },
  });
  const remove = useApiMutation({
    method: "delete",
    path,
    shape: noAnswer,
    stale: [DOMAINS_KEY, TENANT_KEY],
    onSuccess: () => setAsks(false),
  });
  return (
    <>
      {domain.status === "verified" ? null : <RecordWords domain={domain} />}
      <div className="flex flex-wrap gap-2">
        <Button
          variant="secondary"
          size="sm"
          pending={check.isPending}
          onClick={() => check.mutate(undefined, { onError: (error) => toast.error(messageOf(error)) })}
        >
          Check now
        </Button>
        <Button
          variant="ghost"
          size="sm"
          aria-label={`Remove ${domain.domain}`}
          onClick={() => setAsks(true)}
        >
          Remove…
        </Button>
      </div>
      <ConfirmDialog
        open={asks}
        onOpenChange={setAsks}
        title={`Remove ${domain.domain}?`}
        confirmLabel="Remove the domain"
        pending={remove.isPending}
        error={remove.error ? messageOf(remove.error) : undefined}
        onConfirm={() => remove.mutate(undefined)}
      >
        <p>
          It counts as verified here no longer, and another workspace may verify it. Websites and their
          numbers stay.
        </p>
      </ConfirmDialog>
    </>
  );
}

function RecordWords({ domain }: { domain: DomainDto }) {
  return (
    <div className="flex flex-col gap-2 rounded-ui border border-border bg-surface-sunken p-3">
      <p className="text-text-muted">
        Add this TXT record where your domain is managed, or put our line on the home page of a website with
        this domain. Then check.
      </p>
      <dl className="grid gap-x-4 gap-y-2 sm:grid-cols-[4rem_minmax(0,1fr)_auto] sm:items-center">
        <dt className="text-text-muted">Name</dt>
        <dd className="font-mono text-[0.8125rem] break-all">{domain.record.name}</dd>
        <dd>
          <CopyButton text={domain.record.name} label="Copy the name" />
        </dd>
        <dt className="text-text-muted">Value</dt>
        <dd className="font-mono text-[0.8125rem] break-all">{domain.record.value}</dd>
        <dd>
          <CopyButton text={domain.record.value} label="Copy the value" />
        </dd>
      </dl>
    </div>
  );
}
