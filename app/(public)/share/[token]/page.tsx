import { LinkClosed } from "@/components/tracking/share/link-closed";
import { SharedPage } from "@/components/tracking/share/shared-page";
import { nowMs } from "@/lib/clock";
import { AppError } from "@/lib/errors";
import { readLinkState } from "@/lib/tracking";
import { ShareTokenParams } from "@/lib/tracking/share/schemas";

export const metadata = { title: "Shared numbers", robots: { index: false, follow: false } };

type SharePageProps = { params: Promise<{ token: string }> };

export default async function SharePage({ params }: SharePageProps) {
  const parsed = ShareTokenParams.safeParse(await params);
  if (!parsed.success) return <LinkClosed reason="There is no such link. Perhaps a part of it is missing." />;
  try {
    await readLinkState(parsed.data.token);
  } catch (error) {
    if (error instanceof AppError && error.code === "gone") return <LinkClosed reason={error.message} />;
    if (error instanceof AppError && error.code === "not_found")
      return <LinkClosed reason="There is no such link. Perhaps a part of it is missing." />;
    throw error;
  }
  return <SharedPage token={parsed.data.token} renderedAtMs={nowMs()} />;
}
