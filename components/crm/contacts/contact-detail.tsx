"use client";

import { PageHeader } from "@/components/common/page-header";
import { QueryError } from "@/components/common/query-error";
import { useApiList, useApiQuery } from "@/components/common/use-api";
import { PosthogReplays } from "@/components/tracking/replays/late-posthog-replays";
import { ReplayLinks } from "@/components/tracking/replays/replay-links";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { DataTable } from "@/components/ui/data-table";
import { DescriptionList } from "@/components/ui/description-list";
import { LoadMore } from "@/components/ui/load-more";
import { RelativeTime } from "@/components/ui/relative-time";
import { Skeleton } from "@/components/ui/skeleton";
import { contactShape, requestListShape } from "@/components/crm/shapes";
import type { ContactDto } from "@/lib/crm/schemas";
import { REQUEST_COLUMNS } from "../requests/request-columns";
import { EditContactDialog } from "./contact-dialogs";

const POSTHOG_VISITS_MAX = 3;
const BACK = { href: "/crm/contacts", label: "Contacts" };
// Their name and company stand above the list already.
const COLUMNS = REQUEST_COLUMNS.filter((column) => column.id !== "company");

/** One contact and what they have sent. */
export function ContactDetail({ contactId }: { contactId: string }) {
  const query = useApiQuery({
    key: ["contacts", contactId],
    path: `/contacts/${contactId}`,
    shape: contactShape,
  });
  const contact = query.data;
  if (!contact && query.error) {
    return (
      <>
        <PageHeader title="Contact" back={BACK} />
        <Card>
          <QueryError
            what="This contact"
            error={query.error}
            onRetry={() => void query.refetch()}
            retrying={query.isFetching}
          />
        </Card>
      </>
    );
  }
  return (
    <>
      <PageHeader
        title={contact ? contact.name || contact.email : "Contact"}
        back={BACK}
        actions={contact ? <EditContactDialog key={contact.updatedAt} contact={contact} /> : null}
      />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_minmax(0,2fr)]">
        <Card>
          <CardHeader title="Details" />
          <CardBody className="py-1.5">
            {contact ? <Facts contact={contact} /> : <Skeleton className="my-3 h-32 w-full" />}
            {contact ? <ReplayLinks of={{ contactId }} /> : null}
            <ContactPosthogReplays contactId={contactId} />
          </CardBody>
        </Card>
        <ContactRequests contactId={contactId} />
      </div>
    </>
  );
}

function Facts({ contact }: { contact: ContactDto }) {
  return (
    <DescriptionList
      items={[
        {
          term: "E-mail",
          detail: (
            <a
              href={`mailto:${contact.email}`}
              className="break-all text-accent-text underline underline-offset-4"
            >
              {contact.email}
            </a>
          ),
        },
        { term: "Company", detail: contact.companyName || "–" },
        { term: "Phone", detail: contact.phone || "–" },
        { term: "Since", detail: <RelativeTime iso={contact.createdAt} /> },
      ]}
    />
  );
}

const useContactRequests = (contactId: string) =>
  useApiList({ key: ["requests"], path: "/requests", shape: requestListShape, filters: { contactId } });

/** The newest visits only: each is a question to PostHog. */
function ContactPosthogReplays({ contactId }: { contactId: string }) {
  const list = useContactRequests(contactId);
  const visitIds = new Set(list.items?.flatMap(({ visitId }) => visitId ?? []));
  if (visitIds.size === 0) return null;
  return <PosthogReplays visitIds={[...visitIds].slice(0, POSTHOG_VISITS_MAX)} />;
}

function ContactRequests({ contactId }: { contactId: string }) {
  const list = useContactRequests(contactId);
  return (
    <Card>
      <CardHeader title="Requests" />
      <DataTable
        label="Requests of this contact"
        columns={COLUMNS}
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
        empty={<p className="p-4 text-text-muted">Nothing sent yet.</p>}
      />
      {list.hasNextPage ? (
        <LoadMore
          shown={list.items?.length ?? 0}
          noun="requests"
          hasMore
          loading={list.isFetchingNextPage}
          onMore={() => void list.fetchNextPage()}
        />
      ) : null}
    </Card>
  );
}
