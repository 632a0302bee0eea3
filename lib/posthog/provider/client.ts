import { PostHog } from "posthog-node";
import { env } from "@/lib/env";
import type { OutboundAnswer } from "@/lib/outbound";
import { callPosthog } from "./call-posthog";
import { PosthogFault } from "./fault";

type FetchOption = NonNullable<NonNullable<ConstructorParameters<typeof PostHog>[1]>["fetch"]>;
type FetchOptions = Parameters<FetchOption>[1];
type FetchAnswer = Awaited<ReturnType<FetchOption>>;

const RETRIES = 1;
const RETRY_DELAY_MS = 250;
// posthog-node waits for our own bound first.
const SPARE_MS = 1_000;
// An answer that is no good although its status says so is told to posthog-node as this, which it does not try again.
const NO_GOOD = 400;

/** Looks at an answer; gives what is wrong with it, or null. */
export type Judge = (answer: OutboundAnswer) => PosthogFault | null;

export type JudgedClient = {
  posthog: PostHog;
  /** What went wrong last; null while nothing has. */
  fault(): PosthogFault | null;
};

/**
 * A client of posthog-node that sends through lib/outbound, sends nothing by itself (only on flush), and whose answers are judged
 * by us, since posthog-node throws their bodies away.
 * @param queueMax how many events are captured at most before the flush; all go in one batch
 */
export function judgedClient(host: string, projectKey: string, judge: Judge, queueMax = 1): JudgedClient {
  let last: PosthogFault | null = null;
  const posthog = new PostHog(projectKey, {
    host,
    flushAt: queueMax + 1,
    maxBatchSize: queueMax + 1,
    maxQueueSize: queueMax + 1,
    flushInterval: 0,
    fetchRetryCount: RETRIES,
    fetchRetryDelay: RETRY_DELAY_MS,
    requestTimeout: env().POSTHOG_TIMEOUT_MS + SPARE_MS,
    featureFlagsRequestTimeoutMs: env().POSTHOG_TIMEOUT_MS + SPARE_MS,
    featureFlagsRequestMaxRetries: 0,
    sendFeatureFlagEvent: false,
    fetch: async (url, options) => {
      const answer = await ask(url, options).catch((error: unknown) => {
        last =
          error instanceof PosthogFault ? error : new PosthogFault("away", "PostHog could not be called.");
        throw error;
      });
      last = judge(answer);
      const isGoodByStatus = answer.status >= 200 && answer.status < 300;
      return toAnswer(answer, last && isGoodByStatus ? NO_GOOD : answer.status);
    },
  });
  return { posthog, fault: () => last };
}

async function ask(url: string, { method, headers, body }: FetchOptions): Promise<OutboundAnswer> {
  const bytes = await bytesOf(body);
  const asked = method === "PATCH" || method === "PUT" || method === "POST" ? method : "GET";
  return callPosthog(url, { method: asked, headers, ...(bytes ? { body: bytes } : {}) });
}

async function bytesOf(body: FetchOptions["body"]): Promise<Uint8Array | undefined> {
  if (body === undefined) return undefined;
  if (typeof body === "string") return Buffer.from(body, "utf8");
  return body instanceof Blob ? new Uint8Array(await body.arrayBuffer()) : body;
}

const toAnswer = ({ body, headers }: OutboundAnswer, status: number): FetchAnswer => ({
  status,
  text: () => Promise.resolve(body.toString("utf8")),
  json: () => Promise.resolve(JSON.parse(body.toString("utf8")) as unknown),
  headers: { get: (name) => headers[name.toLowerCase()] ?? null },
});
