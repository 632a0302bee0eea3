"use client";

import { useState } from "react";

/**
 * State of a window whose code is fetched when the pointer or the focus comes near its button.
 * Spread `button` on the button and `window` on the window; render the window once it is `used`.
 * @param load starts the fetch; calling it again costs nothing
 */
export function useLazyWindow(load: () => Promise<unknown>) {
  const [state, setState] = useState<"never" | "open" | "closed">("never");
  const preload = () => void load();
  return {
    used: state !== "never",
    button: {
      "aria-haspopup": "dialog" as const,
      onPointerEnter: preload,
      onFocus: preload,
      onClick: () => setState("open"),
    },
    window: {
      open: state === "open",
      onOpenChange: (open: boolean) => setState(open ? "open" : "closed"),
    },
  };
}
