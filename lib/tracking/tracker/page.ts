/** The page this script runs in, and what its own tag says. */
export type Props = Record<string, string | number | boolean | null>;
export type Call = [what: string, name?: string, props?: Props];
/** Before this script is there, pages may put a function that collects its calls in `q`. */
type Api = { (...call: Call): string; q?: Iterable<Call>; k?: string };
type Page = Window & { ba?: Api };
type Browser = Navigator & { globalPrivacyControl?: boolean };
type Prerendered = Document & { prerendering?: boolean };

declare global {
  // Both reach the window on their way to the document.
  interface WindowEventMap {
    visibilitychange: Event;
    prerenderingchange: Event;
  }
}

export const page: Page = window;
export const doc: Prerendered = document;
export const browser: Browser = navigator;

// eslint-disable-next-line house/no-unchecked-cast -- a script inside an SVG has no src either
const script = (doc.currentScript || doc.querySelector("script[data-site]")) as HTMLScriptElement | null;
/** `hash` is there where "#/routes" are pages. */
export const { site: siteKey, hash: withHash }: DOMStringMap = script?.dataset || {};

/** Address of what is served beside this script, wherever that is. */
export const beside = (name: string): URL => new URL(name, script?.src);

/** Does something that must not show on the page when it fails. */
export const quietly = (work: () => void): void => {
  try {
    work();
  } catch {
    // The page goes on as if this script were not there.
  }
};

/** Listens before the page does, so that a handler that stops an event hides nothing. */
export const on = <Name extends keyof WindowEventMap>(
  name: Name,
  handle: (event: WindowEventMap[Name]) => void,
): void => page.addEventListener(name, (event) => quietly(() => handle(event)), true);
