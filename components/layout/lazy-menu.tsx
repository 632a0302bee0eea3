"use client";

import type { ComponentType } from "react";
import { useLoaded } from "@/components/lib/use-loaded";

export type LazyMenuOptions = {
  /** Loads the menu, which renders its own trigger and opens at once. */
  load: () => Promise<ComponentType>;
  /** A hook that names the button; undefined when its face says enough. */
  useLabel?: () => string;
  /** What opens; a menu unless told otherwise. */
  popup?: "menu" | "dialog";
  className: string;
  /** What the button shows. */
  Face: ComponentType;
};

/**
 * A button that turns into its menu when it is first used. The menu's code is fetched when the
 * pointer or the focus comes near, so that no page has to carry it from the start.
 */
export function lazyMenu({
  load,
  useLabel,
  popup = "menu",
  className,
  Face,
}: LazyMenuOptions): ComponentType {
  const useName = useLabel ?? (() => undefined);
  return function LazyMenu() {
    const { Loaded, preload, open } = useLoaded(load);
    const label = useName();
    if (Loaded) return <Loaded />;
    return (
      <button
        type="button"
        aria-label={label}
        aria-haspopup={popup}
        aria-expanded={false}
        onPointerEnter={preload}
        onFocus={preload}
        onClick={open}
        className={className}
      >
        <Face />
      </button>
    );
  };
}
