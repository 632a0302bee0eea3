/** Codes of rows: as narrow as the largest one allows. */
export type Codes = Uint8Array | Uint16Array | Uint32Array;

/**
 * One column of a day. `numbers`: the values themselves. `texts`, `ids`: codes into the day's own small dictionary.
 * `keys`: 64-bit visitor keys. A list column has more entries than the day has rows; its `…_len` column says whose they are.
 */
export type Column =
  | { kind: "numbers"; codes: Codes }
  | { kind: "texts"; codes: Codes; texts: readonly string[] }
  | { kind: "ids"; codes: Codes; ids: Int32Array }
  | { kind: "keys"; keys: BigInt64Array };

const KINDS = ["numbers", "texts", "ids", "keys"] as const;
const HEADER_BYTES = 16;
const VERSION = 1;
const ALIGNMENT = 8;
// No text of Postgres contains it.
const SEPARATOR = "\0";

/** The narrowest array that holds the values. @param values not negative, below 2^32 */
export function pack(values: ArrayLike<number>): Codes {
  let max = 0;
  for (let index = 0; index < values.length; index += 1) max = Math.max(max, values[index] ?? 0);
  if (max < 256) return Uint8Array.from(values);
  return max < 65_536 ? Uint16Array.from(values) : Uint32Array.from(values);
}

/** A column as bytes: header (kind, width, version, counts), dictionary, codes; each part at a multiple of 8. */
export function encodeColumn(column: Column): Buffer {
  const dictionary = dictionaryBytes(column);
  const data = column.kind === "keys" ? column.keys : column.codes;
  const dictionarySize = aligned(dictionary.byteLength);
  const out = Buffer.alloc(HEADER_BYTES + dictionarySize + data.byteLength);
  out[0] = KINDS.indexOf(column.kind);
  out[1] = data.BYTES_PER_ELEMENT;
  out[2] = VERSION;
  out.writeUInt32LE(data.length, 4);
  out.writeUInt32LE(column.kind === "texts" ? column.texts.length : 0, 8);
  out.writeUInt32LE(dictionary.byteLength, 12);
  out.set(dictionary, HEADER_BYTES);
  out.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), HEADER_BYTES + dictionarySize);
  return out;
}

const aligned = (bytes: number): number => Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;

function dictionaryBytes(column: Column): Uint8Array {
  if (column.kind === "texts") return Buffer.from(column.texts.join(SEPARATOR), "utf8");
  if (column.kind === "ids")
    return new Uint8Array(column.ids.buffer, column.ids.byteOffset, column.ids.byteLength);
  return new Uint8Array();
}

/**
 * Reads what {@link encodeColumn} wrote; copies it, so the bytes may be used again.
 * @throws Error when the bytes are of another version
 */
export function decodeColumn(bytes: Buffer): Column {
  const kind = KINDS[bytes[0] ?? 0];
  if (bytes[2] !== VERSION || kind === undefined) throw new Error("A column of another version");
  const width = bytes[1] ?? 1;
  const length = bytes.readUInt32LE(4);
  const textCount = bytes.readUInt32LE(8);
  const dictionarySize = bytes.readUInt32LE(12);
  // One copy into memory of its own, where each part is aligned.
  const own = new ArrayBuffer(bytes.length - HEADER_BYTES);
  new Uint8Array(own).set(bytes.subarray(HEADER_BYTES));
  const at = aligned(dictionarySize);
  if (kind === "keys") return { kind, keys: new BigInt64Array(own, at, length) };
  const codes = codesOf(own, at, length, width);
  if (kind === "numbers") return { kind, codes };
  if (kind === "ids") return { kind, codes, ids: new Int32Array(own, 0, dictionarySize / 4) };
  const texts = textCount === 0 ? [] : Buffer.from(own, 0, dictionarySize).toString("utf8").split(SEPARATOR);
  return { kind, codes, texts };
}

function codesOf(own: ArrayBuffer, at: number, length: number, width: number): Codes {
  if (width === 1) return new Uint8Array(own, at, length);
  return width === 2 ? new Uint16Array(own, at, length) : new Uint32Array(own, at, length);
}

/** About how much memory a column takes. */
export function columnBytes(column: Column): number {
  if (column.kind === "keys") return column.keys.byteLength + 100;
  const texts = column.kind === "texts" ? column.texts.reduce((sum, text) => sum + 32 + text.length, 0) : 0;
  const ids = column.kind === "ids" ? column.ids.byteLength : 0;
  return column.codes.byteLength + texts + ids + 100;
}
