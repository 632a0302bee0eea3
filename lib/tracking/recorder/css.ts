/** Style sheets belong to the look of a page; what they load from elsewhere, and words in them, do not. */

const COMMENT = /\/\*[\s\S]*?\*\//g;
const IMPORT = /@import\s[^;]*;?/gi;
const URL_CALL = /url\(\s*(?:"((?:\\.|[^"\\])*)"|'((?:\\.|[^'\\])*)'|((?:\\.|[^)\\])*))\s*\)/gi;
const CONTENT = /(\bcontent\s*:\s*)((?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[^;}"'])*)/gi;
const TEXT = /"((?:\\.|[^"\\])*)"|'((?:\\.|[^'\\])*)'/g;
const ICON_LENGTH_MAX = 2;
const PICTURE_LENGTH_MAX = 4_096;

const keptUrl = (url: string): boolean =>
  url.startsWith("#") || (url.startsWith("data:image/") && url.length <= PICTURE_LENGTH_MAX);

/** A style sheet without imports, outside addresses, large pictures and readable words. */
export function cleanCss(css: string): string {
  return css
    .replace(COMMENT, "")
    .replace(IMPORT, "")
    .replace(URL_CALL, (call: string, double?: string, single?: string, bare?: string) =>
      keptUrl((double ?? single ?? bare ?? "").trim()) ? call : 'url("")',
    )
    .replace(CONTENT, (_all, name: string, value: string) => name + value.replace(TEXT, maskedContent));
}

// An icon is one sign, or its number after a backslash.
function maskedContent(text: string): string {
  const inner = text.slice(1, -1);
  return inner.length <= ICON_LENGTH_MAX || /^\\[0-9a-f]{1,6}$/i.test(inner)
    ? text
    : `"${inner.replace(/\S/g, "*").replace(/\\/g, "*")}"`;
}

/** The style of one element: no addresses and no texts at all, since they may be a person's own. */
export const cleanInlineStyle = (style: string): string =>
  style.replace(COMMENT, "").replace(URL_CALL, 'url("")').replace(TEXT, '""');
