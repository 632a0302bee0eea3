import { randomUUID } from "node:crypto";
import { simpleParser } from "mailparser";

/** A message that the product has sent. */
export type Message = {
  id: string;
  /** Addresses of the envelope in lower case: who gets it, whatever its headers say. */
  to: string[];
  /** Decoded, e.g. `"Brand Automator" <no-reply@brand-automator.example>`; as written it is in `headers`. */
  from: string;
  subject: string;
  text: string;
  html: string | null;
  /** Addresses that text and HTML link to, each once, in order of appearance. */
  links: string[];
  /** By name in lower case; a header that is there twice has its values on two lines. */
  headers: Record<string, string>;
  attachments: { name: string; type: string; sizeBytes: number }[];
  /** ISO time of arrival by the service's clock. */
  at: string;
};

export type StoredMessage = Message & { source: Buffer };

const MESSAGES_MAX = 500;
const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  quot: '"',
  "#39": "'",
  "#x27": "'",
  "#61": "=",
  "#x3D": "=",
};
const HREF = /\bhref\s*=\s*(?:"([^"]*)"|'([^']*)')/gi;
const ADDRESS = /https?:\/\/[^\s<>"')\]]+/g;

const unescape = (text: string): string =>
  text.replace(/&(#?\w+);/g, (all, name: string) => ENTITIES[name] ?? all);

function linksOf(text: string, html: string | null): string[] {
  const inText = [...text.matchAll(ADDRESS)].map(([link]) => link.replace(/[.,;:!?]+$/, ""));
  const inHtml = [...(html ?? "").matchAll(HREF)].map((found) => unescape(found[1] ?? found[2] ?? ""));
  return [...new Set([...inHtml.filter((link) => /^https?:/i.test(link)), ...inText])];
}

/** The messages that arrived, newest first; bounded. */
export class Inbox {
  #messages: StoredMessage[] = [];

  /** Keeps a message as it came over the wire. */
  async add(source: Buffer, recipients: readonly string[], nowMs: number): Promise<StoredMessage> {
    const mail = await simpleParser(source);
    const html = mail.html || null;
    const text = mail.text ?? "";
    const headers: Record<string, string> = {};
    for (const { key, line } of mail.headerLines) {
      const value = line.slice(line.indexOf(":") + 1).trim();
      headers[key] = headers[key] === undefined ? value : `${headers[key]}\n${value}`;
    }
    const message: StoredMessage = {
      id: randomUUID(),
      to: recipients.map((address) => address.toLowerCase()),
      from: mail.from?.text ?? "",
      subject: mail.subject ?? "",
      text,
      html,
      links: linksOf(text, html),
      headers,
      attachments: mail.attachments.map(({ filename, contentType, size }) => ({
        name: filename ?? "unnamed",
        type: contentType,
        sizeBytes: size,
      })),
      at: new Date(nowMs).toISOString(),
      source,
    };
    this.#messages.unshift(message);
    this.#messages.length = Math.min(this.#messages.length, MESSAGES_MAX);
    return message;
  }

  /** Messages newest first, all or those to one address. */
  list(to?: string): readonly StoredMessage[] {
    const address = to?.trim().toLowerCase();
    return address ? this.#messages.filter((message) => message.to.includes(address)) : this.#messages;
  }

  find(id: string): StoredMessage | undefined {
    return this.#messages.find((message) => message.id === id);
  }

  clear(): void {
    this.#messages = [];
  }
}

/** What programs get to see of a message. */
export const toMessage = ({ source: _source, ...message }: StoredMessage): Message => message;
