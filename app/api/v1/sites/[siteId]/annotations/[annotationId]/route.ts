import { z } from "zod";
import { tenantRoute } from "@/lib/http";
import { deleteAnnotation, updateAnnotation } from "@/lib/tracking";
import { AnnotationDto, AnnotationParams, UpdateAnnotationInput } from "@/lib/tracking/report-schemas";

export const PATCH = tenantRoute({
  permission: "analytics.write",
  input: { params: AnnotationParams, body: UpdateAnnotationInput },
  output: AnnotationDto,
  summary: "Change an annotation",
  handle: (ctx, { params, body }) => updateAnnotation(ctx, params.siteId, params.annotationId, body),
});

export const DELETE = tenantRoute({
  permission: "analytics.write",
  input: { params: AnnotationParams },
  output: z.void(),
  status: 204,
  summary: "Remove an annotation",
  handle: (ctx, { params }) => deleteAnnotation(ctx, params.siteId, params.annotationId),
});
