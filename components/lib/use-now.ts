"use client";

import { useSyncExternalStore } from "react";

const TICK_MS = 1_000;
const listeners = new Set<() => void>();
let currentMs = 0;
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === undefined) {
    currentMs = Date.now();
    timer = setInterval(() => {
      currentMs = Date.now();
      listeners.forEach((notify) => notify());
    }, TICK_MS);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** Coarse enough that a component re-renders only when its words may change. */
function snapshot(stepMs: number): number {
  if (currentMs === 0) currentMs = Date.now();
  return Math.floor(currentMs / stepMs) * stepMs;
}

/**
 * The browser's clock, one timer for the whole page.
 * @param stepMs how often the caller needs a new value
 * @returns epoch milliseconds, or null while rendering on the server
 */
export function useNowMs(stepMs = TICK_MS): number | null {
  return useSyncExternalStore<number | null>(
    subscribe,
    () => snapshot(stepMs),
    () => null,
  );
}

const never = () => () => undefined;
const browserZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The browser's IANA time zone; "UTC" while rendering on the server. */
export function useTimeZone(): string {
  return useSyncExternalStore(never, browserZone, () => "UTC");
}
