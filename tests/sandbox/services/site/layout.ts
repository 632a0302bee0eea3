import { type Html, html } from "../../html";
import { mark } from "./art";
import { demoBar } from "./demo-bar";
import { link, type Page, type Visit } from "./visit";

const NAV = [
  ["/services", "Services"],
  ["/pricing", "Pricing"],
  ["/blog", "Notes"],
  ["/contact", "Contact"],
] as const;

/** A page with the frame that all share. */
export const layout = (visit: Visit, page: Page): Html =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="description" content="${page.description}" />
        <meta name="robots" content="noindex" />
        <meta name="color-scheme" content="light dark" />
        <title>${page.title}</title>
        <link rel="icon" href="/site/assets/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/site/assets/site.css" />
        <script defer src="/site/assets/site.js"></script>
        ${tracker(visit)}
      </head>
      <body>
        <a class="skip" href="#main">Skip to content</a>
        ${demoBar(visit)} ${header(visit)}
        <main id="main">${page.body}</main>
        ${footer(visit)}
      </body>
    </html> `;

/** The one line that Brand Automator's customers paste into their pages. */
const tracker = ({ collectorUrl, keys }: Visit): Html | null =>
  keys.site === null
    ? null
    : html`<script defer src="${collectorUrl}/t.js" data-site="${keys.site}"></script>`;

const header = (visit: Visit): Html =>
  html`<header class="head wrap">
    <a class="brand" href="${link(visit, "/")}">${mark}<span>Juniper Lane</span></a>
    <nav aria-label="Main">
      <ul>
        ${NAV.map(([path, name]) => html`<li><a href="${link(visit, path)}" ${isHere(visit, path)}>${name}</a></li>`)}
      </ul>
    </nav>
    <a class="button small" href="${link(visit, "/project")}">Plan a project</a>
  </header>`;

const isHere = (visit: Visit, path: string): Html | null =>
  visit.path === path || visit.path.startsWith(`${path}/`) ? html` aria-current="page"` : null;

const footer = (visit: Visit): Html =>
  html`<footer class="foot">
    <div class="wrap foot-grid">
      <div>
        <a class="brand" href="${link(visit, "/")}">${mark}<span>Juniper Lane</span></a>
        <p>A studio for places that people visit. Names, identities, websites and the week of the opening.</p>
      </div>
      <nav aria-label="Pages">
        <ul>
          ${[...NAV, ["/project", "Plan a project"] as const].map(([path, name]) => html`<li><a href="${link(visit, path)}">${name}</a></li>`)}
        </ul>
      </nav>
      <p class="small-print">
        Juniper Lane does not exist, and neither do its customers. This website comes with Brand Automator, so
        that its analytics and forms can be tried on pages that look like real ones.
      </p>
    </div>
  </footer>`;
