import { z } from "zod";
import { env } from "@/lib/env";

const NAME_CHARS_MAX = 80;

/** Text as it may stand between tags and in quoted attributes. */
export const escapeHtml = (text: string): string =>
  text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");

/**
 * One line without control, direction or half characters, so that it can neither end a header nor turn a line around. "=?" is
 * parted: in a header of plain ASCII it would begin an encoded word (RFC 2047), whose content nobody has looked at.
 */
export const oneLine = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
    .replace(/[\p{Cs}\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/gu, "")
    .replaceAll("=?", "= ?")
    .replace(/ {2,}/g, " ")
    .trim();

function cut(text: string, charsMax: number): string {
  const letters = [...text];
  return letters.length > charsMax ? `${letters.slice(0, charsMax - 1).join("")}…` : text;
}

/**
 * What somebody typed as a name, as it may stand in a message to somebody else: one line, not longer than a name, and nothing in it
 * that a mail program would make a link of. Else an invitation could carry a stranger's advertising under our name.
 */
export const typedName = (text: string): string =>
  cut(oneLine(text), NAME_CHARS_MAX)
    .replace(/:\/\//g, ": ")
    .replace(/(?<=\S)([.@])(?=\S)/gu, "\u2060$1\u2060");

/** The same for a subject line, where nothing becomes a link. */
export const subjectName = (text: string): string => cut(oneLine(text), NAME_CHARS_MAX);

const dateWords = new Intl.DateTimeFormat("en-GB", {
  dateStyle: "long",
  timeStyle: "short",
  timeZone: "UTC",
});

/** An ISO time in words, with its zone; any other text as it is. */
export function timeWords(text: string): string {
  const isIso = /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/.test(text);
  return isIso ? `${dateWords.format(new Date(text))} UTC` : typedName(text);
}

/** A link into this product: whoever fills it from elsewhere (a Host header, input) is refused. */
export const OwnUrl = z
  .url({ protocol: /^https?$/ })
  .max(2_000)
  .refine(
    (url) => URL.canParse(url) && new URL(url).origin === new URL(env().APP_URL).origin,
    "A link in a message must lead to this product.",
  );
