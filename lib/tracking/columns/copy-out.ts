import type { Connection, Submittable } from "pg";

/** The fields of a row in Postgres's binary format, null for NULL. Valid only during the call: the memory is used again. */
export type BinaryRow = readonly (Buffer | null)[];

const SIGNATURE_BYTES = 11;
const FLAGS_BYTES = 8;

/**
 * `COPY (…) TO STDOUT (FORMAT binary)` as a query of `pg`. The driver makes text of every field it reads, which costs most
 * of a report's time; rows of COPY come as bytes. Row security holds here as in any SELECT.
 */
export class CopyOut implements Submittable {
  readonly done: Promise<void>;
  private finish: () => void = () => undefined;
  private fail: (error: Error) => void = () => undefined;
  private failure: Error | undefined;
  private isFirst = true;

  /** @param select a query without parameters; @param onRow called for each row, in order */
  constructor(
    private readonly select: string,
    private readonly onRow: (row: BinaryRow) => void,
  ) {
    this.done = new Promise((resolve, reject) => {
      this.finish = resolve;
      this.fail = reject;
    });
  }

  /** Called by pg when it is this query's turn. */
  submit(connection: Connection): void {
    connection.query(`COPY (${this.select}) TO STDOUT (FORMAT binary)`);
  }

  /** Called by pg with each row; the first message starts with the format's header. */
  handleCopyData({ chunk }: { chunk: Buffer }): void {
    if (this.failure) return;
    try {
      const start = this.isFirst ? headerBytes(chunk) : 0;
      this.isFirst = false;
      const row = start < chunk.length ? fieldsOf(chunk, start) : null;
      if (row) this.onRow(row);
    } catch (error) {
      this.failure = error instanceof Error ? error : new Error(String(error));
    }
  }

  handleCommandComplete(): void {
    // The answer's end is ReadyForQuery.
  }

  handleReadyForQuery(): void {
    if (this.failure) this.fail(this.failure);
    else this.finish();
  }

  handleError(error: Error): void {
    this.failure ??= error;
    this.fail(this.failure);
  }
}

function headerBytes(chunk: Buffer): number {
  const fixed = SIGNATURE_BYTES + FLAGS_BYTES;
  return fixed + chunk.readInt32BE(fixed - 4);
}

/** Null for the trailer, which has -1 fields. */
function fieldsOf(chunk: Buffer, start: number): (Buffer | null)[] | null {
  const count = chunk.readInt16BE(start);
  if (count < 0) return null;
  const fields: (Buffer | null)[] = [];
  let at = start + 2;
  for (let index = 0; index < count; index += 1) {
    const length = chunk.readInt32BE(at);
    at += 4;
    fields.push(length < 0 ? null : chunk.subarray(at, at + length));
    if (length > 0) at += length;
  }
  return fields;
}

const ARRAY_HEADER_BYTES = 20;
const ELEMENT_BYTES = 8;

/** An int4[] of binary format without NULLs in it. */
export function readIntArray(field: Buffer | null | undefined): Int32Array {
  if (!field || field.length < ARRAY_HEADER_BYTES) return new Int32Array();
  const length = (field.length - ARRAY_HEADER_BYTES) / ELEMENT_BYTES;
  const values = new Int32Array(length);
  for (let index = 0; index < length; index += 1)
    values[index] = field.readInt32BE(ARRAY_HEADER_BYTES + index * ELEMENT_BYTES + 4);
  return values;
}

const EPOCH_MS = Date.UTC(2000, 0, 1);
const EPOCH_DAY = 10_957;

/** A timestamptz of binary format as Unix milliseconds. */
export const readTimeMs = (field: Buffer | null | undefined): number =>
  field ? Number(field.readBigInt64BE(0)) / 1_000 + EPOCH_MS : 0;

/** A date of binary format as days since 1970-01-01. */
export const readDayNumber = (field: Buffer | null | undefined): number =>
  field ? field.readInt32BE(0) + EPOCH_DAY : 0;

export const readInt = (field: Buffer | null | undefined): number => field?.readInt32BE(0) ?? 0;
export const readBigInt = (field: Buffer | null | undefined): bigint => field?.readBigInt64BE(0) ?? 0n;
export const readBool = (field: Buffer | null | undefined): boolean => field?.[0] === 1;
export const readText = (field: Buffer | null | undefined): string => field?.toString("utf8") ?? "";
