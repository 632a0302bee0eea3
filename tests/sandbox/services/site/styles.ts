/** The website's stylesheet: one table of tokens for light and dark, then its few parts. */
export const styles = `
:root {
  color-scheme: light dark;
  --paper: light-dark(#f7f3eb, #121715);
  --paper-raised: light-dark(#fffdf8, #1a211e);
  --paper-sunken: light-dark(#efe8da, #0d1110);
  --ink: light-dark(#1c2520, #ece7da);
  --ink-soft: light-dark(#55605a, #a9b3ac);
  --line: light-dark(#dcd4c3, #2d3733);
  --line-strong: light-dark(#8a8675, #6c776f);
  --green: light-dark(#1f5a4a, #8fd0b8);
  --green-deep: light-dark(#17463a, #17463a);
  --green-contrast: light-dark(#fffdf8, #0d1512);
  --clay: light-dark(#a4461f, #f2a37d);
  --error: light-dark(#a3211b, #ff9d94);
  --serif: "Iowan Old Style", "Palatino Linotype", Palatino, "Book Antiqua", Georgia, "TeX Gyre Pagella", serif;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Liberation Sans", sans-serif;
  --radius: 14px;
}
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.0625rem/1.65 var(--sans); }
h1, h2, h3 { font-family: var(--serif); font-weight: 600; line-height: 1.12; letter-spacing: -0.01em; margin: 0; text-wrap: balance; }
h1 { font-size: clamp(2.5rem, 1.6rem + 4vw, 4.5rem); }
h2 { font-size: clamp(1.625rem, 1.3rem + 1.2vw, 2.25rem); }
h3 { font-size: 1.3125rem; line-height: 1.25; }
p { margin: 0 0 1rem; text-wrap: pretty; }
ul, ol { margin: 0; padding: 0; list-style: none; }
a { color: var(--green); text-underline-offset: 0.2em; text-decoration-thickness: 1px; }
a:hover { text-decoration-thickness: 2px; }
code { font: 0.9em ui-monospace, "SF Mono", Consolas, "Liberation Mono", monospace; overflow-wrap: anywhere; }
hr { border: 0; border-top: 1px solid var(--line); margin: 3rem 0 1.5rem; }
small { font-size: 0.875rem; color: var(--ink-soft); font-weight: 400; }
:focus-visible { outline: 3px solid var(--clay); outline-offset: 3px; border-radius: 4px; }
[hidden] { display: none !important; }
.vh { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: -999px; top: 0; background: var(--green); color: var(--green-contrast); padding: 0.75rem 1.25rem; z-index: 9; }
.skip:focus { left: 0; }
.wrap { width: min(100% - 2.5rem, 72rem); margin-inline: auto; }
.narrow { max-width: 44rem; }
.narrow-text > * { max-width: 46rem; }
.top { padding-block: clamp(2.5rem, 6vw, 5rem) 4rem; }
.block { padding-block: clamp(3rem, 6vw, 5rem); }
.block + .block { padding-top: 0; }
.lead { font-size: clamp(1.125rem, 1rem + 0.5vw, 1.3125rem); line-height: 1.55; color: var(--ink-soft); max-width: 38rem; margin-top: 1.25rem; }
.eyebrow { color: var(--clay); font-size: 0.9375rem; font-weight: 600; margin-bottom: 1rem; }
.meta { color: var(--ink-soft); font-size: 0.9375rem; margin-bottom: 0.5rem; }

.button { display: inline-flex; align-items: center; justify-content: center; min-height: 3rem; padding: 0.625rem 1.5rem; border-radius: 999px; border: 1.5px solid var(--green); background: var(--green); color: var(--green-contrast); font: 600 1rem/1.2 var(--sans); text-decoration: none; cursor: pointer; transition: background-color 0.15s, color 0.15s; }
.button:hover { background: color-mix(in oklab, var(--green) 86%, var(--ink)); }
.button.quiet { background: transparent; color: var(--green); }
.button.quiet:hover { background: color-mix(in oklab, var(--green) 12%, transparent); }
.button.small { min-height: 2.5rem; padding: 0.375rem 1.125rem; font-size: 0.9375rem; }
.button.light { background: #fffdf8; border-color: #fffdf8; color: #17463a; }
.button.outline { background: transparent; border-color: #fffdf8; color: #fffdf8; }
.button.outline:hover { background: rgb(255 253 248 / 0.14); }
.button:disabled { opacity: 0.6; cursor: default; }
.acts { display: flex; flex-wrap: wrap; gap: 0.75rem; margin: 2rem 0 0; }

.demo { background: #17211d; color: #e9efe9; font-size: 0.9375rem; position: relative; z-index: 5; }
.demo-row { display: flex; align-items: center; gap: 0.25rem 1.25rem; min-height: 2.75rem; }
.demo p { margin: 0; }
.demo a { color: #a9e0ca; }
.demo-row > p { flex: 1; }
.demo-open { font-weight: 600; text-decoration: none; white-space: nowrap; padding-block: 0.5rem; }
.demo-open:hover { text-decoration: underline; }
.demo-try > summary { cursor: pointer; padding: 0.5rem 0; white-space: nowrap; list-style: none; }
.demo-try > summary::-webkit-details-marker { display: none; }
.demo-try > summary::after { content: ""; display: inline-block; width: 0.45em; height: 0.45em; margin-left: 0.55em; border: solid currentColor; border-width: 0 1.5px 1.5px 0; transform: translateY(-0.2em) rotate(45deg); }
.demo-try[open] > summary::after { transform: translateY(0.05em) rotate(225deg); }
.demo-panel { position: absolute; left: 0; right: 0; top: 100%; background: #17211d; border-top: 1px solid #33423b; box-shadow: 0 18px 40px rgb(0 0 0 / 0.28); padding: 1.5rem max(1.25rem, (100vw - 72rem) / 2) 1.75rem; display: grid; gap: 1.5rem 3rem; grid-template-columns: 3fr 2fr; }
.demo-panel h2 { font: 600 1rem/1.3 var(--sans); letter-spacing: 0; margin-bottom: 0.75rem; }
.demo-panel p { color: #b9c6be; }
.demo-panel code { color: #e9efe9; }
.demo small { color: #b9c6be; }
.own { grid-column: 1 / -1; border-top: 1px solid #33423b; padding-top: 1.25rem; }
.own form { display: grid; gap: 0.75rem 1rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 14rem), 1fr)); align-items: end; margin-top: 0.875rem; }
.own input { display: block; width: 100%; min-height: 2.5rem; margin-top: 0.25rem; padding: 0.375rem 0.75rem; border: 1px solid #7d9086; border-radius: 8px; background: #0f1613; color: #f3f7f3; font: inherit; }
.own-acts { display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem 1rem; }
.own .button { background: #a9e0ca; border-color: #a9e0ca; color: #0d1512; }
.chips { display: flex; flex-wrap: wrap; gap: 0.5rem; margin-bottom: 0.75rem; }
.chips a { display: block; padding: 0.375rem 0.875rem; border: 1px solid #52665c; border-radius: 999px; text-decoration: none; color: #e9efe9; }
.chips a:hover { background: #26352e; }

.head { display: flex; align-items: center; gap: 1rem 2.25rem; padding-block: 1.375rem; }
.brand { display: inline-flex; align-items: center; gap: 0.5rem; font: 600 1.3125rem/1 var(--serif); color: var(--ink); text-decoration: none; margin-right: auto; }
.mark { width: 1.75rem; height: 1.75rem; color: var(--green); }
.head nav ul { display: flex; gap: 0.25rem 1.75rem; }
.head nav a { color: var(--ink); text-decoration: none; padding-block: 0.5rem; display: block; }
.head nav a:hover { color: var(--green); }
.head nav a[aria-current] { color: var(--green); box-shadow: inset 0 -2px var(--green); }

.hero { display: grid; grid-template-columns: 1.15fr 0.85fr; gap: 2rem 4rem; align-items: center; padding-block: clamp(1.5rem, 4vw, 3.5rem) clamp(3rem, 6vw, 5.5rem); }
.scene { width: 100%; max-width: 28rem; height: auto; justify-self: end; }
.f-sky { fill: light-dark(#f3d9c0, #24343a); } .f-sun { fill: light-dark(#e2804f, #e9a06c); }
.f-hill-far { fill: light-dark(#a9bda8, #2c463f); } .f-hill { fill: light-dark(#5d8a75, #22392f); }
.f-water { fill: light-dark(#2f6b62, #172a26); } .f-house { fill: light-dark(#fbf6ec, #c9c2b0); } .f-light { fill: light-dark(#d98a3c, #ffcf7d); }
.s-frame { fill: none; stroke: var(--ink); stroke-width: 5; stroke-linecap: round; opacity: 0.88; }
.s-branch path { fill: light-dark(#1f5a4a, #6fb79d); stroke: light-dark(#1f5a4a, #6fb79d); stroke-width: 2.5; } .s-branch path:first-child { fill: none; }

.band { background: var(--paper-sunken); padding-block: clamp(3rem, 6vw, 5rem); }
.cards, .work, .notes { display: grid; gap: 1.5rem; margin-top: 2rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 17rem), 1fr)); }
.card { position: relative; background: var(--paper-raised); border: 1px solid var(--line); border-radius: var(--radius); padding: 1.75rem; display: flex; flex-direction: column; transition: border-color 0.15s; }
.card:hover { border-color: var(--green); }
.card h3 { margin-bottom: 0.75rem; }
.card p { flex: 1; color: var(--ink-soft); }
.card a { color: inherit; text-decoration: none; }
.card a::after { content: ""; position: absolute; inset: 0; border-radius: var(--radius); }
.more { color: var(--green); font-weight: 600; }
.work li h3 { margin: 1rem 0 0.25rem; }
.work p { color: var(--ink-soft); margin: 0; }
.poster { width: 100%; aspect-ratio: 4 / 3; border-radius: var(--radius); display: block; }
.p-a { fill: light-dark(#d8e3dc, #2a3d3a); } .p-b { fill: light-dark(#fbf6ec, #dcd5c3); } .p-c { fill: #3f7f86; } .p-line { stroke: light-dark(#1c2520, #10201c); stroke-width: 4; fill: none; }
.p-d { fill: light-dark(#ecc39e, #6b3f28); } .p-e { fill: light-dark(#8f3d1d, #f0b98f); } .p-f { fill: light-dark(#fbf6ec, #fbf6ec); }
.p-g { fill: light-dark(#2c4f45, #1d352e); } .p-h { fill: #e9a95f; } .p-i { fill: light-dark(#e8dfca, #cfc6af); }
.steps { display: grid; gap: 2rem; margin-top: 2rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 13rem), 1fr)); counter-reset: step; }
.steps li { border-top: 2px solid var(--green); padding-top: 1rem; counter-increment: step; }
.steps h3::before { content: counter(step) ". "; color: var(--clay); }
.steps p { color: var(--ink-soft); margin: 0.5rem 0 0; }
.row-head { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: 0.5rem 2rem; }
.notes li, .posts li { border-top: 1px solid var(--line); padding-top: 1.25rem; }
.notes h3, .posts h2 { margin-bottom: 0.5rem; } .notes p, .posts p { color: var(--ink-soft); }
.notes a, .posts a { color: var(--ink); text-decoration: none; } .notes a:hover, .posts a:hover { color: var(--green); text-decoration: underline; }
.posts { margin-top: 3rem; display: grid; gap: 2rem; } .posts h2 { font-size: 1.625rem; }

.cta { background: var(--green-deep); color: #fffdf8; border-radius: calc(var(--radius) * 1.5); padding: clamp(2rem, 5vw, 4rem); margin-bottom: 5rem; display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 1.5rem 3rem; }
.cta p { margin: 0.75rem 0 0; color: #d8e8e0; } .cta .acts { margin: 0; }

.tabs { margin: 2.5rem 0 0; border-bottom: 1px solid var(--line); }
.tabs ul { display: flex; flex-wrap: wrap; gap: 0 2rem; }
.tabs a { display: block; padding: 0.75rem 0; color: var(--ink-soft); text-decoration: none; font-weight: 600; border-bottom: 3px solid transparent; margin-bottom: -1px; }
.tabs a:hover { color: var(--ink); } .tabs a[aria-current] { color: var(--green); border-color: var(--green); }
.panel { display: grid; grid-template-columns: 1fr 1fr; gap: 2rem 4rem; padding-top: 2.5rem; }
.panel dl { margin: 0; } .panel dl > div { border-top: 1px solid var(--line); padding: 1rem 0; } .panel dl > div:first-child { border-top: 0; padding-top: 0; }
.panel dt { font-weight: 600; } .panel dd { margin: 0.25rem 0 0; color: var(--ink-soft); }
.takes { font-weight: 600; }

.plans { display: grid; gap: 1.5rem; margin-top: 3rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 17rem), 1fr)); align-items: stretch; }
.plan { background: var(--paper-raised); border: 1px solid var(--line); border-radius: var(--radius); padding: 2rem; display: flex; flex-direction: column; }
.plan.main { border: 2px solid var(--green); }
.plan .price { font: 600 2.125rem/1.1 var(--serif); margin: 0.75rem 0 0.75rem; font-variant-numeric: lining-nums; }
.plan ul { flex: 1; margin: 0.5rem 0 1.75rem; } .plan ul li { padding: 0.4rem 0 0.4rem 1.75rem; position: relative; }
.plan ul li::before { content: ""; position: absolute; left: 0.25rem; top: 0.85em; width: 0.7rem; height: 0.35rem; border: solid var(--green); border-width: 0 0 2px 2px; transform: rotate(-45deg); }
.faq { border-top: 1px solid var(--line); } .faq:last-of-type { border-bottom: 1px solid var(--line); margin-bottom: 1.5rem; }
.faq summary { cursor: pointer; padding: 1.125rem 0; font-weight: 600; } .faq p { color: var(--ink-soft); } .block h2 + .faq { margin-top: 1.5rem; }

.prose { max-width: 42rem; } .prose h1 { font-size: clamp(2.125rem, 1.5rem + 3vw, 3.25rem); } .prose h2 { font-size: 1.5rem; margin: 2.5rem 0 0.75rem; }
.prose > p:not([class]) { font: 1.1875rem/1.7 var(--serif); } .prose .lead { margin-bottom: 2.5rem; } .next { font: 600 1.3125rem/1.3 var(--serif); margin-bottom: 0; }

.split { display: grid; grid-template-columns: 0.85fr 1.15fr; gap: 2.5rem 4rem; align-items: start; }
.split h1 { font-size: clamp(2.25rem, 1.5rem + 3vw, 3.5rem); }
.after { counter-reset: after; margin-top: 2rem; } .after li { counter-increment: after; padding: 0.5rem 0 0.5rem 2.25rem; position: relative; }
.after li::before { content: counter(after); position: absolute; left: 0; width: 1.5rem; height: 1.5rem; margin-top: 0.1rem; border-radius: 50%; background: var(--green); color: var(--green-contrast); font-size: 0.875rem; font-weight: 600; line-height: 1.5rem; text-align: center; }
.form, .notice { background: var(--paper-raised); border: 1px solid var(--line); border-radius: var(--radius); padding: clamp(1.25rem, 3vw, 2.25rem); }
.form { display: grid; gap: 1.25rem; }
.pair { display: grid; gap: 1.25rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 13rem), 1fr)); }
.form label > span, legend { display: block; font-weight: 600; margin-bottom: 0.375rem; padding: 0; }
.form input:not([type=checkbox]), .form textarea, .form select { width: 100%; min-height: 3rem; padding: 0.625rem 0.875rem; border: 1px solid var(--line-strong); border-radius: 10px; background: var(--paper); color: var(--ink); font: inherit; }
.form textarea { resize: vertical; display: block; } .form label > small { display: block; margin-top: 0.25rem; }
.form [aria-invalid][name] { border-color: var(--error); border-width: 2px; }
.field-error { color: var(--error); font-size: 0.9375rem; margin: 0.375rem 0 0; }
fieldset { border: 0; margin: 0; padding: 0; min-width: 0; }
.checks { display: flex; flex-wrap: wrap; gap: 0.5rem; }
.check { display: inline-flex; align-items: center; gap: 0.5rem; min-height: 2.75rem; padding: 0.375rem 1rem; border: 1px solid var(--line-strong); border-radius: 999px; cursor: pointer; }
.form .check > span { font-weight: 400; margin: 0; } .check input { accent-color: var(--green); width: 1.0625rem; height: 1.0625rem; margin: 0; }
.check:has(:checked) { border-color: var(--green); background: color-mix(in oklab, var(--green) 12%, transparent); }
.trap { position: absolute; left: -9999px; }
.form-end { display: flex; flex-wrap: wrap; align-items: center; gap: 0.75rem 1.25rem; } .form-end p { margin: 0; flex: 1 1 12rem; }
.notice { scroll-margin-top: 1.5rem; } .notice:focus { outline-offset: -3px; }
.notice h2 { font-size: 1.5rem; margin-bottom: 0.75rem; } .notice p:last-child { margin: 0; }

.foot { border-top: 1px solid var(--line); padding-block: 3rem; }
.foot-grid { display: grid; grid-template-columns: 1fr auto; gap: 1.5rem 4rem; }
.foot .brand { margin-bottom: 0.75rem; } .foot p { color: var(--ink-soft); max-width: 30rem; margin: 0; font-size: 1rem; }
.foot nav ul { columns: 2; column-gap: 3rem; } .foot nav a { color: var(--ink); display: inline-block; padding: 0.25rem 0; }
.foot .small-print { grid-column: 1 / -1; max-width: none; border-top: 1px solid var(--line); padding-top: 1.5rem; font-size: 0.9375rem; }

@media (max-width: 56rem) {
  .demo-panel { grid-template-columns: 1fr; }
  .hero, .split, .panel { grid-template-columns: 1fr; }
  .scene { max-width: 20rem; justify-self: center; }
}
@media (min-width: 44.01rem) { .slim { display: none; } }
@media (max-width: 44rem) {
  .wide { display: none; }
  .demo-row { gap: 0.25rem 0.875rem; }
  .demo-panel { padding-block: 1.25rem; }
  .head { flex-wrap: wrap; padding-block: 1rem 0.75rem; }
  .head nav { order: 3; width: 100%; } .head nav ul { justify-content: space-between; gap: 0.25rem 1rem; }
  .foot-grid { grid-template-columns: 1fr; }
  .acts .button { flex: 1 1 auto; }
  .tabs ul { gap: 0 1.25rem; }
  .cta { margin-bottom: 3.5rem; }
}
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
@media (prefers-reduced-motion: reduce) { * { transition: none !important; } }
`;
