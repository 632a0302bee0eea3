let source: () => number = () => Date.now();

/** Business time, in milliseconds since 1970. SQL gets it as a parameter. */
export const nowMs = (): number => source();

/** Business time. */
export const now = (): Date => new Date(source());

/** Replaces the clock; null gives the real one back. */
export function setClockForTests(replacement: (() => number) | null): void {
  source = replacement ?? (() => Date.now());
}
