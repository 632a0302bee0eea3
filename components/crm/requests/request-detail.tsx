"use client";

import Link from "next/link";
import { PageHeader } from "@/components/common/page-header";
import { QueryError } from "@/components/common/query-error";
import { useApiQuery } from "@/components/common/use-api";
import { formatExact } from "@/components/lib/dates";
import { useTimeZone } from "@/components/lib/use-now";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { Skeleton } from "@/components/ui/skeleton";
import { requestDetailShape } from "@/components/crm/shapes";
import type { RequestDetail as RequestDetailDto } from "@/lib/crm/schemas";
import { KIND_WORDS } from "../words";
import { RequestStatusSelect } from "./request-status-select";
import { RequestVisitCard } from "./request-visit-card";
import { ScopeDetailsList } from "./scope-details-list";

const BACK = { href: "/crm/requests", label: "Requests" };
/** The visit is joined moments after the request came in. */
const REFETCH_MS = 3_000;

/** One request: what was asked, by whom, and the visit that led to it. */
export function RequestDetail({ requestId }: { requestId: string }) {
  const query = useApiQuery({
    key: ["requests", requestId],
    path: `/requests/${requestId}`,
    shape: requestDetailShape,
    refetchMs: REFETCH_MS,
  });
  const timeZone = useTimeZone();
  const request = query.data;
  if (!request) {
    return (
      <>
        <PageHeader title="Request" back={BACK} />
        <Card>
          {query.error ? (
            <QueryError
              what="This request"
              error={query.error}
              onRetry={() => void query.refetch()}
              retrying={query.isFetching}
            />
          ) : (
            <div role="status" aria-label="Request: loading" className="flex flex-col gap-3 p-4">
              <Skeleton className="h-5 w-1/3" />
              <Skeleton className="h-40 w-full" />
            </div>
          )}
        </Card>
      </>
    );
  }
  return (
    <>
      <PageHeader
        title={request.name || request.email}
        description={`${KIND_WORDS[request.kind]} request through ${request.form.name}, ${formatExact(request.createdAt, timeZone)}`}
        back={BACK}
        actions={<RequestStatusSelect request={request} />}
      />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="flex min-w-0 flex-col gap-6">
          {request.message ? (
            <Card>
              <CardHeader title="Message" />
              <CardBody className="text-[0.9375rem] leading-6 break-words whitespace-pre-wrap">
                {request.message}
              </CardBody>
            </Card>
          ) : null}
          {request.scopeDetails ? <ScopeDetailsList scope={request.scopeDetails} /> : null}
          <SenderCard request={request} />
        </div>
        <RequestVisitCard visit={request.visit} sentAt={request.createdAt} />
      </div>
    </>
  );
}

function SenderCard({ request }: { request: RequestDetailDto }) {
  return (
    <Card>
      <CardHeader
        title="Sender"
        actions={
          <Link
            href={`/crm/contacts/${request.contactId}`}
            className="font-medium text-accent-text underline-offset-4 hover:underline"
          >
            Open the contact
          </Link>
        }
      />
      <CardBody className="py-1.5">
        <DescriptionList
          items={[
            { term: "Name", detail: request.name || "–" },
            {
              term: "E-mail",
              detail: (
                <a href={`mailto:${request.email}`} className="text-accent-text underline underline-offset-4">
                  {request.email}
                </a>
              ),
            },
            { term: "Company", detail: request.company || "–" },
            { term: "Phone", detail: request.phone || "–" },
          ]}
        />
      </CardBody>
    </Card>
  );
}
