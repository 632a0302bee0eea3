// Writes events at a steady rate in commits of 20 ms' worth, as the collector's group commit does under load. A thread of its
// own, so that the rollup's computing does not slow it. Tells at the end how many it wrote and how long its commits took.
import { parentPort, workerData } from "node:worker_threads";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";

const { adminUrl, siteNo, words, ratePerS, durationS } = workerData;
const TICK_MS = 20;
const VISITORS = 20_000;

const INSERT = `INSERT INTO events (site_no, id, visitor_key, path_id, client_id, source_id, name_id, extra)
  SELECT $1, * FROM unnest($2::uuid[], $3::bigint[], $4::int[], $5::int[], $6::int[], $7::int[], $8::text[]) ON CONFLICT DO NOTHING`;

const hex = (digits) =>
  Math.floor(Math.random() * 16 ** digits)
    .toString(16)
    .padStart(digits, "0");
const idAt = (atMs) => {
  const time = atMs.toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-a${hex(3)}-${hex(6)}${hex(6)}`;
};
const pick = (list) => list[Math.floor(Math.random() ** 2 * list.length)];

function makeRow() {
  const kind = Math.random();
  const name = kind < 0.5 ? 0 : kind < 0.9 ? -1 : pick(words.names);
  return {
    id: idAt(Date.now()),
    key: Math.floor(Math.random() * VISITORS) + 1,
    path: pick(words.paths),
    client: pick(words.clients),
    source: name === 0 && Math.random() < 0.3 ? pick(words.sources) : 0,
    name,
    extra: name === -1 ? '{"v":4000,"d":60}' : name > 0 ? '{"p":{"plan":"pro"}}' : "",
  };
}

const client = new pg.Client({ connectionString: adminUrl });
await client.connect();
const startedAtMs = performance.now();
const commitsMs = [];
let events = 0;
while (performance.now() - startedAtMs < durationS * 1_000) {
  const due = Math.floor(((performance.now() - startedAtMs) / 1_000) * ratePerS) - events;
  if (due > 0) {
    const rows = Array.from({ length: due }, makeRow);
    const column = (name) => rows.map((row) => row[name]);
    const at = performance.now();
    await client.query({
      name: "write",
      text: INSERT,
      values: [
        siteNo,
        column("id"),
        column("key"),
        column("path"),
        column("client"),
        column("source"),
        column("name"),
        column("extra"),
      ],
    });
    commitsMs.push(performance.now() - at);
    events += due;
  }
  await pause(TICK_MS);
}
await client.end();
parentPort?.postMessage({ events, commitsMs });
