import { describe, expect, test } from "vitest";
import { readPlainPost } from "./plain-post";

const BODY = '{"k":"ü"}';
const post = (head: string, body = BODY, startLine = "POST /e HTTP/1.1") =>
  Buffer.from(`${startLine}\r\n${head}\r\n\r\n${body}`);
const length = `Content-Length: ${Buffer.byteLength(BODY)}`;
const read = (chunk: Buffer) => readPlainPost(chunk, 64 * 1024);

describe("plain posts", () => {
  test("say all that the collector asks", () => {
    const head = `Host: c\r\nUser-Agent: Firefox\r\nx-forwarded-for: 203.0.113.1\r\nX-Forwarded-For: 10.0.0.1\r\nX-Forwarded-Proto: https\r\nSec-Purpose: prefetch\r\nCookie: ba_v=1\r\nOrigin: https://a.example\r\nConnection: Keep-Alive\r\n${length}`;
    expect(read(post(head))).toEqual({
      body: BODY,
      userAgent: "Firefox",
      forwardedFor: "203.0.113.1, 10.0.0.1",
      forwardedProto: "https",
      purpose: "prefetch",
      cookie: "ba_v=1",
      origin: "https://a.example",
    });
  });

  test.each([
    ["another path", post(`Host: c\r\n${length}`, BODY, "POST /ee HTTP/1.1")],
    ["another method", post(`Host: c\r\n${length}`, BODY, "PUT /e HTTP/1.1")],
    ["HTTP/1.0", post(`Host: c\r\n${length}`, BODY, "POST /e HTTP/1.0")],
    ["no host", post(length)],
    ["two hosts", post(`Host: c\r\nHost: d\r\n${length}`)],
    ["no length", post("Host: c")],
    ["two lengths", post(`Host: c\r\n${length}\r\n${length}`)],
    ["a length that is none", post("Host: c\r\nContent-Length: 1e1")],
    ["a length with a sign", post("Host: c\r\nContent-Length: +10")],
    ["too short a body", post(`Host: c\r\n${length}`, BODY.slice(1))],
    ["more than one message", post(`Host: c\r\n${length}`, `${BODY}POST /e HTTP/1.1\r\n`)],
    ["chunked", post("Host: c\r\nTransfer-Encoding: chunked", "2\r\n{}\r\n0\r\n\r\n")],
    ["chunked with a length", post(`Host: c\r\nTransfer-Encoding: chunked\r\n${length}`)],
    ["a header over two lines", post(`Host: c\r\nX-A: b\r\n c\r\n${length}`)],
    ["a space before the colon", post(`Host: c\r\nContent-Length : 10\r\n${length}`)],
    ["a bare line feed", post(`Host: c\r\nX-A: b\nContent-Length: 0\r\n${length}`)],
    ["a bare carriage return", post(`Host: c\r\nX-A: b\rc\r\n${length}`)],
    ["a NUL", post(`Host: c\r\nX-A: b\0\r\n${length}`)],
    ["a line without a colon", post(`Host: c\r\nnothing\r\n${length}`)],
    ["expects an answer first", post(`Host: c\r\nExpect: 100-continue\r\n${length}`)],
    ["wants another protocol", post(`Host: c\r\nUpgrade: h2c\r\n${length}`)],
    ["closes", post(`Host: c\r\nConnection: close\r\n${length}`)],
    ["a long head", post(`Host: c\r\nX-A: ${"a".repeat(9_000)}\r\n${length}`)],
    ["too large a body", readable("x".repeat(65_537))],
    ["only the head so far", Buffer.from(`POST /e HTTP/1.1\r\nHost: c\r\n${length}\r\n\r\n`)],
    ["nothing", Buffer.alloc(0)],
  ])("%s is left to Node's parser", (_what, chunk) => {
    expect(read(chunk)).toBeNull();
  });
});

function readable(body: string): Buffer {
  return post(`Host: c\r\nContent-Length: ${body.length}`, body);
}
