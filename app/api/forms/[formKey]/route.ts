import { z } from "zod";
import { receiveForm, refuseForm } from "@/lib/crm/intake";
import { IntakeParams, IntakeReceipt } from "@/lib/crm/schemas";
import { preflight, publicRoute } from "@/lib/http";

const BODY_BYTES_MAX = 64 * 1024;

// What a website's form posts to: from any page, as JSON or plain HTML. The fields are checked once the form's kind is known.
export const POST = publicRoute({
  rateLimit: "form-address",
  cors: "any",
  bodyFormat: "form",
  bodyBytesMax: BODY_BYTES_MAX,
  input: { params: IntakeParams, body: z.unknown() },
  output: IntakeReceipt,
  status: 201,
  summary: "Send a request through a website's form",
  handle: (caller, { params, body }) => receiveForm(caller, params.formKey, body),
  refuse: refuseForm,
});

export const OPTIONS = (): Response => preflight("POST, OPTIONS");
