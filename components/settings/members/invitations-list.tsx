"use client";

import { MailPlus } from "lucide-react";
import { messageOf } from "@/components/common/api-error";
import { noAnswer } from "@/components/common/no-answer";
import { QueryError } from "@/components/common/query-error";
import { useApiList, useApiMutation } from "@/components/common/use-api";
import { useWorkspace } from "@/components/common/workspace-context";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { DataTable, type DataColumn } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { LoadMore } from "@/components/ui/load-more";
import { RelativeTime } from "@/components/ui/relative-time";
import { toast } from "@/components/ui/toaster";
import type { InvitationDto } from "@/lib/workspace/schemas";
import { INVITATIONS_KEY } from "../keys";
import { ROLE_WORDS } from "../roles";
import { invitationListShape, invitationShape } from "../shapes";

const FACTS: readonly DataColumn<InvitationDto>[] = [
  {
    id: "email",
    header: "Address",
    primary: true,
    cell: (one) => <span className="break-all">{one.email}</span>,
  },
  { id: "role", header: "Role", cell: (one) => ROLE_WORDS[one.role].label },
  { id: "by", header: "Invited by", cell: (one) => one.invitedBy.name },
  { id: "sent", header: "Sent", cell: (one) => <RelativeTime iso={one.lastSentAt} /> },
  {
    id: "until",
    header: "Open until",
    cell: (one) =>
      one.status === "expired" ? (
        <Badge tone="warning">Has run out</Badge>
      ) : (
        <RelativeTime iso={one.expiresAt} />
      ),
  },
];
const ACT: DataColumn<InvitationDto> = {
  id: "act",
  header: "Actions",
  align: "end",
  cell: (one) => <InvitationActs invitation={one} />,
};

/** Invitations that wait for an answer. */
export function InvitationsList() {
  const { workspace, can } = useWorkspace();
  const list = useApiList({
    key: INVITATIONS_KEY,
    path: `/tenants/${workspace.id}/invitations`,
    shape: invitationListShape,
  });
  return (
    <Card>
      <CardHeader title="Open invitations" />
      <DataTable
        label="Open invitations"
        columns={can("members.write") ? [...FACTS, ACT] : FACTS}
        rows={list.items}
        rowId={(one) => one.id}
        error={
          list.error && !list.items ? (
            <QueryError
              what="The invitations"
              error={list.error}
              onRetry={() => void list.refetch()}
              retrying={list.isFetching}
            />
          ) : null
        }
        empty={
          <EmptyState icon={MailPlus} title="No invitation is open">
            {can("members.write")
              ? "Invite somebody; the invitation stays here until it is answered."
              : "Owners and admins invite people."}
          </EmptyState>
        }
      />
      {list.items && list.hasNextPage ? (
        <LoadMore
          shown={list.items.length}
          noun="invitations"
          hasMore
          loading={list.isFetchingNextPage}
          onMore={() => void list.fetchNextPage()}
        />
      ) : null}
    </Card>
  );
}

function InvitationActs({ invitation }: { invitation: InvitationDto }) {
  const { workspace, can } = useWorkspace();
  const path = `/tenants/${workspace.id}/invitations/${invitation.id}` as const;
  const resend = useApiMutation({
    method: "post",
    path: `${path}/resend`,
    shape: invitationShape,
    stale: [INVITATIONS_KEY],
    onSuccess: () => toast.success(`Sent to ${invitation.email} again. The older link has ended.`),
  });
  const revoke = useApiMutation({
    method: "delete",
    path,
    shape: noAnswer,
    stale: [INVITATIONS_KEY],
    onSuccess: () => toast.success(`The invitation to ${invitation.email} is withdrawn.`),
  });
  if (invitation.role === "owner" && !can("owners.write")) return <span className="text-text-muted">–</span>;
  const onError = (error: Error) => toast.error(messageOf(error));
  return (
    <span className="flex flex-wrap justify-end gap-2">
      <Button
        variant="ghost"
        size="sm"
        aria-label={`Send the invitation to ${invitation.email} again`}
        pending={resend.isPending}
        onClick={() => resend.mutate(undefined, { onError })}
      >
        Send again
      </Button>
      <Button
        variant="ghost"
        size="sm"
        aria-label={`Withdraw the invitation to ${invitation.email}`}
        pending={revoke.isPending}
        onClick={() => revoke.mutate(undefined, { onError })}
      >
        Withdraw
      </Button>
    </span>
  );
}
