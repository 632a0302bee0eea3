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
        As JSON: <a href="/__control">the state of all services</a> and
        <a href="/__control/ledger">everything they were asked</a>.
      </p>
    </main>`,
  );

const counted = (number: number, word: string): string =>
  `${number.toLocaleString("en")} ${word}${number === 1 ? "" : "s"}`;

function row({ service, ledger, latencyMs, clockOffsetMs, faults }: ServiceRuntime): Html {
  const notes = [
    faults.list().length > 0 ? counted(faults.list().length, "fault") + " waiting" : null,
    latencyMs > 0 ? `answers ${latencyMs} ms late` : null,
    clockOffsetMs === 0 ? null : `clock set by ${Math.round(clockOffsetMs / 1000)} s`,
  ].filter((note) => note !== null);
  return html`<li class="row">
    ${service.page ? html`<a href="${service.page}"><strong>${service.title}</strong></a>` : html`<strong>${service.title}</strong>`}
    <a class="soft" href="/__control/ledger?service=${service.id}">${counted(ledger.length, "request")}</a>
    <span class="soft wide"><code>/${service.id}</code>${notes.map((note) => html` · ${note}`)}</span>
  </li>`;
}
