import { tenantRoute } from "@/lib/http";
import { createDigest, listDigests } from "@/lib/tracking";
import { CreateDigestInput, DigestDto, DigestList } from "@/lib/tracking/digests/schemas";
import { SiteParams } from "@/lib/tracking/schemas";

export const GET = tenantRoute({
  permission: "digests.read",
  input: { params: SiteParams },
  output: DigestList,
  summary: "List regular e-mails with a website's numbers",
  handle: (ctx, { params }) => listDigests(ctx, params.siteId),
});

export const POST = tenantRoute({
  permission: "digests.write",
  input: { params: SiteParams, body: CreateDigestInput },
  output: DigestDto,
  status: 201,
  summary: "Send a website's numbers by e-mail regularly",
  errors: ["conflict"],
  handle: (ctx, { params, body }) => createDigest(ctx, params.siteId, body),
});
