import { CHUNK_BYTES_MAX, HEAD_BYTES_MAX } from "../limits";
import { CONFIG_HEADERS, replayHeaders, replayPreflight } from "./answers";
import type { ReplayReceiver, ReplayRequest } from "./replay-receiver";

const BODY_BYTES_MAX = CHUNK_BYTES_MAX + HEAD_BYTES_MAX;

/** The same as serveReplays in the terms of fetch, for the web process. @param peer address of the other end of the socket */
export async function replayResponse(
  receiver: ReplayReceiver,
  request: Request,
  peer: string,
): Promise<Response> {
  const { headers } = request;
  const outcome = await receiver.receive({
    body: await readBody(request),
    contentType: headers.get("content-type") ?? undefined,
    peer,
    forwardedFor: headers.get("x-forwarded-for") ?? undefined,
    userAgent: headers.get("user-agent") ?? "",
    cookie: headers.get("cookie") ?? undefined,
  });
  return new Response(null, {
    status: outcome.status,
    headers: replayHeaders(outcome, headers.get("origin")),
  });
}

export const replayPreflightResponse = (request: Request): Response =>
  new Response(null, { status: 204, headers: replayPreflight(request.headers.get("origin")) });

/** The recorder's configuration for the site key `k`. */
export async function replayConfigResponse(receiver: ReplayReceiver, request: Request): Promise<Response> {
  const key = new URL(request.url).searchParams.get("k") ?? "";
  const config = await receiver.configOf(key);
  return new Response(JSON.stringify(config ?? { status: "nothing is recorded here" }), {
    status: config ? 200 : 404,
    headers: CONFIG_HEADERS,
  });
}

async function readBody(request: Request): Promise<ReplayRequest["body"]> {
  const announced = Number(request.headers.get("content-length") ?? 0);
  if (announced > BODY_BYTES_MAX) return { tooLargeBytes: announced };
  const reader = request.body?.getReader();
  const parts: Uint8Array[] = [];
  let sizeBytes = 0;
  for (;;) {
    const part = await reader?.read();
    if (!part?.value) return Buffer.concat(parts);
    sizeBytes += part.value.length;
    if (sizeBytes > BODY_BYTES_MAX) {
      await reader?.cancel();
      return { tooLargeBytes: sizeBytes };
    }
    parts.push(part.value);
  }
}
