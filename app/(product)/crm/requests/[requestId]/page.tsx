import { Prefetched } from "@/components/common/prefetched";
import { RequestDetail } from "@/components/crm/requests/request-detail";
import { requirePageSession } from "@/lib/auth/session";
import { getRequest } from "@/lib/crm";

export const metadata = { title: "Request" };

type RequestPageProps = { params: Promise<{ requestId: string }> };

export default async function RequestPage({ params }: RequestPageProps) {
  const { ctx } = await requirePageSession();
  const { requestId } = await params;
  return (
    <Prefetched
      workspaceId={ctx.tenantId}
      queries={[{ key: ["requests", requestId], load: () => getRequest(ctx, requestId) }]}
    >
      <RequestDetail requestId={requestId} />
    </Prefetched>
  );
}
