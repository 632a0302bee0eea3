import { writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { env } from "@/lib/env";
import type { RouteHandler } from "@/lib/http";
import { apiDocument, type ListedOperation, operationsOf } from "@/lib/http/openapi";
import { loadDocumentedRoutes } from "../../scripts/lib/load-routes";
import { type OwnDatabase, useOwnDatabase } from "../fixtures/own-database";
import { mintRichTenant, type RichTenant } from "../fixtures/rich-tenant";
import { type Caller, type Callers, mintCallers } from "./fuzz-callers";
import { addressOf, casesOf, type FuzzCase } from "./fuzz-cases";
import { answerCheck, type Received } from "./fuzz-check";

const SEED = 20_261_122;
const CASES = Number(process.env.FUZZ_CASES ?? 10);
/** Acts after which the caller, or the workspace, is gone: they get new ones every few cases. */
const CASES_A_CALLER = 5;

const NO_LIMIT = "1000000";
const document = apiDocument();
const check = answerCheck(document);
const routes = await loadDocumentedRoutes();
const handlers = new Map<string, RouteHandler>(
  routes.map(({ method, path, handler }) => [`${method} ${path}`, handler]),
);

/** How often each status came back; the bench writes it down. */
const statuses: Record<string, number> = {};
let faultCount = 0;

let database: OwnDatabase;
let stranger: RichTenant;
/** Those who only read: nothing that they do changes what the next one finds. */
let readers: Callers | undefined;

beforeAll(async () => {
  database = await useOwnDatabase({
    RATE_LIMIT_SESSION_PER_MIN: NO_LIMIT,
    RATE_LIMIT_USER_PER_MIN: NO_LIMIT,
    RATE_LIMIT_ANON_PER_MIN: NO_LIMIT,
  });
  stranger = await mintRichTenant(database.admin);
});
afterAll(async () => {
  const { FUZZ_RESULT } = process.env;
  const figures = { routes: handlers.size, casesARoute: CASES, seed: SEED, statuses, faults: faultCount };
  if (FUZZ_RESULT) writeFileSync(FUZZ_RESULT, JSON.stringify(figures));
  await database.drop();
});

/** Streams go on for ever: their beginning is enough. */
async function receive(response: Response): Promise<Received> {
  const contentType = response.headers.get("content-type") ?? "";
  if (!contentType.startsWith("text/event-stream"))
    return { status: response.status, contentType, text: await response.text() };
  await response.body?.cancel();
  return { status: response.status, contentType, text: "" };
}

async function send(operation: ListedOperation, given: FuzzCase, caller: Caller): Promise<Received> {
  const headers = new Headers({ ...caller, ...given.headers });
  const body = given.body === undefined || operation.method === "GET" ? null : given.body;
  const request = new Request(new URL(addressOf(operation, given), env().APP_URL), {
    method: operation.method,
    headers,
    body,
  });
  const handler = handlers.get(`${operation.method} ${operation.path}`);
  if (!handler)
    throw new Error(`The document knows ${operation.method} ${operation.path}, the routes do not.`);
  return receive(await handler(request, { params: Promise.resolve(given.params) }));
}

const brief = ({ body, ...given }: FuzzCase): string =>
  JSON.stringify({
    ...given,
    body: typeof body === "string" ? body.slice(0, 400) : body && [...body].slice(0, 40),
  }).slice(0, 900);

const newCallers = (): Promise<Callers> => mintCallers(database.admin, new URL(env().APP_URL).origin);
const knownReaders = async (): Promise<Callers> => (readers ??= await newCallers());

/** What goes wrong in an operation's cases; empty when nothing does. */
async function faultsOf(operation: ListedOperation, index: number): Promise<string[]> {
  const faults: string[] = [];
  const risky =
    operation.method !== "GET" &&
    (operation.method === "DELETE" || /account|auth|tenants/.test(operation.path));
  const batch = risky ? CASES_A_CALLER : CASES;
  for (let done = 0; done < CASES; done += batch) {
    const { tenant, callers } = operation.method === "GET" ? await knownReaders() : await newCallers();
    const own = { ...tenant.ids, tenantId: tenant.tenantId };
    const world = { document, own, foreign: { ...stranger.ids, tenantId: stranger.tenantId } };
    const count = Math.min(batch, CASES - done);
    for (const given of casesOf(operation, world, {
      seed: SEED + index * 1_000 + done,
      count,
      credentials: callers.length,
    })) {
      const received = await send(operation, given, callers[given.credential] ?? {});
      statuses[received.status] = (statuses[received.status] ?? 0) + 1;
      const fault = check(operation, received);
      if (fault) faults.push(`${fault}\n    ${brief(given)}`);
    }
  }
  faultCount += faults.length;
  return faults;
}

it("the document and the routes are about the same operations", () => {
  const documented = operationsOf(document).map(({ method, path }) => `${method} ${path}`);
  const declared = routes.flatMap(({ method, path, def }) =>
    def.kind === "webhook" ? [] : [`${method} ${path}`],
  );
  expect(documented.sort()).toEqual(declared.sort());
});

describe(`whatever is sent (${CASES} requests a route), the answer is one that the document knows`, () => {
  it.each(
    operationsOf(document).map(
      (operation, index) => [`${operation.method} ${operation.path}`, operation, index] as const,
    ),
  )(
    "%s",
    async (_name, operation, index) => {
      expect(await faultsOf(operation, index)).toEqual([]);
    },
    12_000 * CASES,
  );
});

it("requests get through to the verbs: what was tried is not only refused at the door", () => {
  const answered = Object.values(statuses).reduce((sum, count) => sum + count, 0);
  const worked = (statuses[200] ?? 0) + (statuses[201] ?? 0) + (statuses[204] ?? 0);
  expect(worked).toBeGreaterThan(answered / 20);
});
