"use client";

import { KeyRound, Plus } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { PageHeader } from "@/components/common/page-header";
import { useLazyWindow } from "@/components/common/use-lazy-window";
import { QueryError } from "@/components/common/query-error";
import { useApiList } from "@/components/common/use-api";
import { useWorkspace } from "@/components/common/workspace-context";
import { useNowMs } from "@/components/lib/use-now";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardBody } from "@/components/ui/card";
import { DataTable, type DataColumn } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { LoadMore } from "@/components/ui/load-more";
import { RelativeTime } from "@/components/ui/relative-time";
import type { ApiKeyDto } from "@/lib/auth/api-keys/schemas";
import { API_KEYS_KEY } from "../keys";
import { apiKeyListShape } from "../shapes";
import { scopeWords } from "./key-words";

const loadCreate = () => import("./create-key-window").then((module) => module.CreateKeyWindow);
const CreateKeyWindow = dynamic(loadCreate, { ssr: false });
const RevokeKey = dynamic(() => import("./revoke-key").then((module) => module.RevokeKey), { ssr: false });

const TITLE = "API keys";
const ABOUT = "Keys for programs. A key works in this workspace only and never does more than its maker may.";
const MINUTE_MS = 60_000;

/** Keys of the workspace for those who may manage them; the others learn who can. */
export function KeysPage() {
  const { can, workspace } = useWorkspace();
  const lazy = useLazyWindow(loadCreate);
  if (!can("api_keys.read"))
    return (
      <>
        <PageHeader title={TITLE} description={ABOUT} />
        <Card>
          <CardBody className="text-text-muted">
            {`Only owners and admins can see and make API keys. Your role here is ${workspace.role}.`}
          </CardBody>
        </Card>
      </>
    );
  const button = (
    <Button {...lazy.button}>
      <Plus aria-hidden className="size-4" />
      Make a key
    </Button>
  );
  return (
    <>
      <PageHeader title={TITLE} description={ABOUT} actions={button} />
      <KeysList />
      {lazy.used ? <CreateKeyWindow {...lazy.window} /> : null}
    </>
  );
}

function KeysList() {
  const [open, setOpen] = useState<ApiKeyDto | null>(null);
  const nowMs = useNowMs(MINUTE_MS);
  const list = useApiList({ key: API_KEYS_KEY, path: "/api-keys", shape: apiKeyListShape });
  return (
    <Card>
      <DataTable
        label={TITLE}
        columns={columnsFor(setOpen, nowMs)}
        rows={list.items}
        rowId={(key) => key.id}
        error={
          list.error && !list.items ? (
            <QueryError
              what={TITLE}
              error={list.error}
              onRetry={() => void list.refetch()}
              retrying={list.isFetching}
            />
          ) : null
        }
        empty={
          <EmptyState icon={KeyRound} title="No key yet">
            Make a key for each program that calls the API, so that you can end one without the others.
          </EmptyState>
        }
      />
      {list.items && list.items.length > 0 ? (
        <LoadMore
          shown={list.items.length}
          noun={list.items.length === 1 ? "key" : "keys"}
          hasMore={list.hasNextPage}
          loading={list.isFetchingNextPage}
          onMore={() => void list.fetchNextPage()}
        />
      ) : null}
      {open ? <RevokeKey apiKey={open} onClose={() => setOpen(null)} /> : null}
    </Card>
  );
}

const isOver = (key: ApiKeyDto, nowMs: number | null): boolean =>
  key.expiresAt !== null && nowMs !== null && Date.parse(key.expiresAt) <= nowMs;

function stateOf(key: ApiKeyDto, nowMs: number | null) {
  if (key.revokedAt) return <Badge tone="danger">Revoked</Badge>;
  if (isOver(key, nowMs)) return <Badge tone="warning">Has run out</Badge>;
  return <Badge tone="success">Works</Badge>;
}

function columnsFor(
  onRevoke: (key: ApiKeyDto) => void,
  nowMs: number | null,
): readonly DataColumn<ApiKeyDto>[] {
  return [
    {
      id: "name",
      header: "Name",
      primary: true,
      sortBy: (key) => key.name.toLowerCase(),
      cell: (key) => (
        <span className="flex min-w-0 flex-col">
          <span className="break-words">{key.name}</span>
          <span className="font-mono text-xs font-normal text-text-muted">{`${key.prefix}…`}</span>
        </span>
      ),
    },
    { id: "state", header: "State", cell: (key) => stateOf(key, nowMs) },
    {
      id: "scopes",
      header: "May",
      cell: (key) => <span className="text-[0.8125rem]">{key.scopes.map(scopeWords).join(", ")}</span>,
    },
    { id: "by", header: "Made by", cell: (key) => key.createdBy.name },
    {
      id: "used",
      header: "Last used",
      sortBy: (key) => key.lastUsedAt ?? "",
      cell: (key) => (key.lastUsedAt ? <RelativeTime iso={key.lastUsedAt} /> : "Never"),
    },
    {
      id: "expires",
      header: "Ends",
      cell: (key) => (key.expiresAt ? <RelativeTime iso={key.expiresAt} /> : "Never"),
    },
    {
      id: "act",
      header: "Actions",
      align: "end",
      cell: (key) =>
        key.revokedAt ? (
          <span className="text-text-muted">–</span>
        ) : (
          <Button variant="ghost" size="sm" aria-label={`Revoke ${key.name}`} onClick={() => onRevoke(key)}>
            Revoke…
          </Button>
        ),
    },
  ];
}
