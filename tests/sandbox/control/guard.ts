import type { IncomingMessage } from "node:http";

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i;

/** Whether the request names this machine. Another name means that a stranger's DNS leads a browser here. */
export const namesThisMachine = (request: IncomingMessage): boolean =>
  LOOPBACK.test(request.headers.host ?? "");

/**
 * Whether a request that changes something comes from the sandbox's own pages or from a program.
 * Browsers say where a request comes from; programs say nothing.
 */
export function isOwnOrNoPage(request: IncomingMessage): boolean {
  const site = request.headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin" && site !== "none") return false;
  const { origin, host } = request.headers;
  return origin === undefined || origin === `http://${host ?? ""}`;
}
