import pg, { type PoolClient } from "pg";
import { appPool, inTransaction } from "@/lib/db";
import type { Ctx } from "@/lib/tenancy";
import { type BinaryRow, CopyOut } from "./copy-out";

/** How reports read: one tenant's rows as of one moment. */
export type ReportDb = {
  readonly tenantId: string;
  query<T extends pg.QueryResultRow>(sql: string, values?: readonly unknown[]): Promise<T[]>;
  /** A query without parameters whose rows come as bytes; see {@link literal}. */
  copy(select: string, onRow: (row: BinaryRow) => void): Promise<void>;
};

/** A text as it may stand in SQL. */
export const literal = (text: string): string => pg.escapeLiteral(text);

const REPORT_TIMEOUT_MS = 5_000;

const BEGIN = "BEGIN ISOLATION LEVEL REPEATABLE READ";
const SETTINGS =
  "SELECT set_config('app.tenant_id', $1, true), set_config('statement_timeout', $2, true), set_config('jit', 'off', true)";

/**
 * Runs work in a read-only transaction that sees only ctx's tenant (row security) and ends any statement that takes too long.
 * It is withTenant for reports: without Prisma, which would make objects of millions of values, and with one snapshot, so
 * that the reports of a screen fit each other.
 */
export const readAsTenant = <T>(ctx: Ctx, work: (db: ReportDb) => Promise<T>): Promise<T> =>
  inSnapshot(ctx.tenantId, `${BEGIN} READ ONLY`, REPORT_TIMEOUT_MS, work);

/** The same for work that also writes: sealing a day. @param timeoutMs of each statement */
export const writeAsTenant = <T>(
  ctx: Ctx,
  timeoutMs: number,
  work: (db: ReportDb) => Promise<T>,
): Promise<T> => inSnapshot(ctx.tenantId, BEGIN, timeoutMs, work);

const inSnapshot = <T>(
  tenantId: string,
  begin: string,
  timeoutMs: number,
  work: (db: ReportDb) => Promise<T>,
): Promise<T> =>
  inTransaction(appPool(), begin, async (client) => {
    await client.query(SETTINGS, [tenantId, String(timeoutMs)]);
    return work(reportDbOf(client, tenantId));
  });

/** The reading side of a connection whose transaction is open and has its tenant set. */
export function reportDbOf(client: PoolClient, tenantId: string): ReportDb {
  return {
    tenantId,
    async query<T extends pg.QueryResultRow>(sql: string, values: readonly unknown[] = []): Promise<T[]> {
      return (await client.query<T>(sql, [...values])).rows;
    },
    copy: (select, onRow) => client.query(new CopyOut(select, onRow)).done,
  };
}
