import type { z } from "zod";
import { oneLine } from "./words";
import { toHtml } from "./html";
import { toText } from "./text";

/** A part of a message. Both forms, text and HTML, are made of the same parts, and each escapes for itself. */
export type Block =
  | { kind: "text"; text: string }
  | { kind: "button"; label: string; url: string }
  /** A way out that should not stand in the way. */
  | { kind: "link"; label: string; url: string }
  | { kind: "facts"; facts: readonly (readonly [name: string, value: string])[] }
  | { kind: "note"; text: string };

export interface Content {
  subject: string;
  /** The first line, as a heading. */
  heading: string;
  blocks: readonly Block[];
  /** Why this person gets this message: the footer's first sentence. */
  reason: string;
  /** For messages that come again: the address that ends them for this recipient with one POST (RFC 8058). */
  unsubscribeUrl?: string;
}

export interface RenderedEmail {
  subject: string;
  text: string;
  html: string;
  unsubscribeUrl?: string;
}

/** One kind of message: what it needs to know, and what it says. */
export interface Template<S extends z.ZodType> {
  params: S;
  /** @throws ZodError when the parameters are not this template's */
  render(params: unknown): RenderedEmail;
}

export function defineTemplate<S extends z.ZodType>(
  params: S,
  write: (params: z.output<S>) => Content,
): Template<S> {
  return {
    params,
    render: (given) => {
      const content = write(params.parse(given));
      const { subject, unsubscribeUrl } = content;
      const words = { subject: oneLine(subject), text: toText(content), html: toHtml(content) };
      return unsubscribeUrl === undefined ? words : { ...words, unsubscribeUrl };
    },
  };
}
