import { z } from "zod";
import { tenantRoute } from "@/lib/http";
import { deleteDigest, updateDigest } from "@/lib/tracking";
import { DigestDto, DigestParams, UpdateDigestInput } from "@/lib/tracking/digests/schemas";

export const PATCH = tenantRoute({
  permission: "digests.write",
  input: { params: DigestParams, body: UpdateDigestInput },
  output: DigestDto,
  summary: "Change a regular e-mail",
  handle: (ctx, { params, body }) => updateDigest(ctx, params.siteId, params.digestId, body),
});

export const DELETE = tenantRoute({
  permission: "digests.write",
  input: { params: DigestParams },
  output: z.void(),
  status: 204,
  summary: "Stop a regular e-mail",
  handle: (ctx, { params }) => deleteDigest(ctx, params.siteId, params.digestId),
});
