import { type Html, html } from "../html";
import { page } from "../page";
import type { Asking } from "./consent";
import type { Person } from "./people";

/** Asks who somebody is and whether the application may know. Works without a script and by keyboard. */
export const choicePage = (asking: Asking, people: readonly Person[], message: string | null): string => {
  const hint = asking.params.get("login_hint") ?? "";
  const known = people.some(({ email }) => email === hint);
  return page(
    `Sign in with ${asking.provider} (sandbox)`,
    html`<main class="slim">
      <h1>Sign in with ${asking.provider}</h1>
      <p class="soft">
        <strong>${new URL(asking.redirectUri).host}</strong> asks for: ${asking.scopes.join(", ")}.
      </p>
      ${message === null ? null : html`<p role="alert"><strong>${message}</strong></p>`}
      <form method="post">
        <fieldset>
          <legend>Who are you today?</legend>
          ${people.map((person, index) => choice(person, hint ? person.email === hint : index === 0))}
          <label class="choice"
            ><input type="radio" name="person" value="other" ${hint && !known ? html`checked` : null} /><span
              >Somebody else<small>With an address of your choice</small></span
            ></label
          >
          <div class="other">
            <label
              ><span>E-mail</span
              ><input
                type="email"
                name="email"
                value="${known ? "" : hint}"
                autocomplete="off"
                maxlength="254"
            /></label>
            <label
              ><span>Name</span><input type="text" name="name" autocomplete="off" maxlength="100"
            /></label>
            <label class="check"
              ><input type="checkbox" name="unverified" value="1" /><span
                >${asking.provider} has not verified this address</span
              ></label
            >
          </div>
        </fieldset>
        <div class="acts">
          <button class="main" type="submit" name="decision" value="allow">Allow</button>
          <button type="submit" name="decision" value="deny">Deny</button>
        </div>
      </form>
      <p class="banner">Sandbox of Brand Automator, not ${asking.provider}. Nobody here exists.</p>
    </main>`,
  );
};

const choice = (person: Person, isChecked: boolean): Html =>
  html`<label class="choice"
    ><input type="radio" name="person" value="${person.sub}" ${isChecked ? html`checked` : null} /><span
      >${person.name}<small
        >${person.email}${person.emailVerified ? null : html`, address not verified`}</small
      ></span
    ></label
  >`;
