import { tenantRoute } from "@/lib/http";
import { ingestEvents } from "@/lib/tracking";
import { IngestEventsInput, IngestEventsOutput } from "@/lib/tracking/collect/ingest-schemas";

const BODY_BYTES_MAX = 1_000_000;

export const POST = tenantRoute({
  permission: "events.write",
  input: { body: IngestEventsInput },
  output: IngestEventsOutput,
  bodyBytesMax: BODY_BYTES_MAX,
  errors: ["unavailable"],
  summary: "Send events from a server",
  description:
    "Up to 500 page views and custom events of one website. Address and user agent of the visitor tell visitors apart and are not stored. An id makes sending again safe.",
  handle: (ctx, { body }) => ingestEvents(ctx, body),
});
