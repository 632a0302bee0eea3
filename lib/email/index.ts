export { emailAllowance } from "./allowance";
export { type EmailMessage, queueEmail } from "./queue";
export { EMAIL_OFF, emailEnabled } from "./settings";
export type { EmailParams, EmailTemplate } from "./templates";
export { closeEmail } from "./transport";
