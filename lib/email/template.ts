import type { z } from "zod";
import { oneLine } from "./words";
import { toHtml } from "./html";
import { toText } from "./text";

/** A part of a message. Both forms, text and HTML, are made of the same parts, and each escapes for itself. */
export type Block =
  | { kind: "text"; text: string }
  | { kind: "button"; label: string; url: string }
  | { kind: "facts"; facts: readonly (readonly [name: string, value: string])[] }
  | { kind: "note"; text: string };

export interface Content {
  subject: string;
  /** The first line, as a heading. */
  heading: string;
  blocks: readonly Block[];
  /** Why this person gets this message: the footer's first sentence. */
  reason: string;
}

export interface RenderedEmail {
  subject: string;
  text: string;
  html: string;
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
      return { subject: oneLine(content.subject), text: toText(content), html: toHtml(content) };
    },
  };
}
