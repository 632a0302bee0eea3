import { readTexts } from "../columns/value-texts";
import type { JourneysResult } from "../report-schemas";
import { idsOf, VALUE_KIND } from "./filters";
import type { PlannedReport, Question } from "./question";
import { type JourneyNode, JourneysScan } from "./scans/journeys-scan";

type Asked = { direction: "next" | "previous"; page?: string | undefined; depth: number; limit: number };
type OutNode = JourneysResult["nodes"][number];

const UNKNOWN_PAGE = -1;

/** Which pages follow, or came before, a page. */
export async function planJourneys(question: Question, asked: Asked): Promise<PlannedReport> {
  const { db, site, range, everyNth } = question;
  const [pageId = UNKNOWN_PAGE] =
    asked.page === undefined ? [] : await idsOf(db, site, VALUE_KIND.path, "is", [asked.page]);
  const start = asked.page === undefined ? null : pageId;
  const scan = new JourneysScan(start, asked.direction === "previous", asked.depth);
  return {
    scans: [{ range, scan }],
    finish: async () => {
      const tree = new Flattened(asked.limit, asked.depth, everyNth);
      const roots = scan.roots();
      tree.addBranches(roots, null, 0);
      const texts = await readTexts(db, tree.pages.values());
      return {
        kind: "journeys",
        direction: asked.direction,
        visits: sumOf(roots) * everyNth,
        nodes: tree.nodes.map((node) => ({
          ...node,
          page: texts.get(tree.pages.get(node.id) ?? 0) ?? node.page,
        })),
      };
    },
    isApproximate: () => scan.isCut,
  };
}

const sumOf = (nodes: readonly JourneyNode[]): number => nodes.reduce((sum, node) => sum + node.visits, 0);

/** The tree as a list: the largest branches of each page, one for the rest, and one for visits that end there. */
class Flattened {
  readonly nodes: OutNode[] = [];
  /** Path ids of the nodes that are pages. */
  readonly pages = new Map<number, number>();

  constructor(
    private readonly limit: number,
    private readonly depth: number,
    private readonly everyNth: number,
  ) {}

  addBranches(branches: readonly JourneyNode[], parentId: number | null, level: number): void {
    const ordered = [...branches].sort((a, b) => b.visits - a.visits || a.page - b.page);
    for (const branch of ordered.slice(0, this.limit)) {
      const id = this.push(parentId, level, "page", branch.visits);
      this.pages.set(id, branch.page);
      if (level >= this.depth) continue;
      this.addBranches(branch.children, id, level + 1);
      const ended = branch.visits - sumOf(branch.children);
      if (ended > 0) this.push(id, level + 1, "end", ended);
    }
    const rest = sumOf(ordered.slice(this.limit));
    if (rest > 0) this.push(parentId, level, "other", rest);
  }

  private push(parentId: number | null, level: number, kind: OutNode["kind"], visits: number): number {
    const id = this.nodes.length;
    this.nodes.push({ id, parentId, level, kind, page: "", visits: visits * this.everyNth });
    return id;
  }
}
