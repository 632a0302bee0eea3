import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { resetEnvForTests } from "@/lib/env";
import { storage } from "@/lib/storage";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "storage-"));
  process.env.DATA_DIR = folder;
  resetEnvForTests();
});
afterAll(async () => {
  delete process.env.DATA_DIR;
  resetEnvForTests();
  await rm(folder, { recursive: true, force: true });
});

const png = { contentType: "image/png", sizeBytesMax: 1_000_000 };
const textOf = async (key: string) => {
  const found = await storage().get(key);
  return found && (await buffer(found.stream)).toString();
};
const parts = () => readdir(path.join(folder, "storage", "parts"));
async function* dripping(chunks: string[], fault?: Error) {
  for (const chunk of chunks) yield Buffer.from(chunk);
  if (fault) throw fault;
}

describe("a stored file", () => {
  test("is what was put, from bytes or from a stream, with its type and size", async () => {
    const stored = await storage().put("a/bytes.png", Buffer.from("bytes"), png);
    expect(stored).toMatchObject({ key: "a/bytes.png", contentType: "image/png", sizeBytes: 5 });
    await storage().put("a/stream.txt", Readable.from(dripping(["one ", "two"])), {
      contentType: "text/plain; charset=utf-8",
      sizeBytesMax: 100,
    });
    expect(await textOf("a/bytes.png")).toBe("bytes");
    expect(await textOf("a/stream.txt")).toBe("one two");
    expect(await storage().head("a/stream.txt")).toMatchObject({
      contentType: "text/plain; charset=utf-8",
      sizeBytes: 7,
    });
    await storage().put("a/empty", Buffer.alloc(0), png);
    expect(await textOf("a/empty")).toBe("");
  });

  test("can be read in part", async () => {
    await storage().put("range", Buffer.from("0123456789"), png);
    for (const [start, end, text] of [
      [0, 0, "0"],
      [2, 4, "234"],
      [8, 99, "89"],
    ] as const) {
      const found = await storage().get("range", { start, end });
      expect(found && (await buffer(found.stream)).toString()).toBe(text);
    }
  });

  test("is replaced in one step, while an open reader keeps the old one", async () => {
    await storage().put("swap", Buffer.alloc(500_000, "a"), png);
    const before = await storage().head("swap");
    const reading = await storage().get("swap");
    await storage().put("swap", Buffer.from("new"), png);
    expect((reading && (await buffer(reading.stream)))?.equals(Buffer.alloc(500_000, "a"))).toBe(true);
    expect(await textOf("swap")).toBe("new");
    expect((await storage().head("swap"))?.etag).not.toBe(before?.etag);
  });

  test("many writers at once leave one whole file", async () => {
    await Promise.all(
      Array.from({ length: 20 }, (_, n) => storage().put("race", Buffer.alloc(100_000, String(n % 10)), png)),
    );
    const text = (await textOf("race")) ?? "";
    expect(text).toHaveLength(100_000);
    expect(new Set(text).size).toBe(1);
    expect(await parts()).toEqual([]);
  });

  test("too much, or a source that breaks, leaves what was there and no part file", async () => {
    await storage().put("kept", Buffer.from("old"), png);
    const small = { contentType: "image/png", sizeBytesMax: 10 };
    await expect(storage().put("kept", Buffer.alloc(11), small)).rejects.toMatchObject({ status: 413 });
    await expect(
      storage().put("kept", Readable.from(dripping(["123456", "789012"])), small),
    ).rejects.toMatchObject({ status: 413 });
    await expect(
      storage().put("kept", Readable.from(dripping(["123"], new Error("the upload broke"))), small),
    ).rejects.toThrow("the upload broke");
    expect(await textOf("kept")).toBe("old");
    expect(await parts()).toEqual([]);
    await storage().put("kept", Buffer.alloc(10), small);
  });

  test("a name may be a file and a folder", async () => {
    await storage().put("both", Buffer.from("file"), png);
    await storage().put("both/inner", Buffer.from("inner"), png);
    expect([await textOf("both"), await textOf("both/inner")]).toEqual(["file", "inner"]);
  });

  test("is gone after deleting, twice is fine, and missing is null", async () => {
    await storage().put("gone", Buffer.from("x"), png);
    await storage().delete("gone");
    await storage().delete("gone");
    expect(await storage().head("gone")).toBeNull();
    expect(await storage().get("never/was")).toBeNull();
  });

  test("is listed by prefix, in order", async () => {
    for (const key of ["list/b", "list/a/2", "list/a/1", "listing"])
      await storage().put(key, Buffer.from(key), png);
    const keysOf = async (prefix: string) => {
      const keys: string[] = [];
      for await (const file of storage().list(prefix)) keys.push(file.key);
      return keys;
    };
    expect(await keysOf("list/")).toEqual(["list/a/1", "list/a/2", "list/b"]);
    expect(await keysOf("list/a/")).toEqual(["list/a/1", "list/a/2"]);
    expect(await keysOf("nothing/")).toEqual([]);
  });
});

test.each([
  "",
  "/",
  "/etc/passwd",
  "../x",
  "a/../../x",
  "a//b",
  "a/",
  ".hidden",
  "a/.b",
  "a\\b",
  "a b",
  "a\0b",
  "ü",
  "a~",
  "a%2e",
  "x".repeat(129),
  Array(11).fill("a").join("/"),
])("%j is no key: nothing outside the folder is reached", async (key) => {
  await writeFile(path.join(folder, "x~"), "outside");
  await expect(storage().put(key, Buffer.from("x"), png)).rejects.toThrow("storage key");
  await expect(storage().head(key)).rejects.toThrow("storage key");
  await expect(storage().get(key)).rejects.toThrow("storage key");
  await expect(storage().delete(key)).rejects.toThrow("storage key");
  await expect(storage().signedUrl(key, { expiresS: 60 })).rejects.toThrow("storage key");
});
