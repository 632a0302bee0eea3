import { expect, it } from "vitest";
import { z } from "zod";
import { SiteDto, SiteList } from "@/lib/tracking/schemas";
import { api, withQuery } from "./api-client";
import { useApiList, useApiMutation, useApiQuery } from "./use-api";

const site = async () => SiteDto;
const sites = async () => SiteList;
const options = { workspaceId: null, shape: site };
const id: string = "0195a3f2-6b1c-7d4e-9a8b-3c5d7e9f1a2b";

/** What compiles and what does not: tsc reads this, nobody calls it. */
export const calls = [
  () => api.get(`/sites/${id}`, options),
  () => api.post("/sites", { domain: "www.example.com" }, options),
  () => useApiQuery({ key: [], path: "/sites", query: { limit: 5 }, shape: sites }),
  // @ts-expect-error -- no such path
  () => api.get("/sitez", options),
  // @ts-expect-error -- a path of two parts is not one of three
  () => api.get(`/sites/${id}/nothing`, options),
  // @ts-expect-error -- nothing is deleted at the list
  () => api.delete("/sites", { ...options, shape: async () => z.unknown() }),
  // @ts-expect-error -- a site needs a domain
  () => api.post("/sites", { name: "Main" }, options),
  // @ts-expect-error -- another answer than the one that comes
  () => api.get("/contacts", options),
  // @ts-expect-error -- no such query
  () => useApiQuery({ key: [], path: "/sites", query: { colour: "red" }, shape: sites }),
  // @ts-expect-error -- a limit is a number
  () => useApiList({ key: [], path: "/sites", filters: { limit: "5" }, shape: sites }),
  () =>
    // @ts-expect-error -- no such status
    useApiMutation({
      method: "patch",
      path: `/requests/${id}`,
      body: () => ({ status: "nonsense" as const }),
      shape: async () => z.unknown(),
      stale: [],
    }),
];

it("leaves empty values out of an address", () => {
  expect(withQuery("/sites", { limit: 5, cursor: "", q: undefined, kind: null })).toBe("/sites?limit=5");
  expect(withQuery("/sites", {})).toBe("/sites");
});
