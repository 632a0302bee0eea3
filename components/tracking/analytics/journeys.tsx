"use client";

import { useState } from "react";
import { cn } from "@/components/lib/cn";
import { countOf, formatCompact, formatPercent } from "@/components/lib/format";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { Skeleton } from "@/components/ui/skeleton";
import type { JourneysResult } from "@/lib/tracking/report-schemas";
import { PanelError } from "./panel-error";
import { isKind } from "./report-batch";
import { useReport } from "./report-scope";

type Direction = JourneysResult["direction"];
type Node = JourneysResult["nodes"][number];

const DEPTH = 3;
const HEADINGS: Record<Direction, readonly [string, string]> = {
  next: ["Visits begin on", "Then"],
  previous: ["Visits end on", "Before that"],
};

/** The way through the site, a page at a time: choosing one shows what follows it. */
export function Journeys() {
  const [direction, setDirection] = useState<Direction>("next");
  const report = useReport({ kind: "journeys", direction, depth: DEPTH, limit: 8 });
  const result = report.data?.result;
  return (
    <div className="flex flex-col gap-4 p-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="text-text-muted">Choose a page to see where its visits go on.</p>
        <SegmentedControl
          label="Direction"
          value={direction}
          onChange={setDirection}
          segments={[
            { value: "next", label: "From the first page" },
            { value: "previous", label: "From the last page" },
          ]}
        />
      </div>
      {report.error && !result ? (
        <PanelError report={report} />
      ) : !isKind(result, "journeys") || result.direction !== direction ? (
        <Skeleton className="h-72 w-full" />
      ) : result.visits === 0 ? (
        <p className="text-text-muted">No visits in these days.</p>
      ) : (
        <Columns key={direction} result={result} />
      )}
    </div>
  );
}

/** Children of the chosen nodes, column by column; where nothing was chosen the largest branch is open. */
function columnsOf(
  nodes: readonly Node[],
  chosen: readonly string[],
): { nodes: Node[]; open: Node | undefined }[] {
  const columns: { nodes: Node[]; open: Node | undefined }[] = [];
  let parent: number | null = null;
  for (;;) {
    const shown: Node[] = nodes.filter((node) => node.parentId === parent);
    if (shown.length === 0) return columns;
    const wanted = chosen[columns.length];
    const open: Node | undefined =
      shown.find((node) => keyOf(node) === wanted) ?? shown.find((node) => node.kind === "page");
    columns.push({ nodes: shown, open });
    if (!open) return columns;
    parent = open.id;
  }
}

// Ids of nodes change with every answer; the page under its parent stays.
const keyOf = (node: Node) => `${node.kind}:${node.page}`;

const nameOf = (node: Node, direction: Direction): string =>
  node.kind === "page"
    ? node.page
    : node.kind === "other"
      ? "Other pages"
      : direction === "next"
        ? "Leaves the site"
        : "Comes to the site";

function Columns({ result }: { result: JourneysResult }) {
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const columns = columnsOf(result.nodes, chosen);
  const [first, then] = HEADINGS[result.direction];
  return (
    <ol className="-m-1 flex gap-3 overflow-x-auto p-1 max-sm:flex-col">
      {columns.map((column, level) => (
        <li key={level} className="flex min-w-56 flex-1 flex-col gap-1">
          <p className="px-2 text-xs font-medium text-text-muted">{level === 0 ? first : then}</p>
          <Branches
            nodes={column.nodes}
            open={column.open}
            direction={result.direction}
            whole={level === 0 ? result.visits : (columns[level - 1]?.open?.visits ?? 0)}
            onOpen={(node) =>
              setChosen([
                ...columns.slice(0, level).map(({ open }) => (open ? keyOf(open) : "")),
                keyOf(node),
              ])
            }
          />
        </li>
      ))}
    </ol>
  );
}

type BranchesProps = {
  nodes: readonly Node[];
  open: Node | undefined;
  direction: Direction;
  whole: number;
  onOpen: (node: Node) => void;
};

function Branches({ nodes, open, direction, whole, onOpen }: BranchesProps) {
  return (
    <ul className="flex flex-col gap-0.5">
      {nodes.map((node) => {
        const share = whole > 0 ? node.visits / whole : 0;
        const words = `${nameOf(node, direction)}: ${countOf(node.visits, "visit")}, ${formatPercent(share)}`;
        const isOpen = node === open;
        const inside = (
          <>
            <span
              aria-hidden
              className="absolute inset-y-0 left-0 rounded-inner bg-accent-soft"
              style={{ width: `${share * 100}%` }}
            />
            <span
              className={cn("relative min-w-0 flex-1 truncate", node.kind !== "page" && "text-text-muted")}
            >
              {nameOf(node, direction)}
            </span>
            <span className="relative tabular-nums">{formatCompact(node.visits)}</span>
            <span className="relative w-12 text-right text-text-muted tabular-nums">
              {formatPercent(share)}
            </span>
          </>
        );
        const className = "relative flex w-full items-center gap-2 rounded-inner px-2 py-1.5 text-left";
        return (
          <li key={node.id}>
            {node.kind === "page" ? (
              <button
                type="button"
                title={words}
                aria-label={words}
                aria-pressed={isOpen}
                onClick={() => onOpen(node)}
                className={cn(
                  className,
                  "touch-target hover:bg-surface-hover aria-pressed:font-medium aria-pressed:ring-1 aria-pressed:ring-accent",
                )}
              >
                {inside}
              </button>
            ) : (
              <div title={words} className={className}>
                {inside}
              </div>
            )}
          </li>
        );
      })}
    </ul>
  );
}
