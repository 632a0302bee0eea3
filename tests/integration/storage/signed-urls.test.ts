import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { GET, HEAD } from "@/app/api/files/[...key]/route";
import { setClockForTests } from "@/lib/clock";
import { disconnectAll } from "@/lib/db";
import { resetEnvForTests } from "@/lib/env";
import { storage } from "@/lib/storage";

let folder: string;
const set = (name: string, value: string | undefined) => {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
  resetEnvForTests();
};
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "signed-"));
  set("DATA_DIR", folder);
  set("RATE_LIMIT_ANON_PER_MIN", "100000");
  await storage().put("a/photo.png", Buffer.from("0123456789"), {
    contentType: "image/png",
    sizeBytesMax: 100,
  });
  await storage().put("a/page.html", Buffer.from("<script>alert(1)</script>"), {
    contentType: "text/html",
    sizeBytesMax: 100,
  });
  await storage().put("a/paper.pdf", Buffer.from("%PDF-1.4"), {
    contentType: "application/pdf",
    sizeBytesMax: 100,
  });
});
afterEach(() => setClockForTests(null));
afterAll(async () => {
  await disconnectAll();
  set("DATA_DIR", undefined);
  set("RATE_LIMIT_ANON_PER_MIN", undefined);
  await rm(folder, { recursive: true, force: true });
});

const urlOf = async (
  key: string,
  options: Partial<Parameters<ReturnType<typeof storage>["signedUrl"]>[1]> = {},
) => new URL(await storage().signedUrl(key, { expiresS: 60, ...options }));
const open = (url: URL, headers: Record<string, string> = {}, handler = GET) => {
  const key = url.pathname.replace("/api/files/", "").split("/").map(decodeURIComponent);
  return handler(new Request(url, { headers, method: handler === HEAD ? "HEAD" : "GET" }), {
    params: Promise.resolve({ key }),
  });
};
const changed = (url: URL, change: (url: URL) => void) => {
  const other = new URL(url);
  change(other);
  return other;
};

describe("a signed address", () => {
  test("opens its file without sign-in, as a download by default", async () => {
    const url = await urlOf("a/photo.png");
    expect(url.href).toContain("http://127.0.0.1:3000/api/files/a/photo.png?");
    const answer = await open(url);
    expect([answer.status, await answer.text()]).toEqual([200, "0123456789"]);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-type": "image/png",
      "content-length": "10",
      "content-disposition": "attachment",
      "content-security-policy": "default-src 'none'; sandbox",
      "x-content-type-options": "nosniff",
      "accept-ranges": "bytes",
      "cache-control": expect.stringMatching(/^private, max-age=(5\d|60)$/),
    });
  });

  test("HEAD says the same without the bytes", async () => {
    const answer = await open(await urlOf("a/photo.png"), {}, HEAD);
    expect([answer.status, answer.headers.get("content-length"), await answer.text()]).toEqual([
      200,
      "10",
      "",
    ]);
  });

  test("images and PDF may be shown inline; a page with a script never is, whatever is asked", async () => {
    const inline = { contentDisposition: { kind: "inline" } } as const;
    const shown = async (key: string, more = {}) =>
      (await open(await urlOf(key, { ...inline, ...more }))).headers.get("content-disposition");
    expect(await shown("a/photo.png")).toBe("inline");
    expect(await shown("a/paper.pdf")).toBe("inline");
    expect(await shown("a/page.html")).toBe("attachment");
    expect(await shown("a/photo.png", { contentType: "text/html" })).toBe("attachment");
    expect(await shown("a/photo.png", { contentType: "image/svg+xml" })).toBe("attachment");
  });

  test("names the file for Save as, in any letters, and lets no header be made of it", async () => {
    const named = async (fileName: string) =>
      (
        await open(await urlOf("a/photo.png", { contentDisposition: { kind: "attachment", fileName } }))
      ).headers.get("content-disposition");
    expect(await named("report.zip")).toBe(`attachment; filename="report.zip"; filename*=UTF-8''report.zip`);
    expect(await named('Grüße "1".zip')).toBe(
      `attachment; filename="Gr__e _1_.zip"; filename*=UTF-8''Gr%C3%BC%C3%9Fe%20%221%22.zip`,
    );
    const broken = await named("a\r\nSet-Cookie: x=1\u0000😀");
    expect(broken).not.toMatch(/[\r\n\0]/);
    expect(broken).toContain("%F0%9F%98%80");
  });

  test.each([
    ["another file", (url: URL) => (url.pathname = "/api/files/a/page.html")],
    [
      "a later end",
      (url: URL) => url.searchParams.set("expires", String(Number(url.searchParams.get("expires")) + 1)),
    ],
    ["inline instead of download", (url: URL) => url.searchParams.set("show", "inline")],
    ["another media type", (url: URL) => url.searchParams.set("type", "text/html")],
    ["another name", (url: URL) => url.searchParams.set("name", "x.exe")],
    ["another signature", (url: URL) => url.searchParams.set("signature", "A".repeat(43))],
    [
      "a shorter signature",
      (url: URL) => url.searchParams.set("signature", (url.searchParams.get("signature") ?? "").slice(0, 20)),
    ],
    ["an empty signature", (url: URL) => url.searchParams.set("signature", "")],
  ])("changed to %s is not found", async (_what, change) => {
    const answer = await open(changed(await urlOf("a/photo.png"), change));
    expect([answer.status, answer.headers.get("content-type")]).toEqual([404, "application/problem+json"]);
  });

  test("of another secret is not found", async () => {
    const before = process.env.NEXTAUTH_SECRET;
    set("NEXTAUTH_SECRET", "another-secret-that-is-long-enough-too");
    const url = await urlOf("a/photo.png");
    set("NEXTAUTH_SECRET", before);
    expect((await open(url)).status).toBe(404);
  });

  test("ends with its time", async () => {
    const url = await urlOf("a/photo.png", { expiresS: 10 });
    expect((await open(url)).status).toBe(200);
    setClockForTests(() => Date.now() + 11_000);
    expect((await open(url)).status).toBe(404);
    for (const expiresS of [0, -1, 1.5, 8 * 86_400])
      await expect(urlOf("a/photo.png", { expiresS })).rejects.toThrow("from 1 to");
  });

  test("without parts, with strange ones or with a path out of the folder is refused", async () => {
    const url = await urlOf("a/photo.png");
    expect((await open(changed(url, (u) => u.searchParams.delete("signature")))).status).toBe(422);
    expect((await open(changed(url, (u) => u.searchParams.set("show", "sideways")))).status).toBe(422);
    for (const key of [["..", "..", "etc", "passwd"], ["a", "../../x"], ["a\0b"], [""]]) {
      const answer = await GET(new Request(url), { params: Promise.resolve({ key }) });
      expect(answer.status).toBe(404);
    }
  });

  test("of a deleted file is not found", async () => {
    await storage().put("a/short", Buffer.from("x"), { contentType: "image/png", sizeBytesMax: 10 });
    const url = await urlOf("a/short");
    await storage().delete("a/short");
    expect((await open(url)).status).toBe(404);
  });
});

describe("parts and conditions", () => {
  test.each([
    ["bytes=0-3", 206, "0123", "bytes 0-3/10"],
    ["bytes=8-", 206, "89", "bytes 8-9/10"],
    ["bytes=-3", 206, "789", "bytes 7-9/10"],
    ["bytes=5-99", 206, "56789", "bytes 5-9/10"],
    ["bytes=-99", 206, "0123456789", "bytes 0-9/10"],
    ["bytes=10-", 416, "", "bytes */10"],
    ["bytes=-0", 416, "", "bytes */10"],
    ["bytes=4-2", 200, "0123456789", null],
    ["bytes=0-1,4-5", 200, "0123456789", null],
    ["lines=1-2", 200, "0123456789", null],
  ])("%s is %i", async (range, status, text, contentRange) => {
    const answer = await open(await urlOf("a/photo.png"), { range });
    expect([answer.status, await answer.text(), answer.headers.get("content-range")]).toEqual([
      status,
      text,
      contentRange,
    ]);
  });

  test("what the reader has already is not sent again, and a range of an older content is not mixed in", async () => {
    const url = await urlOf("a/photo.png");
    const etag = (await open(url)).headers.get("etag") ?? "";
    expect((await open(url, { "if-none-match": etag })).status).toBe(304);
    expect((await open(url, { range: "bytes=0-1", "if-range": etag })).status).toBe(206);
    expect((await open(url, { range: "bytes=0-1", "if-range": '"older"' })).status).toBe(200);
  });

  test("a reader who leaves early is no fault", async () => {
    const answer = await open(await urlOf("a/photo.png"));
    await answer.body?.cancel();
  });
});
