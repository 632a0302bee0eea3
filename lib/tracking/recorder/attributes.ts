import { cleanCss, cleanInlineStyle } from "./css";
import { maskText, type MaskRules } from "./mask";

/** Attributes that shape how an element looks and say nothing of anybody. All others stay on the page. */
const KEPT = new Set(
  (
    "class id type width height size rows cols colspan rowspan span align valign bgcolor border cellpadding cellspacing " +
    "lang dir hidden disabled readonly multiple open wrap start reversed media rel slot part exportparts role " +
    "rr_width rr_height rr_scrollLeft rr_scrollTop rr_open_mode " +
    // drawings
    "d x y x1 y1 x2 y2 cx cy r rx ry dx dy fx fy points viewBox preserveAspectRatio transform fill fill-rule fill-opacity " +
    "stroke stroke-width stroke-linecap stroke-linejoin stroke-dasharray stroke-dashoffset stroke-opacity stroke-miterlimit " +
    "opacity offset stop-color stop-opacity gradientUnits gradientTransform spreadMethod patternUnits patternTransform " +
    "clip-path clip-rule clipPathUnits mask maskUnits filter markerWidth markerHeight orient refX refY xmlns version " +
    "text-anchor dominant-baseline font-size font-family font-weight vector-effect " +
    // states that style sheets look at
    "aria-expanded aria-hidden aria-selected aria-disabled aria-current aria-pressed aria-orientation aria-busy " +
    "data-state data-side data-align data-orientation data-theme data-mode data-color-scheme data-bs-theme data-open " +
    "data-active data-selected data-disabled data-highlighted data-variant data-size data-rr-is-password"
  ).split(" "),
);
const WORDS = new Set(["placeholder", "alt", "title", "label"]);
const HINTS = new Set(["placeholder", "label"]);

type Value = string | number | true | null;

/** One attribute as it may leave the page; undefined when it may not. */
export function cleanAttribute(
  name: string,
  value: Value,
  element: Element | null,
  rules: MaskRules,
): Value | undefined {
  if (name === "_cssText") return typeof value === "string" ? cleanCss(value) : undefined;
  if (name === "style") return typeof value === "string" ? cleanInlineStyle(value) : value;
  if (name === "value") return typeof value === "string" ? rules.value(value, element) : undefined;
  if (name === "checked" || name === "selected") return rules.isValueShown(element) ? value : undefined;
  if (name === "href" || name === "xlink:href")
    return typeof value === "string" && value.startsWith("#") ? value : undefined;
  if (WORDS.has(name)) {
    if (value === null || rules.isShown(element)) return value;
    return HINTS.has(name) && typeof value === "string" ? maskText(value) : undefined;
  }
  return KEPT.has(name) ? value : undefined;
}
