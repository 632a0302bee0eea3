import { createHash } from "node:crypto";
import { Html, html } from "./html";

const STYLES = `
:root { color-scheme: light dark;
  --paper: light-dark(#f6f7f9, #101317); --raised: light-dark(#ffffff, #191d23); --ink: light-dark(#1a2029, #e6e9ee);
  --soft: light-dark(#586173, #a0a9b8); --line: light-dark(#dce0e7, #2c333d); --strong: light-dark(#838c9c, #6d7788);
  --accent: light-dark(#2f4fb3, #9db4ff); --on-accent: light-dark(#ffffff, #10131c); --danger: light-dark(#a3211b, #ff9d94); }
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
main { width: min(100% - 2.5rem, 52rem); margin: clamp(1.5rem, 6vh, 4rem) auto 3rem; }
main.slim { width: min(100% - 2.5rem, 28rem); }
h1 { font-size: 1.75rem; line-height: 1.2; letter-spacing: -0.015em; margin: 0 0 0.5rem; overflow-wrap: anywhere; text-wrap: balance; }
h2 { font-size: 1.0625rem; margin: 2rem 0 0.5rem; }
p { margin: 0 0 1rem; text-wrap: pretty; } p.soft, .soft { color: var(--soft); }
a { color: var(--accent); text-underline-offset: 0.2em; overflow-wrap: anywhere; }
code, pre { font: 0.875em/1.5 ui-monospace, "SF Mono", Consolas, monospace; overflow-wrap: anywhere; }
pre { white-space: pre-wrap; margin: 0; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
.card { background: var(--raised); border: 1px solid var(--line); border-radius: 12px; }
.pad { padding: clamp(1rem, 4vw, 1.5rem); }
ul.rows { list-style: none; margin: 1rem 0; padding: 0; } ul.rows > li + li { border-top: 1px solid var(--line); }
.row { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0.125rem 1rem; padding: 0.875rem 1.125rem; align-items: baseline; }
a.row { color: inherit; text-decoration: none; border-radius: 12px; } a.row:hover strong { text-decoration: underline; }
.row > * { min-width: 0; } .row .wide { grid-column: 1 / -1; } .row .soft, .row time { font-size: 0.875rem; color: var(--soft); }
.row strong { font-weight: 600; overflow-wrap: anywhere; } .cut { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.head { display: flex; flex-wrap: wrap; gap: 0.5rem 1rem; align-items: center; justify-content: space-between; } .head { margin-bottom: 0.75rem; } .head h1 { margin: 0; }
.back { font-size: 0.9375rem; margin: 0 0 1rem; }
form { margin: 0; } fieldset { border: 0; margin: 0; padding: 0; min-width: 0; } legend { font-weight: 600; padding: 0; margin-bottom: 0.5rem; }
label { display: block; } label > span { display: block; font-size: 0.9375rem; margin-bottom: 0.25rem; }
input[type=text], input[type=email] { width: 100%; min-height: 2.75rem; padding: 0.5rem 0.75rem; border: 1px solid var(--strong); border-radius: 8px; background: var(--paper); color: var(--ink); font: inherit; }
.choice { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 0.75rem; align-items: center; padding: 0.625rem 0.875rem; border: 1px solid var(--line); border-radius: 10px; margin-bottom: 0.5rem; cursor: pointer; }
.choice:has(:checked) { border-color: var(--accent); background: color-mix(in oklab, var(--accent) 9%, transparent); }
.choice > span { margin: 0; overflow-wrap: anywhere; } .choice small { display: block; color: var(--soft); font-size: 0.875rem; } .choice input { accent-color: var(--accent); width: 1.0625rem; height: 1.0625rem; margin: 0; }
.other { display: grid; gap: 0.75rem; margin: 0.75rem 0 0; padding: 0.875rem; border: 1px solid var(--accent); border-radius: 10px; }
fieldset:not(:has([value=other]:checked)) .other { display: none; }
.check { display: flex; gap: 0.625rem; align-items: center; } .check > span { margin: 0; }
.acts { display: flex; gap: 0.75rem; margin-top: 1.25rem; } .acts > * { flex: 1; }
button { min-height: 2.75rem; padding: 0.5rem 1.125rem; border-radius: 8px; border: 1px solid var(--strong); background: transparent; color: var(--ink); font: inherit; font-weight: 600; line-height: 1.2; cursor: pointer; }
button.main { background: var(--accent); border-color: var(--accent); color: var(--on-accent); } button.danger { color: var(--danger); border-color: var(--danger); }
button:hover { filter: brightness(1.08); }
dl.facts { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 0.25rem 1rem; margin: 0; } dl.facts dt { color: var(--soft); } dl.facts dd { margin: 0; overflow-wrap: anywhere; }
iframe { display: block; width: 100%; height: min(70vh, 44rem); border: 0; border-radius: 12px; }
details > summary { cursor: pointer; font-weight: 600; padding: 0.5rem 0; }
.banner { font-size: 0.875rem; color: var(--soft); margin-top: 1.5rem; }
@media (max-width: 30rem) { .row:has(time) { grid-template-columns: minmax(0, 1fr); } .facts { grid-template-columns: minmax(0, 1fr) !important; gap: 0 !important; } .facts dd { margin-bottom: 0.5rem !important; } }
`;

const STYLE_HASH = createHash("sha256").update(STYLES).digest("base64");
// Made by hand: the hash is that of exactly these characters.
const STYLE_ELEMENT = new Html(`<style>${STYLES}</style>`);
const ICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect width='32' height='32' rx='8' fill='%232f4fb3'/%3E%3Cpath d='M7 21h18M7 16h18M7 11h18' stroke='white' stroke-width='2.4' stroke-linecap='round'/%3E%3C/svg%3E";

/** A page of the sandbox: its one stylesheet, and no script. */
export const page = (title: string, body: Html): string =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        <link rel="icon" href="${ICON}" />
        ${STYLE_ELEMENT}
      </head>
      <body>
        ${body}
      </body>
    </html> `.text;

/**
 * Headers of such a page.
 * @param formTargets origins to which a form's answer may send the browser on, beside the sandbox itself
 */
export const pageHeaders = (formTargets: readonly string[] = []): Record<string, string> => ({
  "Content-Security-Policy": [
    "default-src 'none'",
    `style-src 'sha256-${STYLE_HASH}'`,
    "img-src data:",
    "frame-src 'self'",
    ["form-action 'self'", ...formTargets].join(" "),
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; "),
  "Referrer-Policy": "same-origin",
});
