const CHANGES_PER_S_MAX = 500;
const BUSY_S_MAX = 5;

/** Notices a page that changes so much that recording it would be felt: 500 changes a second for five seconds on end. */
export class LoadWatch {
  private second = 0;
  private changes = 0;
  private busySeconds = 0;

  /** @returns whether recording has to stop */
  add(changes: number, atMs: number): boolean {
    const second = Math.floor(atMs / 1_000);
    if (second !== this.second) {
      const isNext = second === this.second + 1;
      this.busySeconds = isNext && this.changes >= CHANGES_PER_S_MAX ? this.busySeconds + 1 : 0;
      this.second = second;
      this.changes = 0;
    }
    this.changes += changes;
    return this.busySeconds >= BUSY_S_MAX;
  }
}
