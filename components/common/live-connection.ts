/** Opens again after the server has refused for good (too many open, a gateway in between). */
const REOPEN_MS = 30_000;

type Listener = { onTopic: (topic: string) => void; onState: (isUp: boolean) => void };

/** What tabs tell each other: a topic of the stream, or one of these. */
const ASK = "?";
const UP = "+";
const DOWN = "-";

/** The topic of a message of the stream; others are passed over. */
function topicOf(data: unknown): string | null {
  try {
    const event: unknown = JSON.parse(String(data));
    const topic: unknown = typeof event === "object" && event !== null ? Reflect.get(event, "topic") : null;
    return typeof topic === "string" ? topic : null;
  } catch {
    return null;
  }
}

/** The stream itself, held by one tab. @returns how to close it */
function openStream(workspaceId: string, { onTopic, onState }: Listener): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const open = () => {
    source = new EventSource(`/api/v1/live?workspace=${encodeURIComponent(workspaceId)}`);
    source.onopen = () => onState(true);
    source.onmessage = ({ data }) => {
      const topic = topicOf(data);
      if (topic !== null) onTopic(topic);
    };
    source.onerror = () => {
      onState(false);
      // The browser comes back by itself unless the answer was a refusal.
      if (source?.readyState === EventSource.CLOSED) timer = setTimeout(open, REOPEN_MS);
    };
  };
  open();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}

/**
 * News of a workspace. Browsers allow a page's server few connections at a time, so that of all tabs one holds the stream (the
 * one with the lock) and tells the others; when it goes, the next one takes over. Without locks (an old browser, no https)
 * nothing is opened, and pages go on asking from time to time.
 * @returns how to stop
 */
export function connectLive(workspaceId: string, listener: Listener): () => void {
  if (!("locks" in navigator) || !("BroadcastChannel" in window) || !("EventSource" in window))
    return () => undefined;
  const name = `brand-automator-live-${workspaceId}`;
  const channel = new BroadcastChannel(name);
  const stopping = new AbortController();
  let holdsUp: boolean | null = null;
  const say = (word: string) => {
    if (!stopping.signal.aborted) channel.postMessage(word);
  };
  channel.onmessage = ({ data }) => {
    if (data === ASK) {
      if (holdsUp) say(UP);
    } else if (data === UP || data === DOWN) listener.onState(data === UP);
    else if (typeof data === "string") listener.onTopic(data);
  };
  say(ASK);
  const hold = () =>
    new Promise<void>((release) => {
      const close = openStream(workspaceId, {
        onTopic: (topic) => {
          listener.onTopic(topic);
          say(topic);
        },
        onState: (isUp) => {
          holdsUp = isUp;
          listener.onState(isUp);
          say(isUp ? UP : DOWN);
        },
      });
      const end = () => {
        close();
        release();
      };
      if (stopping.signal.aborted) end();
      else stopping.signal.addEventListener("abort", end, { once: true });
    });
  navigator.locks.request(name, { signal: stopping.signal }, hold).catch(() => undefined); // stopped while waiting
  return () => {
    say(DOWN);
    stopping.abort();
    channel.close();
  };
}
