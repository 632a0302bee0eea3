/** What a plain POST /e says, as far as the collector asks. */
export type PlainPost = {
  body: string;
  userAgent: string;
  forwardedFor: string | undefined;
  forwardedProto: string | undefined;
  purpose: string;
  cookie: string | undefined;
  origin: string | undefined;
};

const START = Buffer.from("POST /e HTTP/1.1\r\n", "latin1");
const END_OF_HEAD = Buffer.from("\r\n\r\n", "latin1");
const HEAD_BYTES_MAX = 8 * 1024;
const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
// A carriage return, a line feed or a NUL within a line means different things to different readers.
const ODD = /[\r\n\0]/;

const NAME_LENGTH_MAX = 24;

const NOTHING: PlainPost = {
  body: "",
  userAgent: "",
  forwardedFor: undefined,
  forwardedProto: undefined,
  purpose: "",
  cookie: undefined,
  origin: undefined,
};

type Read = { post: PlainPost; lengthBytes: number; hosts: number };

/** Takes what a line says. @returns false for a line that only Node's parser shall judge */
function isKnownLine(read: Read, name: string, value: string): boolean {
  const { post } = read;
  switch (name) {
    case "content-length":
      if (read.lengthBytes !== -1 || !/^\d{1,6}$/.test(value)) return false;
      read.lengthBytes = Number(value);
      return true;
    case "host":
      read.hosts += 1;
      return true;
    case "user-agent":
      if (post.userAgent !== "") return false;
      post.userAgent = value;
      return true;
    case "x-forwarded-for":
      post.forwardedFor = post.forwardedFor === undefined ? value : `${post.forwardedFor}, ${value}`;
      return true;
    case "x-forwarded-proto":
      post.forwardedProto = value;
      return true;
    case "sec-purpose":
    case "purpose":
    case "x-moz":
    case "x-purpose":
      post.purpose += value;
      return true;
    case "cookie":
      post.cookie = post.cookie === undefined ? value : `${post.cookie}; ${value}`;
      return true;
    case "origin":
      post.origin = value;
      return true;
    case "connection":
      return value.toLowerCase() === "keep-alive";
    default:
      return !FRAMING.has(name);
  }
}

/** Headers that change how a message is framed, or what becomes of its connection. */
const FRAMING = new Set(["transfer-encoding", "expect", "upgrade", "te", "trailer"]);

/**
 * Reads a chunk that is exactly one POST /e of the plainest kind: one line a header, a Content-Length, nothing that changes
 * how the message is framed or what becomes of the connection. Everything else is left to Node's own parser, so that this
 * never has to decide about an odd message.
 * @param bodyBytesMax longer bodies are left to Node's parser too
 * @returns null for whatever is not that
 */
export function readPlainPost(chunk: Buffer, bodyBytesMax: number): PlainPost | null {
  if (chunk.length < START.length || START.compare(chunk, 0, START.length) !== 0) return null;
  const headEnd = chunk.indexOf(END_OF_HEAD);
  if (headEnd < 0 || headEnd > HEAD_BYTES_MAX) return null;
  const bodyAt = headEnd + END_OF_HEAD.length;
  const read: Read = { post: { ...NOTHING }, lengthBytes: -1, hosts: 0 };
  for (const line of chunk.toString("latin1", START.length, headEnd).split("\r\n")) {
    const colon = line.indexOf(":");
    const name = line.slice(0, colon);
    if (colon < 1 || ODD.test(line) || !NAME.test(name)) return null;
    if (
      !isKnownLine(
        read,
        name.length < NAME_LENGTH_MAX ? name.toLowerCase() : "",
        line.slice(colon + 1).trim(),
      )
    )
      return null;
  }
  const { post, lengthBytes, hosts } = read;
  if (hosts !== 1 || lengthBytes < 0 || lengthBytes > bodyBytesMax || chunk.length !== bodyAt + lengthBytes)
    return null;
  post.body = chunk.toString("utf8", bodyAt);
  return post;
}
