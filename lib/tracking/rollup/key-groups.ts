/** Keys that are tied, directly or through others. Keys that were never tied cost nothing. */
export class KeyGroups {
  private readonly parents = new Map<string, string>();

  tie(a: string, b: string): void {
    if (a === b) return;
    const [rootA, rootB] = [this.nameOf(a), this.nameOf(b)];
    if (rootA === rootB) return;
    // The smaller name stays: which key names a group does not depend on the order of tying.
    if (rootA < rootB) this.parents.set(rootB, rootA);
    else this.parents.set(rootA, rootB);
  }

  /** The key that stands for all that are tied to this one. */
  nameOf(key: string): string {
    if (this.parents.size === 0) return key;
    let current = key;
    for (let up = this.parents.get(current); up !== undefined; up = this.parents.get(current)) current = up;
    if (current !== key && this.parents.get(key) !== current) this.parents.set(key, current);
    return current;
  }
}
