import { Skeleton } from "./skeleton";

const ROWS = [0, 1, 2, 3, 4, 5];

/** The shape of a table that is on its way. */
export function DataTableSkeleton({ label, headers }: { label: string; headers: readonly string[] }) {
  return (
    <div role="status" aria-label={`${label}: loading`}>
      <div className="hidden border-b border-border px-4 py-2 text-xs font-medium text-text-muted sm:flex">
        {headers.map((header) => (
          <span key={header} className="flex-1 py-0.5">
            {header}
          </span>
        ))}
      </div>
      {ROWS.map((row) => (
        <div
          key={row}
          className="flex flex-col gap-2 border-b border-border px-4 py-3 last:border-0 sm:flex-row"
        >
          {headers.map((header, index) => (
            <span key={header} className="flex-1">
              <Skeleton className={index === 0 ? "h-5 w-3/5" : "h-5 w-2/5"} />
            </span>
          ))}
        </div>
      ))}
    </div>
  );
}
