import pg from "pg";
import { describe, expect, it } from "vitest";

async function rows(url: string | undefined, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

describe("the database's roles", () => {
  it("has four roles without special powers", async () => {
    const found = await rows(
      process.env.DATABASE_URL,
      `SELECT rolname FROM pg_roles WHERE rolname LIKE 'app\\_%' AND rolcanlogin
         AND NOT (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication) ORDER BY 1`,
    );
    expect(found.map((row) => row["rolname"])).toEqual(["app_owner", "app_queue", "app_system", "app_user"]);
  });

  it.each(["DATABASE_URL", "DATABASE_SYSTEM_URL", "QUEUE_DATABASE_URL"])(
    "%s cannot make tables in public",
    async (name) => {
      await expect(rows(process.env[name], "CREATE TABLE public.intruder (a int)")).rejects.toThrow(
        /permission denied/,
      );
    },
  );

  it("gives the queue a schema of its own that nobody else enters", async () => {
    expect(
      await rows(process.env.QUEUE_DATABASE_URL, "SELECT has_schema_privilege('bullmq', 'CREATE') AS yes"),
    ).toEqual([{ yes: true }]);
    expect(
      await rows(process.env.DATABASE_URL, "SELECT has_schema_privilege('bullmq', 'USAGE') AS yes"),
    ).toEqual([{ yes: false }]);
  });

  it("keeps commits durable", async () => {
    expect(await rows(process.env.DATABASE_URL, "SHOW synchronous_commit")).toEqual([
      { synchronous_commit: "on" },
    ]);
  });
});
