"use client";

import { Users } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { PageHeader } from "@/components/common/page-header";
import { QueryError } from "@/components/common/query-error";
import { useApiList } from "@/components/common/use-api";
import { useDebounced } from "@/components/lib/use-debounced";
import { Card } from "@/components/ui/card";
import { DataTable, rowLinkClass, type DataColumn } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { LoadMore } from "@/components/ui/load-more";
import { RelativeTime } from "@/components/ui/relative-time";
import { SearchInput } from "@/components/ui/search-input";
import { contactListShape } from "@/components/crm/shapes";
import type { ContactDto } from "@/lib/crm/schemas";
import { AddContactDialog } from "./contact-dialogs";

const DELAY_MS = 250;

const COLUMNS: readonly DataColumn<ContactDto>[] = [
  {
    id: "name",
    header: "Name",
    primary: true,
    sortBy: (contact) => (contact.name || contact.email).toLowerCase(),
    cell: (contact) => (
      <Link href={`/crm/contacts/${contact.id}`} className={rowLinkClass}>
        {contact.name || contact.email}
      </Link>
    ),
  },
  {
    id: "email",
    header: "E-mail",
    sortBy: (contact) => contact.email,
    cell: (contact) => <span className="break-all">{contact.email}</span>,
  },
  {
    id: "company",
    header: "Company",
    sortBy: (contact) => contact.companyName.toLowerCase(),
    cell: (contact) => contact.companyName || "–",
  },
  {
    id: "since",
    header: "Since",
    align: "end",
    sortBy: (contact) => contact.createdAt,
    cell: (contact) => <RelativeTime iso={contact.createdAt} className="relative whitespace-nowrap" />,
  },
];

/** Everyone who has written, once each. */
export function ContactsList() {
  const [text, setText] = useState("");
  const words = useDebounced(text.trim(), DELAY_MS);
  const list = useApiList({
    key: ["contacts"],
    path: "/contacts",
    shape: contactListShape,
    filters: { q: words },
  });
  return (
    <>
      <PageHeader
        title="Contacts"
        description="Everyone who has written to you, once each."
        actions={<AddContactDialog />}
      />
      <Card>
        <div className="border-b border-border p-3">
          <SearchInput
            aria-label="Search in name, e-mail and company"
            placeholder="Search"
            className="sm:w-64"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </div>
        <DataTable
          label="Contacts"
          columns={COLUMNS}
          rows={list.items}
          rowId={(contact) => contact.id}
          error={
            list.error && !list.items ? (
              <QueryError
                what="Contacts"
                error={list.error}
                onRetry={() => void list.refetch()}
                retrying={list.isFetching}
              />
            ) : null
          }
          empty={
            words ? (
              <EmptyState icon={Users} title={`Nobody fits “${words}”`}>
                Name, e-mail address and company are searched.
              </EmptyState>
            ) : (
              <EmptyState icon={Users} title="No contact yet">
                A contact is made by itself with somebody’s first request, or by you.
              </EmptyState>
            )
          }
        />
        {list.items && list.items.length > 0 ? (
          <LoadMore
            shown={list.items.length}
            noun={list.items.length === 1 ? "contact" : "contacts"}
            hasMore={list.hasNextPage}
            loading={list.isFetchingNextPage}
            onMore={() => void list.fetchNextPage()}
          />
        ) : null}
      </Card>
    </>
  );
}
