import { Dashboard } from "@/components/workspace/dashboard";
import { requirePageSession } from "@/lib/auth/session";

export const metadata = { title: "Overview" };

export default async function DashboardPage() {
  await requirePageSession();
  return <Dashboard />;
}
