// The load of the ingest bench: raw keep-alive sockets, so that the generator costs little of the machine it shares.
// Started as a child process with one JSON argument; prints one JSON line at the end:
// { sent, accepted, other, elapsedMs, latenciesUs: { p50, p95, p99, max } }. On SIGTERM it stops early and prints too.
// With `retry` it does as the tracker does: an event without its 204 is sent again under the same id, also at the end,
// until it has one; `idsFile` gets the ids that have.
import { randomBytes } from "node:crypto";
import { writeSync } from "node:fs";
import net from "node:net";

const options = {
  connections: 32,
  durationMs: 10_000,
  visitors: 50_000,
  host: "127.0.0.1",
  idsFile: null,
  ...JSON.parse(process.argv[2] ?? "{}"),
};
const { port, siteKey, pageHost, connections, durationMs, visitors, host } = options;

const AGENTS = [
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15",
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
  "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36",
  "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0",
];
const REFERRERS = [
  "",
  "",
  "https://www.google.com/",
  "https://www.linkedin.com/feed/",
  "https://news.example.org/story",
  "https://chatgpt.com/",
];
const QUERIES = [
  "",
  "",
  "",
  "?utm_source=newsletter&utm_medium=email&utm_campaign=autumn",
  "?gclid=EAIaIQobChMI",
];
const PAGES = Array.from({ length: 60 }, (_, i) => (i === 0 ? "/" : `/page-${i}`));

const random = randomBytes(1 << 16);
let randomAt = 0;
function hex(bytes) {
  if (randomAt + bytes > random.length) {
    randomBytes(1 << 16).copy(random);
    randomAt = 0;
  }
  randomAt += bytes;
  return random.toString("hex", randomAt - bytes, randomAt);
}
function uuidv7(nowMs) {
  const time = nowMs.toString(16).padStart(12, "0");
  const tail = hex(10);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${tail.slice(0, 3)}-a${tail.slice(3, 6)}-${tail.slice(6, 18)}`;
}

const pick = (list) => list[(Math.random() * list.length) | 0];

// Requests are made ahead as bytes with places for id and time, so that the generator, which shares the machine, costs little.
const TEMPLATES = Math.min(20_000, visitors);
const ID_LENGTH = 36;

function makeTemplate(visitor) {
  const dice = Math.random();
  const address = `${20 + (visitor % 150)}.${(visitor >> 8) & 255}.${visitor & 255}.${1 + (visitor % 250)}`;
  const page = `https://${pageHost}${pick(PAGES)}`;
  const id = "0".repeat(ID_LENGTH);
  const event = {
    i: id,
    s: 1_000_000_000_000,
    k: siteKey,
    t: dice < 0.9 ? "p" : "e",
    u: page,
    w: 1920,
    l: "en-US",
  };
  if (dice < 0.7) Object.assign(event, { u: page + pick(QUERIES), r: pick(REFERRERS) });
  else if (dice < 0.9) event.r = `https://${pageHost}/`;
  else
    Object.assign(event, {
      n: pick(["signup", "download", "play"]),
      p: {
        plan: pick(["free", "pro"]),
        value: (Math.random() * 100) | 0,
        button: pick(["top", "bottom"]),
        step: 3,
        isNew: true,
      },
    });
  const body = JSON.stringify(event);
  const text =
    `POST /e HTTP/1.1\r\nHost: collector\r\nContent-Type: text/plain;charset=UTF-8\r\nUser-Agent: ${AGENTS[visitor % AGENTS.length]}\r\n` +
    `X-Forwarded-For: ${address}\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
  return {
    bytes: Buffer.from(text, "latin1"),
    idAt: text.indexOf(id),
    timeAt: text.indexOf("1000000000000"),
  };
}

const templates = Array.from({ length: TEMPLATES }, (_, n) =>
  makeTemplate(Math.floor((n * visitors) / TEMPLATES)),
);

/** Puts the next request into a connection's own buffer. @returns its id and bytes */
function makeRequest(buffer) {
  const nowMs = Date.now();
  const { bytes, idAt, timeAt } = templates[(Math.random() * TEMPLATES) | 0];
  const id = uuidv7(nowMs);
  bytes.copy(buffer);
  buffer.latin1Write(id, idAt);
  buffer.latin1Write(String(nowMs), timeAt);
  return { id, bytes: buffer.subarray(0, bytes.length) };
}

const RETRY_MS = 50;
const result = { sent: 0, accepted: 0, other: 0 };
const latencies = [];
const acceptedIds = [];
const startedAt = performance.now();
let stopAt = startedAt + durationMs;
let open = 0;

const END_OF_HEAD = Buffer.from("\r\n\r\n", "latin1");
const ANSWER_BYTES_MAX = 4_096;

function connect(unanswered = null) {
  let sentAt = 0;
  let current = unanswered;
  let received = null;
  const buffer = Buffer.alloc(4_096);
  // Read into one buffer of its own: a stream's chunks would cost the generator a third of its time.
  const onread = {
    buffer: Buffer.alloc(ANSWER_BYTES_MAX),
    callback(bytes, from) {
      take(from.subarray(0, bytes));
      return true;
    },
  };
  const socket = net.connect({ port, host, onread });
  socket.setNoDelay(true);
  open += 1;
  const send = () => {
    if (current === null) {
      if (performance.now() >= stopAt) return socket.end();
      current = makeRequest(buffer);
    }
    result.sent += 1;
    sentAt = performance.now();
    socket.write(current.bytes);
  };
  socket.on("connect", send);
  const take = (chunk) => {
    const answer = received ? Buffer.concat([received, chunk]) : chunk;
    if (answer.indexOf(END_OF_HEAD) < 0) {
      received = Buffer.from(answer);
      return;
    }
    received = null;
    const isAccepted = answer[9] === 50 && answer[11] === 52; // "204"
    latencies.push(performance.now() - sentAt);
    if (isAccepted) {
      result.accepted += 1;
      if (options.idsFile) acceptedIds.push(current.id);
    } else result.other += 1;
    if (isAccepted || !options.retry) current = null;
    if (isAccepted) send();
    else setTimeout(send, RETRY_MS);
  };
  socket.on("error", () => socket.destroy());
  socket.on("close", () => {
    open -= 1;
    const left = options.retry ? current : null;
    if (left !== null || performance.now() < stopAt) setTimeout(connect, RETRY_MS, left);
    else if (open === 0) finish();
  });
}

async function finish() {
  latencies.sort((a, b) => a - b);
  const at = (share) =>
    Math.round(
      (latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0) * 1_000,
    );
  const elapsedMs = performance.now() - startedAt;
  if (options.idsFile) (await import("node:fs")).writeFileSync(options.idsFile, acceptedIds.join("\n"));
  const summary = {
    ...result,
    elapsedMs,
    latenciesUs: { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) },
  };
  // Synchronous, since the process ends right after it.
  writeSync(1, `${JSON.stringify(summary)}\n`);
  process.exit(0);
}

process.on("SIGTERM", () => {
  stopAt = 0;
  if (!options.retry) setTimeout(finish, 500);
});
for (let i = 0; i < connections; i += 1) connect();
