"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { callApi } from "@/components/common/api-client";
import { messageOf } from "@/components/common/api-error";
import { queryKeyOf } from "@/components/common/query-keys";
import { useWorkspace } from "@/components/common/workspace-context";
import { formatDayLong } from "@/components/lib/dates";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { toast } from "@/components/ui/toaster";
import type { TenantDto } from "@/lib/workspace/schemas";
import { TENANT_KEY } from "../keys";
import { RestoreButton } from "./restore-button";
import { tenantShape } from "../shapes";

/** Ends the workspace, or takes that back while there is time. */
export function DangerCard({ tenant }: { tenant: TenantDto }) {
  const [open, setOpen] = useState(false);
  if (tenant.closing)
    return (
      <Card className="border-danger/50">
        <CardHeader title="This workspace is being deleted" />
        <CardBody className="flex flex-wrap items-center justify-between gap-4">
          <p className="text-text-muted">
            {`${tenant.closing.requestedBy?.name ?? "An owner"} asked for it. Everything in it goes for good on ${formatDayLong(tenant.closing.purgeAfterAt.slice(0, 10))}. Its websites and forms go on counting until then.`}
          </p>
          <RestoreButton />
        </CardBody>
      </Card>
    );
  return (
    <Card>
      <CardHeader title="Delete this workspace" />
      <CardBody className="flex flex-wrap items-center justify-between gap-4">
        <p className="text-text-muted">
          It closes at once. An owner can restore it for a while; then everything goes.
        </p>
        <Button variant="secondary" onClick={() => setOpen(true)}>
          <Trash2 aria-hidden className="size-4 text-danger" />
          Delete…
        </Button>
      </CardBody>
      {open ? <DeleteConfirm tenant={tenant} onClose={() => setOpen(false)} /> : null}
    </Card>
  );
}

function DeleteConfirm({ tenant, onClose }: { tenant: TenantDto; onClose: () => void }) {
  const client = useQueryClient();
  const router = useRouter();
  const { workspace } = useWorkspace();
  const [state, setState] = useState<{ pending: boolean; fault?: string }>({ pending: false });
  const remove = async () => {
    setState({ pending: true });
    try {
      const options = { workspaceId: workspace.id, shape: tenantShape };
      await callApi("delete", `/tenants/${workspace.id}`, { confirmName: tenant.name }, options);
      await client.invalidateQueries({ queryKey: queryKeyOf(workspace.id, TENANT_KEY) });
      toast.success(`${tenant.name} is closed. Its owners are told by e-mail.`);
      router.refresh();
      onClose();
    } catch (error) {
      setState({ pending: false, fault: messageOf(error) });
    }
  };
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={`Delete ${tenant.name}?`}
      confirmLabel="Delete the workspace"
      typed={tenant.name.trim()}
      pending={state.pending}
      error={state.fault}
      onConfirm={() => void remove()}
    >
      <p>All members are shut out at once. When the time to restore it is over, these go for good:</p>
      <ul className="list-disc pl-5">
        <li>websites with their visitors, visits and reports</li>
        <li>requests, contacts and forms</li>
        <li>members, API keys, domains, files and the audit log</li>
      </ul>
      <p>Make a copy of everything first if you may need it.</p>
    </ConfirmDialog>
  );
}
