import { peerAddress } from "@/lib/client-address";
import { answerProxy, PROXY_BYTES_MAX } from "./answer";

/** The body of a request; null as soon as it is larger than PROXY_BYTES_MAX. */
async function readCapped(request: Request): Promise<Uint8Array | null> {
  if (Number(request.headers.get("content-length") ?? 0) > PROXY_BYTES_MAX) return null;
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  const reader = request.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    sizeBytes += part.value.byteLength;
    if (sizeBytes > PROXY_BYTES_MAX) {
      await reader?.cancel();
      return null;
    }
    chunks.push(part.value);
  }
  return Buffer.concat(chunks);
}

/** The same on the web process. @param path behind /ph/ */
export async function proxyResponse(request: Request, path: string): Promise<Response> {
  const header = (name: string) => request.headers.get(name) ?? "";
  const { status, headers, body } = await answerProxy({
    method: request.method,
    path,
    search: new URL(request.url).search,
    origin: request.headers.get("origin"),
    contentType: header("content-type"),
    userAgent: header("user-agent"),
    address: peerAddress(header),
    readBody: () => readCapped(request),
  });
  return new Response(status === 204 ? null : body, { status, headers });
}
