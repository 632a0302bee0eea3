import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, it } from "vitest";
import { apiDocument, operationsOf } from "@/lib/http/openapi";
import { credentialsOf } from "@/lib/http/openapi/refusals";
import { loadDocumentedRoutes } from "../../scripts/lib/load-routes";
import { answerCheck } from "./fuzz-check";

const document = apiDocument();
const operations = operationsOf(document);
const routes = await loadDocumentedRoutes();
const routeOf = (method: string, path: string) =>
  routes.find((route) => route.method === method && route.path === path)?.def;

describe("the API document", () => {
  it("is valid OpenAPI 3.1 and says where it is served", async () => {
    const { valid, errors } = await new Validator().validate({ ...structuredClone(document) });
    expect(errors).toBeUndefined();
    expect(valid).toBe(true);
    expect(document.servers?.[0]?.url).toMatch(/^https?:\/\//);
  });

  it("names every operation once, with a short summary", () => {
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { operation } of operations)
      expect(operation.summary, operation.operationId).toMatch(/^[A-Z][^.\n]{3,90}$/);
  });

  it("is answered without sign-in", async () => {
    const handler = routes.find(({ path }) => path === "/api/v1/openapi.json")?.handler;
    const response = await handler?.(new Request("http://127.0.0.1:3000/api/v1/openapi.json"), {});
    expect(await response?.json()).toMatchObject({
      openapi: "3.1.0",
      paths: { "/api/v1/sites": { get: { operationId: "listSites" } } },
    });
  });
});

describe.each(operations.map((listed) => [`${listed.method} ${listed.path}`, listed] as const))(
  "%s",
  (_name, listed) => {
    const def = routeOf(listed.method, listed.path);

    it("has examples that its own schemas accept", () => {
      if (def === undefined || def.kind === "webhook")
        throw new Error("The route is gone; run `node scripts/generate.mjs`.");
      const json = listed.body?.types.includes("application/json");
      if (json) expect(def.input?.body?.safeParse(listed.body?.example)).toMatchObject({ success: true });
      const { status, type, example } = listed.answer;
      if (type !== "application/json") return;
      expect(def.output.safeParse(example)).toMatchObject({ success: true });
      expect(
        answerCheck(document)(listed, { status, contentType: type, text: JSON.stringify(example) }),
      ).toBeNull();
    });

    it("says who may call it, and that refusals are problem+json", () => {
      if (def === undefined || def.kind === "webhook") return;
      expect(listed.operation.security).toHaveLength(credentialsOf(def).length);
      expect(listed.operation["x-permission"]).toBe(def.kind === "tenant" ? def.permission : undefined);
      const statuses = listed.refusals.map(({ status }) => status);
      expect(statuses).toEqual(expect.arrayContaining([429, 503]));
      if (def.kind !== "public") expect(statuses).toEqual(expect.arrayContaining([401, 403]));
      for (const status of statuses)
        expect(Object.keys(document.components.responses[`Problem${status}`]?.content ?? {})).toEqual([
          "application/problem+json",
        ]);
    });
  },
);
