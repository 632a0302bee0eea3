import { z } from "zod";
import { defineJob } from "@/lib/jobs";
import { runExport } from "../exports/run-export";

/** Follows workspace.export-requested. */
export const exportWorkspace = defineJob({
  name: "workspace.export",
  queue: "default",
  schema: z.object({ tenantId: z.uuid(), exportId: z.uuid() }),
  jobId: (p) => p.exportId,
  options: { attempts: 3, backoffMs: 5_000 },
  run: (ctx, p) => runExport(ctx, p.exportId),
});
