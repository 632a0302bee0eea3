import Link from "next/link";
import { GUIDE, slugOf } from "./resources";

const linkClass =
  "block rounded-ui px-2 py-1 text-sm text-text-muted transition-colors hover:bg-surface-hover hover:text-text";

function Links({ tags }: { tags: readonly string[] }) {
  return (
    <>
      <p className="px-2 pb-1 text-xs font-semibold text-text-muted">Guide</p>
      <ul className="mb-5">
        <li>
          <Link href="/docs" className={linkClass}>
            Introduction
          </Link>
        </li>
        {GUIDE.map(({ id, title }) => (
          <li key={id}>
            <Link href={`/docs#${id}`} className={linkClass}>
              {title}
            </Link>
          </li>
        ))}
      </ul>
      <p className="px-2 pb-1 text-xs font-semibold text-text-muted">Analytics</p>
      <ul className="mb-5">
        <li>
          <Link href="/docs/analytics" className={linkClass}>
            How we count
          </Link>
        </li>
      </ul>
      <p className="px-2 pb-1 text-xs font-semibold text-text-muted">Reference</p>
      <ul>
        <li>
          <Link href="/docs/api" className={linkClass}>
            All operations
          </Link>
        </li>
        {tags.map((tag) => (
          <li key={tag}>
            <Link href={`/docs/api/${slugOf(tag)}`} className={linkClass}>
              {tag}
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}

/** The way through the documentation: beside the text, on a phone folded above it. */
export function DocsNav({ tags }: { tags: readonly string[] }) {
  return (
    <>
      <nav
        aria-label="Documentation"
        className="sticky top-4 hidden max-h-[calc(100dvh-2rem)] self-start overflow-y-auto pb-6 lg:block"
      >
        <Links tags={tags} />
      </nav>
      <details className="rounded-ui border border-border bg-surface-raised lg:hidden">
        <summary className="touch-target cursor-pointer px-3 py-2 text-sm font-medium">Contents</summary>
        <nav aria-label="Documentation, folded" className="border-t border-border p-3">
          <Links tags={tags} />
        </nav>
      </details>
    </>
  );
}
