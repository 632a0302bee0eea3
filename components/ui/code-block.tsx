import { CopyButton } from "./copy-button";

/** A piece of text to be pasted elsewhere, with the button that copies it. */
export function CodeBlock({ code, label, copyLabel }: { code: string; label: string; copyLabel: string }) {
  return (
    <figure className="overflow-hidden rounded-ui border border-border bg-surface-sunken">
      <figcaption className="flex items-center justify-between gap-3 border-b border-border py-1.5 pr-1.5 pl-3">
        <span className="text-xs font-medium text-text-muted">{label}</span>
        <CopyButton text={code} label={copyLabel} variant="ghost" />
      </figcaption>
      <pre tabIndex={0} aria-label={label} className="overflow-x-auto p-3 font-mono text-xs leading-5">
        <code>{code}</code>
      </pre>
    </figure>
  );
}
