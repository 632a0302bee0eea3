import { env, EnvError } from "@/lib/env";
import { isLoopback } from "./loopback";

/** Shown where something needs e-mail while there is none. */
export const EMAIL_OFF =
  "E-mail is off here: set SMTP_URL and MAIL_FROM to the mail server that sends for you.";

/** Whether messages can leave. Without SMTP_URL nothing is queued, and whoever depends on it says EMAIL_OFF. */
export const emailEnabled = (): boolean => env().SMTP_URL !== undefined;

export interface Sender {
  name: string;
  address: string;
}

const FROM = /^(?:"?([^"<>\r\n]{0,100}?)"?\s*<)?([^\s<>@"(),:;]{1,64}@[^\s<>@"(),:;]{1,253})>?$/;

/** MAIL_FROM, as `Name <address>` or an address alone. @throws EnvError */
export function sender(): Sender {
  const [, name = "", address] = FROM.exec(env().MAIL_FROM.trim()) ?? [];
  if (address === undefined)
    throw new EnvError('MAIL_FROM: must be an address or like "Brand Automator <mail@example.com>".');
  return { name, address };
}

/** The right-hand side of our Message-IDs: the sender's domain. */
export const messageHost = (): string => sender().address.split("@").at(-1) ?? "localhost";

export interface SmtpServer {
  host: string;
  port: number;
  /** TLS from the first byte (smtps). */
  secure: boolean;
  /** Otherwise: refuse to go on without STARTTLS. */
  requireTLS: boolean;
  /** Never STARTTLS: on this machine there is no wire to listen on, and seldom a certificate. */
  ignoreTLS: boolean;
  auth: { user: string; pass: string } | undefined;
}

const DEFAULT_PORT = { "smtp:": 587, "smtps:": 465 };

/** SMTP_URL in parts. A password goes over a wire only when it is encrypted. @throws EnvError when it is no such URL */
export function smtpServer(text: string): SmtpServer {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || (url.protocol !== "smtp:" && url.protocol !== "smtps:") || url.hostname === "")
    throw new EnvError("SMTP_URL: must be like smtp://user:password@mail.example.com:587.");
  const secure = url.protocol === "smtps:";
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const user = decodeURIComponent(url.username);
  return {
    host,
    port: Number(url.port || DEFAULT_PORT[url.protocol]),
    secure,
    requireTLS: !secure && user !== "" && !isLoopback(host),
    ignoreTLS: !secure && isLoopback(host),
    auth: user === "" ? undefined : { user, pass: decodeURIComponent(url.password) },
  };
}
