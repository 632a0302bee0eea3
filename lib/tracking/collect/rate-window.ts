const WINDOW_MS = 60_000;
const ADDRESSES_MAX = 200_000;

/** Events a minute and address, counted in memory in fixed windows; more than `limitPerMin` is refused. */
export class RateWindow {
  private counts = new Map<string, number>();
  private startedAtMs = 0;

  constructor(private readonly limitPerMin: number) {}

  /** @returns false when the address has used up its minute */
  take(address: string, atMs: number): boolean {
    if (atMs - this.startedAtMs >= WINDOW_MS || this.counts.size >= ADDRESSES_MAX) {
      this.counts = new Map();
      this.startedAtMs = atMs;
    }
    const used = (this.counts.get(address) ?? 0) + 1;
    this.counts.set(address, used);
    return used <= this.limitPerMin;
  }
}
