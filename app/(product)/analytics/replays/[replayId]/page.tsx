import { Prefetched } from "@/components/common/prefetched";
import { ReplayView } from "@/components/tracking/replays/replay-view";
import { requirePageSession } from "@/lib/auth/session";
import { getReplay } from "@/lib/tracking/replay";

export const metadata = { title: "Replay" };

type ReplayPageProps = { params: Promise<{ replayId: string }> };

export default async function ReplayPage({ params }: ReplayPageProps) {
  const { ctx } = await requirePageSession();
  const { replayId } = await params;
  return (
    <Prefetched
      workspaceId={ctx.tenantId}
      queries={[{ key: ["replays", replayId], load: () => getReplay(ctx, replayId) }]}
    >
      <ReplayView replayId={replayId} />
    </Prefetched>
  );
}
