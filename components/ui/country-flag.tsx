"use client";

import { useSyncExternalStore } from "react";
import { countryFlag } from "@/components/lib/country";

const never = () => () => undefined;
let drawn: boolean | undefined;

/** Whether this machine has glyphs for flags: there, two letters become one picture and take less room. */
function drawsFlags(): boolean {
  if (drawn === undefined) {
    const context = document.createElement("canvas").getContext("2d");
    const width = (text: string) => context?.measureText(text).width ?? 0;
    drawn = width(countryFlag("DE")) < width("\u{1F1E9}") * 1.6;
  }
  return drawn;
}

/** A country's flag, or its two letters where flags cannot be drawn. The name stands beside it. */
export function CountryFlag({ code }: { code: string }) {
  const flags = useSyncExternalStore(never, drawsFlags, () => false);
  const flag = countryFlag(code);
  return (
    <span
      aria-hidden
      className="inline-flex h-4 w-6 shrink-0 items-center justify-center text-[0.625rem] font-semibold"
    >
      {flags && flag ? (
        <span className="text-base leading-4">{flag}</span>
      ) : (
        <span className="rounded-inner border border-border-strong px-1 leading-3.5 text-text-muted">
          {code}
        </span>
      )}
    </span>
  );
}
