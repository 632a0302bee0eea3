import { expect, it } from "vitest";
import { profileOf } from "@/lib/auth/oauth/providers";
import { Email } from "@/lib/auth/schemas";
import { csvLine } from "@/lib/csv";

const profile = (email: string) => profileOf({ sub: "1", email, email_verified: true }).email;

it("an address with other letters is none, and never becomes somebody else's by being written small", () => {
  expect(profile("Kate@Works.example")).toBe("kate@works.example");
  for (const email of [
    "\u212aate@works.example", // Kelvin sign, whose small letter is k
    "k\u0430te@works.example", // Cyrillic a
    "kate@wor\u212as.example",
    "\uff4bate@works.example", // full width
    "kate@works\u3002example", // ideographic full stop
    "kate@works.example\u0000",
    "kate@works.example\r\nBcc: x@evil.example",
  ])
    expect(profile(email), JSON.stringify(email)).toBeNull();
  for (const email of [
    "k\u0430te@works.example",
    "kate@works\u3002example",
    "kate@works.example,x@evil.example",
  ])
    expect(Email.safeParse(email).success, JSON.stringify(email)).toBe(false);
});

it("a plus or a dot makes another address: nobody joins by a likeness", () => {
  expect(
    new Set(["kate@works.example", "kate+x@works.example", "k.ate@works.example"].map(profile)).size,
  ).toBe(3);
});

it("no cell of a CSV file is run as a formula, whatever it begins with", () => {
  for (const start of ["=", "+", "-", "@", "\t=", "\r=", "\n=", "\uff1d"])
    expect(csvLine([`${start}HYPERLINK("https://evil.example")`]), JSON.stringify(start)).toMatch(/^"?'/);
});
