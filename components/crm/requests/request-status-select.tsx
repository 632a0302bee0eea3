"use client";

import { messageOf } from "@/components/common/api-error";
import { useApiMutation } from "@/components/common/use-api";
import { useWorkspace } from "@/components/common/workspace-context";
import { Label } from "@/components/ui/label";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toaster";
import { requestShape } from "@/components/crm/shapes";
import type { RequestDto, RequestStatus as Status } from "@/lib/crm/schemas";
import { STATUS_WORDS, statusOf, STATUSES } from "../words";
import { StatusBadge } from "./status-badge";

const OPTIONS = STATUSES.map((value) => ({ value, label: STATUS_WORDS[value] }));

/** Where a request stands. A change can be undone from the message that tells of it. */
export function RequestStatusSelect({ request }: { request: Pick<RequestDto, "id" | "status"> }) {
  const { can } = useWorkspace();
  const before = request.status;
  const save = useApiMutation({
    method: "patch",
    path: `/requests/${request.id}`,
    body: (status: Status) => ({ status }),
    shape: requestShape,
    stale: [["requests"], ["overview"]],
  });
  const set = (status: Status, undo?: Status) =>
    save.mutate(status, {
      onSuccess: () =>
        toast.success(
          `Status: ${STATUS_WORDS[status]}`,
          undo ? { action: { label: "Undo", onClick: () => set(undo) } } : undefined,
        ),
      onError: (error) => toast.error(`The status is not changed. ${messageOf(error)}`),
    });
  if (!can("requests.write")) {
    return (
      <span className="flex items-center gap-2" title="Viewers cannot change a request">
        <span className="text-text-muted">Status</span>
        <StatusBadge status={request.status} />
      </span>
    );
  }
  return (
    <span className="flex items-center gap-2">
      <Label htmlFor="request-status">Status</Label>
      <Select
        id="request-status"
        className="w-36"
        options={OPTIONS}
        value={save.isPending ? save.variables : request.status}
        disabled={save.isPending}
        onChange={(event) => {
          const next = statusOf(event.target.value);
          if (next) set(next, before);
        }}
      />
    </span>
  );
}
