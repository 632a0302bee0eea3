import Link from "next/link";
import { rowLinkClass, type DataColumn } from "@/components/ui/data-table";
import { RelativeTime } from "@/components/ui/relative-time";
import type { RequestDto } from "@/lib/crm/schemas";
import { KIND_WORDS } from "../words";
import { StatusBadge } from "./status-badge";

const sourceOf = (request: RequestDto): string => request.source || request.channel || "";

/** Columns of every list of requests. */
export const REQUEST_COLUMNS: readonly DataColumn<RequestDto>[] = [
  {
    id: "name",
    header: "Name",
    primary: true,
    sortBy: (request) => (request.name || request.email).toLowerCase(),
    cell: (request) => (
      <Link href={`/crm/requests/${request.id}`} className={rowLinkClass}>
        {request.name || request.email}
      </Link>
    ),
  },
  {
    id: "company",
    header: "Company",
    sortBy: (request) => request.company.toLowerCase(),
    cell: (request) => request.company || "–",
  },
  {
    id: "kind",
    header: "Kind",
    sortBy: (request) => request.kind,
    cell: (request) => KIND_WORDS[request.kind],
  },
  {
    id: "status",
    header: "Status",
    sortBy: (request) => request.status,
    cell: (request) => <StatusBadge status={request.status} />,
  },
  {
    id: "source",
    header: "Source",
    sortBy: sourceOf,
    cell: (request) =>
      sourceOf(request) || (
        <span className="text-text-muted">{request.visitId ? "Direct" : "No visit found"}</span>
      ),
  },
  {
    id: "when",
    header: "When",
    align: "end",
    sortBy: (request) => request.createdAt,
    cell: (request) => <RelativeTime iso={request.createdAt} className="relative whitespace-nowrap" />,
  },
];
