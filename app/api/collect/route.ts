import { PEER_HEADER } from "@/lib/client-address";
import { collectorResponse, preflightResponse, readCapped } from "@/lib/tracking/collect/web";

/** The collector's path on the web process, for a website that may load from one origin only; the same handler. */
export async function POST(request: Request): Promise<Response> {
  return collectorResponse({
    body: await readCapped(request),
    peer: request.headers.get(PEER_HEADER) ?? "",
    forwardedFor: request.headers.get("x-forwarded-for") ?? undefined,
    userAgent: request.headers.get("user-agent") ?? "",
  });
}

export const OPTIONS = (): Response => preflightResponse();
