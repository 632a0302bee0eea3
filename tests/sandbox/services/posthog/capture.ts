import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import type { Call } from "../../control/call";
import { sendJson } from "../../service";
import { BodyFault, readJson } from "./body";
import type { QuotaLimited, TooLargeAbove } from "./faults";
import type { Project } from "./project";
import { Batch, FlagsQuestion, SingleEvent } from "./shapes";

/** A request for the capture side, with the projects that there are. */
export type Asked = {
  projects: readonly Project[];
  request: IncomingMessage;
  response: ServerResponse;
  url: URL;
  call: Call;
};

/** Pages of every origin may send. */
const CORS = { "Access-Control-Allow-Origin": "*", "Access-Control-Allow-Headers": "*" };

const answer = ({ request, response }: Asked, body: unknown, status = 200): void =>
  sendJson(request, response, body, status, CORS);

const invalidKey = (asked: Asked): void =>
  answer(
    asked,
    {
      type: "authentication_error",
      code: "invalid_api_key",
      detail: "Project API key invalid. You can find your project API key in your PostHog project settings.",
      attr: null,
    },
    401,
  );

const invalidBody = (asked: Asked, detail: string): void =>
  answer(asked, { type: "validation_error", code: "invalid_payload", detail, attr: null }, 400);

const projectOf = (asked: Asked, key: string | undefined): Project | undefined =>
  asked.projects.find((project) => project.key === key);

/** Runs a handler of parsed JSON; what cannot be read or has another shape is 400. */
function withJson(asked: Asked, handle: (json: unknown) => void): void {
  try {
    handle(readJson(asked.request, asked.url, asked.call.body));
  } catch (error) {
    if (error instanceof BodyFault) return invalidBody(asked, error.message);
    if (error instanceof z.ZodError) return invalidBody(asked, z.prettifyError(error));
    throw error;
  }
}

const isTooLarge = ({ call }: Asked): boolean =>
  call.context.takeFault<TooLargeAbove>("too-large-above", ({ bytes }) => call.body.length > bytes) !== null;

/** POST /batch/: what servers send. */
export function takeBatch(asked: Asked): void {
  if (isTooLarge(asked)) return answer(asked, { detail: "Payload too large" }, 413);
  if (!/^application\/json\b/.test(asked.request.headers["content-type"] ?? ""))
    return invalidBody(asked, "Send application/json.");
  withJson(asked, (json) => {
    const key = z.looseObject({ api_key: z.string().optional() }).parse(json).api_key;
    const project = projectOf(asked, key);
    if (!project) return invalidKey(asked);
    const { batch } = Batch.parse(json);
    const limited = asked.call.context.takeFault<QuotaLimited>("quota-limited");
    if (limited?.resources.includes("events"))
      return answer(asked, { status: "Ok", quota_limited: limited.resources });
    project.batches += 1;
    const receivedAtMs = asked.call.context.nowMs();
    for (const { uuid, event, distinct_id: distinctId, timestamp, properties } of batch)
      project.take({ uuid, event, distinctId, timestamp, properties, receivedAtMs });
    answer(asked, { status: "Ok" });
  });
}

/** POST /e/, /i/v0/e/ and /s/: one event or several; snapshots of a recording are events too. */
export function takeEvents(asked: Asked): void {
  if (isTooLarge(asked)) return answer(asked, { detail: "Payload too large" }, 413);
  withJson(asked, (json) => {
    const events = z
      .array(SingleEvent)
      .min(1)
      .parse(Array.isArray(json) ? json : [json]);
    const keyOf = (event: SingleEvent): string | undefined =>
      event.api_key ?? event.token ?? z.string().optional().parse(event.properties.token);
    const [first] = events;
    const project = projectOf(asked, first && keyOf(first));
    if (!project) return invalidKey(asked);
    for (const event of events) takeOne(asked, project, event);
    answer(asked, { status: "Ok" });
  });
}

function takeOne(asked: Asked, project: Project, given: SingleEvent): void {
  const { properties } = given;
  const distinctId = given.distinct_id ?? z.string().min(1).parse(properties.distinct_id);
  const receivedAtMs = asked.call.context.nowMs();
  if (given.event === "$snapshot") {
    z.array(z.unknown()).min(1).parse(properties.$snapshot_data);
    return project.record(z.uuid().parse(properties.$session_id), distinctId, receivedAtMs);
  }
  project.take({
    uuid: given.uuid ?? randomUUID(),
    event: given.event,
    distinctId,
    timestamp: given.timestamp ?? new Date(receivedAtMs).toISOString(),
    properties,
    receivedAtMs,
  });
}

/** POST /flags/?v=2: the flags of one person. */
export function answerFlags(asked: Asked): void {
  if (asked.url.searchParams.get("v") !== "2") return invalidBody(asked, "Only version 2 is spoken here.");
  withJson(asked, (json) => {
    const { token, distinct_id: distinctId } = FlagsQuestion.parse(json);
    const project = projectOf(asked, token);
    if (!project) return invalidKey(asked);
    const limited = asked.call.context.takeFault<QuotaLimited>("quota-limited");
    const flags = project.flags.map(({ key, enabled, variants = [] }, index) => {
      const variant = enabled ? variants[distinctId.length % Math.max(1, variants.length)] : undefined;
      const reason = { code: enabled ? "condition_match" : "no_condition_match", condition_index: 0 };
      return [key, { key, enabled, variant, reason, metadata: { id: index + 1, version: 1 } }] as const;
    });
    answer(asked, {
      errorsWhileComputingFlags: false,
      flags: limited ? {} : Object.fromEntries(flags),
      ...(limited ? { quotaLimited: limited.resources } : {}),
      requestId: randomUUID(),
      evaluatedAt: asked.call.context.nowMs(),
      ...(asked.url.searchParams.get("config") === "true" ? remoteConfig(project) : {}),
    });
  });
}

const remoteConfig = (project: Project) => ({
  token: project.key,
  supportedCompression: ["gzip", "gzip-js"],
  hasFeatureFlags: project.flags.length > 0,
  sessionRecording: { endpoint: "/s/", consoleLogRecordingEnabled: false, recorderVersion: "v2" },
  autocapture_opt_out: true,
  capturePerformance: false,
  heatmaps: false,
  surveys: false,
  siteApps: [],
  isAuthenticated: false,
  defaultIdentifiedOnly: true,
});

/** GET /array/{token}/config and config.js: how a browser is to behave. */
export function answerConfig(asked: Asked): void {
  const [, , token = "", file] = asked.call.path.split("/");
  const project = projectOf(asked, token);
  if (!project) return answer(asked, { detail: "Not found." }, 404);
  if (file === "config") return answer(asked, remoteConfig(project));
  const config = JSON.stringify({ config: remoteConfig(project), siteApps: [] });
  const script = `window._POSTHOG_REMOTE_CONFIG=window._POSTHOG_REMOTE_CONFIG||{};window._POSTHOG_REMOTE_CONFIG[${JSON.stringify(project.key)}]=${config};`;
  asked.response.writeHead(200, { "Content-Type": "text/javascript", ...CORS }).end(script);
}

/** OPTIONS: a browser asks for leave first. */
export function answerPreflight({ response }: Asked): void {
  response
    .writeHead(204, {
      ...CORS,
      "Access-Control-Allow-Methods": "GET, POST, OPTIONS",
      "Access-Control-Max-Age": "600",
    })
    .end();
}
