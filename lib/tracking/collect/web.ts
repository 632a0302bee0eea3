export { purposeOf } from "../enrich/user-agent";
import { PREFLIGHT_HEADERS, outcomeHeaders, type Origin } from "./answers";
import type { CollectRequest } from "./collector";
import { processCollector } from "./process-collector";
import { BODY_BYTES_MAX } from "./wire";

/** Handles one POST with this process's collector and answers in the terms of fetch. */
export async function collectorResponse(request: CollectRequest, from: Origin): Promise<Response> {
  const outcome = await processCollector().collect(request);
  return new Response(null, { status: outcome.status, headers: outcomeHeaders(outcome, () => from) });
}

/** The answer to a browser's OPTIONS. */
export const preflightResponse = (): Response =>
  new Response(null, { status: 204, headers: PREFLIGHT_HEADERS });

/** Reads a body up to the limit; what comes after it is not read. */
export async function readCapped(request: Request): Promise<CollectRequest["body"]> {
  const announced = Number(request.headers.get("content-length") ?? 0);
  if (announced > BODY_BYTES_MAX) return { tooLargeBytes: announced };
  const reader = request.body?.getReader();
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for (;;) {
    const part = await reader?.read();
    if (!part?.value) return Buffer.concat(chunks).toString("utf8");
    sizeBytes += part.value.length;
    if (sizeBytes > BODY_BYTES_MAX) {
      await reader?.cancel();
      return { tooLargeBytes: sizeBytes };
    }
    chunks.push(part.value);
  }
}
