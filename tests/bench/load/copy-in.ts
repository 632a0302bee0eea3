import type { Client, Connection, Submittable } from "pg";

const CHUNK_BYTES = 1 << 20;

/** `COPY … FROM STDIN` of lines that are ready, as a query of pg. */
class CopyIn implements Submittable {
  readonly done: Promise<void>;
  private finish: () => void = () => undefined;
  private fail: (error: Error) => void = () => undefined;
  private failure: Error | undefined;

  constructor(
    private readonly target: string,
    private readonly lines: Buffer,
  ) {
    this.done = new Promise((resolve, reject) => {
      this.finish = resolve;
      this.fail = reject;
    });
  }

  submit(connection: Connection): void {
    connection.query(`COPY ${this.target} FROM STDIN`);
  }

  handleCopyInResponse(
    connection: Connection & { sendCopyFromChunk(chunk: Buffer): void; endCopyFrom(): void },
  ): void {
    for (let at = 0; at < this.lines.length; at += CHUNK_BYTES)
      connection.sendCopyFromChunk(this.lines.subarray(at, at + CHUNK_BYTES));
    connection.endCopyFrom();
  }

  handleCommandComplete(): void {
    // The answer's end is ReadyForQuery.
  }

  handleReadyForQuery(): void {
    if (this.failure) this.fail(this.failure);
    else this.finish();
  }

  handleError(error: Error): void {
    this.failure = error;
    this.fail(error);
  }
}

/** @param target table with its columns; @param lines fields parted by tabs, \N for null */
export const copyIn = (client: Client, target: string, lines: readonly string[]): Promise<void> =>
  client.query(new CopyIn(target, Buffer.from(`${lines.join("\n")}\n`))).done;
