import { type Html, html } from "../../../html";
import type { Page, Visit } from "../visit";
import { field, noForm, trap } from "./fields";

// The seed's requests use the same words: prisma/seed/requests/people.data.ts.
const SERVICES = ["Name and identity", "Website", "Photography", "Campaign", "Menus and print"];
/** "Ask for this" on the services page names the service in the address. */
const ASKED: Readonly<Record<string, string>> = {
  identity: "Name and identity",
  websites: "Website",
  campaigns: "Campaign",
};
const BUDGETS = ["Under 5,000 €", "5,000 to 15,000 €", "15,000 to 40,000 €", "Over 40,000 €", "Not sure yet"];
const TIMELINES = ["As soon as possible", "In 1 to 3 months", "In 3 to 6 months", "No fixed date"];

export const project = (visit: Visit): Page => ({
  title: "Plan a project · Juniper Lane",
  description: "Tell us what you need, by when and for how much.",
  body: html`<section class="wrap top split">
    <div>
      <p class="eyebrow">Plan a project</p>
      <h1>Let's make it concrete.</h1>
      <p class="lead">
        Six questions, about three minutes. You get an offer with hours and prices within the week.
      </p>
      <ol class="after">
        <li>You send this form.</li>
        <li>We call you if something is open.</li>
        <li>You get an offer, and a date for our visit.</li>
      </ol>
    </div>
    ${visit.keys.scope === null ? noForm("project") : form(visit, visit.keys.scope)}
  </section>`,
});

const form = (visit: Visit, key: string): Html =>
  html`<div>
    <form class="form" method="post" action="${visit.appUrl}/api/forms/${key}" data-json novalidate>
      <fieldset>
        <legend>What do you need?</legend>
        <div class="checks">
          ${SERVICES.map(
            (service) =>
              html`<label class="check"
                ><input
                  type="checkbox"
                  name="services"
                  value="${service}"
                  ${service === ASKED[visit.query.get("service") ?? ""] && html` checked`}
                /><span>${service}</span></label
              >`,
          )}
        </div>
      </fieldset>
      <div class="pair">
        ${select("budgetRange", "Budget", BUDGETS)}${select("timeline", "When", TIMELINES)}
      </div>
      ${field({ name: "goals", label: "What should be better afterwards?", rows: 3 })}
      ${field({ name: "links", label: "Links", rows: 2, hint: "Your website, pictures, places you like; one a line." })}
      ${field({ name: "details", label: "Anything else?", rows: 4 })}
      <div class="pair">
        ${field({ name: "name", label: "Your name", autocomplete: "name", isRequired: true })}
        ${field({ name: "email", label: "E-mail", type: "email", autocomplete: "email", isRequired: true })}
      </div>
      ${field({ name: "company", label: "Your place", autocomplete: "organization" })} ${trap}
      <div class="form-end">
        <button class="button" type="submit">Send</button>
        <p class="status" role="status" data-status></p>
      </div>
      <noscript><p>This form needs JavaScript; the contact form does not.</p></noscript>
    </form>
    <div class="notice" data-done hidden tabindex="-1">
      <h2>Thank you, it has arrived.</h2>
      <p>See it in Brand Automator, with the pages you looked at before.</p>
      <p>
        <a class="button" href="${visit.appUrl}/crm/requests" target="_blank" rel="noopener"
          >Open requests<span class="vh"> (in a new tab)</span></a
        >
      </p>
    </div>
  </div>`;

const select = (name: string, label: string, options: readonly string[]): Html =>
  html`<label
    ><span>${label} <small>optional</small></span
    ><select name="${name}">
      <option value="">Please choose</option>
      ${options.map((option) => html`<option>${option}</option>`)}
    </select></label
  >`;
