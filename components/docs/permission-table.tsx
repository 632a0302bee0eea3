import { Check, Minus } from "lucide-react";

export type PermissionRow = { permission: string; roles: readonly string[]; key: boolean };

const Mark = ({ yes }: { yes: boolean }) => (
  <>
    {yes ? (
      <Check aria-hidden className="mx-auto size-4 text-success" />
    ) : (
      <Minus aria-hidden className="mx-auto size-4 text-text-muted" />
    )}
    <span className="sr-only">{yes ? "yes" : "no"}</span>
  </>
);

/** Who may do what, straight from the table that the server asks. */
export function PermissionTable({
  roles,
  rows,
}: {
  roles: readonly string[];
  rows: readonly PermissionRow[];
}) {
  return (
    <div
      className="relative overflow-x-auto rounded-ui border border-border bg-surface-raised"
      tabIndex={0}
      role="region"
      aria-label="Table of permissions"
    >
      <table className="w-full text-sm">
        <thead>
          <tr className="border-b border-border text-xs text-text-muted">
            <th scope="col" className="px-3 py-2 text-left font-medium">
              Permission
            </th>
            {[...roles, "API key"].map((name) => (
              <th key={name} scope="col" className="px-3 py-2 text-center font-medium first-letter:uppercase">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.permission} className="border-b border-border last:border-0">
              <th scope="row" className="px-3 py-1.5 text-left font-mono text-xs font-normal">
                {row.permission}
              </th>
              {roles.map((role) => (
                <td key={role} className="px-3 py-1.5">
                  <Mark yes={row.roles.includes(role)} />
                </td>
              ))}
              <td className="px-3 py-1.5">
                <Mark yes={row.key} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
