import { tenantRoute } from "@/lib/http";
import { createAnnotation, listAnnotations } from "@/lib/tracking";
import {
  CreateAnnotationInput,
  AnnotationDto,
  AnnotationList,
  ListAnnotationsQuery,
} from "@/lib/tracking/report-schemas";
import { SiteParams } from "@/lib/tracking/schemas";

export const GET = tenantRoute({
  permission: "reports.read",
  input: { params: SiteParams, query: ListAnnotationsQuery },
  output: AnnotationList,
  summary: "List annotations",
  handle: (ctx, { params, query }) => listAnnotations(ctx, params.siteId, query),
});

export const POST = tenantRoute({
  permission: "analytics.write",
  input: { params: SiteParams, body: CreateAnnotationInput },
  output: AnnotationDto,
  status: 201,
  summary: "Add an annotation",
  errors: ["conflict"],
  handle: (ctx, { params, body }) => createAnnotation(ctx, params.siteId, body),
});
