import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import * as nextAuth from "@/app/api/auth/[...nextauth]/route";
import { env, tellNextAuth } from "@/lib/env";
import { logger } from "@/lib/logger";
import { newKey } from "@/lib/ids";
import { closeLimiters } from "@/lib/rate-limit";
import { type OwnDatabase, useOwnDatabase } from "../../fixtures/own-database";

let database: OwnDatabase;

beforeAll(async () => {
  database = await useOwnDatabase({ RATE_LIMIT_ANON_PER_MIN: "1" });
  tellNextAuth();
});
beforeEach(async () => {
  await database.admin.query("DELETE FROM rate_limits");
  closeLimiters();
});
afterAll(() => database.drop());

const send = (action: string, init: RequestInit & { duplex?: "half" } = {}) =>
  nextAuth.POST(
    new Request(`${env().APP_URL}/api/auth/${action}`, {
      method: "POST",
      ...init,
      headers: { "x-ba-peer": "203.0.113.4", "content-type": "application/json" },
    }),
    { params: Promise.resolve({ nextauth: action.split("/") }) },
  );

it("a body of any size is not read: next-auth would take it whole", async () => {
  const endless = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(new Uint8Array(10_000)),
  });
  for (const init of [{ body: "x".repeat(30_000) }, { body: endless, duplex: "half" as const }]) {
    const answer = await send("callback/credentials", init);
    expect([answer.status, answer.headers.get("content-type")]).toEqual([413, "application/problem+json"]);
  }
});

it("nobody writes lines of their own into the log", async () => {
  const spies = (["info", "warn", "error", "debug"] as const).map((level) => vi.spyOn(logger(), level));
  const words = newKey(12);
  const answer = await send("_log", {
    body: JSON.stringify({ level: "error", code: words, message: words }),
  });
  expect(answer.status).toBe(204);
  expect(JSON.stringify(spies.map((spy) => spy.mock.calls))).not.toContain(words);
  for (const spy of spies) spy.mockRestore();
});

it("made-up states of a service's answer do not fill the table of counters: their sender meets a limit", async () => {
  const statuses: number[] = [];
  for (let i = 0; i < 12; i += 1) {
    const request = new Request(`${env().APP_URL}/api/auth/callback/google?error=x&state=${newKey()}`, {
      headers: { "x-ba-peer": "203.0.113.4" },
    });
    statuses.push(
      (await nextAuth.GET(request, { params: Promise.resolve({ nextauth: ["callback", "google"] }) })).status,
    );
  }
  expect(statuses).toEqual([...Array<number>(10).fill(302), 429, 429]);
});
