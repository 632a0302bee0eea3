import { RequestsList } from "@/components/crm/requests/requests-list";
import { requirePageSession } from "@/lib/auth/session";

export const metadata = { title: "Requests" };

export default async function RequestsPage() {
  await requirePageSession();
  return <RequestsList />;
}
