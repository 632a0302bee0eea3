import { z } from "zod";
import { isStillMember } from "@/lib/auth/still-member";
import { forbidden } from "@/lib/errors";
import { tenantRoute, type RouteHandler } from "@/lib/http";
import { liveStream } from "@/lib/live";

const stream = tenantRoute({
  permission: "workspace.read",
  credentials: ["session", "token"],
  input: {
    query: z.object({
      workspace: z
        .uuid()
        .optional()
        .describe("The workspace, for readers that cannot send X-Workspace-Id; checked like the header."),
    }),
  },
  output: z.string(),
  produces: "text/event-stream",
  summary: "Listen to news",
  description:
    "Server-sent events, each a JSON object with a topic and ids: what changed, not how. After `resync` ask for everything anew. The stream ends with the session or the membership.",
  handle: async ({ tenantId, actor }) => {
    if (actor.type !== "user") throw forbidden("News are for people; sign in as one.");
    const { userId, sessionId } = actor;
    return liveStream({
      tenantId,
      userId,
      wants: (event) => event.userId === undefined || event.userId === userId,
      mayStay: () => isStillMember(sessionId, tenantId),
    });
  },
});

/** EventSource sends no headers of ours, so the workspace may stand in the query; a header that is there goes first. */
function withWorkspace(request: Request): Request {
  const workspace = new URL(request.url).searchParams.get("workspace");
  if (workspace === null || request.headers.has("x-workspace-id")) return request;
  const headers = new Headers(request.headers);
  headers.set("x-workspace-id", workspace);
  return new Request(request, { headers });
}

export const GET: RouteHandler = Object.assign(
  (request: Request, args: Parameters<RouteHandler>[1]) => stream(withWorkspace(request), args),
  { def: stream.def },
);
