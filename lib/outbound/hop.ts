import http, { type IncomingMessage, type RequestOptions } from "node:http";
import https from "node:https";
import type { LookupFunction } from "node:net";
import { hostOf, portOf } from "./allow-list";
import { ACCEPTED_ENCODINGS, readBounded } from "./body";
import type { CheckedAddress } from "./resolve";

/** One request to one checked address. */
export interface Hop {
  url: URL;
  to: CheckedAddress;
  method: string;
  headers: Record<string, string>;
  body: Uint8Array | undefined;
  bytesMax: number;
  signal: AbortSignal;
  /** Whether the body is wanted; that of a redirect is not. */
  wantsBody: (status: number) => boolean;
}

export interface HopAnswer {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

// Whatever name Node asks for, it gets the address that was checked.
const pinnedTo = ({ address, family }: CheckedAddress): LookupFunction => {
  return (_host, options, callback) => {
    if (options.all) callback(null, [{ address, family }]);
    else callback(null, address, family);
  };
};

function optionsOf({ url, to, method, headers, body, signal }: Hop): RequestOptions {
  return {
    host: hostOf(url), // SNI and the certificate's name; the Host header follows below
    port: portOf(url),
    path: `${url.pathname}${url.search}`,
    method,
    headers: {
      "user-agent": "BrandAutomator/1.0",
      ...headers,
      host: url.host,
      "accept-encoding": ACCEPTED_ENCODINGS,
      ...(body ? { "content-length": String(body.byteLength) } : {}),
    },
    lookup: pinnedTo(to),
    family: to.family,
    agent: false, // a connection of its own: none that was checked for another address is taken again
    signal,
  };
}

function plainHeaders(response: IncomingMessage): Record<string, string> {
  const plain: Record<string, string> = {};
  for (const [name, value] of Object.entries(response.headers))
    if (value !== undefined) plain[name] = Array.isArray(value) ? value.join(", ") : value;
  return plain;
}

/** Sends one request and reads its answer within the bounds. @throws whatever the connection or the body throws */
export function sendHop(hop: Hop): Promise<HopAnswer> {
  const { request: open } = hop.url.protocol === "https:" ? https : http;
  return new Promise((resolve, reject) => {
    const request = open(optionsOf(hop), (response) => {
      const status = response.statusCode ?? 0;
      const reading =
        hop.method !== "HEAD" && hop.wantsBody(status)
          ? readBounded(response, hop.bytesMax)
          : Promise.resolve(Buffer.alloc(0));
      reading
        .then((body) => resolve({ status, headers: plainHeaders(response), body }), reject)
        .finally(() => request.destroy());
    });
    request.once("error", reject);
    request.end(hop.body);
  });
}
