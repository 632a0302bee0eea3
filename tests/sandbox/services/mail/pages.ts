import { type Html, html } from "../../html";
import { page } from "../../page";
import type { StoredMessage } from "./inbox";

const time = (iso: string): Html =>
  html`<time datetime="${iso}">${iso.slice(0, 19).replace("T", " ")} UTC</time>`;

/** The inbox: all messages, or those to one address. */
export const inboxPage = (messages: readonly StoredMessage[], to: string | undefined): string =>
  page(
    "Inbox",
    html`<main>
      <p class="back"><a href="/">Sandbox</a></p>
      <div class="head">
        <h1>Inbox</h1>
        ${
          messages.length > 0
            ? html`<form method="post" action="/mail/delete">
                <button class="danger" type="submit">Delete all</button>
              </form>`
            : null
        }
      </div>
      <p class="soft">
        Everything that Brand Automator sends by e-mail from this machine ends here; nothing leaves it.
        ${to ? html`Shown: to ${to}. <a href="/mail">Show all</a>` : null}
      </p>
      ${
        messages.length === 0
          ? html`<p class="card pad">No messages yet. Reload the page after the next one.</p>`
          : html`<ul class="rows card">
              ${messages.map(row)}
            </ul>`
      }
    </main>`,
  );

const row = (message: StoredMessage): Html =>
  html`<li>
    <a class="row" href="/mail/view/${message.id}">
      <strong>${message.subject || "(no subject)"}</strong>${time(message.at)}
      <span class="soft wide cut">To ${message.to.join(", ")}</span>
    </a>
  </li>`;

/** One message: its HTML in a frame that runs no script, its links, its text, its headers. */
export const messagePage = (message: StoredMessage): string =>
  page(
    message.subject || "Message",
    html`<main>
      <p class="back"><a href="/mail">Inbox</a></p>
      <h1>${message.subject || "(no subject)"}</h1>
      <dl class="facts">
        <dt>From</dt>
        <dd>${message.from}</dd>
        <dt>To</dt>
        <dd>${message.to.join(", ")}</dd>
        <dt>Arrived</dt>
        <dd>${time(message.at)}</dd>
        ${message.attachments.map(
          ({ name, type, sizeBytes }) =>
            html`<dt>Attached</dt>
              <dd>${name} (${type}, ${sizeBytes} bytes)</dd>`,
        )}
      </dl>
      ${
        message.links.length > 0
          ? html`<h2>Links in this message</h2>
              <ul>
                ${message.links.map((link) => html`<li><a href="${link}">${link}</a></li>`)}
              </ul>`
          : null
      }
      ${
        message.html === null
          ? null
          : html`<h2>Message</h2>
              <div class="card">
                <iframe
                  title="The message"
                  src="/mail/view/${message.id}/html"
                  sandbox="${FRAME_MAY}"
                ></iframe>
              </div>`
      }
      <h2>Text</h2>
      <div class="card pad"><pre>${message.text || "This message has no text."}</pre></div>
      <h2>Behind it</h2>
      <details>
        <summary>Headers</summary>
        <div class="card pad">
          <pre>
${Object.entries(message.headers)
              .map(([name, value]) => `${name}: ${value}`)
              .join("\n")}</pre>
        </div>
      </details>
      <p><a href="/mail/view/${message.id}/source">Source</a></p>
    </main>`,
  );

/** No scripts and no forms; links leave the frame when a person follows them. */
export const FRAME_MAY =
  "allow-top-navigation-by-user-activation allow-popups allow-popups-to-escape-sandbox";
