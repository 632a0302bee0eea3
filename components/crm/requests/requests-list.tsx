"use client";

import { Inbox } from "lucide-react";
import Link from "next/link";
import { useEffect, useState } from "react";
import { PageHeader } from "@/components/common/page-header";
import { QueryError } from "@/components/common/query-error";
import { useApiList } from "@/components/common/use-api";
import { useUrlState } from "@/components/common/use-url-state";
import { useDebounced } from "@/components/lib/use-debounced";
import { Button, buttonClass } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { LoadMore } from "@/components/ui/load-more";
import { SearchInput } from "@/components/ui/search-input";
import { Select } from "@/components/ui/select";
import { requestListShape } from "@/components/crm/shapes";
import { KIND_WORDS, kindOf, KINDS, STATUS_WORDS, statusOf, STATUSES } from "../words";
import { REQUEST_COLUMNS } from "./request-columns";

const REFETCH_MS = 4_000;
const DELAY_MS = 250;
const KIND_OPTIONS = [
  { value: "", label: "Every kind" },
  ...KINDS.map((value) => ({ value, label: KIND_WORDS[value] })),
];
const STATUS_OPTIONS = [
  { value: "", label: "Every status" },
  ...STATUSES.map((value) => ({ value, label: STATUS_WORDS[value] })),
];

/** What people sent through the forms, newest first. Filters and search words are in the URL. */
export function RequestsList() {
  const { params, change } = useUrlState();
  const [text, setText] = useState(params.get("q") ?? "");
  const words = useDebounced(text.trim(), DELAY_MS);
  const kind = kindOf(params.get("kind"));
  const status = statusOf(params.get("status"));
  useEffect(() => {
    if (words !== (new URLSearchParams(window.location.search).get("q") ?? ""))
      change({ q: words }, "replace");
  }, [words, change]);
  const list = useApiList({
    key: ["requests"],
    path: "/requests",
    shape: requestListShape,
    filters: { kind, status, q: words },
    refetchMs: REFETCH_MS,
  });
  const filtered = Boolean(kind ?? status) || words !== "";
  const clear = () => {
    setText("");
    change({ kind: undefined, status: undefined, q: undefined });
  };
  return (
    <>
      <PageHeader
        title="Requests"
        description="What people sent through your forms, each with the visit it came from."
      />
      <Card>
        <div className="flex flex-col gap-2 border-b border-border p-3 sm:flex-row sm:items-center">
          <SearchInput
            aria-label="Search in name, e-mail and company"
            placeholder="Search"
            className="sm:w-64"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <div className="grid grid-cols-2 gap-2 sm:flex">
            <Select
              aria-label="Kind"
              className="sm:w-40"
              options={KIND_OPTIONS}
              value={kind ?? ""}
              onChange={(event) => change({ kind: event.target.value })}
            />
            <Select
              aria-label="Status"
              className="sm:w-40"
              options={STATUS_OPTIONS}
              value={status ?? ""}
              onChange={(event) => change({ status: event.target.value })}
            />
          </div>
        </div>
        <DataTable
          label="Requests"
          columns={REQUEST_COLUMNS}
          rows={list.items}
          rowId={(request) => request.id}
          error={
            list.error && !list.items ? (
              <QueryError
                what="Requests"
                error={list.error}
                onRetry={() => void list.refetch()}
                retrying={list.isFetching}
              />
            ) : null
          }
          empty={filtered ? <NothingFits onClear={clear} /> : <NoRequests />}
        />
        {list.items && list.items.length > 0 ? (
          <LoadMore
            shown={list.items.length}
            noun={list.items.length === 1 ? "request" : "requests"}
            hasMore={list.hasNextPage}
            loading={list.isFetchingNextPage}
            onMore={() => void list.fetchNextPage()}
          />
        ) : null}
      </Card>
    </>
  );
}

function NothingFits({ onClear }: { onClear: () => void }) {
  return (
    <EmptyState
      icon={Inbox}
      title="No request fits"
      action={
        <Button variant="secondary" onClick={onClear}>
          Clear the filters
        </Button>
      }
    >
      Try other words, or look at every kind and status.
    </EmptyState>
  );
}

function NoRequests() {
  return (
    <EmptyState
      icon={Inbox}
      title="No request yet"
      action={
        <Link href="/crm/forms" className={buttonClass()}>
          Connect a form
        </Link>
      }
    >
      Point the contact form of your website at us; what people send shows up here with the visit it came
      from.
    </EmptyState>
  );
}
