import { describe, expect, test } from "vitest";
import { openGeo } from "@/lib/geo";
import { readPageAddress } from "./page-address";

describe("page addresses", () => {
  test.each([
    ["https://shop.example/a/b?x=1#part", { host: "shop.example", path: "/a/b", search: "?x=1" }],
    ["https://shop.example", { path: "/" }],
    ["https://shop.example/about/", { path: "/about" }],
    ["https://shop.example/#/prices", { path: "/#/prices" }],
    ["https://shop.example/#/reset?token=secret", { path: "/#/reset" }],
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
