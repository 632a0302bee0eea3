import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { assertSafeRoles, disconnectAll } from "@/lib/db";
import { EnvError, resetEnvForTests } from "@/lib/env";
import { newKey } from "@/lib/ids";
import { type OwnDatabase, useOwnDatabase } from "../../fixtures/own-database";

let database: OwnDatabase;
const bypasser = `bypasser_${newKey(4)
  .toLowerCase()
  .replaceAll(/[^a-z0-9]/g, "x")}`;

beforeAll(async () => {
  database = await useOwnDatabase();
  await database.admin.query(
    `CREATE ROLE ${bypasser} LOGIN BYPASSRLS PASSWORD 'x'; GRANT CONNECT ON DATABASE ${database.name} TO ${bypasser}`,
  );
});
afterEach(async () => {
  await disconnectAll();
  Object.assign(process.env, database.urls);
  resetEnvForTests();
});
afterAll(async () => {
  await database.admin.query(`DROP OWNED BY ${bypasser}; DROP ROLE ${bypasser}`);
  await database.drop();
});

const startWith = async (changes: Record<string, string>): Promise<string> => {
  Object.assign(process.env, changes);
  resetEnvForTests();
  return assertSafeRoles().then(
    () => "started",
    (error: unknown) => {
      if (error instanceof EnvError) return error.message;
      throw error;
    },
  );
};
const withUser = (url: string, user: string): string => {
  const changed = new URL(url);
  changed.username = user;
  changed.password = "x";
  return changed.href;
};

describe("the start", () => {
  it("goes on with the product's own roles", async () => {
    expect(await startWith({})).toBe("started");
  });

  it.each(["DATABASE_URL", "DATABASE_SYSTEM_URL"] as const)(
    "refuses a superuser, an owner and BYPASSRLS in %s, in one sentence",
    async (name) => {
      const superuser = await startWith({ [name]: database.urls.DATABASE_ADMIN_URL });
      expect(superuser).toMatch(new RegExp(`^${name} connects as postgres, which is a superuser: .*\\.$`));
      await disconnectAll();
      expect(await startWith({ [name]: database.urls.DATABASE_OWNER_URL })).toMatch(
        /connects as app_owner, which owns tables/,
      );
      await disconnectAll();
      expect(await startWith({ [name]: withUser(database.urls[name], bypasser) })).toMatch(
        /which bypasses row-level security/,
      );
    },
  );

  it("refuses app_user and app_system exchanged for each other", async () => {
    const { DATABASE_URL, DATABASE_SYSTEM_URL } = database.urls;
    expect(await startWith({ DATABASE_URL: DATABASE_SYSTEM_URL })).toMatch(
      /^DATABASE_URL connects as app_system, which is not app_user/,
    );
    await disconnectAll();
    const swapped = await startWith({ DATABASE_URL, DATABASE_SYSTEM_URL: DATABASE_URL });
    expect(swapped).toMatch(/^DATABASE_SYSTEM_URL connects as app_user, which is not app_system/);
  });
});
