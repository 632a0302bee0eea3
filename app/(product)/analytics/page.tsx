import { AnalyticsView } from "@/components/tracking/analytics/analytics-view";
import { requirePageSession } from "@/lib/auth/session";

export const metadata = { title: "Analytics" };

export default async function AnalyticsPage() {
  await requirePageSession();
  return <AnalyticsView />;
}
