import { type Html, html } from "../../../html";
import { link, type Visit } from "../visit";

/** The end of most pages. */
export const callToAction = (visit: Visit): Html =>
  html`<section class="wrap">
    <div class="cta">
      <div>
        <h2>Tell us about your place.</h2>
        <p>Two lines are enough. We answer within a working day.</p>
      </div>
      <p class="acts">
        <a class="button light" href="${link(visit, "/contact")}">Write to us</a
        ><a class="button outline" href="${link(visit, "/project")}">Plan a project</a>
      </p>
    </div>
  </section>`;
