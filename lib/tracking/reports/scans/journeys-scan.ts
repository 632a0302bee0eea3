import { type Block, FLAG } from "../../columns/block";
import type { Scan } from "./scan";

/** Branches that are kept apart while counting; beyond them all goes into "other". */
const NODES_MAX = 400_000;
const ID_SPACE = 2 ** 31;

export type JourneyNode = { id: number; page: number; visits: number; children: JourneyNode[] };

/** Pages that follow, or come before, a page. The same page again at once is one view. */
export class JourneysScan implements Scan {
  readonly columns = ["step_len", "step_code"];
  /** Set when there were more branches than are kept apart. */
  isCut = false;
  private readonly pages: number[] = [];
  private readonly visits: number[] = [];
  private readonly parents: number[] = [];
  private readonly childOf = new Map<number, number>();

  /** @param pageId where to start; null: with the first (backwards: the last) page of visits */
  constructor(
    private readonly pageId: number | null,
    private readonly isBackwards: boolean,
    private readonly depth: number,
  ) {}

  add(block: Block, rows: Uint32Array, count: number): void {
    const { codes, ids } = block.ids("step_code");
    const offsets = block.offsets("step_len");
    const flags = block.codes("flags");
    const path: number[] = [];
    for (let at = 0; at < count; at += 1) {
      const row = rows[at] ?? 0;
      if (((flags[row] ?? 0) & FLAG.startsHere) === 0) continue;
      path.length = 0;
      const end = offsets[row + 1] ?? 0;
      for (let step = offsets[row] ?? 0; step < end; step += 1) {
        const code = ids[codes[step] ?? 0] ?? 0;
        if (code % 2 === 0 && path.at(-1) !== code / 2) path.push(code / 2);
      }
      if (this.isBackwards) path.reverse();
      this.addPath(path);
    }
  }

  /** The first level as trees. */
  roots(): JourneyNode[] {
    const nodes = this.pages.map<JourneyNode>((page, id) => ({
      id,
      page,
      visits: this.visits[id] ?? 0,
      children: [],
    }));
    const roots: JourneyNode[] = [];
    for (const node of nodes) {
      const parent = this.parents[node.id] ?? -1;
      (parent < 0 ? roots : (nodes[parent]?.children ?? roots)).push(node);
    }
    return roots;
  }

  private addPath(path: readonly number[]): void {
    const start = this.pageId === null ? 0 : path.indexOf(this.pageId);
    if (start < 0) return;
    let parent = -1;
    for (let level = 0; level <= this.depth && start + level < path.length; level += 1) {
      parent = this.child(parent, path[start + level] ?? 0);
      if (parent < 0) return;
      this.visits[parent] = (this.visits[parent] ?? 0) + 1;
    }
  }

  private child(parent: number, page: number): number {
    const key = (parent + 1) * ID_SPACE + page;
    const known = this.childOf.get(key);
    if (known !== undefined) return known;
    if (this.pages.length >= NODES_MAX) {
      this.isCut = true;
      return -1;
    }
    const made = this.pages.length;
    this.childOf.set(key, made);
    this.pages.push(page);
    this.visits.push(0);
    this.parents.push(parent);
    return made;
  }
}
