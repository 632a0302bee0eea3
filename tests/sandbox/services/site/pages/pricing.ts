import { html } from "../../../html";
import { link, type Page, type Visit } from "../visit";

const PACKAGES = [
  {
    name: "Front door",
    price: "4,200 €",
    text: "For places that need one thing put right.",
    points: ["One service of your choice", "Two rounds of changes", "Four weeks"],
    isMain: false,
  },
  {
    name: "Whole house",
    price: "14,800 €",
    text: "Identity and website from one hand.",
    points: [
      "Name and identity",
      "Website with booking or requests",
      "A day of photographs",
      "Numbers for the first three months",
      "Ten weeks",
    ],
    isMain: true,
  },
  {
    name: "Opening week",
    price: "19,500 €",
    text: "Everything, until the last chair stands.",
    points: ["The whole house", "Opening campaign", "We are there in the week itself", "Fourteen weeks"],
    isMain: false,
  },
] as const;

const QUESTIONS = [
  ["What if it takes longer?", "Then it takes longer and costs the same, unless you add something."],
  [
    "Who owns it all?",
    "You do, from the last payment on: files, typefaces, texts, the website and its code.",
  ],
  ["Do you work with chains?", "No. We have nothing against them; we are better at small."],
] as const;

export const pricing = (visit: Visit): Page => ({
  title: "Pricing · Juniper Lane",
  description: "Three packages with fixed prices.",
  body: html`<section class="wrap top">
      <p class="eyebrow">Pricing</p>
      <h1>Prices that stand still.</h1>
      <p class="lead">Paid in three parts: at the start, in the middle and at the end. Without tax.</p>
      <ul class="plans">
        ${PACKAGES.map(
          (plan) =>
            html`<li class="plan${plan.isMain && " main"}">
              <h2>${plan.name}</h2>
              <p class="price">${plan.price}</p>
              <p>${plan.text}</p>
              <ul>
                ${plan.points.map((point) => html`<li>${point}</li>`)}
              </ul>
              <a class="button${!plan.isMain && " quiet"}" href="${link(visit, "/project")}"
                >Choose ${plan.name}</a
              >
            </li>`,
        )}
      </ul>
    </section>
    <section class="wrap narrow-text block">
      <h2>Questions we are asked</h2>
      ${QUESTIONS.map(
        ([question, answer]) =>
          html`<details class="faq">
            <summary>${question}</summary>
            <p>${answer}</p>
          </details>`,
      )}
      <p>Something else? <a href="${link(visit, "/contact")}">Write to us</a>.</p>
    </section>`,
});
