import type { ReactNode } from "react";

/** A part of the guide with an address of its own. */
export function GuideSection({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="flex max-w-3xl scroll-mt-4 flex-col gap-4">
      <h2 id={`${id}-title`} className="text-xl font-semibold tracking-tight">
        <a href={`#${id}`} className="hover:underline">
          {title}
        </a>
      </h2>
      {children}
    </section>
  );
}

export const Code = ({ children }: { children: ReactNode }) => (
  <code className="rounded-ui bg-surface-sunken px-1 py-0.5 font-mono text-[0.9em] wrap-anywhere">
    {children}
  </code>
);
