"use client";

import { Settings2, Users } from "lucide-react";
import dynamic from "next/dynamic";
import { useMemo, useState } from "react";
import { QueryError } from "@/components/common/query-error";
import { useApiList } from "@/components/common/use-api";
import { useWorkspace } from "@/components/common/workspace-context";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { DataTable, type DataColumn } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { LoadMore } from "@/components/ui/load-more";
import { RelativeTime } from "@/components/ui/relative-time";
import type { MemberDto } from "@/lib/workspace/schemas";
import { MEMBERS_KEY } from "../keys";
import { ROLE_WORDS } from "../roles";
import { memberListShape } from "../shapes";

const load = () => import("./member-window").then((module) => module.MemberWindow);
const MemberWindow = dynamic(load, { ssr: false });

/** Who belongs to the workspace, with what each may do about it. */
export function MembersList() {
  const { workspace, can, user } = useWorkspace();
  const [open, setOpen] = useState<MemberDto | null>(null);
  const list = useApiList({
    key: MEMBERS_KEY,
    path: `/tenants/${workspace.id}/users`,
    shape: memberListShape,
  });
  const manages = can("members.write");
  const columns = useMemo(
    () => columnsFor({ manages, ownsOwners: can("owners.write"), selfId: user.id, onOpen: setOpen }),
    [manages, can, user.id],
  );
  return (
    <Card>
      <DataTable
        label="Members"
        columns={columns}
        rows={list.items}
        rowId={(member) => member.userId}
        error={
          list.error && !list.items ? (
            <QueryError
              what="The members"
              error={list.error}
              onRetry={() => void list.refetch()}
              retrying={list.isFetching}
            />
          ) : null
        }
        empty={
          <EmptyState icon={Users} title="Nobody is here">
            Invite the people you work with.
          </EmptyState>
        }
      />
      {list.items && list.items.length > 0 ? (
        <LoadMore
          shown={list.items.length}
          noun={list.items.length === 1 ? "member" : "members"}
          hasMore={list.hasNextPage}
          loading={list.isFetchingNextPage}
          onMore={() => void list.fetchNextPage()}
        />
      ) : null}
      {open ? <MemberWindow member={open} onClose={() => setOpen(null)} /> : null}
    </Card>
  );
}

type ColumnNeeds = {
  manages: boolean;
  ownsOwners: boolean;
  selfId: string;
  onOpen: (member: MemberDto) => void;
};

function columnsFor({ manages, ownsOwners, selfId, onOpen }: ColumnNeeds): readonly DataColumn<MemberDto>[] {
  const act: DataColumn<MemberDto> = {
    id: "act",
    header: "Actions",
    align: "end",
    cell: (member) => {
      const isSelf = member.userId === selfId;
      if (!isSelf && (!manages || (member.role === "owner" && !ownsOwners)))
        return <span className="text-text-muted">–</span>;
      return (
        <Button
          variant="ghost"
          size="sm"
          aria-haspopup="dialog"
          aria-label={`Manage ${member.name}`}
          onPointerEnter={() => void load()}
          onClick={() => onOpen(member)}
        >
          <Settings2 aria-hidden className="size-4" />
          Manage
        </Button>
      );
    },
  };
  const signIn: readonly DataColumn<MemberDto>[] = [
    {
      id: "factor",
      header: "Second factor",
      cell: (member) =>
        member.hasSecondFactor ? <Badge tone="success">On</Badge> : <Badge tone="neutral">Off</Badge>,
    },
    {
      id: "seen",
      header: "Last seen",
      sortBy: (member) => member.lastSeenAt ?? "",
      cell: (member) => (member.lastSeenAt ? <RelativeTime iso={member.lastSeenAt} /> : "Never"),
    },
  ];
  return [
    {
      id: "name",
      header: "Name",
      primary: true,
      sortBy: (member) => member.name.toLowerCase(),
      cell: (member) => (
        <span className="flex min-w-0 items-center gap-3">
          <Avatar name={member.name} src={member.avatarUrl} />
          <span className="flex min-w-0 flex-col">
            <span className="truncate">
              {member.name}
              {member.userId === selfId ? <span className="text-text-muted"> (you)</span> : null}
            </span>
            <span className="truncate text-[0.8125rem] font-normal text-text-muted">{member.email}</span>
          </span>
        </span>
      ),
    },
    {
      id: "role",
      header: "Role",
      sortBy: (member) => member.role,
      cell: (member) => (
        <span className="flex flex-wrap items-center gap-2">
          <Badge tone={member.role === "owner" ? "accent" : "neutral"}>{ROLE_WORDS[member.role].label}</Badge>
          {member.isActive ? null : <Badge tone="warning">Deactivated</Badge>}
        </span>
      ),
    },
    ...(manages ? signIn : []),
    {
      id: "joined",
      header: "Joined",
      sortBy: (member) => member.joinedAt,
      cell: (member) => <RelativeTime iso={member.joinedAt} className="whitespace-nowrap" />,
    },
    act,
  ];
}
