/** Shapes of the CRM that the browser may import too: zod and types only. */
import { z } from "zod";

// ---------------------------------------------------------------- pieces

// Control characters, and the marks that turn the direction of text round (they can make a name read as another).
const UNSEEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** What can be stored and shown: no U+0000, no control characters, no half surrogate pairs, one spelling for one text. */
const clean = (value: string): string =>
  value
    .replace(/\r\n?/g, "\n")
    .replace(UNSEEN, "")
    .replace(/\p{Cs}/gu, "\ufffd")
    .normalize("NFC")
    .trim();

/** One line: whatever ends a line becomes a space, so that a value can never start a header or a second line. */
const cleanLine = (value: string): string =>
  clean(value.replace(/[\r\n\t\u0085\u2028\u2029]+/g, " ")).replace(/ {2,}/g, " ");

const atMost = (lengthMax: number) => z.string().max(lengthMax, `Use at most ${lengthMax} characters`);
const line = (lengthMax: number) => z.string().transform(cleanLine).pipe(atMost(lengthMax));
const text = (lengthMax: number) => z.string().transform(clean).pipe(atMost(lengthMax));
const requiredLine = (lengthMax: number, error: string) =>
  z.string({ error }).transform(cleanLine).pipe(atMost(lengthMax).min(1, error));
const requiredText = (lengthMax: number, error: string) =>
  z.string({ error }).transform(clean).pipe(atMost(lengthMax).min(1, error));

/** The domain of an address in ASCII ("müller.de" -> "xn--mller-kva.de"), lower case; a wrong one stays as it is and is refused. */
function plainEmail(value: string): string {
  const address = value.trim().toLowerCase();
  const domain = address.slice(address.lastIndexOf("@") + 1);
  if (!/[^\u0000-\u007f]/.test(domain) || /[\s/:?#@[\]\\]/.test(domain)) return address;
  try {
    return address.slice(0, address.lastIndexOf("@") + 1) + new URL(`http://${domain}`).hostname;
  } catch {
    return address;
  }
}

export const EmailAddress = z
  .string({ error: "Enter an e-mail address such as name@example.com" })
  .max(500, "Enter an e-mail address such as name@example.com")
  .transform(plainEmail)
  .pipe(z.email("Enter an e-mail address such as name@example.com").max(254, "Use at most 254 characters"));

const HOST_PATTERN =
  /^(?:localhost|\d{1,3}(?:\.\d{1,3}){3}|[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+)$/;

function toHostName(value: string): string {
  try {
    return new URL(/^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `http://${value}`).hostname.replace(
      /\.$/,
      "",
    );
  } catch {
    return "";
  }
}

/** A host as people type or paste it: scheme, port, path and letter case go. */
const FormHost = z
  .string()
  .trim()
  .max(300)
  .transform(toHostName)
  .pipe(z.string().max(253).regex(HOST_PATTERN, "Enter a host name such as example.com"));

const page = {
  cursor: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
};
const nextCursor = z.string().nullable();

// ---------------------------------------------------------------- forms

export const RequestKind = z.enum(["contact", "project_scope"]);
export type RequestKind = z.infer<typeof RequestKind>;

export const FormDto = z.object({
  id: z.uuid(),
  companyId: z.uuid(),
  siteId: z.uuid().nullable(),
  name: z.string(),
  kind: RequestKind,
  formKey: z.string(),
  /** Where the website's form posts to. */
  endpointUrl: z.string(),
  isActive: z.boolean(),
  /** Where a browser goes after sending; null shows the product's own thank-you page. */
  redirectUrl: z.string().nullable(),
  /** Hosts whose pages may send; empty: those of the site, or every host when there is no site. */
  allowedHosts: z.array(z.string()),
  createdAt: z.iso.datetime(),
});
export type FormDto = z.infer<typeof FormDto>;

const formName = requiredLine(120, "Enter a name");
const allowedHosts = z.array(FormHost).max(50);
// http is let through here and checked against the form's own hosts by the verb.
const redirectUrl = z
  .url({ protocol: /^https?$/, error: "Enter a full address that starts with https://" })
  .max(2_000)
  .nullable();

export const CreateFormInput = z.strictObject({
  name: formName,
  kind: RequestKind,
  siteId: z.uuid().nullable().default(null),
  /** Defaults to the site's company, else to the workspace's default company. */
  companyId: z.uuid().optional(),
  /** https, or http on a host of the form. */
  redirectUrl: redirectUrl.default(null),
  allowedHosts: allowedHosts.default([]),
});
export type CreateFormInput = z.input<typeof CreateFormInput>;

export const UpdateFormInput = z
  .strictObject({
    name: formName,
    siteId: z.uuid().nullable(),
    redirectUrl,
    allowedHosts,
    isActive: z.boolean(),
  })
  .partial()
  .refine((input) => Object.keys(input).length > 0, "Change at least one field");
export type UpdateFormInput = z.input<typeof UpdateFormInput>;

export const FormParams = z.object({ formId: z.uuid() });
export type FormParams = z.infer<typeof FormParams>;

export const ListFormsQuery = z.object({ ...page, siteId: z.uuid().optional() });
export type ListFormsQuery = z.input<typeof ListFormsQuery>;

export const FormList = z.object({ items: z.array(FormDto), nextCursor });
export type FormList = z.infer<typeof FormList>;

// ---------------------------------------------------------------- contacts

export const ContactDto = z.object({
  id: z.uuid(),
  email: z.string(),
  name: z.string(),
  companyName: z.string(),
  phone: z.string(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type ContactDto = z.infer<typeof ContactDto>;

export const CreateContactInput = z.strictObject({
  email: EmailAddress,
  name: line(200).default(""),
  companyName: line(200).default(""),
  phone: line(50).default(""),
});
export type CreateContactInput = z.input<typeof CreateContactInput>;

export const UpdateContactInput = z
  .strictObject({ email: EmailAddress, name: line(200), companyName: line(200), phone: line(50) })
  .partial()
  .refine((input) => Object.keys(input).length > 0, "Change at least one field");
export type UpdateContactInput = z.input<typeof UpdateContactInput>;

export const ContactParams = z.object({ contactId: z.uuid() });

export const IdentifyTokenDto = z.object({
  /** For `ba("identify", token)` on a page, or for a link that leads to one; holds for 30 days. */
  token: z.string(),
});
export type IdentifyTokenDto = z.infer<typeof IdentifyTokenDto>;
export type ContactParams = z.infer<typeof ContactParams>;

/** What somebody types to find a person; matched in name, e-mail and company. */
const searchText = z.string().trim().max(100).optional();

export const ListContactsQuery = z.object({ ...page, q: searchText });
export type ListContactsQuery = z.input<typeof ListContactsQuery>;

export const ContactList = z.object({ items: z.array(ContactDto), nextCursor });
export type ContactList = z.infer<typeof ContactList>;

// ---------------------------------------------------------------- requests

export const RequestStatus = z.enum(["new", "open", "done", "spam"]);
export type RequestStatus = z.infer<typeof RequestStatus>;

export const ScopeDetails = z.object({
  services: z.array(z.string()),
  budgetRange: z.string(),
  timeline: z.string(),
  goals: z.string(),
  links: z.array(z.string()),
  details: z.string(),
});
export type ScopeDetails = z.infer<typeof ScopeDetails>;

export const RequestDto = z.object({
  id: z.uuid(),
  kind: RequestKind,
  status: RequestStatus,
  name: z.string(),
  email: z.string(),
  company: z.string(),
  phone: z.string(),
  message: z.string(),
  /** Only of project-scope requests. */
  scopeDetails: ScopeDetails.nullable(),
  contactId: z.uuid(),
  formId: z.uuid(),
  visitId: z.uuid().nullable(),
  /** Of the visit; null while the visit is not known. */
  source: z.string().nullable(),
  channel: z.string().nullable(),
  createdAt: z.iso.datetime(),
});
export type RequestDto = z.infer<typeof RequestDto>;

export const RequestVisit = z.object({
  id: z.uuid(),
  siteId: z.uuid(),
  startedAt: z.iso.datetime(),
  entryPage: z.string(),
  source: z.string(),
  channel: z.string(),
  campaign: z.string(),
  country: z.string(),
  device: z.string(),
  browser: z.string(),
  os: z.string(),
  /** In the order of viewing. */
  pages: z.array(z.object({ path: z.string(), at: z.iso.datetime() })),
});
export type RequestVisit = z.infer<typeof RequestVisit>;

export const RequestDetail = RequestDto.extend({
  form: z.object({ id: z.uuid(), name: z.string() }),
  contact: ContactDto,
  visit: RequestVisit.nullable(),
});
export type RequestDetail = z.infer<typeof RequestDetail>;

export const UpdateRequestInput = z.strictObject({ status: RequestStatus });
export type UpdateRequestInput = z.input<typeof UpdateRequestInput>;

export const RequestParams = z.object({ requestId: z.uuid() });
export type RequestParams = z.infer<typeof RequestParams>;

export const ListRequestsQuery = z.object({
  ...page,
  kind: RequestKind.optional(),
  status: RequestStatus.optional(),
  contactId: z.uuid().optional(),
  q: searchText,
});
export type ListRequestsQuery = z.input<typeof ListRequestsQuery>;

export const RequestList = z.object({ items: z.array(RequestDto), nextCursor });
export type RequestList = z.infer<typeof RequestList>;

// ---------------------------------------------------------------- intake: what a website's form sends

/** One value or several, as HTML forms send them; a text is cut at line breaks. */
const several = (entry: z.ZodType<string, string>, countMax: number) =>
  z
    .union([z.string(), z.array(z.string())])
    .transform((value) =>
      (Array.isArray(value) ? value : value.split(/[\r\n]+/)).map((part) => part.trim()).filter(Boolean),
    )
    .pipe(z.array(entry).max(countMax, `Use at most ${countMax} entries`));

/** People leave the scheme away; anything but http(s) is refused. */
const linkUrl = z
  .string()
  .transform((value) => (/^[a-z][a-z0-9+.-]*:/i.test(value) ? value : `https://${value}`))
  .pipe(
    z
      .url({
        protocol: /^https?$/,
        hostname: z.regexes.domain,
        error: "Enter a web address such as example.com",
      })
      .max(2_000),
  );

const person = {
  name: requiredLine(200, "Enter your name"),
  email: EmailAddress,
  company: line(200).default(""),
  phone: line(50).default(""),
};

/** Unknown fields are passed over: websites' forms carry buttons and tokens of their own. */
export const ContactIntake = z.object({ ...person, message: requiredText(10_000, "Enter a message") });
export type ContactIntake = z.output<typeof ContactIntake>;

export const ProjectScopeIntake = z
  .object({
    ...person,
    message: text(10_000).default(""),
    services: several(line(120), 20).default([]),
    budgetRange: line(120).default(""),
    timeline: line(120).default(""),
    goals: text(5_000).default(""),
    links: several(linkUrl, 10).default([]),
    details: text(10_000).default(""),
  })
  .refine(
    (input) =>
      input.services.length > 0 || input.goals !== "" || input.details !== "" || input.message !== "",
    {
      path: ["details"],
      error: "Say what the project is about",
    },
  );
export type ProjectScopeIntake = z.output<typeof ProjectScopeIntake>;

/** The answer to a form that was sent by script. The same for a stored, a repeated and a silently dropped one. */
export const IntakeReceipt = z.object({
  id: z.uuid(),
  status: z.literal("received"),
  /** For `ba("identify", token)`: tells the tracker whose visit this is. */
  trackingToken: z.string(),
});
export type IntakeReceipt = z.infer<typeof IntakeReceipt>;

export const IntakeParams = z.object({ formKey: z.string().max(100) });
export type IntakeParams = z.infer<typeof IntakeParams>;
