import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { fetchOutbound, type OutboundAnswer, type OutboundOptions } from "@/lib/outbound";
import { PosthogFault } from "./fault";

const BYTES_MAX = 2_000_000;

/**
 * One call of a PostHog, under the rules of lib/outbound: no private address, time and size bounded, and no redirect followed, so
 * that no key is carried elsewhere.
 * @throws PosthogFault away | stranger
 */
export async function callPosthog(url: string, options: OutboundOptions = {}): Promise<OutboundAnswer> {
  const timeoutMs = env().POSTHOG_TIMEOUT_MS;
  try {
    return await fetchOutbound(url, { timeoutMs, bytesMax: BYTES_MAX, ...options, redirectsMax: 0 });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new PosthogFault(error.code === "unavailable" ? "away" : "stranger", error.message);
  }
}

/** The JSON object of an answer. @throws PosthogFault stranger when it is none */
export function jsonOf(answer: Pick<OutboundAnswer, "body">): object {
  try {
    const json: unknown = JSON.parse(answer.body.toString("utf8"));
    if (typeof json === "object" && json !== null) return json;
  } catch {
    // Told below, as for any other answer that is no object.
  }
  throw new PosthogFault("stranger", "Something answers at this address, but not as a PostHog does.");
}
