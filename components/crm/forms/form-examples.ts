import type { FormDto } from "@/lib/crm/schemas";

const SCOPE_FIELDS = `
  <label><input type="checkbox" name="services[]" value="Branding"> Branding</label>
  <label><input type="checkbox" name="services[]" value="Website"> Website</label>
  <label>Budget <input name="budgetRange"></label>
  <label>Timeline <input name="timeline"></label>
  <label>Goals <textarea name="goals"></textarea></label>
  <label>Links, one a line <textarea name="links"></textarea></label>
  <label>Details <textarea name="details" required></textarea></label>`;

const MESSAGE_FIELD = `
  <label>Message <textarea name="message" required></textarea></label>`;

/** A form that works without any script. The field \`website\` is a trap: people do not see it, programs fill it in. */
export function htmlExample(form: Pick<FormDto, "endpointUrl" | "kind">): string {
  return `<form method="post" action="${form.endpointUrl}">
  <label>Name <input name="name" autocomplete="name" required></label>
  <label>E-mail <input name="email" type="email" autocomplete="email" required></label>
  <label>Company <input name="company" autocomplete="organization"></label>${form.kind === "contact" ? MESSAGE_FIELD : SCOPE_FIELDS}
  <input name="website" tabindex="-1" autocomplete="off" style="position:absolute;left:-9999px" aria-hidden="true">
  <button>Send</button>
</form>`;
}

const PERSON = { name: "Ada Example", email: "ada@example.com", company: "Example Ltd" };
const BODIES: Record<FormDto["kind"], object> = {
  contact: { ...PERSON, message: "Hello" },
  project_scope: {
    ...PERSON,
    services: ["Branding", "Website"],
    budgetRange: "10,000 to 20,000",
    timeline: "Before summer",
    goals: "A new look",
    links: ["https://example.com"],
    details: "We are a bakery with three shops.",
  },
};

/** The same request sent by a script of your own. */
export function jsonExample(form: Pick<FormDto, "endpointUrl" | "kind">): string {
  return `await fetch("${form.endpointUrl}", {
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify(${JSON.stringify(BODIES[form.kind], null, 2).replaceAll("\n", "\n  ")}),
});`;
}
