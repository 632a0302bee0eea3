"use client";

import { Search } from "lucide-react";
import dynamic from "next/dynamic";
import { useEffect, useState } from "react";

const loadPalette = () => import("./product-palette").then((module) => module.ProductPalette);
// Loaded with the first use: most visits never open it.
const ProductPalette = dynamic(loadPalette, { ssr: false });

/** Opens the search by click and by Ctrl-K or Cmd-K. */
export function PaletteButton() {
  const [state, setState] = useState<"never" | "open" | "closed">("never");
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      setState((before) => (before === "open" ? "closed" : "open"));
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
  return (
    <>
      <button
        type="button"
        aria-label="Search pages, sites, requests and contacts"
        aria-keyshortcuts="Control+K Meta+K"
        onPointerEnter={() => void loadPalette()}
        onClick={() => setState("open")}
        className="flex size-9 items-center justify-center gap-2 rounded-ui text-text-muted transition-colors hover:bg-surface-hover hover:text-text sm:w-64 sm:justify-start sm:border sm:border-border sm:bg-surface-raised sm:px-3 [@media(pointer:coarse)]:h-11 [@media(pointer:coarse)]:min-w-11"
      >
        <Search aria-hidden className="size-4 shrink-0" />
        <span className="hidden flex-1 text-left sm:block">Search</span>
        <kbd className="hidden font-mono text-xs sm:block">Ctrl K</kbd>
      </button>
      {state === "never" ? null : (
        <ProductPalette open={state === "open"} onOpenChange={(open) => setState(open ? "open" : "closed")} />
      )}
    </>
  );
}
