import { DescriptionList } from "@/components/ui/description-list";

export type AuditDiffProps = { before: unknown; after: unknown };

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (value: unknown): Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};

/** "purgeAfterAt" -> "Purge after at": field names as words. */
const wordsOf = (name: string): string => {
  const words = name.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
};

const textOf = (value: unknown): string => {
  if (value === null || value === undefined || value === "") return "–";
  if (typeof value === "boolean") return value ? "Yes" : "No";
  return typeof value === "string" || typeof value === "number" ? String(value) : JSON.stringify(value);
};

/** What changed, field by field; fields that stayed the same are left out. */
export function AuditDiff({ before, after }: AuditDiffProps) {
  const [old, fresh] = [fieldsOf(before), fieldsOf(after)];
  const hasBoth = before !== null && after !== null;
  const names = [...new Set([...Object.keys(old), ...Object.keys(fresh)])].filter(
    (name) => !hasBoth || JSON.stringify(old[name]) !== JSON.stringify(fresh[name]),
  );
  if (names.length === 0) return <p className="text-text-muted">Nothing further is on record.</p>;
  return (
    <DescriptionList
      items={names.map((name) => ({
        term: wordsOf(name),
        detail: hasBoth ? (
          <span className="flex flex-wrap items-baseline gap-x-2">
            <del className="break-all text-text-muted">
              <span className="sr-only">Before: </span>
              {textOf(old[name])}
            </del>
            <span aria-hidden>→</span>
            <ins className="break-all no-underline">
              <span className="sr-only">After: </span>
              {textOf(fresh[name])}
            </ins>
          </span>
        ) : (
          <span className="break-all">{textOf(after === null ? old[name] : fresh[name])}</span>
        ),
      }))}
    />
  );
}
