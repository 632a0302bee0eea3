import { setTimeout as pause } from "node:timers/promises";
import type { Stack } from "../fixtures/stack";
import { makeTeam, person, type Person } from "./people";
import { percentile } from "./percentile";

const USERS = 40;
const REQUESTS_PER_S = 50;
const WARM_UP_S = 10;
const MEASURED_S = 60;
const DAY_MS = 86_400_000;

interface Read {
  name: string;
  method: string;
  path: string;
  body?: unknown;
}

const day = (offset: number): string => new Date(Date.now() - offset * DAY_MS).toISOString().slice(0, 10);

async function firstId(someone: Person, path: string): Promise<string> {
  const { items } = (await (await someone.call("GET", path)).json()) as { items: { id: string }[] };
  const id = items[0]?.id;
  if (!id) throw new Error(`The demo data has nothing under ${path}.`);
  return id;
}

async function readRoutes(someone: Person): Promise<Read[]> {
  const [site, request, contact, form] = await Promise.all(
    ["/sites", "/requests", "/contacts", "/forms"].map((path) => firstId(someone, path)),
  );
  const get = (path: string): Read => ({ name: path.replace(/[0-9a-f-]{36}/, "{id}"), method: "GET", path });
  const reports = [
    { id: "totals", kind: "totals" },
    { id: "series", kind: "series", interval: "day" },
    ...["page", "channel", "country", "device"].map((dimension) => ({
      id: dimension,
      kind: "breakdown",
      dimension,
      limit: 10,
    })),
  ];
  return [
    get("/me"),
    get("/sites"),
    get(`/sites/${site}`),
    get("/overview?days=30"),
    get("/activity"),
    get("/requests"),
    get(`/requests/${request}`),
    get("/contacts"),
    get(`/contacts/${contact}`),
    get("/forms"),
    get(`/forms/${form}`),
    get("/notifications"),
    {
      name: "/reports/query",
      method: "POST",
      path: "/reports/query",
      body: { siteId: site, range: { from: day(89), to: day(0) }, compare: "previous", reports },
    },
  ];
}

/** 50 requests a second, at fixed times whatever the answers take, over the read routes, by 40 people in the demo workspace. */
export async function run(stack: Stack): Promise<Record<string, unknown>> {
  const owner = await person(stack.webUrl, stack.demo.email, stack.demo.password);
  const { workspaceId } = (await (await owner.call("GET", "/me")).json()) as { workspaceId: string };
  const people = await makeTeam({
    webUrl: stack.webUrl,
    databaseUrl: stack.databaseUrl,
    workspaceId,
    size: USERS,
  });
  const reads = await readRoutes(owner);
  const samples: { name: string; tookMs: number }[] = [];
  let faults = 0;
  const pending: Promise<void>[] = [];
  const startedAtMs = performance.now();
  const total = (WARM_UP_S + MEASURED_S) * REQUESTS_PER_S;
  for (let n = 0; n < total; n += 1) {
    const dueMs = startedAtMs + (n * 1000) / REQUESTS_PER_S;
    await pause(Math.max(0, dueMs - performance.now()));
    const read = reads[n % reads.length];
    const reader = people[n % people.length];
    if (!read || !reader) continue;
    const send = async () => {
      const response = await reader.call(read.method, read.path, read.body);
      await response.arrayBuffer();
      if (response.status !== 200) faults += 1;
      if (n >= WARM_UP_S * REQUESTS_PER_S)
        samples.push({ name: read.name, tookMs: performance.now() - dueMs });
    };
    pending.push(send());
  }
  await Promise.all(pending);
  const tookS = (performance.now() - startedAtMs) / 1000;
  const all = samples.map((sample) => sample.tookMs);
  const byRoute = Object.fromEntries(
    reads.map(({ name }) => [
      name,
      {
        p95Ms: percentile(
          samples.filter((s) => s.name === name).map((s) => s.tookMs),
          0.95,
        ),
      },
    ]),
  );
  return {
    p50Ms: percentile(all, 0.5),
    p95Ms: percentile(all, 0.95),
    p99Ms: percentile(all, 0.99),
    requestsPerS: Math.round((total / tookS) * 10) / 10,
    requests: all.length,
    users: USERS,
    faults,
    byRoute,
  };
}
