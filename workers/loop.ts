import { setTimeout as pause } from "node:timers/promises";

const PAUSE_AFTER_FAULT_MS = 1_000;

export interface Loop {
  /** Lets the current round finish, then ends. */
  stop(): Promise<void>;
}

/**
 * Runs a round of work again and again: at once while rounds find work, after a pause when there was none,
 * after a second when one failed (onFault is told).
 * @param idleMs pause after a round without work
 * @param round returns how much it did
 */
export function startLoop(
  idleMs: number,
  round: () => Promise<number>,
  onFault: (error: unknown) => void,
): Loop {
  const stopping = new AbortController();
  const rest = (ms: number) => pause(ms, undefined, { signal: stopping.signal }).catch(() => undefined);
  const running = (async () => {
    while (!stopping.signal.aborted) {
      try {
        if ((await round()) === 0) await rest(idleMs);
      } catch (error) {
        onFault(error);
        await rest(PAUSE_AFTER_FAULT_MS);
      }
    }
  })();
  return {
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}
