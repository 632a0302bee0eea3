import { SiteDetail } from "@/components/tracking/site-detail";
import { requirePageSession } from "@/lib/auth/session";

export const metadata = { title: "Website" };

type SitePageProps = { params: Promise<{ siteId: string }> };

export default async function SitePage({ params }: SitePageProps) {
  await requirePageSession();
  const { siteId } = await params;
  return <SiteDetail siteId={siteId} />;
}
