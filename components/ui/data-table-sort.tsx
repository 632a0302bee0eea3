import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import type { ReactNode } from "react";

export type SortState = false | "asc" | "desc";

/** A column heading that sorts: a real button, so that Enter and Space work. */
export function SortButton(props: { state: SortState; onSort: () => void; children: ReactNode }) {
  const Icon = props.state === "asc" ? ArrowUp : props.state === "desc" ? ArrowDown : ChevronsUpDown;
  return (
    <button
      type="button"
      onClick={props.onSort}
      className="-mx-1 inline-flex items-center gap-1 rounded-inner px-1 py-0.5 hover:text-text"
    >
      {props.children}
      <Icon aria-hidden className="size-3.5" />
    </button>
  );
}
