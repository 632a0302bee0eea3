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
  const post: PlainPost = {
    body: "",
    userAgent: "",
    forwardedFor: undefined,
    forwardedProto: undefined,
    purpose: "",
    cookie: undefined,
    origin: undefined,
  };
  let lengthBytes = -1;
  let hosts = 0;
  for (const line of chunk.toString("latin1", START.length, headEnd).split("\r\n")) {
    const colon = line.indexOf(":");
    const name = line.slice(0, colon);
    if (colon < 1 || ODD.test(line) || !NAME.test(name)) return null;
    const value = line.slice(colon + 1).trim();
    switch (name.length < 24 ? name.toLowerCase() : "") {
      case "content-length":
        if (lengthBytes !== -1 || !/^\d{1,6}$/.test(value)) return null;
        lengthBytes = Number(value);
        break;
      case "host":
        hosts += 1;
        break;
      case "user-agent":
        if (post.userAgent !== "") return null;
        post.userAgent = value;
        break;
      case "x-forwarded-for":
        post.forwardedFor = post.forwardedFor === undefined ? value : `${post.forwardedFor}, ${value}`;
        break;
      case "x-forwarded-proto":
        post.forwardedProto = value;
        break;
      case "sec-purpose":
      case "purpose":
      case "x-moz":
      case "x-purpose":
        post.purpose += value;
        break;
      case "cookie":
        post.cookie = post.cookie === undefined ? value : `${post.cookie}; ${value}`;
        break;
      case "origin":
        post.origin = value;
        break;
      case "connection":
        if (value.toLowerCase() !== "keep-alive") return null;
        break;
      case "transfer-encoding":
      case "expect":
      case "upgrade":
      case "te":
      case "trailer":
        return null;
    }
  }
  if (hosts !== 1 || lengthBytes < 0 || lengthBytes > bodyBytesMax || chunk.length !== bodyAt + lengthBytes)
    return null;
  post.body = chunk.toString("utf8", bodyAt);
  return post;
}
