import { type Html, html } from "../../../html";

type Field = {
  name: string;
  label: string;
  hint?: string;
  type?: "text" | "email" | "tel";
  /** Makes it a text of several lines. */
  rows?: number;
  autocomplete?: string;
  isRequired?: boolean;
};

/** A label with its input. */
export function field({
  name,
  label,
  hint,
  type = "text",
  rows,
  autocomplete,
  isRequired = false,
}: Field): Html {
  const required = isRequired ? html` required` : null;
  const input = rows
    ? html`<textarea name="${name}" rows="${rows}" ${required}></textarea>`
    : html`<input
        name="${name}"
        type="${type}"
        ${autocomplete && html` autocomplete="${autocomplete}"`}${required}
      />`;
  return html`<label
    ><span>${label}${!isRequired && html` <small>optional</small>`}</span
    >${input}${hint && html`<small>${hint}</small>`}</label
  >`;
}

/** A field that people do not see and programs fill in. */
export const trap: Html = html`<div class="trap" aria-hidden="true">
  <label>Leave this empty<input name="website" tabindex="-1" autocomplete="off" /></label>
</div>`;

/** In place of a form whose key is not known. */
export const noForm = (kind: "contact" | "project"): Html =>
  html`<div class="notice">
    <h2>No form yet</h2>
    <p>
      This page has no key for a ${kind} form. Make one in Brand Automator under CRM, Forms, and put its key
      into “Things to try” at the top of this page.
    </p>
  </div>`;
