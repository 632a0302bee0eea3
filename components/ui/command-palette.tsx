"use client";

import { CornerDownLeft, Search, type LucideIcon } from "lucide-react";
import { Dialog as Primitive } from "radix-ui";
import { useId, useState, type KeyboardEvent } from "react";
import { cn } from "@/components/lib/cn";
import { overlayClass } from "./dialog";
import { Spinner } from "./spinner";

export type Command = { id: string; label: string; detail?: string; icon: LucideIcon; run: () => void };
export type CommandGroup = { heading: string; commands: readonly Command[] };

export type CommandPaletteProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  query: string;
  onQueryChange: (query: string) => void;
  placeholder: string;
  groups: readonly CommandGroup[];
  loading: boolean;
};

/** A search over everything: type, go up and down, Enter. A combobox with a list, in a modal window. */
export function CommandPalette(props: CommandPaletteProps) {
  return (
    <Primitive.Root open={props.open} onOpenChange={props.onOpenChange}>
      <Primitive.Portal>
        <Primitive.Overlay className={overlayClass} />
        <Primitive.Content
          aria-describedby={undefined}
          className="fixed inset-x-2 top-2 z-50 mx-auto flex max-h-[80dvh] max-w-xl flex-col overflow-hidden rounded-ui border border-border bg-surface-raised shadow-float data-[state=open]:animate-enter sm:top-[12vh]"
        >
          <Primitive.Title className="sr-only">Search</Primitive.Title>
          <PaletteBody {...props} />
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

function PaletteBody({
  query,
  onQueryChange,
  placeholder,
  groups,
  loading,
  onOpenChange,
}: CommandPaletteProps) {
  const listId = useId();
  const [selected, setSelected] = useState(0);
  const all = groups.flatMap((group) => group.commands);
  const current = Math.min(selected, all.length - 1);
  const optionId = (index: number) => `${listId}-${index}`;
  const run = (command: Command | undefined) => {
    if (!command) return;
    onOpenChange(false);
    command.run();
  };
  const select = (index: number) => {
    if (all.length === 0) return;
    const next = (index + all.length) % all.length;
    setSelected(next);
    document.getElementById(optionId(next))?.scrollIntoView({ block: "nearest" });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown") select(current + 1);
    else if (event.key === "ArrowUp") select(current - 1);
    else if (event.key === "Enter") run(all[current]);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <div className="flex items-center gap-3 border-b border-border px-4">
        {loading ? (
          <Spinner className="text-text-muted" />
        ) : (
          <Search aria-hidden className="size-4 text-text-muted" />
        )}
        <input
          role="combobox"
          aria-expanded
          aria-controls={listId}
          aria-activedescendant={all.length > 0 ? optionId(current) : undefined}
          aria-label={placeholder}
          placeholder={placeholder}
          value={query}
          onChange={(event) => {
            setSelected(0);
            onQueryChange(event.target.value);
          }}
          onKeyDown={onKeyDown}
          className="h-12 min-w-0 flex-1 bg-transparent text-base outline-none placeholder:text-text-muted"
        />
        <kbd className="hidden rounded-inner border border-border px-1.5 py-0.5 font-mono text-xs text-text-muted sm:block">
          Esc
        </kbd>
      </div>
      <div id={listId} role="listbox" aria-label="Results" className="overflow-y-auto p-2">
        {groups.map((group) => (
          <div key={group.heading} role="group" aria-label={group.heading}>
            <p aria-hidden className="px-2 pt-2 pb-1 text-xs font-medium text-text-muted">
              {group.heading}
            </p>
            {group.commands.map((command) => {
              const index = all.indexOf(command);
              return (
                <Option
                  key={command.id}
                  id={optionId(index)}
                  command={command}
                  selected={index === current}
                  onHover={() => setSelected(index)}
                  onRun={() => run(command)}
                />
              );
            })}
          </div>
        ))}
      </div>
      {all.length === 0 ? (
        <p role="status" className="px-4 pb-8 text-center text-text-muted">
          {loading ? "Searching…" : `Nothing found for “${query}”.`}
        </p>
      ) : null}
    </>
  );
}

type OptionProps = {
  id: string;
  command: Command;
  selected: boolean;
  onHover: () => void;
  onRun: () => void;
};

function Option({ id, command, selected, onHover, onRun }: OptionProps) {
  const Icon = command.icon;
  return (
    <div
      id={id}
      role="option"
      aria-selected={selected}
      onPointerMove={onHover}
      onClick={onRun}
      className={cn(
        "touch-target flex cursor-default items-center gap-3 rounded-inner px-2 py-2",
        selected && "bg-surface-hover",
      )}
    >
      <Icon aria-hidden className="size-4 shrink-0 text-text-muted" />
      <span className="truncate">{command.label}</span>
      {command.detail ? (
        <span className="ml-auto truncate pl-4 text-text-muted">{command.detail}</span>
      ) : null}
      {selected ? (
        <CornerDownLeft
          aria-hidden
          className={cn("size-3.5 shrink-0 text-text-muted", !command.detail && "ml-auto")}
        />
      ) : null}
    </div>
  );
}
