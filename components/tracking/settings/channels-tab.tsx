"use client";

import { ArrowDown, ArrowUp, Trash2 } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { SiteDto } from "@/lib/tracking/schemas";
import { SettingsCard } from "./settings-card";
import { useSaveSite } from "./use-save-site";

type Rule = SiteDto["channelRules"][number];

const RULES_MAX = 50;
const FIELDS: readonly { value: Rule["field"]; label: string }[] = [
  { value: "source", label: "Source" },
  { value: "medium", label: "Medium" },
  { value: "campaign", label: "Campaign" },
  { value: "term", label: "Term" },
  { value: "content", label: "Content" },
  { value: "utm_source", label: "utm_source" },
  { value: "referrer", label: "Referring page" },
  { value: "click_id", label: "Click id" },
  { value: "link", label: "Short link" },
];
const OPS: readonly { value: Rule["op"]; label: string }[] = [
  { value: "is", label: "is" },
  { value: "contains", label: "contains" },
  { value: "starts_with", label: "begins with" },
];
const EMPTY: Rule = { field: "source", op: "is", value: "", channel: "" };

type Keyed = { key: number; rule: Rule };

/** The owner's own rules for channels, in order. */
export function ChannelsTab({ site }: { site: SiteDto }) {
  const [rows, setRows] = useState<readonly Keyed[]>(() =>
    site.channelRules.map((rule, key) => ({ key, rule })),
  );
  const [nextKey, setNextKey] = useState(site.channelRules.length);
  const { save, errors, pending } = useSaveSite(site);
  const change = (key: number, part: Partial<Rule>) =>
    setRows(rows.map((row) => (row.key === key ? { key, rule: { ...row.rule, ...part } } : row)));
  const move = (index: number, by: -1 | 1) => {
    const next = [...rows];
    const [row] = next.splice(index, 1);
    if (row) next.splice(index + by, 0, row);
    setRows(next);
  };
  const add = () => {
    setRows([...rows, { key: nextKey, rule: EMPTY }]);
    setNextKey(nextKey + 1);
  };
  return (
    <SettingsCard
      title="Channel rules"
      pending={pending}
      error={errors.channelRules ?? errors[""]}
      onSave={() => save({ channelRules: rows.map((row) => row.rule) })}
    >
      <p className="text-text-muted">
        Read from the top; the first that fits decides. What none fits gets its channel by the built-in table.
        Rules hold for visits from now on.
      </p>
      {rows.length === 0 ? <p>No rule yet: the built-in table decides alone.</p> : null}
      <ol className="flex flex-col gap-3 empty:hidden">
        {rows.map(({ key, rule }, index) => (
          <li key={key} className="flex flex-wrap items-center gap-2 rounded-ui border border-border p-2">
            <RuleFields rule={rule} place={index + 1} onChange={(part) => change(key, part)} />
            <span className="ml-auto flex">
              <IconButton
                label={`Move rule ${index + 1} up`}
                disabled={index === 0}
                onClick={() => move(index, -1)}
              >
                <ArrowUp aria-hidden className="size-4" />
              </IconButton>
              <IconButton
                label={`Move rule ${index + 1} down`}
                disabled={index === rows.length - 1}
                onClick={() => move(index, 1)}
              >
                <ArrowDown aria-hidden className="size-4" />
              </IconButton>
              <IconButton
                label={`Remove rule ${index + 1}`}
                onClick={() => setRows(rows.filter((row) => row.key !== key))}
              >
                <Trash2 aria-hidden className="size-4" />
              </IconButton>
            </span>
          </li>
        ))}
      </ol>
      <Button variant="secondary" className="self-start" disabled={rows.length >= RULES_MAX} onClick={add}>
        Add a rule
      </Button>
    </SettingsCard>
  );
}

type RuleFieldsProps = { rule: Rule; place: number; onChange: (part: Partial<Rule>) => void };

function RuleFields({ rule, place, onChange }: RuleFieldsProps) {
  return (
    <>
      <Select
        aria-label={`Field of rule ${place}`}
        className="w-40"
        options={FIELDS}
        value={rule.field}
        onChange={(event) =>
          onChange({ field: FIELDS.find((each) => each.value === event.target.value)?.value ?? rule.field })
        }
      />
      <Select
        aria-label={`Comparison of rule ${place}`}
        className="w-32 max-sm:grow"
        options={OPS}
        value={rule.op}
        onChange={(event) =>
          onChange({ op: OPS.find((each) => each.value === event.target.value)?.value ?? rule.op })
        }
      />
      <Input
        aria-label={`Text of rule ${place}`}
        className="w-48 grow"
        placeholder="partner.example"
        value={rule.value}
        onChange={(event) => onChange({ value: event.target.value })}
      />
      <span className="flex items-center gap-2 max-sm:grow">
        <span aria-hidden>→</span>
        <Input
          aria-label={`Channel of rule ${place}`}
          className="min-w-0 sm:w-40"
          placeholder="Affiliates"
          value={rule.channel}
          onChange={(event) => onChange({ channel: event.target.value })}
        />
      </span>
    </>
  );
}

type IconButtonProps = { label: string; disabled?: boolean; onClick: () => void; children: React.ReactNode };

const IconButton = ({ label, children, ...rest }: IconButtonProps) => (
  <Button variant="ghost" size="icon" aria-label={label} {...rest}>
    {children}
  </Button>
);
