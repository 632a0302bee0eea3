import { PEER_HEADER } from "@/lib/client-address";
import { processReplays } from "@/lib/tracking/collect/process-replays";
import {
  replayConfigResponse,
  replayPreflightResponse,
  replayResponse,
} from "@/lib/tracking/replay/receive/web";

/** Recordings on the web process, for a website that may load from one origin only; the collector's own handler. */
export const POST = (request: Request): Promise<Response> =>
  replayResponse(processReplays(), request, request.headers.get(PEER_HEADER) ?? "");

export const GET = (request: Request): Promise<Response> => replayConfigResponse(processReplays(), request);

export const OPTIONS = (request: Request): Response => replayPreflightResponse(request);
