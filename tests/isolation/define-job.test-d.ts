// Checked by the compiler alone (`npm run verify`): each @ts-expect-error below is an error if the line compiles.
import { z } from "zod";
import { defineJob, defineSystemJob } from "@/lib/jobs";

const shape = { name: "types.check", queue: "default" as const, jobId: () => "one" };

defineJob({
  ...shape,
  schema: z.object({ tenantId: z.uuid(), siteId: z.uuid() }),
  run: async () => undefined,
});

// @ts-expect-error a tenant's job whose payload does not say whose it is
defineJob({ ...shape, schema: z.object({ siteId: z.uuid() }), run: async () => undefined });

// @ts-expect-error the workspace must always be there
defineJob({ ...shape, schema: z.object({ tenantId: z.uuid().optional() }), run: async () => undefined });

// @ts-expect-error an unknown queue
defineJob({ ...shape, queue: "mine", schema: z.object({ tenantId: z.uuid() }), run: async () => undefined });

defineSystemJob({
  ...shape,
  schema: z.object({}),
  // @ts-expect-error a job of the product itself has no workspace to act in
  run: async (ctx) => void ctx.tenantId,
});
