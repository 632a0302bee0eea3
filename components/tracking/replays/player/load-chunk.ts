import type { eventWithTime } from "@rrweb/types";
import { networkError, toApiError } from "@/components/common/api-error";
import { safeEvents } from "./safe-events";

/** Loads and unpacks one piece of a recording. @throws ApiError, or Error when it is unreadable */
export async function loadChunk(
  workspaceId: string,
  replayId: string,
  seq: number,
  signal: AbortSignal,
): Promise<eventWithTime[]> {
  const response = await fetch(`/api/v1/replays/${replayId}/chunks/${seq}`, {
    headers: { "X-Workspace-Id": workspaceId },
    credentials: "same-origin",
    signal,
  }).catch((error: unknown) => {
    if (signal.aborted) throw error;
    throw networkError();
  });
  if (!response.ok) throw await toApiError(response);
  if (!response.body) return [];
  const unpacked = response.body.pipeThrough(new DecompressionStream("gzip"));
  return safeEvents(await new Response(unpacked).json());
}
