import type { ServiceRuntime } from "./control/runtime";
import { type Html, html } from "./html";
import { page } from "./page";

/** The list of services at /. */
export const indexPage = (runtimes: readonly ServiceRuntime[]): string =>
  page(
    "Sandbox",
    html`<main>
      <h1>Sandbox</h1>
      <p class="soft">
        Stand-ins for services outside Brand Automator. They run on this machine only, and nothing in them is
        real: no mail leaves, nobody is asked for a password.
      </p>
      <ul class="rows card">
        ${runtimes.map(row)}
      </ul>
      <p class="soft">
        State of all services: <a href="/__control">/__control</a>. Everything they were asked:
        <a href="/__control/ledger">/__control/ledger</a>.
      </p>
    </main>`,
  );

const count = (requests: number): string =>
  requests === 1 ? "1 request" : `${requests.toLocaleString("en")} requests`;

function row({ service, ledger, latencyMs, clockOffsetMs, faults }: ServiceRuntime): Html {
  const notes = [
    faults.list().length > 0 ? `${faults.list().length} faults waiting` : null,
    latencyMs > 0 ? `answers ${latencyMs} ms late` : null,
    clockOffsetMs === 0 ? null : `clock set by ${Math.round(clockOffsetMs / 1000)} s`,
  ].filter((note) => note !== null);
  return html`<li class="row">
    ${service.page ? html`<a href="${service.page}"><strong>${service.title}</strong></a>` : html`<strong>${service.title}</strong>`}
    <a class="soft" href="/__control/ledger?service=${service.id}">${count(ledger.length)}</a>
    <span class="soft wide"><code>/${service.id}</code>${notes.map((note) => html` · ${note}`)}</span>
  </li>`;
}
