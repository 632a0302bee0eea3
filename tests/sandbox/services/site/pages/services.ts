import { type Html, html } from "../../../html";
import { link, type Page, type Visit } from "../visit";
import { callToAction } from "./call-to-action";

type Service = {
  slug: string;
  name: string;
  lead: string;
  points: readonly (readonly [string, string])[];
  takes: string;
};

const SERVICES: readonly Service[] = [
  {
    slug: "identity",
    name: "Name and identity",
    lead: "What people say, see and remember. It begins with a name and ends with the stamp on the bill.",
    points: [
      ["Name", "Twelve proposals, three of them checked for domains, handles and registers."],
      ["Sign and mark", "Drawn for the wall first, for the screen second."],
      ["Type and colour", "Few enough that nobody on your staff can get them wrong."],
      ["Menus, keys, bags", "Templates that you fill in yourselves."],
    ],
    takes: "Five to seven weeks, from 6,800 €",
  },
  {
    slug: "websites",
    name: "Website",
    lead: "Most people look you up on a phone, on the way. They want to know whether you are open, what it costs and how to get in.",
    points: [
      ["Booking without detours", "Your own system or a request form; no portal takes a share."],
      ["Fast on bad networks", "Under a second on a train. We measure it and show you."],
      ["Yours to change", "Opening hours and prices in two minutes, without us."],
      ["Numbers that help", "Which page brings requests, and where people come from."],
    ],
    takes: "Six to ten weeks, from 9,400 €",
  },
  {
    slug: "campaigns",
    name: "Opening and campaign",
    lead: "An opening is one week long, and the eight weeks around it decide how full it is.",
    points: [
      ["A plan on one page", "Who should hear what, from whom, and when."],
      ["Pictures and words", "A day of photographs, twenty texts, ready to post."],
      ["The newsletter", "The quiet channel that brings most bookings."],
      ["What it brought", "Visits, requests and bookings by channel, every Monday."],
    ],
    takes: "Eight weeks, from 4,200 €",
  },
];

/** One page with three parts; the browser moves between them without loading (see script.ts). */
export function services(visit: Visit): Page {
  const current = SERVICES.find(({ slug }) => visit.path === `/services/${slug}`);
  const shown = current ?? SERVICES[0];
  return {
    title: `${current?.name ?? "Services"} · Juniper Lane`,
    description: "Name and identity, website, opening and campaign for places that people visit.",
    body: html`<section class="wrap top">
        <p class="eyebrow">Services</p>
        <h1>Three things, done properly.</h1>
        <p class="lead">Take one or all of them. Each has a fixed scope and a price that does not move.</p>
        <nav class="tabs" aria-label="Services" data-tabs>
          <ul>
            ${SERVICES.map(
              (service) =>
                html`<li>
                  <a
                    href="${link(visit, `/services/${service.slug}`)}"
                    data-tab="${service.slug}"
                    ${service === shown ? html` aria-current="true"` : null}
                    >${service.name}</a
                  >
                </li>`,
            )}
          </ul>
        </nav>
        <div aria-live="polite">${SERVICES.map((service) => panel(visit, service, service === shown))}</div>
      </section>
      ${callToAction(visit)}`,
  };
}

const panel = (visit: Visit, { slug, name, lead, points, takes }: Service, isShown: boolean): Html =>
  html`<article class="panel" data-panel="${slug}" ${isShown ? null : html` hidden`}>
    <div>
      <h2>${name}</h2>
      <p class="lead">${lead}</p>
      <p class="takes">${takes}</p>
      <p><a class="button" href="${link(visit, "/project", { service: slug })}">Ask for this</a></p>
    </div>
    <dl>
      ${points.map(
        ([term, text]) =>
          html`<div>
            <dt>${term}</dt>
            <dd>${text}</dd>
          </div>`,
      )}
    </dl>
  </article>`;
