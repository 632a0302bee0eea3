import type { Block, Content } from "./template";
import { escapeHtml } from "./words";

// The product's colours (app/globals.css), written out: mail programs know neither variables nor light-dark().
const LIGHT = {
  surface: "#f6f7f9",
  raised: "#ffffff",
  text: "#141821",
  muted: "#565e70",
  border: "#e0e4eb",
  accent: "#2450d8",
  contrast: "#ffffff",
  link: "#1f47c4",
};
const DARK: typeof LIGHT = {
  surface: "#0e1016",
  raised: "#151922",
  text: "#eceef4",
  muted: "#a3abbd",
  border: "#272d3a",
  accent: "#7f9dff",
  contrast: "#0a1026",
  link: "#9db4ff",
};
const FONT = "font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

// Inline styles are what every program reads; the sheet only turns them dark, for those that ask for it.
const SHEET = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  .surface { background: ${DARK.surface} !important; }
  .card { background: ${DARK.raised} !important; border-color: ${DARK.border} !important; }
  .line { border-color: ${DARK.border} !important; }
  .text { color: ${DARK.text} !important; }
  .muted { color: ${DARK.muted} !important; }
  .link { color: ${DARK.link} !important; }
  .button { background: ${DARK.accent} !important; }
  .button a { color: ${DARK.contrast} !important; }
  .mark { background: ${DARK.accent} !important; color: ${DARK.contrast} !important; }
}
@media (max-width: 480px) {
  .outer { padding: 16px 12px !important; }
  .card { padding: 24px 20px !important; }
}`;

const paragraph = (text: string, colour: "text" | "muted", size = 16): string =>
  `<p class="${colour}" style="margin:0 0 16px;font-size:${size}px;line-height:1.5;color:${LIGHT[colour]};overflow-wrap:anywhere">${escapeHtml(text)}</p>`;

/** Outlook pads no link, but it pads a cell; the address stands below for whoever cannot press the button. */
function button({ label, url }: { label: string; url: string }): string {
  const href = escapeHtml(url);
  return `<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:8px 0 16px"><tr><td class="button" bgcolor="${LIGHT.accent}" style="border-radius:8px;background:${LIGHT.accent};padding:12px 20px"><a href="${href}" style="display:inline-block;font-size:16px;line-height:1.25;font-weight:600;color:${LIGHT.contrast};text-decoration:none">${escapeHtml(label)}</a></td></tr></table>
<p class="muted" style="margin:0 0 16px;font-size:13px;line-height:1.5;color:${LIGHT.muted}">Or open this address:<br><a class="link" href="${href}" style="color:${LIGHT.link};word-break:break-all">${href}</a></p>`;
}

const fact = ([name, value]: readonly [string, string]): string =>
  `<p class="text" style="margin:0 0 8px;font-size:16px;line-height:1.5;color:${LIGHT.text};overflow-wrap:anywhere"><span class="muted" style="font-size:13px;color:${LIGHT.muted}">${escapeHtml(name)}</span><br>${escapeHtml(value)}</p>`;

function blockHtml(block: Block): string {
  switch (block.kind) {
    case "text":
      return paragraph(block.text, "text");
    case "note":
      return paragraph(block.text, "muted", 14);
    case "button":
      return button(block);
    case "link":
      return `<p style="margin:0 0 16px;font-size:14px;line-height:1.5"><a class="link" href="${escapeHtml(block.url)}" style="color:${LIGHT.link}">${escapeHtml(block.label)}</a></p>`;
    case "facts":
      return `<div class="line" style="margin:0 0 16px;padding:4px 0 4px 16px;border-left:2px solid ${LIGHT.border}">${block.facts.map(fact).join("\n")}</div>`;
  }
}

const SIGN = `<p class="text" style="margin:0 0 20px;font-size:15px;line-height:28px;font-weight:600;color:${LIGHT.text}"><span class="mark" aria-hidden="true" style="display:inline-block;width:28px;height:28px;line-height:28px;margin-right:8px;border-radius:7px;text-align:center;background:${LIGHT.accent};color:${LIGHT.contrast}">B</span>Brand Automator</p>`;

/**
 * The HTML form: one column of at most 560 pixels, no remote images, nothing that reports back. Every text is escaped here and
 * nowhere else. Outlook ignores max-width on a block, hence the table that only it sees.
 */
export const toHtml = ({ subject, heading, blocks, reason }: Content): string => `<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escapeHtml(subject)}</title>
<style>${SHEET}
</style>
</head>
<body class="surface" style="margin:0;padding:0;background:${LIGHT.surface};${FONT}">
<div class="surface outer" style="padding:32px 16px;background:${LIGHT.surface};${FONT}">
<!--[if mso]><table role="presentation" width="560" align="center" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->
<div style="max-width:560px;margin:0 auto">
${SIGN}
<div class="card" style="padding:32px;border:1px solid ${LIGHT.border};border-radius:10px;background:${LIGHT.raised}">
<h1 class="text" style="margin:0 0 16px;font-size:22px;line-height:1.3;font-weight:600;color:${LIGHT.text};overflow-wrap:anywhere">${escapeHtml(heading)}</h1>
${blocks.map(blockHtml).join("\n")}
</div>
<p class="muted" style="margin:20px 0 0;font-size:13px;line-height:1.5;color:${LIGHT.muted};overflow-wrap:anywhere">${escapeHtml(reason)}</p>
</div>
<!--[if mso]></td></tr></table><![endif]-->
</div>
</body>
</html>
`;
