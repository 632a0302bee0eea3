"use client";

import { useEffect, useRef, useSyncExternalStore } from "react";
import { useWorkspace } from "./workspace-context";

/** A moment for another part of the page to take over before the connection goes. */
const LINGER_MS = 1_000;

let isUp = false;
let current: { workspaceId: string; stop: () => void; users: number } | null = null;
const stateListeners = new Set<() => void>();
const topicListeners = new Set<(topic: string) => void>();

function setUp(value: boolean): void {
  if (isUp === value) return;
  isUp = value;
  for (const listener of stateListeners) listener();
}

/** Fetches the connection's code beside the page's own and connects. @returns how to stop, also before that */
function connectSoon(workspaceId: string): () => void {
  let stop: (() => void) | undefined;
  let isOver = false;
  const connecting = import("./live-connection").then(({ connectLive }) => {
    if (isOver) return;
    stop = connectLive(workspaceId, {
      onTopic: (topic) => {
        for (const listener of topicListeners) listener(topic);
      },
      onState: setUp,
    });
  });
  connecting.catch(() => undefined); // without its code pages go on asking from time to time
  return () => {
    isOver = true;
    stop?.();
  };
}

/** One connection for the whole page, as long as somebody on it wants news. */
function use(workspaceId: string): () => void {
  if (current?.workspaceId !== workspaceId) {
    current?.stop();
    setUp(false);
    current = { workspaceId, stop: connectSoon(workspaceId), users: 0 };
  }
  const mine = current;
  mine.users += 1;
  return () => {
    mine.users -= 1;
    setTimeout(() => {
      if (mine.users > 0 || current !== mine) return;
      mine.stop();
      current = null;
      setUp(false);
    }, LINGER_MS);
  };
}

const subscribeState = (listener: () => void) => {
  stateListeners.add(listener);
  return () => void stateListeners.delete(listener);
};

/** Whether news come by themselves, so that asking for them can be rare. */
export const useIsLive = (): boolean =>
  useSyncExternalStore(
    subscribeState,
    () => isUp,
    () => false,
  );

/** Calls onNews whenever a topic's news come, and after a break, when some may have been missed. */
export function useLiveNews(topic: string, onNews: () => void): void {
  const { workspace } = useWorkspace();
  const latest = useRef(onNews);
  useEffect(() => {
    latest.current = onNews;
  });
  useEffect(() => {
    const listener = (told: string) => {
      if (told === topic || told === "resync" || told === "ready") latest.current();
    };
    topicListeners.add(listener);
    const leave = use(workspace.id);
    return () => {
      topicListeners.delete(listener);
      leave();
    };
  }, [topic, workspace.id]);
}
