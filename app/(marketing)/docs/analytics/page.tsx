import type { Metadata } from "next";
import { CHANNEL_RULES, DEFINITIONS } from "@/components/docs/analytics-definitions";
import { GuideSection } from "@/components/docs/guide-section";

export const metadata: Metadata = {
  title: "How we count",
  description:
    "What a visit, a visitor, a bounce, a source and a channel are in Brand Automator's analytics.",
};

export default function AnalyticsDefinitionsPage() {
  return (
    <div className="flex flex-col gap-10">
      <div className="flex max-w-3xl flex-col gap-4">
        <h1 className="text-3xl font-semibold tracking-tight">How we count</h1>
        <p className="text-lg leading-7 text-text-muted">
          What the numbers of analytics mean. Our tests hold them against a slow, simple count of the same
          events.
        </p>
      </div>
      {DEFINITIONS.map(({ id, term, meaning, more }) => (
        <GuideSection key={id} id={id} title={term}>
          <p>{meaning}</p>
          {more?.map((text) => (
            <p key={text} className="text-text-muted">
              {text}
            </p>
          ))}
          {id === "channels" ? <ChannelTable /> : null}
        </GuideSection>
      ))}
    </div>
  );
}

function ChannelTable() {
  return (
    <table className="w-full overflow-hidden rounded-ui border border-border text-left">
      <thead className="bg-surface-sunken text-xs text-text-muted">
        <tr>
          <th scope="col" className="px-3 py-2 font-medium">
            Channel
          </th>
          <th scope="col" className="px-3 py-2 font-medium">
            When
          </th>
        </tr>
      </thead>
      <tbody className="divide-y divide-border">
        {CHANNEL_RULES.map(({ channel, rule }) => (
          <tr key={channel} className="align-top">
            <th scope="row" className="px-3 py-2 font-medium">
              {channel}
            </th>
            <td className="px-3 py-2 text-text-muted">{rule}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
