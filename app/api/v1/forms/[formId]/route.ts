import { getForm, updateForm } from "@/lib/crm";
import { FormDto, FormParams, UpdateFormInput } from "@/lib/crm/schemas";
import { tenantRoute } from "@/lib/http";

export const GET = tenantRoute({
  permission: "forms.read",
  input: { params: FormParams },
  output: FormDto,
  summary: "Get a form",
  handle: (ctx, { params }) => getForm(ctx, params.formId),
});

export const PATCH = tenantRoute({
  permission: "forms.write",
  input: { params: FormParams, body: UpdateFormInput },
  output: FormDto,
  summary: "Change a form, or switch it off",
  handle: (ctx, { params, body }) => updateForm(ctx, params.formId, body),
});
