import { z } from "zod";
import { tenantRoute } from "@/lib/http";
import { deleteReplay, getReplay } from "@/lib/tracking/replay";
import { ReplayDetail, ReplayParams } from "@/lib/tracking/replay/schemas";

export const GET = tenantRoute({
  permission: "replays.read",
  input: { params: ReplayParams },
  output: ReplayDetail,
  summary: "Get a recording with its pieces and what its visitor did",
  handle: (ctx, { params }) => getReplay(ctx, params.replayId),
});

export const DELETE = tenantRoute({
  permission: "replays.delete",
  input: { params: ReplayParams },
  output: z.void(),
  status: 204,
  summary: "Delete a recording with its files",
  handle: (ctx, { params }) => deleteReplay(ctx, params.replayId),
});
