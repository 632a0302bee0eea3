import { RequestDetail } from "@/components/crm/requests/request-detail";
import { requirePageSession } from "@/lib/auth/session";

export const metadata = { title: "Request" };

type RequestPageProps = { params: Promise<{ requestId: string }> };

export default async function RequestPage({ params }: RequestPageProps) {
  await requirePageSession();
  const { requestId } = await params;
  return <RequestDetail requestId={requestId} />;
}
