import { Words } from "./words";

export type FieldRow = { name: string; type: string; required: boolean; limits: string; description: string };

export type FieldTableProps = {
  label: string;
  rows: readonly FieldRow[];
  /** Of an answer all fields are there unless told otherwise; of a request none is needed unless told otherwise. */
  answer?: boolean;
};

/** Fields with what each of them takes. On a phone every field is a block of its own. */
export function FieldTable({ label, rows, answer = false }: FieldTableProps) {
  return (
    <table aria-label={label} className="block w-full text-sm sm:table">
      <thead className="sr-only sm:not-sr-only sm:table-header-group">
        <tr className="border-b border-border text-left text-xs text-text-muted">
          <th className="py-1.5 pr-4 font-medium">Field</th>
          <th className="py-1.5 pr-4 font-medium">Type</th>
          <th className="py-1.5 font-medium">Meaning</th>
        </tr>
      </thead>
      <tbody className="block sm:table-row-group">
        {rows.map((row) => (
          <tr
            key={row.name}
            className="block border-b border-border py-2 align-top last:border-0 sm:table-row"
          >
            <td className="block pr-4 font-mono text-xs wrap-anywhere sm:table-cell sm:w-[32%] sm:py-2">
              {row.name}
              {row.required && !answer && <span className="ml-2 font-sans text-danger">required</span>}
              {!row.required && answer && (
                <span className="ml-2 font-sans text-text-muted">may be missing</span>
              )}
            </td>
            <td className="block pr-4 text-text-muted sm:table-cell sm:w-[24%] sm:py-2">{row.type}</td>
            <td className="block wrap-anywhere sm:table-cell sm:py-2">
              <Words text={row.description} />
              {row.limits && <span className="block text-xs text-text-muted">{row.limits}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
