"use client";

import { useState, type ComponentType } from "react";

/**
 * A component whose code is fetched on demand. Until it is there the caller goes on showing what it
 * shows, so that nothing flickers; a fetch that failed is tried again with the next `open`.
 */
export function useLoaded<P>(load: () => Promise<ComponentType<P>>): {
  Loaded: ComponentType<P> | null;
  preload: () => void;
  open: () => void;
} {
  const [Loaded, setLoaded] = useState<ComponentType<P> | null>(null);
  const preload = () => void load().catch(() => undefined);
  const open = () =>
    void load().then(
      (component) => setLoaded(() => component),
      () => undefined,
    );
  return { Loaded, preload, open };
}
