import { z } from "zod";
import { defineJob } from "@/lib/jobs";
import { runImportChange } from "../imports/run-change";

/** Follows import.decided. */
export const changeImport = defineJob({
  name: "tracking.change-import",
  queue: "default",
  schema: z.object({ tenantId: z.uuid(), importId: z.uuid() }),
  jobId: (p) => p.importId,
  options: { attempts: 20, backoffMs: 1_000 },
  run: (ctx, p) => runImportChange(ctx, p.importId),
});
