import { z } from "zod";
import { defineJob } from "@/lib/jobs";
import { runReading } from "../imports/run-reading";

/** Follows import.uploaded. */
export const readImportFiles = defineJob({
  name: "tracking.read-import",
  queue: "default",
  schema: z.object({ tenantId: z.uuid(), importId: z.uuid() }),
  jobId: (p) => p.importId,
  options: { attempts: 3, backoffMs: 5_000 },
  run: (ctx, p) => runReading(ctx, p.importId),
});
