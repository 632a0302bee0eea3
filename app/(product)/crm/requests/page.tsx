import { Prefetched } from "@/components/common/prefetched";
import { RequestsList } from "@/components/crm/requests/requests-list";
import { requirePageSession } from "@/lib/auth/session";
import { listRequests } from "@/lib/crm";
import { RequestKind, RequestStatus } from "@/lib/crm/schemas";

export const metadata = { title: "Requests" };

type RequestsPageProps = {
  searchParams: Promise<Partial<Record<"kind" | "status" | "q", string | string[]>>>;
};

export default async function RequestsPage({ searchParams }: RequestsPageProps) {
  const { ctx } = await requirePageSession();
  const params = await searchParams;
  const kind = RequestKind.safeParse(params.kind).data;
  const status = RequestStatus.safeParse(params.status).data;
  const q = typeof params.q === "string" ? params.q.trim() : undefined;
  const filters = { kind, status, q };
  return (
    <Prefetched
      workspaceId={ctx.tenantId}
      queries={[{ key: ["requests"], list: filters, load: () => listRequests(ctx, filters) }]}
    >
      <RequestsList />
    </Prefetched>
  );
}
