import { Unsubscribe } from "@/components/tracking/share/unsubscribe";

export const metadata = { title: "End these e-mails", robots: { index: false, follow: false } };

type UnsubscribePageProps = { params: Promise<{ token: string }> };

// Opening the page changes nothing: mail programs open links to look at them.
export default async function UnsubscribePage({ params }: UnsubscribePageProps) {
  const { token } = await params;
  return <Unsubscribe token={token} />;
}
