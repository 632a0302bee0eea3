import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { GET } from "@/app/api/v1/live/route";
import { revokeSession } from "@/lib/auth/sessions";
import { systemDb } from "@/lib/db";
import { resetEnvForTests } from "@/lib/env";
import { newId } from "@/lib/ids";
import { closeLive, type LiveEvent, liveStream, publishLive, subscribeLive } from "@/lib/live";
import { markNotificationsRead } from "@/lib/notifications";
import { withTenant } from "@/lib/tenancy";
import { type OwnDatabase, useOwnDatabase } from "../../fixtures/own-database";
import { mintMember, mintTenant, type Person, requestOf } from "../../fixtures/tenants";

let database: OwnDatabase;
let owner: Person;
beforeAll(async () => {
  database = await useOwnDatabase({ LIVE_HEARTBEAT_MS: "60" });
});
beforeEach(async () => {
  owner = await mintTenant();
});
afterEach(() => closeLive());
afterAll(() => database.drop());

const until = async (isSo: () => boolean | Promise<boolean>, what: string) => {
  const deadlineMs = Date.now() + 8_000;
  while (!(await isSo())) {
    if (Date.now() > deadlineMs) throw new Error(`It did not come: ${what}`);
    await new Promise((done) => setTimeout(done, 20));
  }
};
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

async function listen(tenantId: string) {
  const heard: LiveEvent[] = [];
  const { ready, stop } = subscribeLive(tenantId, (event) => heard.push(event));
  await ready;
  return { heard, stop };
}
const listeningConnections = async (): Promise<{ pid: number }[]> => {
  const { rows } = await database.admin.query<{ pid: number }>(
    "SELECT pid FROM pg_stat_activity WHERE application_name = 'brand-automator-live' AND datname = current_database()",
  );
  return rows;
};

describe("news", () => {
  test("reach the listeners of their workspace and nobody else", async () => {
    const other = await mintTenant();
    const [first, second, stranger] = [
      await listen(owner.tenantId),
      await listen(owner.tenantId),
      await listen(other.tenantId),
    ];
    await publishLive(null, owner.tenantId, { topic: "files.changed", fileId: newId() });
    await until(() => first.heard.length === 1 && second.heard.length === 1, "both listeners hear");
    expect(first.heard[0]).toMatchObject({ topic: "files.changed", fileId: expect.any(String) });
    first.stop();
    await publishLive(null, owner.tenantId, { topic: "files.changed" });
    await until(() => second.heard.length === 2, "the second news");
    expect([first.heard.length, stranger.heard.length]).toEqual([1, 0]);
  });

  test("of a transaction come on commit, and never when it is rolled back", async () => {
    const { heard } = await listen(owner.tenantId);
    await withTenant(owner.ctx, async (db) => {
      await publishLive(db, owner.tenantId, { topic: "first" });
      await pause(150);
      expect(heard).toEqual([]);
    });
    await until(() => heard.length === 1, "the committed news");
    await expect(
      withTenant(owner.ctx, async (db) => {
        await publishLive(db, owner.tenantId, { topic: "lost" });
        throw new Error("rolled back");
      }),
    ).rejects.toThrow("rolled back");
    await publishLive(null, owner.tenantId, { topic: "last" });
    await until(() => heard.length === 2, "the last news");
    expect(heard.map((event) => event.topic)).toEqual(["first", "last"]);
  });

  test("too long or of another shape are refused", async () => {
    const many = Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`id${n}`, "x".repeat(90)]));
    const wrong: LiveEvent[] = [
      { topic: "No Topic" },
      { topic: "" },
      { topic: "a", text: "x".repeat(101) },
      { ...many, topic: "a" },
    ];
    for (const event of wrong) await expect(publishLive(null, owner.tenantId, event)).rejects.toThrow();
  });

  test("a hundred listeners share one connection, and a lost one comes back and says resync", async () => {
    const all = await Promise.all(Array.from({ length: 100 }, () => listen(owner.tenantId)));
    const [before] = await listeningConnections();
    expect(await listeningConnections()).toHaveLength(1);
    await database.admin.query("SELECT pg_terminate_backend($1)", [before?.pid]);
    await until(() => all.every(({ heard }) => heard.some((event) => event.topic === "resync")), "resync");
    await publishLive(null, owner.tenantId, { topic: "after" });
    await until(() => all.every(({ heard }) => heard.at(-1)?.topic === "after"), "news after the break");
    expect(await listeningConnections()).toHaveLength(1);
  });
});

describe("GET /api/v1/live", () => {
  async function open(
    person: Person | null,
    given: { path?: string; headers?: Record<string, string> } = {},
  ) {
    const response = await GET(requestOf({ as: person, path: "/api/v1/live", ...given }), {
      params: Promise.resolve({}),
    });
    const reader = response.body?.getReader();
    let text = "";
    let ended = false;
    const reading = (async () => {
      for (;;) {
        const part = await reader?.read();
        if (!part || part.done) break;
        text += new TextDecoder().decode(part.value);
      }
      ended = true;
    })();
    return {
      status: response.status,
      headers: response.headers,
      text: () => text,
      events: () =>
        [...text.matchAll(/^data: (.*)$/gm)].map((match) => JSON.parse(match[1] ?? "null") as LiveEvent),
      ended: () => ended,
      leave: async () => {
        await reader?.cancel();
        await reading;
      },
    };
  }

  test("streams news, with heartbeats, and says so in its headers", async () => {
    const stream = await open(owner);
    expect([stream.status, stream.headers.get("content-type"), stream.headers.get("cache-control")]).toEqual([
      200,
      "text/event-stream; charset=utf-8",
      "no-cache, no-transform",
    ]);
    await until(() => stream.events().length === 1, "ready");
    await publishLive(null, owner.tenantId, { topic: "notifications.changed" });
    await until(() => stream.events().length === 2, "news");
    expect(stream.events().map((event) => event.topic)).toEqual(["ready", "notifications.changed"]);
    await until(() => stream.text().includes(": still here\n\n"), "a heartbeat");
    await stream.leave();
  });

  test("a change in the product is told: reading notifications in one tab reaches the other, and no colleague", async () => {
    const colleague = await mintMember(owner.tenantId, "viewer");
    const [mine, theirs] = [await open(owner), await open(colleague)];
    await until(() => mine.events().length === 1 && theirs.events().length === 1, "ready");
    await markNotificationsRead(owner.ctx, {});
    await until(() => mine.events().length === 2, "the other tab hears");
    await publishLive(null, owner.tenantId, { topic: "marker" });
    await until(() => theirs.events().length === 2, "a later news");
    expect(theirs.events().map((event) => event.topic)).toEqual(["ready", "marker"]);
    await mine.leave();
    await theirs.leave();
  });

  test("the workspace may stand in the query, and is checked like the header", async () => {
    const stranger = await mintTenant();
    const { "x-workspace-id": _own, ...headers } = Object.fromEntries(requestOf({ as: owner }).headers);
    const ask = (path: string) =>
      GET(new Request(`http://127.0.0.1:3000${path}`, { headers }), { params: Promise.resolve({}) });
    const own = await ask(`/api/v1/live?workspace=${owner.tenantId}`);
    expect(own.status).toBe(200);
    await own.body?.cancel();
    expect((await ask(`/api/v1/live?workspace=${stranger.tenantId}`)).status).toBe(404);
    expect((await ask("/api/v1/live?workspace=nonsense")).status).toBe(404);
    expect((await open(null)).status).toBe(401);
  });

  test("ends within a heartbeat when the session is revoked", async () => {
    const stream = await open(owner);
    await revokeSession(owner.sessionId);
    await until(stream.ended, "the end");
    await publishLive(null, owner.tenantId, { topic: "late" });
    await pause(100);
    expect(stream.text()).not.toContain("late");
  });

  test("ends within a heartbeat when the membership does", async () => {
    const member = await mintMember(owner.tenantId, "editor");
    const stream = await open(member);
    await systemDb().membership.updateMany({
      where: { tenantId: owner.tenantId, userId: member.userId },
      data: { isActive: false },
    });
    await until(stream.ended, "the end");
  });

  test("ten at once for one person; leaving makes room again", async () => {
    const streams = [];
    for (let n = 0; n < 10; n += 1) streams.push(await open(owner));
    const refused = await open(owner);
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "30"]);
    const colleague = await open(await mintMember(owner.tenantId, "viewer"));
    expect(colleague.status).toBe(200);
    await streams[0]?.leave();
    const again = await open(owner);
    expect(again.status).toBe(200);
    for (const stream of [...streams.slice(1), again, colleague]) await stream.leave();
  });

  test("all end when the process is told to stop", async () => {
    const streams = [await open(owner), await open(owner)];
    closeLive();
    await until(() => streams.every((stream) => stream.ended()), "the end of all");
    await until(async () => (await listeningConnections()).length === 0, "no connection is left");
  });

  test("a check that answers after the end changes nothing", async () => {
    const answers: ((stays: boolean) => void)[] = [];
    const faults: unknown[] = [];
    const note = (reason: unknown) => faults.push(reason);
    process.on("unhandledRejection", note);
    const { body } = liveStream({
      tenantId: owner.tenantId,
      userId: owner.userId,
      wants: () => true,
      mayStay: () => new Promise((answer) => answers.push(answer)),
    });
    await until(() => answers.length > 0, "a check");
    await body?.cancel();
    for (const answer of answers) answer(true);
    await pause(20);
    process.off("unhandledRejection", note);
    expect(faults).toEqual([]);
  });

  test("a reader who does not read is let go instead of filling memory", async () => {
    const response = await GET(requestOf({ as: owner, path: "/api/v1/live" }), {
      params: Promise.resolve({}),
    });
    for (let n = 0; n < 400; n += 1) await publishLive(null, owner.tenantId, { topic: "flood" });
    const reader = response.body?.getReader();
    let parts = 0;
    await pause(200);
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) parts += 1;
    expect(parts).toBeLessThan(260);
  });
});

test("without a listener nothing is opened", async () => {
  resetEnvForTests();
  expect(await listeningConnections()).toEqual([]);
});
