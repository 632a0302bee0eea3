import { env } from "@/lib/env";
import { logger } from "@/lib/logger";
import { decodeMessage, type LiveEvent, RESYNC } from "./event";
import { listenToPostgres, type Source } from "./pg-source";
import { closeRedisPublisher, listenToRedis } from "./redis-source";

export type LiveListener = (event: LiveEvent) => void;

interface Hub {
  listeners: Map<string, Set<LiveListener>>;
  sources: Source[];
  /** Resolves when every source has listened once. */
  ready: Promise<void>;
}

declare global {
  // As with the pools: one hub a process, also where Next loads this module more than once.
  var brandAutomatorLive: { hub?: Hub } | undefined;
}

const live = (globalThis.brandAutomatorLive ??= {});

function tell(listener: LiveListener, event: LiveEvent): void {
  try {
    listener(event);
  } catch (error) {
    logger().warn({ reason: String(error) }, "live news: a listener failed");
  }
}

/** Messages of a source go to the listeners of their workspace; after a break all are told to ask anew. */
function startSource(
  hub: Hub,
  listen: (onMessage: (text: string) => void, onReady: () => void) => Source,
): Promise<void> {
  return new Promise((resolve) => {
    let wasReady = false;
    const source = listen(
      (text) => {
        const message = decodeMessage(text);
        if (message) for (const one of hub.listeners.get(message.tenantId) ?? []) tell(one, message.event);
      },
      () => {
        if (wasReady) for (const set of hub.listeners.values()) for (const one of set) tell(one, RESYNC);
        wasReady = true;
        resolve();
      },
    );
    hub.sources.push(source);
  });
}

function openHub(): Hub {
  const hub: Hub = { listeners: new Map(), sources: [], ready: Promise.resolve() };
  // Postgres always: only its NOTIFY waits for a commit. Redis beside it carries what is told outside a transaction.
  const starting = [startSource(hub, listenToPostgres)];
  if (env().REDIS_URL) starting.push(startSource(hub, listenToRedis));
  hub.ready = Promise.all(starting).then(() => undefined);
  return hub;
}

/**
 * Hears of a workspace's news from now on. All listeners of a process share its connections.
 * @returns ready: when nothing is missed any more; stop: ends it
 */
export function subscribeLive(
  tenantId: string,
  listener: LiveListener,
): { ready: Promise<void>; stop: () => void } {
  const hub = (live.hub ??= openHub());
  const set = hub.listeners.get(tenantId) ?? new Set();
  hub.listeners.set(tenantId, set.add(listener));
  return {
    ready: hub.ready,
    stop: () => {
      set.delete(listener);
      if (set.size === 0 && hub.listeners.get(tenantId) === set) hub.listeners.delete(tenantId);
    },
  };
}

/** Ends the connections of this process. */
export function closeHub(): void {
  for (const source of live.hub?.sources ?? []) source.close();
  delete live.hub;
  closeRedisPublisher();
}
