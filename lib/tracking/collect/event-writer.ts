import { setTimeout as sleep } from "node:timers/promises";
import type { Pool } from "pg";
import { isDatabaseAway } from "@/lib/errors";
import { Dictionary, VALUE_KIND, type DictionaryEntry, type ValueKind } from "./dictionary";
import {
  ENGAGEMENT_NAME_ID,
  INSERT_EVENTS,
  insertParams,
  PAGE_VIEW_NAME_ID,
  type EventRow,
  type RowIds,
} from "./event-rows";

export type WriterOptions = {
  /** Events of one commit. */
  batchRowsMax: number;
  /** Events that may wait; what comes on top is refused. */
  queueRowsMax: number;
  /** How long an event waits for a database that is away before its sender is told to try again. */
  patienceMs: number;
  /** Commits under way at the same time: while one waits for the disk, the next is put together. */
  commitsMax: number;
};

export const WRITER_DEFAULTS: WriterOptions = {
  batchRowsMax: 1_000,
  queueRowsMax: 20_000,
  patienceMs: 2_000,
  commitsMax: 2,
};

const RETRY_PAUSE_MS = 100;

/** The events could not be stored now; their sender keeps them and tries again. */
export class NotStoredError extends Error {
  override name = "NotStoredError";
}

/** Told once: null after the commit, else why the events are not stored. */
export type Stored = (error: Error | null) => void;

type Job = { rows: readonly EventRow[]; deadlineMs: number; done: Stored };

export type WriterEvents = {
  onAway(error: unknown): void;
  onBack(): void;
  onRefused(row: EventRow, error: unknown): void;
};

/**
 * Adaptive group commit: while statements are under way events gather, and the next one takes them all. No timer, so a
 * lone event waits for nothing and a flood makes large batches. A sender hears of its events only after the commit.
 */
export class EventWriter {
  private queue: Job[] = [];
  private queuedRows = 0;
  /** Events of the commits under way. */
  private rowsUnderWay = 0;
  private running = 0;
  private isStarting = false;
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

  /**
   * Queues the events of one sender.
   * @param done NotStoredError when the queue is full or the database stays away
   */
  add(rows: readonly EventRow[], done: Stored): void {
    if (this.queuedRows + rows.length > this.options.queueRowsMax) {
      done(new NotStoredError("the queue is full"));
      return;
    }
    this.queuedRows += rows.length;
    this.queue.push({ rows, deadlineMs: performance.now() + this.options.patienceMs, done });
    this.startSoon();
  }

  /** The same as a promise. @throws NotStoredError (as rejection) */
  submit(rows: readonly EventRow[]): Promise<void> {
    return new Promise((resolve, reject) =>
      this.add(rows, (error) => {
        if (error) reject(error);
        else resolve();
      }),
    );
  }

  /** Waits until nothing is under way any more. */
  async drain(): Promise<void> {
    while (this.running > 0 || this.queue.length > 0) await sleep(5);
  }

  // One turn of the event loop: all requests that were read together share a commit, which costs as much for one event as
  // for thirty. Beside a commit under way the next one begins only when it is as large: many small ones would cost more
  // than the wait they save.
  private startSoon(): void {
    if (this.isStarting || this.running >= this.options.commitsMax) return;
    if (this.running > 0 && this.queuedRows - this.rowsUnderWay < this.rowsUnderWay) return;
    this.isStarting = true;
    setImmediate(() => {
      this.isStarting = false;
      if (this.queue.length > 0) void this.run();
    });
  }

  private async run(): Promise<void> {
    this.running += 1;
    const jobs = this.takeBatch();
    const rows = jobs.reduce((sum, job) => sum + job.rows.length, 0);
    this.rowsUnderWay += rows;
    await this.store(jobs);
    this.rowsUnderWay -= rows;
    this.queuedRows -= rows;
    this.running -= 1;
    if (this.queue.length > 0) this.startSoon();
  }

  private takeBatch(): Job[] {
    let rows = 0;
    let count = 0;
    for (const job of this.queue) {
      if (count > 0 && rows + job.rows.length > this.options.batchRowsMax) break;
      rows += job.rows.length;
      count += 1;
    }
    const jobs = count === this.queue.length ? this.queue : this.queue.slice(0, count);
    this.queue = count === this.queue.length ? [] : this.queue.slice(count);
    return jobs;
  }

  private async store(jobs: readonly Job[]): Promise<void> {
    try {
      await this.insert(jobs.flatMap((job) => job.rows));
    } catch (error) {
      if (isWorthRetrying(error)) await this.retryLater(jobs, error);
      else await this.storeOneByOne(jobs, error);
      return;
    }
    for (const job of jobs) job.done(null);
  }

  private async insert(rows: readonly EventRow[]): Promise<void> {
    const ids = await this.resolveIds(rows);
    const stored = ids.includes(null) ? rows.filter((_row, index) => ids[index] !== null) : rows;
    if (stored.length === 0) return;
    const { rowCount } = await this.pool.query({
      name: "collect-insert",
      text: INSERT_EVENTS,
      values: insertParams(
        stored,
        ids.filter((id) => id !== null),
      ),
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
    for (const job of jobs) if (job.deadlineMs <= nowMs) job.done(new NotStoredError("the database is away"));
    if (waiting.length === 0) return;
    await sleep(RETRY_PAUSE_MS);
    await this.store(waiting);
  }

  // A row that Postgres refuses must not take its batch along.
  private async storeOneByOne(jobs: readonly Job[], error: unknown): Promise<void> {
    const [only] = jobs;
    if (jobs.length > 1 || (only && only.rows.length > 1)) {
      for (const job of jobs) {
        let failure: Error | null = null;
        for (const row of job.rows) {
          await this.store([{ ...job, rows: [row], done: (fault) => (failure ??= fault) }]);
        }
        job.done(failure);
      }
      return;
    }
    const [row] = only?.rows ?? [];
    if (row) this.events.onRefused(row, error);
    only?.done(null);
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
    const path = this.peek(row, VALUE_KIND.path, row.path, unknown);
    const client = this.peek(row, VALUE_KIND.client, row.client, unknown);
    const source = row.source === null ? 0 : this.peek(row, VALUE_KIND.source, row.source, unknown);
    const name =
      row.name === null
        ? PAGE_VIEW_NAME_ID
        : row.name === ""
          ? ENGAGEMENT_NAME_ID
          : this.peek(row, VALUE_KIND.eventName, row.name, unknown);
    if (path === -1 || client === -1 || source === -1) return null;
    if (name === -1 && row.name !== "") return null;
    return { path, client, source, name };
  }

  private peek(row: EventRow, kind: ValueKind, value: string, unknown: DictionaryEntry[]): number {
    const id = this.dictionary.peek(row.siteNo, kind, value);
    if (id !== undefined) return id;
    unknown.push({ tenantId: row.tenantId, siteNo: row.siteNo, kind, value });
    return -1;
  }
}

// 40001 and 40P01: another collector stored the same events at the same time. 57014: the statement ran into its time-out.
const PASSING = new Set(["40001", "40P01", "57014", "53100", "53200", "55P03"]);

function isWorthRetrying(error: unknown): boolean {
  if (isDatabaseAway(error)) return true;
  return error instanceof Error && "code" in error && PASSING.has(String(error.code));
}
