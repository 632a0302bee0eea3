import { PEER_HEADER } from "@/lib/client-address";
import { collectorResponse, preflightResponse, purposeOf, readCapped } from "@/lib/tracking/collect/web";

/** The collector's path on the web process, for a website that may load from one origin only; the same handler. */
export async function POST(request: Request): Promise<Response> {
  const header = (name: string): string | undefined => request.headers.get(name) ?? undefined;
  return collectorResponse(
    {
      body: await readCapped(request),
      peer: header(PEER_HEADER) ?? "",
      forwardedFor: header("x-forwarded-for"),
      userAgent: header("user-agent") ?? "",
      purpose: purposeOf(header),
      cookie: header("cookie"),
    },
    { origin: header("origin"), isHttps: new URL(request.url).protocol === "https:" },
  );
}

export const OPTIONS = (): Response => preflightResponse();
