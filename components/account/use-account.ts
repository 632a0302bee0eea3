"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { queryKeyOf } from "@/components/common/query-keys";
import { useApiQuery } from "@/components/common/use-api";
import { useWorkspace } from "@/components/common/workspace-context";
import { ACCOUNT_KEY } from "./keys";
import { accountShape } from "./shapes";

/** The signed-in person's account. */
export const useAccount = () => useApiQuery({ key: ACCOUNT_KEY, path: "/account", shape: accountShape });

/** Asks for the account and what belongs to it anew. */
export function useRefreshAccount(): () => Promise<void> {
  const client = useQueryClient();
  const { workspace } = useWorkspace();
  return useCallback(
    () => client.invalidateQueries({ queryKey: queryKeyOf(workspace.id, ACCOUNT_KEY) }),
    [client, workspace.id],
  );
}
