import { AppError } from "@/lib/errors";
import { env } from "@/lib/env";
import type { LiveEvent } from "./event";
import { closeHub, subscribeLive } from "./hub";

const STREAMS_PER_PERSON_MAX = 10;
const RETRY_MS = 3_000;
/** How long an opening stream waits until nothing is missed; news of a later start comes as "resync". */
const READY_TIMEOUT_MS = 3_000;
/** A reader who does not read that much behind is let go. */
const WAITING_MAX = 200;
/** Checks that may fail (the database is away) before the stream ends. */
const FAILED_CHECKS_MAX = 3;

interface StreamOptions {
  tenantId: string;
  userId: string;
  /** Which news this reader gets. */
  wants: (event: LiveEvent) => boolean;
  /** Asked at each heartbeat: whether the reader is still signed in and a member. */
  mayStay: () => Promise<boolean>;
}

declare global {
  var brandAutomatorStreams:
    { open: Set<() => void>; perPerson: Map<string, number>; watching: boolean } | undefined;
}

const streams = (globalThis.brandAutomatorStreams ??= {
  open: new Set<() => void>(),
  perPerson: new Map<string, number>(),
  watching: false,
});

/** Ends all streams and connections of this process. */
export function closeLive(): void {
  for (const end of [...streams.open]) end();
  closeHub();
}

// An open stream would keep a stopping web server waiting.
function watchShutdown(): void {
  if (streams.watching) return;
  streams.watching = true;
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, closeLive);
}

function takePlace(userId: string): () => void {
  const count = streams.perPerson.get(userId) ?? 0;
  if (count >= STREAMS_PER_PERSON_MAX)
    throw new AppError(
      "rate_limited",
      `At most ${STREAMS_PER_PERSON_MAX} live connections may be open for one person. Close one.`,
      { retryAfterS: 30 },
    );
  streams.perPerson.set(userId, count + 1);
  return () => {
    const left = (streams.perPerson.get(userId) ?? 1) - 1;
    if (left > 0) streams.perPerson.set(userId, left);
    else streams.perPerson.delete(userId);
  };
}

/** Runs check at every heartbeat; beats while it says yes, ends on a no or when it keeps failing. */
function startHeartbeat(check: () => Promise<boolean>, beat: () => void, end: () => void): NodeJS.Timeout {
  let failed = 0;
  const timer = setInterval(() => {
    check().then(
      (stays) => {
        failed = 0;
        if (stays) beat();
        else end();
      },
      () => {
        failed += 1;
        if (failed >= FAILED_CHECKS_MAX) end();
      },
    );
  }, env().LIVE_HEARTBEAT_MS);
  timer.unref();
  return timer;
}

const HEADERS = {
  "content-type": "text/event-stream; charset=utf-8",
  // no-transform keeps compression, and x-accel-buffering a proxy, from holding news back.
  "cache-control": "no-cache, no-transform",
  "x-accel-buffering": "no",
};

/**
 * News of a workspace as server-sent events (HTML standard, 9.2): each a line of JSON, comments as heartbeats.
 * @throws AppError rate_limited when the person has too many open
 */
export function liveStream({ tenantId, userId, wants, mayStay }: StreamOptions): Response {
  const leavePlace = takePlace(userId);
  watchShutdown();
  const encoder = new TextEncoder();
  let end: () => void = leavePlace;
  let isOpen = true;
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      const write = (text: string) => {
        // A check that was under way while the stream ended still answers.
        if (!isOpen) return;
        controller.enqueue(encoder.encode(text));
        if ((controller.desiredSize ?? 0) < -WAITING_MAX) end();
      };
      const subscription = subscribeLive(tenantId, (event) => {
        if (event.topic === "resync" || wants(event)) write(`data: ${JSON.stringify(event)}\n\n`);
      });
      const timer = startHeartbeat(
        mayStay,
        () => write(": still here\n\n"),
        () => end(),
      );
      end = () => {
        if (!isOpen) return;
        isOpen = false;
        streams.open.delete(end);
        clearInterval(timer);
        subscription.stop();
        leavePlace();
        try {
          controller.close();
        } catch {
          // The reader has gone first.
        }
      };
      streams.open.add(end);
      await Promise.race([
        subscription.ready,
        new Promise((done) => setTimeout(done, READY_TIMEOUT_MS).unref()),
      ]);
      write(`retry: ${RETRY_MS}\ndata: {"topic":"ready"}\n\n`);
    },
    cancel: () => end(),
  });
  return new Response(body, { headers: HEADERS });
}
