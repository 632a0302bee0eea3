import { describe, expect, it } from "vitest";
import { isPublicAddress } from "./address";
import { parseOutboundUrl } from "./url";

Object.assign(process.env, {
  DATABASE_URL: "postgresql://app_user@127.0.0.1/app",
  DATABASE_SYSTEM_URL: "postgresql://app_system@127.0.0.1/app",
  QUEUE_DATABASE_URL: "postgresql://app_queue@127.0.0.1/app",
});

describe("public addresses", () => {
  it.each([
    "93.184.216.34",
    "1.1.1.1",
    "172.32.0.1",
    "100.128.0.1",
    "2606:4700::1111",
    "2a00:1450:4001:82b::200e",
  ])("%s is public", (address) => expect(isPublicAddress(address)).toBe(true));

  it.each(["::ffff:93.184.216.34", "64:ff9b::5db8:d822", "2002:5db8:d822::1"])(
    "%s stands for a public IPv4 address",
    (address) => expect(isPublicAddress(address)).toBe(true),
  );

  it.each([
    ["this machine", "127.0.0.1", "127.255.0.9", "0.0.0.0", "0.1.2.3", "::1", "::"],
    [
      "private networks",
      "10.0.0.1",
      "172.16.0.1",
      "172.31.255.255",
      "192.168.1.1",
      "fc00::1",
      "fd00:ec2::254",
      "fec0::1",
    ],
    [
      "shared, link-local and cloud metadata",
      "100.64.0.1",
      "100.100.100.200",
      "169.254.169.254",
      "169.254.170.2",
      "fe80::1",
      "fe80::1%eth0",
      "168.63.129.16",
      "192.0.0.192",
    ],
    ["multicast and broadcast", "224.0.0.1", "239.255.255.250", "255.255.255.255", "ff02::1"],
    [
      "reserved",
      "192.0.2.1",
      "198.51.100.1",
      "203.0.113.1",
      "198.18.0.1",
      "240.0.0.1",
      "192.88.99.1",
      "2001:db8::1",
      "100::1",
      "3fff::1",
      "5f00::1",
    ],
    [
      "IPv4 in IPv6",
      "::ffff:127.0.0.1",
      "::ffff:169.254.169.254",
      "::ffff:7f00:1",
      "::127.0.0.1",
      "::ffff:0:127.0.0.1",
      "64:ff9b::127.0.0.1",
      "64:ff9b::a9fe:a9fe",
      "64:ff9b:1::a00:1",
      "2002:7f00:1::",
      "2002:a9fe:a9fe::1",
      "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    ],
    [
      "other spellings and no addresses",
      "2130706433",
      "0x7f.1",
      "0177.0.0.1",
      "127.1",
      "",
      "localhost",
      "[::1]",
      "1.2.3",
    ],
  ])("%s is not", (_kind, ...addresses) => {
    for (const address of addresses) expect(isPublicAddress(address), address).toBe(false);
  });
});

describe("addresses that somebody typed", () => {
  it.each([
    ["https://example.com/a?b=1#c", "https://example.com/a?b=1"],
    ["http://example.com:80", "http://example.com/"],
    ["https://example.com:80/", "https://example.com:80/"],
    ["http://2130706433/", "http://127.0.0.1/"],
    ["http://0x7f.1/", "http://127.0.0.1/"],
    ["http://0177.0.0.1/", "http://127.0.0.1/"],
    ["http://[::ffff:7f00:1]/", "http://[::ffff:7f00:1]/"],
  ])("%s is %s", (text, href) => expect(parseOutboundUrl(text).href).toBe(href));

  it.each([
    ["example.com", "not an address"],
    ["ftp://example.com/", "http:// or https://"],
    ["file:///etc/passwd", "http:// or https://"],
    ["javascript:alert(1)", "http:// or https://"],
    ["https://user:secret@example.com/", "user name or password"],
    ["https://user@example.com/", "user name or password"],
    ["https://example.com:22/", "usual ports"],
    ["http://example.com:8080/", "usual ports"],
    [`https://example.com/${"a".repeat(2_000)}`, "at most 2000"],
    ["https://999.1.1.1/", "not an address"],
  ])("%s is refused", (text, sentence) => {
    expect(() => parseOutboundUrl(text)).toThrow(expect.objectContaining({ status: 400 }));
    expect(() => parseOutboundUrl(text)).toThrow(sentence);
  });
});
