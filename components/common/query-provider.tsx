"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { ApiError } from "./api-error";

const STALE_MS = 5_000;
const RETRIES_MAX = 2;

const retry = (failures: number, error: Error) =>
  failures < RETRIES_MAX && error instanceof ApiError && error.isTemporary;

/** One cache for the page. Only faults that may pass by themselves are tried again. */
export function QueryProvider({ children }: { children: ReactNode }) {
  const [client] = useState(
    () =>
      new QueryClient({
        defaultOptions: { queries: { staleTime: STALE_MS, retry }, mutations: { retry: false } },
      }),
  );
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}
