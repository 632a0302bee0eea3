"use client";

import { useSyncExternalStore } from "react";
import { THEME_KEY } from "./theme-script";

export type Theme = "system" | "light" | "dark";

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}

const parse = (text: string | null): Theme => (text === "light" || text === "dark" ? text : "system");
const read = (): Theme => parse(window.localStorage.getItem(THEME_KEY));

/** The chosen theme; "system" while rendering on the server. */
export const useTheme = (): Theme => useSyncExternalStore<Theme>(subscribe, read, () => "system");

/** Chooses a theme for this browser, at once. */
export function setTheme(value: string): void {
  const theme = parse(value);
  const root = document.documentElement;
  if (theme === "system") {
    window.localStorage.removeItem(THEME_KEY);
    delete root.dataset.theme;
  } else {
    window.localStorage.setItem(THEME_KEY, theme);
    root.dataset.theme = theme;
  }
  listeners.forEach((notify) => notify());
}
