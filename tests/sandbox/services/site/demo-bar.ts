import { type Html, html } from "../../html";
import { link, type Visit } from "./visit";

/** Ways to arrive, as links on other people's pages would be written. */
const ARRIVALS: readonly { name: string; path: string; query: Readonly<Record<string, string>> }[] = [
  {
    name: "A newsletter",
    path: "/blog",
    query: { utm_source: "newsletter", utm_medium: "email", utm_campaign: "monthly-notes" },
  },
  {
    name: "A LinkedIn post",
    path: "/",
    query: { utm_source: "linkedin", utm_medium: "social", utm_campaign: "autumn-openings" },
  },
  {
    name: "A Google ad",
    path: "/services/websites",
    query: { utm_source: "google", utm_medium: "cpc", utm_campaign: "hotel-websites" },
  },
  { name: "ChatGPT", path: "/pricing", query: { utm_source: "chatgpt.com" } },
];

/** The slim bar above the website: what this is, the way back to the product, and things to try. */
export const demoBar = (visit: Visit): Html =>
  html`<aside class="demo" aria-label="About this demo">
    <div class="wrap demo-row">
      <p>
        <strong>Demo<span class="wide"> website.</span></strong>
        <span class="wide">Click around and watch your dashboard.</span>
      </p>
      <a class="demo-open" href="${visit.appUrl}/dashboard" target="_blank" rel="noopener"
        ><span class="wide">Open your dashboard</span><span class="slim">Dashboard</span
        ><span class="vh"> (in a new tab)</span> <span aria-hidden="true">↗</span></a
      >
      <details class="demo-try" ${visit.keys.site === null ? html` open` : null}>
        <summary>Things to try</summary>
        <div class="demo-panel">${arrivals(visit)}${forms(visit)}${ownKeys(visit)}</div>
      </details>
    </div>
  </aside>`;

const arrivals = (visit: Visit): Html =>
  html`<section>
    <h2>Arrive from</h2>
    <ul class="chips">
      ${ARRIVALS.map(({ name, path, query }) => html`<li><a href="${link(visit, path, query)}">${name}</a></li>`)}
    </ul>
    <p>
      The first page of a visit decides its source. A visit ends after 30 minutes without a click; in another
      browser, or on another device, you are somebody new.
    </p>
  </section>`;

const forms = (visit: Visit): Html =>
  html`<section>
    <h2>Send a request</h2>
    <ul class="chips">
      <li><a href="${link(visit, "/contact")}">Contact form</a></li>
      <li><a href="${link(visit, "/project")}">Project form</a></li>
    </ul>
    <p>It appears under CRM, Requests, with the pages you have just looked at.</p>
  </section>`;

const FIELDS = [
  ["site", "Site key", "from Settings, Websites"],
  ["form", "Contact form key", "from CRM, Forms"],
  ["scope", "Project form key", "optional"],
] as const;

const ownKeys = (visit: Visit): Html =>
  html`<section class="own">
    <h2>Use your own website's keys</h2>
    <p>
      Add a website with the domain <code>${visit.hostName}</code> in Brand Automator, then put its keys here.
      ${state(visit)}
    </p>
    <form action="/site" method="get">
      ${FIELDS.map(
        ([name, label, hint]) =>
          html`<label
            >${label} <small>${hint}</small>
            <input
              name="${name}"
              value="${visit.own[name]}"
              autocomplete="off"
              spellcheck="false"
              maxlength="100"
              pattern="[A-Za-z0-9_\\-]{8,100}"
          /></label>`,
      )}
      <div class="own-acts">
        <button class="button small" type="submit">Use these keys</button
        ><a href="/site">Back to the demo's keys</a>
      </div>
    </form>
  </section>`;

function state({ keys, own }: Visit): Html {
  if (keys.site === null)
    return html`<strong>At the moment no visits are counted: there is no site key.</strong>`;
  const whose = own.site === null ? "the demo's" : "your";
  return html`At the moment visits count for ${whose} site key <code>${keys.site}</code>.`;
}
