import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { resetEnvForTests } from "@/lib/env";
import { juniperLane } from "../../../prisma/seed/sites/juniper-lane.data";
import { BUDGETS, studioVoice, TIMELINES } from "../../../prisma/seed/requests/people.data";
import { createSandbox } from "../../sandbox/server";
import { site } from "../../sandbox/services/site/index";

const folder = mkdtempSync(join(tmpdir(), "sandbox-test-"));
const KEYS = { siteKey: "site-key-of-demo", formKey: "form-key-of-demo", scopeFormKey: "scope-key-of-demo" };
let server: Server;
let url: string;

beforeAll(async () => {
  process.env.DATA_DIR = folder;
  resetEnvForTests();
  writeFileSync(join(folder, "demo.json"), JSON.stringify({ email: "x", ...KEYS }));
  server = createSandbox([site]).createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
  delete process.env.DATA_DIR;
  resetEnvForTests();
});

const page = async (path: string): Promise<string> => (await fetch(url + path)).text();
const TRACKER = `<script defer src="http://127.0.0.1:3001/t.js" data-site="${KEYS.siteKey}"></script>`;

test("lists its services and says that it is well", async () => {
  expect(await page("/")).toContain('href="/site"');
  expect(await (await fetch(`${url}/health`)).json()).toEqual({ status: "ok", services: ["site"] });
  expect((await fetch(`${url}/siteX`)).status).toBe(404);
});

test.each(Object.keys(juniperLane.pages))(
  "%s, which seeded visitors have seen, is there with the tracker",
  async (path) => {
    const response = await fetch(url + path);
    expect(response.status).toBe(200);
    const text = await response.text();
    expect(text).toContain(TRACKER);
    expect(text).toContain('href="http://127.0.0.1:3000/dashboard"');
    expect(text).not.toMatch(/undefined|\[object|NaN/);
  },
);

test("every internal link leads somewhere", async () => {
  const paths = new Set<string>();
  for (const path of Object.keys(juniperLane.pages)) {
    for (const [, link] of (await page(path)).matchAll(/(?:href|src)="(\/site[^"]*)"/g))
      paths.add(link?.replaceAll("&amp;", "&") ?? "");
  }
  expect(paths.size).toBeGreaterThan(12);
  for (const path of paths) expect([path, (await fetch(url + path)).status]).toEqual([path, 200]);
});

test("the contact form is plain HTML with trap and time; the project form has the fields of the intake", async () => {
  const contact = await page("/site/contact");
  expect(contact).toContain(`method="post" action="http://127.0.0.1:3000/api/forms/${KEYS.formKey}"`);
  for (const name of ["name", "email", "company", "phone", "message", "website", "_t", "ba"])
    expect(contact).toContain(`name="${name}"`);
  const project = await page("/site/project?service=websites");
  expect(project).toContain(`/api/forms/${KEYS.scopeFormKey}`);
  expect(project).toMatch(/value="Website"\s+checked/);
  for (const words of [...studioVoice.services, ...BUDGETS, ...TIMELINES]) expect(project).toContain(words);
});

test("keys in the address replace the demo's and go along with every link", async () => {
  const own = "?site=my-own-site-key&form=my-own-form-key&utm_source=newsletter";
  const home = await page(`/site${own}`);
  expect(home).toContain('data-site="my-own-site-key"');
  expect(home).not.toContain(TRACKER);
  const links = [...home.matchAll(/<a[^>]+href="(\/site[^"#]*)"/g)].map(([, link]) => link ?? "");
  const carrying = links.filter((link) => link.includes("site=my-own-site-key&amp;form=my-own-form-key"));
  expect(links.length - carrying.length).toBe(1); // the way back to the demo's keys
  expect(carrying.some((link) => link.includes("utm_source=spring"))).toBe(false);
  const contact = await page(`/site/contact${own}`);
  expect(contact).toContain("/api/forms/my-own-form-key");
});

test("whoever brings a site key alone sends no request into the demo's workspace", async () => {
  const contact = await page("/site/contact?site=my-own-site-key");
  expect(contact).toContain("No form yet");
  expect(contact).not.toContain(KEYS.formKey);
});

test("what is no key counts as absent, and nothing of it reaches the page", async () => {
  const text = await page(`/site?site=${encodeURIComponent('"><script>alert(1)</script>')}`);
  expect(text).toContain(TRACKER);
  expect(text).not.toContain("alert(1)");
});

test("without a scenario the website works and says what is missing", async () => {
  writeFileSync(join(folder, "demo.json"), "not json");
  const text = await page("/site");
  expect(text).not.toContain("data-site=");
  expect(text).toContain("there is no site key");
  writeFileSync(join(folder, "demo.json"), JSON.stringify(KEYS));
  expect(await page("/site")).toContain(TRACKER);
});

test("unknown pages are 404, other methods 405, and scripts come from here and the collector only", async () => {
  expect((await fetch(`${url}/site/blog/nothing`)).status).toBe(404);
  expect((await fetch(`${url}/site`, { method: "POST" })).status).toBe(405);
  const head = await fetch(`${url}/site`, { method: "HEAD" });
  expect(head.status).toBe(200);
  expect(head.headers.get("content-security-policy")).toContain("script-src 'self' http://127.0.0.1:3001;");
});

test.each([
  { settings: { SANDBOX: "" }, sentence: /SANDBOX=1/ },
  { settings: { SANDBOX: "1", APP_URL: "https://app.example" }, sentence: /this machine/ },
])("refuses to start with $settings", async ({ settings, sentence }) => {
  const child = spawn(process.execPath, ["--import", "tsx", "tests/sandbox/main.ts"], {
    env: { ...process.env, ...settings },
  });
  let text = "";
  child.stderr.on("data", (chunk: Buffer) => (text += chunk.toString()));
  const [code] = (await once(child, "close")) as [number];
  expect(code).toBe(1);
  expect(text.trim().split("\n")).toHaveLength(1);
  expect(text).toMatch(sentence);
});
