const names = new Intl.DisplayNames(["en"], { type: "region", fallback: "code" });
const CODE = /^[A-Z]{2}$/;
const REGIONAL_A = 0x1f1e6;

/** "DE" -> "Germany"; anything that is no country code comes back as it is. */
export function countryName(code: string): string {
  return CODE.test(code) ? (names.of(code) ?? code) : code;
}

/** "DE" -> the flag; "" for anything that is no country code. */
export function countryFlag(code: string): string {
  if (!CODE.test(code)) return "";
  return String.fromCodePoint(...[...code].map((letter) => REGIONAL_A + letter.charCodeAt(0) - 65));
}
