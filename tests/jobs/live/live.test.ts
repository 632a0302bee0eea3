import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { publishLive, subscribeLive } from "@/lib/live";
import { withTenant } from "@/lib/tenancy";
import { type OwnDatabase, useOwnDatabase } from "../../fixtures/own-database";
import { ownRedis } from "../../fixtures/own-redis";
import { mintTenant } from "../../fixtures/tenants";

const WAIT_MS = 300;
let database: OwnDatabase;
beforeAll(async () => {
  database = await useOwnDatabase(await ownRedis(7));
});
afterAll(() => database.drop());

describe(`news on ${process.env.TEST_BACKEND}`, () => {
  it("reach the workspace's listeners alone: at once without a transaction, on commit within one, never after a rollback", async () => {
    const [a, b] = [await mintTenant(), await mintTenant()];
    const heard: string[] = [];
    const listener = subscribeLive(a.tenantId, ({ topic }) => heard.push(topic));
    const news = () => heard.filter((topic) => topic.startsWith("news."));
    await listener.ready;
    await publishLive(null, a.tenantId, { topic: "news.first" });
    await expect.poll(news, { timeout: 5_000 }).toEqual(["news.first"]);
    await publishLive(null, b.tenantId, { topic: "news.foreign" });
    await withTenant(a.ctx, async (db) => {
      await publishLive(db, a.tenantId, { topic: "news.second" });
      await new Promise((done) => setTimeout(done, WAIT_MS));
      expect(news()).toEqual(["news.first"]);
    });
    await expect.poll(news, { timeout: 5_000 }).toEqual(["news.first", "news.second"]);
    const undone = withTenant(a.ctx, async (db) => {
      await publishLive(db, a.tenantId, { topic: "news.third" });
      throw new Error("undone");
    });
    await expect(undone).rejects.toThrow("undone");
    await new Promise((done) => setTimeout(done, WAIT_MS));
    expect(news()).toEqual(["news.first", "news.second"]);
    listener.stop();
  });
});
