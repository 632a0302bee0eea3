const HOME = "/dashboard";
const BASE = "http://product.invalid";

/** A path of this product to go to after logging in; anything else, such as another site's address, becomes the overview. */
export function safePath(next: string | string[] | undefined): string {
  if (typeof next !== "string" || !next.startsWith("/")) return HOME;
  const url = URL.canParse(next, BASE) ? new URL(next, BASE) : null;
  // "/.//evil.example" is a path of ours by its origin, and another site once its dots are gone.
  return url?.origin === BASE && !url.pathname.startsWith("//") ? `${url.pathname}${url.search}` : HOME;
}
