import { html } from "../../html";
import { page } from "../../page";
import { OTHER_PROJECT_KEY, type Project, SANDBOX_PERSONAL_KEY, SANDBOX_PROJECT_KEY } from "./project";

const EVENTS_SHOWN_MAX = 100;

/** What came in, newest first, and the keys with which the demo connects. */
export const projectPage = (projects: readonly Project[]): string =>
  page(
    "PostHog",
    html`<main>
      <p class="back"><a href="/">All services</a></p>
      <h1>PostHog</h1>
      <p class="soft">
        Keeps every event once, by its uuid. Connect under Settings, PostHog with these keys.
      </p>
      <dl class="facts">
        <dt>Project key</dt>
        <dd><code>${SANDBOX_PROJECT_KEY}</code></dd>
        <dt>Personal key</dt>
        <dd><code>${SANDBOX_PERSONAL_KEY}</code></dd>
        <dt>Key of another project</dt>
        <dd><code>${OTHER_PROJECT_KEY}</code></dd>
      </dl>
      ${projects.map(ofProject)}
    </main>`,
  );

const ofProject = (project: Project) => {
  const events = project.events;
  return html`<h2>${project.name} (project ${project.id})</h2>
    <p class="soft">
      ${events.length} events in ${project.batches} batches, ${project.duplicates} came again and were left
      out, ${project.recordings.length} recordings.
    </p>
    ${
      events.length === 0
        ? html`<p class="card pad">Nothing has come yet.</p>`
        : html`<ul class="rows card">
            ${events
              .slice(-EVENTS_SHOWN_MAX)
              .reverse()
              .map(
                (event) =>
                  html`<li class="row">
                    <strong>${event.event}</strong>
                    <time datetime="${event.timestamp}">${event.timestamp}</time>
                    <span class="soft wide">${JSON.stringify(event.properties.$current_url ?? "")}</span>
                  </li>`,
              )}
          </ul>`
    }`;
};
