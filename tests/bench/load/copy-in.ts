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

/** Lines for COPY, put into bytes at once, so that millions of texts are not kept. */
export class Lines {
  count = 0;
  private bytes = Buffer.allocUnsafe(CHUNK_BYTES);
  private used = 0;

  /** @param line fields parted by tabs, \N for null, with its line end; ASCII */
  add(line: string): void {
    if (this.used + line.length > this.bytes.length) {
      const larger = Buffer.allocUnsafe(this.bytes.length * 2);
      this.bytes.copy(larger, 0, 0, this.used);
      this.bytes = larger;
    }
    this.used += this.bytes.write(line, this.used, "latin1");
    this.count += 1;
  }

  get written(): Buffer {
    return this.bytes.subarray(0, this.used);
  }
}

/** @param target table with its columns */
export const copyIn = (client: Client, target: string, lines: Lines): Promise<void> =>
  client.query(new CopyIn(target, lines.written)).done;
