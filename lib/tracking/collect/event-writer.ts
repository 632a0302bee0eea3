import { setImmediate as nextTurn, setTimeout as sleep } from "node:timers/promises";
import type { Pool } from "pg";
import { isDatabaseAway } from "@/lib/errors";
import { Dictionary, VALUE_KIND, type DictionaryEntry, type ValueKind } from "./dictionary";
import { INSERT_EVENTS, insertParams, type EventRow, type RowIds } from "./event-rows";

export type WriterOptions = {
  /** Events of one commit. */
  batchRowsMax: number;
  /** Events that may wait; what comes on top is refused. */
  queueRowsMax: number;
  /** How long an event waits for a database that is away before its sender is told to try again. */
  patienceMs: number;
};

export const WRITER_DEFAULTS: WriterOptions = {
  batchRowsMax: 1_000,
  queueRowsMax: 20_000,
  patienceMs: 2_000,
};

const RETRY_PAUSE_MS = 100;

/** The events could not be stored now; their sender keeps them and tries again. */
export class NotStoredError extends Error {
  override name = "NotStoredError";
}

type Job = { rows: readonly EventRow[]; deadlineMs: number; resolve(): void; reject(error: Error): void };

export type WriterEvents = {
  onAway(error: unknown): void;
  onBack(): void;
  onRefused(row: EventRow, error: unknown): void;
};

/**
 * Adaptive group commit: while one statement is under way events gather, and the next one takes them all. No timer, so a
 * lone event waits for nothing and a flood makes large batches. A promise settles only after the commit.
 */
export class EventWriter {
  private queue: Job[] = [];
  private queuedRows = 0;
  private isRunning = false;
  private isAway = false;
  readonly counts = { commits: 0, rows: 0, duplicates: 0 };
  private readonly dictionary: Dictionary;

  constructor(
    private readonly pool: Pool,
    private readonly events: WriterEvents,
    private readonly options: WriterOptions = WRITER_DEFAULTS,
  ) {
    this.dictionary = new Dictionary(pool);
  }

  /** Events that wait for their commit. */
  get depth(): number {
    return this.queuedRows;
  }

  /** @throws NotStoredError (as rejection) when the queue is full or the database stays away */
  submit(rows: readonly EventRow[]): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.queuedRows + rows.length > this.options.queueRowsMax) {
        reject(new NotStoredError("the queue is full"));
        return;
      }
      this.queuedRows += rows.length;
      this.queue.push({ rows, deadlineMs: performance.now() + this.options.patienceMs, resolve, reject });
      if (this.isRunning) return;
      this.isRunning = true;
      // One turn of the event loop: all requests that were read together share the first commit.
      setImmediate(() => void this.run());
    });
  }

  /** Waits until nothing is under way any more. */
  async drain(): Promise<void> {
    while (this.isRunning) await sleep(5);
  }

  private async run(): Promise<void> {
    while (this.queue.length > 0) {
      const jobs = this.takeBatch();
      await this.store(jobs);
      for (const job of jobs) this.queuedRows -= job.rows.length;
      // A turn for the answers just given and the requests that wait at the sockets: they share the next commit, which
      // costs as much for one event as for thirty.
      await nextTurn();
    }
    this.isRunning = false;
  }

  private takeBatch(): Job[] {
    let rows = 0;
    let count = 0;
    for (const job of this.queue) {
      if (count > 0 && rows + job.rows.length > this.options.batchRowsMax) break;
      rows += job.rows.length;
      count += 1;
    }
    const jobs = this.queue.slice(0, count);
    this.queue = this.queue.slice(count);
    return jobs;
  }

  private async store(jobs: readonly Job[]): Promise<void> {
    try {
      await this.insert(jobs.flatMap((job) => job.rows));
      for (const job of jobs) job.resolve();
    } catch (error) {
      if (isWorthRetrying(error)) await this.retryLater(jobs, error);
      else await this.storeOneByOne(jobs, error);
    }
  }

  private async insert(rows: readonly EventRow[]): Promise<void> {
    const ids = await this.resolveIds(rows);
    const stored = rows.filter((_row, index) => ids[index] !== null);
    const storedIds = ids.filter((id) => id !== null);
    if (stored.length === 0) return;
    const { rowCount } = await this.pool.query({
      name: "collect-insert",
      text: INSERT_EVENTS,
      values: insertParams(stored, storedIds),
    });
    this.counts.commits += 1;
    this.counts.rows += rowCount ?? 0;
    this.counts.duplicates += stored.length - (rowCount ?? 0);
    if (this.isAway) {
      this.isAway = false;
      this.events.onBack();
    }
  }

  // The insert is idempotent, so after a lost connection the same rows may be sent again whether or not they had arrived.
  private async retryLater(jobs: readonly Job[], error: unknown): Promise<void> {
    if (!this.isAway) this.events.onAway(error);
    this.isAway = true;
    const nowMs = performance.now();
    const waiting = jobs.filter((job) => job.deadlineMs > nowMs);
    for (const job of jobs)
      if (job.deadlineMs <= nowMs) job.reject(new NotStoredError("the database is away"));
    if (waiting.length === 0) return;
    await sleep(RETRY_PAUSE_MS);
    await this.store(waiting);
  }

  // A row that Postgres refuses must not take its batch along.
  private async storeOneByOne(jobs: readonly Job[], error: unknown): Promise<void> {
    const [only] = jobs;
    if (jobs.length > 1 || (only && only.rows.length > 1)) {
      for (const job of jobs) {
        for (const row of job.rows) {
          await this.store([{ ...job, rows: [row], resolve: () => undefined }]);
        }
        job.resolve();
      }
      return;
    }
    const [row] = only?.rows ?? [];
    if (row) this.events.onRefused(row, error);
    only?.resolve();
  }

  /** @returns ids per row, null where the site has been deleted meanwhile */
  private async resolveIds(rows: readonly EventRow[]): Promise<(RowIds | null)[]> {
    const unknown: DictionaryEntry[] = [];
    const first = rows.map((row) => this.peekIds(row, unknown));
    if (unknown.length === 0) return first;
    await this.dictionary.learn(unknown);
    return rows.map((row, index) => first[index] ?? this.peekIds(row, []));
  }

  private peekIds(row: EventRow, unknown: DictionaryEntry[]): RowIds | null {
    const peek = (kind: ValueKind, value: string): number => {
      const id = this.dictionary.peek(row.siteNo, kind, value);
      if (id === undefined) unknown.push({ tenantId: row.tenantId, siteNo: row.siteNo, kind, value });
      return id ?? 0;
    };
    const ids: RowIds = {
      path: peek(VALUE_KIND.path, row.path),
      client: peek(VALUE_KIND.client, row.client),
      source: row.source === null ? null : peek(VALUE_KIND.source, row.source),
      name: row.name === null ? null : peek(VALUE_KIND.eventName, row.name),
    };
    return ids.path === 0 || ids.client === 0 || ids.source === 0 || ids.name === 0 ? null : ids;
  }
}

// 40001 and 40P01: another collector stored the same events at the same time. 57014: the statement ran into its time-out.
const PASSING = new Set(["40001", "40P01", "57014", "53100", "53200", "55P03"]);

function isWorthRetrying(error: unknown): boolean {
  if (isDatabaseAway(error)) return true;
  return error instanceof Error && "code" in error && PASSING.has(String(error.code));
}
