import type { Metadata } from "next";
import Link from "next/link";
import { MethodBadge } from "@/components/docs/method-badge";
import { OperationFilter } from "@/components/docs/operation-filter";
import { hrefOf, slugOf } from "@/components/docs/resources";
import { apiDocument, operationsOf } from "@/lib/http/openapi";

export const metadata: Metadata = { title: "API reference", description: "Every operation of the API." };

const LIST_ID = "operations";

export default function ReferencePage() {
  const document = apiDocument();
  const all = operationsOf(document);
  return (
    <div className="flex flex-col gap-6">
      <h1 className="text-3xl font-semibold tracking-tight">API reference</h1>
      <p className="max-w-3xl text-text-muted">
        All {all.length} operations. For tools:{" "}
        <a href="/api/v1/openapi.json" className="text-accent-text underline underline-offset-2">
          openapi.json
        </a>
        .
      </p>
      <OperationFilter listId={LIST_ID} />
      <div id={LIST_ID} className="flex flex-col gap-8">
        {document.tags.map(({ name }) => (
          <section key={name} aria-labelledby={`tag-${slugOf(name)}`}>
            <h2 id={`tag-${slugOf(name)}`} className="pb-2 text-lg font-semibold">
              <Link href={`/docs/api/${slugOf(name)}`} className="hover:underline">
                {name}
              </Link>
            </h2>
            <ul className="overflow-hidden rounded-ui border border-border bg-surface-raised">
              {all
                .filter(({ operation }) => operation.tags[0] === name)
                .map(({ method, path, operation }) => (
                  <li
                    key={operation.operationId}
                    data-words={`${method} ${path} ${operation.summary} ${operation.operationId} ${name}`.toLowerCase()}
                    className="border-b border-border last:border-0"
                  >
                    <Link
                      href={hrefOf(name, operation.operationId)}
                      prefetch={false}
                      className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2 hover:bg-surface-hover"
                    >
                      <MethodBadge method={method} />
                      <code className="font-mono text-xs wrap-anywhere sm:text-sm">{path}</code>
                      <span className="w-full text-sm text-text-muted sm:ml-auto sm:w-auto">
                        {operation.summary}
                      </span>
                    </Link>
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </div>
    </div>
  );
}
