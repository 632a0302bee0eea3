"use client";

import {
  createContext,
  useContext,
  useEffect,
  useId,
  useRef,
  type KeyboardEvent,
  type ReactNode,
} from "react";
import { cn } from "@/components/lib/cn";

type TabsValue = { base: string; value: string; choose: (value: string) => void };

const Context = createContext<TabsValue | null>(null);

function useTabs(): TabsValue {
  const tabs = useContext(Context);
  if (!tabs) throw new Error("A tab is used outside Tabs");
  return tabs;
}

export type TabsProps = { value: string; onValueChange: (value: string) => void; children: ReactNode };

/** Tabs after the ARIA pattern: one stop for Tab, arrows, Home and End choose. Small enough for every page. */
export function Tabs({ value, onValueChange, children }: TabsProps) {
  const base = useId();
  return <Context value={{ base, value, choose: onValueChange }}>{children}</Context>;
}

const STEPS: Partial<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 };

/** Moves the focus to the neighbour, round the ends; a tab that gets it by key is chosen. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const tabs = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="tab"]')];
  const current = tabs.findIndex((tab) => tab === document.activeElement);
  const step = STEPS[event.key];
  const next =
    event.key === "Home"
      ? 0
      : event.key === "End"
        ? tabs.length - 1
        : step === undefined
          ? -1
          : current + step;
  if (current < 0 || (step === undefined && next < 0)) return;
  event.preventDefault();
  const target = tabs.at(next % tabs.length);
  target?.focus();
  target?.click();
}

export type TabsListProps = { "aria-label": string; className?: string; children: ReactNode };

export function TabsList({ className, children, ...rest }: TabsListProps) {
  return (
    <div
      {...rest}
      role="tablist"
      onKeyDown={moveFocus}
      className={cn("relative flex items-center gap-4", className)}
    >
      {children}
    </div>
  );
}

export function TabsTrigger({ value, children }: { value: string; children: ReactNode }) {
  const { base, value: chosen, choose } = useTabs();
  const selected = value === chosen;
  const tab = useRef<HTMLButtonElement>(null);
  // Where the tabs are wider than the screen, the chosen one comes into sight; the page itself stays where it is.
  useEffect(() => {
    const list = tab.current?.parentElement;
    if (selected && tab.current && list)
      list.scrollLeft = tab.current.offsetLeft - (list.clientWidth - tab.current.offsetWidth) / 2;
  }, [selected]);
  return (
    <button
      ref={tab}
      type="button"
      role="tab"
      id={`${base}-tab-${value}`}
      aria-selected={selected}
      aria-controls={selected ? `${base}-panel-${value}` : undefined}
      tabIndex={selected ? 0 : -1}
      onClick={() => choose(value)}
      className="touch-target -mb-px border-b-2 border-transparent py-2 text-sm text-text-muted transition-colors hover:text-text aria-selected:border-accent aria-selected:font-medium aria-selected:text-text"
    >
      {children}
    </button>
  );
}

/** What belongs to a tab; not rendered while another one is chosen. */
export function TabsContent({
  value,
  className,
  children,
}: {
  value: string;
  className?: string;
  children: ReactNode;
}) {
  const { base, value: chosen } = useTabs();
  if (value !== chosen) return null;
  return (
    <div
      role="tabpanel"
      id={`${base}-panel-${value}`}
      aria-labelledby={`${base}-tab-${value}`}
      className={className}
    >
      {children}
    </div>
  );
}
