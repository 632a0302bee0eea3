import { CodeBlock } from "@/components/ui/code-block";
import type { SiteDto } from "@/lib/tracking/schemas";

/** The line to paste, with the place where it goes. */
export function Snippet({ site }: { site: Pick<SiteDto, "snippet" | "consentMode"> }) {
  const cookie =
    site.consentMode === "consent" ? "sets a cookie only once a visitor has agreed" : "sets no cookie";
  return (
    <div className="flex flex-col gap-2">
      <CodeBlock code={site.snippet} label="One line for every page" copyLabel="Copy the line" />
      <p className="text-[0.8125rem] text-text-muted">
        Paste it before <code className="font-mono">&lt;/head&gt;</code> on every page. It loads after your
        page and {cookie}.
      </p>
    </div>
  );
}
