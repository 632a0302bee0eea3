import type { z } from "zod";
import type { RenderedEmail } from "../template";
import { accountChanged } from "./account-changed";
import { accountDeleted } from "./account-deleted";
import { accountExists } from "./account-exists";
import { analyticsDigest } from "./analytics-digest";
import { changeEmail } from "./change-email";
import { emailChanged } from "./email-changed";
import { exportReady } from "./export-ready";
import { invitation } from "./invitation";
import { newSignIn } from "./new-sign-in";
import { passwordChanged } from "./password-changed";
import { resetPassword } from "./reset-password";
import { verifyEmail } from "./verify-email";
import { workspaceClosing } from "./workspace-closing";

/** Every message that the product sends. The names stay: rows on their way carry them. */
export const TEMPLATES = {
  "verify-email": verifyEmail,
  "reset-password": resetPassword,
  "change-email": changeEmail,
  "email-changed": emailChanged,
  "password-changed": passwordChanged,
  "account-exists": accountExists,
  "account-changed": accountChanged,
  "account-deleted": accountDeleted,
  invitation,
  "new-sign-in": newSignIn,
  "workspace-closing": workspaceClosing,
  "export-ready": exportReady,
  "analytics-digest": analyticsDigest,
} as const;

export type EmailTemplate = keyof typeof TEMPLATES;
export type EmailParams<T extends EmailTemplate> = z.input<(typeof TEMPLATES)[T]["params"]>;

const isTemplate = (name: string): name is EmailTemplate => Object.hasOwn(TEMPLATES, name);

/**
 * A message in its final words.
 * @throws Error for a template that this version does not know; ZodError for parameters that are not its
 */
export function renderEmail(template: string, params: unknown): RenderedEmail {
  if (!isTemplate(template)) throw new Error(`There is no e-mail template ${template}.`);
  return TEMPLATES[template].render(params);
}
