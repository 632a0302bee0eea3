import { z } from "zod";
import { sendJson } from "../../service";
import type { Asked } from "./capture";
import type { Insight, Project } from "./project";

const CALLS_PER_MINUTE = 240;
const MINUTE_MS = 60_000;

/** How often each personal key was used this minute: PostHog refuses the 241st call. */
export class PrivateApi {
  readonly #calls = new Map<string, { minute: number; count: number }>();

  clear(): void {
    this.#calls.clear();
  }

  /** GET /api/projects/…, with a personal key. */
  answer(asked: Asked): void {
    const { request, call, projects } = asked;
    const key = /^Bearer (\S+)$/.exec(request.headers.authorization ?? "")?.[1];
    const project = projects.find(({ personalKeys }) => key !== undefined && personalKeys.includes(key));
    if (!key || !project) return refuse(asked, 401, "authentication_failed", "Invalid personal API key.");
    if (request.method !== "GET") return refuse(asked, 405, "method_not_allowed", "This is for reading.");
    const waitS = this.#waitS(key, call.context.nowMs());
    if (waitS > 0)
      return refuse(
        asked,
        429,
        "throttled",
        `Request was throttled. Expected available in ${waitS} seconds.`,
        {
          "Retry-After": String(waitS),
        },
      );
    const [, , , which = "", kind = "", id] = call.path.split("/");
    if (which !== "@current" && which !== String(project.id))
      return refuse(asked, 403, "permission_denied", "You don't have access to the project.");
    if (kind === "") return ok(asked, { id: project.id, name: project.name, api_token: project.key });
    if (kind === "insights") return answerInsights(asked, project, id);
    if (kind === "session_recordings") return answerRecordings(asked, project, id);
    refuse(asked, 404, "not_found", "Not found.");
  }

  #waitS(key: string, nowMs: number): number {
    const minute = Math.floor(nowMs / MINUTE_MS);
    const known = this.#calls.get(key);
    const count = (known?.minute === minute ? known.count : 0) + 1;
    this.#calls.set(key, { minute, count });
    return count > CALLS_PER_MINUTE ? Math.max(1, Math.ceil(((minute + 1) * MINUTE_MS - nowMs) / 1_000)) : 0;
  }
}

const ok = ({ request, response }: Asked, body: unknown): void => sendJson(request, response, body);

function refuse(
  { request, response }: Asked,
  status: number,
  code: string,
  detail: string,
  headers: Record<string, string> = {},
): void {
  const type =
    status === 401 ? "authentication_error" : status === 429 ? "throttled_error" : "invalid_request";
  sendJson(request, response, { type, code, detail, attr: null }, status, headers);
}

const toJson = ({ id, shortId, name, description, labels, data }: Insight, withResult: boolean) => ({
  id,
  short_id: shortId,
  name,
  derived_name: null,
  description,
  favorited: false,
  deleted: false,
  last_modified_at: "2026-11-16T09:00:00Z",
  result: withResult
    ? [{ label: name, days: labels, labels, data, count: data.reduce((sum, value) => sum + value, 0) }]
    : null,
});

function answerInsights(asked: Asked, project: Project, id: string | undefined): void {
  if (id) {
    const found = project.insights.find((one) => String(one.id) === id || one.shortId === id);
    return found ? ok(asked, toJson(found, true)) : refuse(asked, 404, "not_found", "Not found.");
  }
  const limit = z.coerce.number().int().min(1).max(500).catch(100).parse(asked.url.searchParams.get("limit"));
  const results = project.insights.slice(0, limit).map((one) => toJson(one, false));
  ok(asked, { count: project.insights.length, next: null, previous: null, results });
}

function answerRecordings(asked: Asked, project: Project, id: string | undefined): void {
  const toRecording = (recording: { id: string; distinctId: string; startedAtMs: number }) => ({
    id: recording.id,
    distinct_id: recording.distinctId,
    start_time: new Date(recording.startedAtMs).toISOString(),
    viewed: false,
  });
  if (id) {
    const found = project.recording(id);
    return found ? ok(asked, toRecording(found)) : refuse(asked, 404, "not_found", "Not found.");
  }
  const wanted = asked.url.searchParams.get("session_ids");
  const ids = wanted === null ? null : z.array(z.string()).catch([]).parse(JSON.parse(wanted));
  const results = project.recordings.filter((one) => ids === null || ids.includes(one.id)).map(toRecording);
  ok(asked, { results, has_next: false, version: 4 });
}
