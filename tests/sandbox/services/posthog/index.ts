import { pageHeaders } from "../../page";
import { type SandboxService, send, sendJson } from "../../service";
import { answerConfig, answerFlags, answerPreflight, type Asked, takeBatch, takeEvents } from "./capture";
import { posthogFaults } from "./faults";
import { projectPage } from "./page";
import { PrivateApi } from "./private-api";
import { sandboxProjects } from "./project";
import { linkedPage } from "./recording-page";

// PostHog's own bound of a batch.
const BODY_BYTES_MAX = 20 * 1024 * 1024;

/** What answers a path; ends with a slash where everything below it is meant. */
const POSTS: Readonly<Record<string, (asked: Asked) => void>> = {
  "/batch": takeBatch,
  "/e": takeEvents,
  "/i/v0/e": takeEvents,
  "/s": takeEvents,
  "/flags": answerFlags,
};

/** PostHog: capture, flags, recordings and the private API, with two projects. */
export function createPosthog(): SandboxService {
  const projects = sandboxProjects();
  const privateApi = new PrivateApi();
  return {
    id: "posthog",
    title: "PostHog, with every event that the product forwards",
    page: "/posthog",
    bodyBytesMax: BODY_BYTES_MAX,
    ownFaults: posthogFaults,
    reset: () => {
      for (const project of projects) project.clear();
      privateApi.clear();
    },
    handle: (request, response, url, call) => {
      const asked: Asked = { projects, request, response, url, call };
      const path = call.path.replace(/\/+$/, "");
      if (request.method === "OPTIONS") return answerPreflight(asked);
      const post = request.method === "POST" ? POSTS[path] : undefined;
      if (post) return post(asked);
      if (path.startsWith("/api/projects/")) return privateApi.answer(asked);
      if (request.method === "GET" && path.startsWith("/array/")) return answerConfig(asked);
      if (request.method === "GET" && path === "/state") return sendJson(request, response, stateOf(asked));
      const body = path === "" ? projectPage(projects) : linkedPage(projects, path);
      if (body !== null) return send(request, response, { type: "text/html", body, headers: pageHeaders() });
      send(request, response, { status: 404, type: "text/plain", body: "Not found." });
    },
  };
}

/** GET /state: everything that is kept, for tests. */
const stateOf = ({ projects }: Asked) => ({
  projects: projects.map(({ id, name, key, events, recordings, duplicates, batches }) => ({
    id,
    name,
    key,
    events,
    recordings,
    duplicates,
    batches,
  })),
});
