import { html } from "../../../html";
import { link, type Page, type Visit } from "../visit";
import { blog, blogPost } from "./blog";
import { contact } from "./contact";
import { home } from "./home";
import { pricing } from "./pricing";
import { project } from "./project";
import { services } from "./services";

const PAGES: Readonly<Record<string, (visit: Visit) => Page>> = {
  "/": home,
  "/services": services,
  "/services/identity": services,
  "/services/websites": services,
  "/services/campaigns": services,
  "/pricing": pricing,
  "/blog": blog,
  "/contact": contact,
  "/project": project,
};

/** The page of a path; a page that says so where there is none. */
export const findPage = (visit: Visit): Page =>
  PAGES[visit.path]?.(visit) ?? blogPost(visit) ?? missing(visit);

const missing = (visit: Visit): Page => ({
  status: 404,
  title: "Page not found · Juniper Lane",
  description: "There is no page under this address.",
  body: html`<section class="wrap narrow top">
    <h1>There is no page here</h1>
    <p class="lead">The address may be mistyped, or the page has moved.</p>
    <p><a class="button" href="${link(visit, "/")}">To the home page</a></p>
  </section>`,
});
