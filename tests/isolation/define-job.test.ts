import { expect, it } from "vitest";
import { z } from "zod";
import { defineJob, defineSystemJob } from "@/lib/jobs";

const shape = { name: "types.check", queue: "default" as const, jobId: () => "one" };
const run = async () => undefined;

// The compiler does this test's work: a @ts-expect-error above a line that compiles is an error of `npm run verify`.
it("a tenant's job whose payload does not say whose it is does not compile", () => {
  const good = defineJob({ ...shape, schema: z.object({ tenantId: z.uuid(), siteId: z.uuid() }), run });
  // @ts-expect-error no tenantId
  const without = defineJob({ ...shape, schema: z.object({ siteId: z.uuid() }), run });
  // @ts-expect-error tenantId may be missing
  const optional = defineJob({ ...shape, schema: z.object({ tenantId: z.uuid().optional() }), run });
  // @ts-expect-error there is no such queue
  const lost = defineJob({ ...shape, queue: "mine", schema: z.object({ tenantId: z.uuid() }), run });
  const ofProduct = defineSystemJob({
    ...shape,
    schema: z.object({}),
    // @ts-expect-error a job of the product itself has no workspace to act in
    run: async (ctx) => void ctx.tenantId,
  });
  expect([good, without, optional, lost].map((job) => job.scope)).toEqual(Array(4).fill("tenant"));
  expect(ofProduct.scope).toBe("system");
});
