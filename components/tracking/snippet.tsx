import { CodeBlock } from "@/components/ui/code-block";

/** The line to paste, with the place where it goes. */
export function Snippet({ code }: { code: string }) {
  return (
    <div className="flex flex-col gap-2">
      <CodeBlock code={code} label="One line for every page" copyLabel="Copy the line" />
      <p className="text-[0.8125rem] text-text-muted">
        Paste it before <code className="font-mono">&lt;/head&gt;</code> on every page. It loads after your
        page and sets no cookie.
      </p>
    </div>
  );
}
