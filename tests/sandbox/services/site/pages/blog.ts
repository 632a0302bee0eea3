import { html } from "../../../html";
import { POSTS } from "../posts.data";
import { link, type Page, type Visit } from "../visit";
import { callToAction } from "./call-to-action";

export const blog = (visit: Visit): Page => ({
  title: "Notes · Juniper Lane",
  description: "Short texts on names, websites and openings of small places.",
  body: html`<section class="wrap top narrow-text">
      <p class="eyebrow">Notes</p>
      <h1>What we learned at other people's tables.</h1>
      <ul class="posts">
        ${POSTS.map(
          (post) =>
            html`<li>
              <p class="meta">${post.topic} · ${post.minutes} minutes</p>
              <h2><a href="${link(visit, `/blog/${post.slug}`)}">${post.title}</a></h2>
              <p>${post.summary}</p>
            </li>`,
        )}
      </ul>
    </section>
    ${callToAction(visit)}`,
});

/** @returns undefined where the path is no post's */
export function blogPost(visit: Visit): Page | undefined {
  const post = POSTS.find(({ slug }) => visit.path === `/blog/${slug}`);
  if (!post) return undefined;
  const next = POSTS[(POSTS.indexOf(post) + 1) % POSTS.length] ?? post;
  return {
    title: `${post.title} · Juniper Lane`,
    description: post.summary,
    body: html`<article class="wrap top prose">
        <p class="eyebrow">${post.topic} · ${post.minutes} minutes</p>
        <h1>${post.title}</h1>
        <p class="lead">${post.summary}</p>
        ${post.parts.map(({ heading, text }) => html`${heading && html`<h2>${heading}</h2>`}${text.map((paragraph) => html`<p>${paragraph}</p>`)}`)}
        <hr />
        <p class="meta">Read next</p>
        <p class="next"><a href="${link(visit, `/blog/${next.slug}`)}">${next.title}</a></p>
      </article>
      ${callToAction(visit)}`,
  };
}
