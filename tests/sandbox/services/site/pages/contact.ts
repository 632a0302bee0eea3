import { type Html, html } from "../../../html";
import { link, type Page, type Visit } from "../visit";
import { field, noForm, trap } from "./fields";

export const contact = (visit: Visit): Page => ({
  title: "Contact · Juniper Lane",
  description: "Write to Juniper Lane.",
  body: html`<section class="wrap top split">
    <div>
      <p class="eyebrow">Contact</p>
      <h1>Say hello.</h1>
      <p class="lead">
        Tell us in a few lines where you are and what is on your mind. We answer within a working day.
      </p>
      <p>
        Know already what you need? <a href="${link(visit, "/project")}">Plan a project</a> asks the right
        questions.
      </p>
    </div>
    ${visit.keys.form === null ? noForm("contact") : form(visit, visit.keys.form)}
  </section>`,
});

/** A plain HTML form: it needs no script, the product answers with its thank-you page. */
const form = (visit: Visit, key: string): Html =>
  html`<form class="form" method="post" action="${visit.appUrl}/api/forms/${key}" data-plain>
    <div class="pair">
      ${field({ name: "name", label: "Your name", autocomplete: "name", isRequired: true })}
      ${field({ name: "email", label: "E-mail", type: "email", autocomplete: "email", isRequired: true })}
    </div>
    <div class="pair">
      ${field({ name: "company", label: "Your place", autocomplete: "organization" })}
      ${field({ name: "phone", label: "Phone", type: "tel", autocomplete: "tel" })}
    </div>
    ${field({ name: "message", label: "Message", rows: 6, isRequired: true })} ${trap}<input
      type="hidden"
      name="_t"
      value="${visit.nowMs}"
    /><input type="hidden" name="ba" value="" />
    <div class="form-end">
      <button class="button" type="submit">Send</button>
      <p class="meta">Goes to Brand Automator on this machine, and nowhere else.</p>
    </div>
  </form>`;
