import type { ReactNode } from "react";
import { DocsNav } from "@/components/docs/docs-nav";
import { apiDocument } from "@/lib/http/openapi";

export default function DocsLayout({ children }: { children: ReactNode }) {
  const tags = apiDocument().tags.map(({ name }) => name);
  return (
    <div className="mx-auto grid w-full max-w-6xl gap-x-10 gap-y-6 px-5 pt-6 lg:grid-cols-[13rem_minmax(0,1fr)]">
      <DocsNav tags={tags} />
      <div className="min-w-0">{children}</div>
    </div>
  );
}
