import { type Html, html } from "../../../html";
import { poster, windowScene } from "../art";
import { POSTS } from "../posts.data";
import { link, type Page, type Visit } from "../visit";
import { callToAction } from "./call-to-action";

const OFFERS = [
  [
    "/services/identity",
    "Name and identity",
    "A name that can be said on the phone, a sign that is seen from across the street, and everything in between.",
  ],
  [
    "/services/websites",
    "Website",
    "Rooms, tables and opening hours at a glance. Booking in three taps, on a phone, with one hand.",
  ],
  [
    "/services/campaigns",
    "Opening and campaign",
    "The eight weeks around an opening: what to say, where, and what it brought.",
  ],
] as const;

const WORK = [
  { art: "salt", name: "Salt Window", what: "Guesthouse by the sea · identity, website" },
  { art: "bell", name: "Second Bell", what: "Bakery · sign, bags, menus" },
  { art: "tower", name: "Round Tower", what: "Gallery · name, opening campaign" },
] as const;

const STEPS = [
  ["A visit", "We come for a day, sleep or eat there, and listen. It costs nothing."],
  [
    "Three directions",
    "Each with a name, a sign and one page of the website, so that you compare like with like.",
  ],
  ["Making", "Six to ten weeks. You see every Friday how far it is."],
  ["The first month", "We stay on, look at the numbers with you, and change what does not work."],
] as const;

export const home = (visit: Visit): Page => ({
  title: "Juniper Lane, a studio for places that people visit",
  description: "Names, identities, websites and openings for small hotels, cafés, bakeries and galleries.",
  body: html`${hero(visit)}${offers(visit)}${work}${steps}${notes(visit)}${callToAction(visit)}`,
});

const hero = (visit: Visit): Html =>
  html`<section class="wrap hero">
    <div>
      <p class="eyebrow">Design studio for hotels, cafés and galleries</p>
      <h1>Places people want to come back to.</h1>
      <p class="lead">
        We give small places a name, a face and a website that fills their rooms and tables, without a portal
        in between.
      </p>
      <p class="acts">
        <a class="button" href="${link(visit, "/project")}">Plan a project</a
        ><a class="button quiet" href="${link(visit, "/services")}">See what we do</a>
      </p>
    </div>
    ${windowScene}
  </section>`;

const offers = (visit: Visit): Html =>
  html`<section class="band">
    <div class="wrap">
      <h2>What we do</h2>
      <ul class="cards">
        ${OFFERS.map(
          ([path, name, text]) =>
            html`<li class="card">
              <h3><a href="${link(visit, path)}">${name}</a></h3>
              <p>${text}</p>
              <span class="more" aria-hidden="true">Read on →</span>
            </li>`,
        )}
      </ul>
    </div>
  </section>`;

const work: Html = html`<section class="wrap block">
  <h2>Some of our work</h2>
  <ul class="work">
    ${WORK.map(
      ({ art, name, what }) =>
        html`<li>
          ${poster(art)}
          <h3>${name}</h3>
          <p>${what}</p>
        </li>`,
    )}
  </ul>
</section>`;

const steps: Html = html`<section class="wrap block">
  <h2>How it goes</h2>
  <ol class="steps">
    ${STEPS.map(
      ([name, text]) =>
        html`<li>
          <h3>${name}</h3>
          <p>${text}</p>
        </li>`,
    )}
  </ol>
</section>`;

const notes = (visit: Visit): Html =>
  html`<section class="wrap block">
    <div class="row-head">
      <h2>From our notes</h2>
      <a href="${link(visit, "/blog")}">All notes</a>
    </div>
    <ul class="notes">
      ${POSTS.slice(0, 2).map(
        (post) =>
          html`<li>
            <p class="meta">${post.minutes} minutes</p>
            <h3><a href="${link(visit, `/blog/${post.slug}`)}">${post.title}</a></h3>
            <p>${post.summary}</p>
          </li>`,
      )}
    </ul>
  </section>`;
