import type { OutboundAnswer } from "@/lib/outbound";
import { judgedClient } from "./client";
import { jsonOf } from "./call-posthog";
import { faultOf, PosthogFault } from "./fault";

/** An event as PostHog takes it. */
export type OutgoingEvent = {
  /** PostHog keeps an event once by this. */
  uuid: string;
  event: string;
  distinctId: string;
  at: Date;
  properties: Record<string, unknown>;
};

export type Target = { host: string; projectKey: string };

/** An answer counts as an acknowledgement only when PostHog's own words are in it, and it has kept the events. */
function judge(answer: OutboundAnswer): PosthogFault | null {
  const fault = faultOf(answer.status, answer.headers, answer.body);
  if (fault) return fault;
  try {
    const json = jsonOf(answer);
    const limited: unknown = Reflect.get(json, "quota_limited");
    if (Array.isArray(limited) && limited.includes("events"))
      return new PosthogFault("quota", "PostHog takes no more events: the limit of its plan is reached.");
    if (Reflect.has(json, "status")) return null;
  } catch (error) {
    if (error instanceof PosthogFault) return error;
    throw error;
  }
  return new PosthogFault("stranger", "Something answers at this address, but not as a PostHog does.");
}

/** Sends one batch and waits for PostHog's yes. @throws PosthogFault */
async function sendOnce(target: Target, events: readonly OutgoingEvent[]): Promise<void> {
  const client = judgedClient(target.host, target.projectKey, judge, events.length);
  for (const { uuid, event, distinctId, at, properties } of events)
    client.posthog.capture({ uuid, event, distinctId, timestamp: at, properties, disableGeoip: true });
  try {
    await client.posthog.flush();
  } catch (error) {
    throw client.fault() ?? error;
  }
  const told = client.fault();
  if (told) throw told;
}

/**
 * Sends events so that one that PostHog refuses does not hold up the others: a refused batch is halved until it is known which
 * one it is. Sending again is harmless, PostHog keeps each uuid once.
 * @returns the events that were refused for themselves
 * @throws PosthogFault; also when everything is refused, since then it is not the events' fault
 */
export async function sendBatch(target: Target, events: readonly OutgoingEvent[]): Promise<OutgoingEvent[]> {
  if (events.length === 0) return [];
  const { refused, fault } = await sendHalves(target, events);
  if (fault && refused.length === events.length && events.length > 1) throw fault;
  return refused;
}

type Sent = { refused: OutgoingEvent[]; fault: PosthogFault | null };

async function sendHalves(target: Target, events: readonly OutgoingEvent[]): Promise<Sent> {
  try {
    await sendOnce(target, events);
    return { refused: [], fault: null };
  } catch (error) {
    if (!(error instanceof PosthogFault) || error.kind !== "refused") throw error;
    if (events.length === 1) return { refused: [...events], fault: error };
    const middle = Math.ceil(events.length / 2);
    const first = await sendHalves(target, events.slice(0, middle));
    const second = await sendHalves(target, events.slice(middle));
    return { refused: [...first.refused, ...second.refused], fault: second.fault ?? first.fault };
  }
}
