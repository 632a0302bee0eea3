import { describe, expect, test } from "vitest";
import { openGeo } from "@/lib/geo";
import { readPageAddress } from "./page-address";
import { readAgent } from "./user-agent";

const CHROME =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";
const IPHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1";
const IPAD =
  "Mozilla/5.0 (iPad; CPU OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1";
const MAC =
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15";

describe("user agents", () => {
  test.each([
    [CHROME, { isBot: false, device: "desktop", browser: "Chrome", os: "Windows" }],
    [IPHONE, { isBot: false, device: "mobile", browser: "Safari", os: "iOS" }],
    [IPAD, { isBot: false, device: "tablet", browser: "Safari" }],
    [MAC, { isBot: false, device: "desktop", browser: "Safari", os: "macOS" }],
  ])("%s", (text, expected) => {
    expect(readAgent(text)).toMatchObject(expected);
  });

  test.each([
    "",
    "curl/8.5.0",
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
    "LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)",
    "Twitterbot/1.0",
    "WhatsApp/2.23.20.0",
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/142.0.0.0 Safari/537.36",
  ])("'%s' is a bot", (text) => {
    expect(readAgent(text).isBot).toBe(true);
  });
});

describe("page addresses", () => {
  test.each([
    ["https://shop.example/a/b?x=1#part", { host: "shop.example", path: "/a/b", search: "?x=1" }],
    ["https://shop.example", { path: "/" }],
    ["https://shop.example/about/", { path: "/about" }],
    ["https://shop.example/#/prices", { path: "/#/prices" }],
    ["http://SHOP.example:8080/%C3%BC", { host: "shop.example", path: "/%C3%BC" }],
  ])("%s", (text, expected) => {
    expect(readPageAddress(text)).toMatchObject(expected);
  });

  test("a very long path is cut", () => {
    expect(readPageAddress(`https://shop.example/${"a".repeat(4_000)}`)?.path).toHaveLength(1_000);
  });

  test.each(["", "shop.example/a", "javascript:alert(1)", "file:///etc/passwd", "https://"])(
    "'%s' is none",
    (text) => {
      expect(readPageAddress(text)).toBeNull();
    },
  );
});

describe("places", () => {
  const geo = openGeo(undefined, () => undefined);

  test("the file of the address's own family", () => {
    expect(geo.find("8.8.8.8").country).toBe("US");
    expect(geo.find("2001:4860:4860::8888").country).toBe("US");
    expect(geo.find("80.187.100.1").country).toBe("DE");
  });

  test.each(["127.0.0.1", "10.0.0.1", "::1", "unknown", ""])("'%s' is nowhere", (address) => {
    expect(geo.find(address)).toEqual({ country: "", region: "", city: "" });
  });

  test("a missing file makes every place unknown and is told once a file", () => {
    const missing: string[] = [];
    const blind = openGeo("/nowhere/city.mmdb", (path) => missing.push(path));
    expect(blind.find("8.8.8.8").country).toBe("");
    expect(missing).toEqual(["/nowhere/city.mmdb"]);
  });
});
