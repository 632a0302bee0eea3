import { CodeXml, Inbox, Radio, type LucideIcon } from "lucide-react";

const STEPS: readonly { icon: LucideIcon; title: string; text: string }[] = [
  {
    icon: CodeXml,
    title: "Paste one line",
    text: "Name your website and put the line we give you into its pages. It works with any site builder that lets you add a script.",
  },
  {
    icon: Radio,
    title: "Watch visits arrive",
    text: "Visitors, visits and page views by day; pages, sources, campaigns, countries and devices. A new visit shows within seconds.",
  },
  {
    icon: Inbox,
    title: "Answer with context",
    text: "Point your contact or project form at us. Each request lands in your list with its sender, and with the visit that led to it.",
  },
];

/** The three steps from nothing to the first request. */
export function HowItWorks() {
  return (
    <section aria-labelledby="how" className="border-y border-border bg-surface-raised">
      <div className="mx-auto flex w-full max-w-6xl flex-col gap-8 px-5 py-16">
        <h2 id="how" className="text-2xl font-semibold tracking-tight">
          From one line of code to the first request
        </h2>
        <ol className="grid gap-8 sm:grid-cols-3">
          {STEPS.map(({ icon: Icon, title, text }) => (
            <li key={title} className="flex flex-col gap-2">
              <Icon aria-hidden className="size-5 text-accent-text" />
              <h3 className="text-base font-semibold">{title}</h3>
              <p className="text-text-muted">{text}</p>
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}
