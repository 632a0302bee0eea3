import { createHash } from "node:crypto";
import { crc32, deflateSync } from "node:zlib";

const SIDE = 96;

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)]);
}

/** A small PNG of blocks, mirrored like a face, that is always the same for the same name. */
export function pictureOf(name: string): Buffer {
  const digest = createHash("sha256").update(name).digest();
  const colours = [digest.subarray(0, 3), Buffer.from([244, 246, 250])];
  const rows = Array.from({ length: SIDE }, (_row, y) => {
    const row = Buffer.alloc(1 + SIDE * 3);
    for (let x = 0; x < SIDE; x += 1) {
      const column = Math.floor((x < SIDE / 2 ? x : SIDE - 1 - x) / 16);
      const bit = digest[3 + Math.floor(y / 16) * 3 + column] ?? 0;
      colours[bit & 1]?.copy(row, 1 + x * 3);
    }
    return row;
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(SIDE, 0);
  header.writeUInt32BE(SIDE, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(Buffer.concat(rows))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}
