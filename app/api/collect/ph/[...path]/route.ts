import { proxyResponse } from "@/lib/posthog/proxy/web";

type Args = { params: Promise<{ path: string[] }> };

/** Recordings for PostHog on the web process, for a website that may load from one origin only; the collector's own handler. */
const handle = async (request: Request, { params }: Args): Promise<Response> =>
  proxyResponse(request, (await params).path.join("/"));

export { handle as GET, handle as OPTIONS, handle as POST };
