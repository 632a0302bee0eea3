"use client";

import type { ReactNode } from "react";
import { QueryError } from "@/components/common/query-error";
import { Skeleton } from "@/components/ui/skeleton";
import type { AccountDto } from "@/lib/auth/schemas";
import { useAccount } from "./use-account";

/** Shows what needs the account once it is there. */
export function AccountLoaded({ children }: { children: (account: AccountDto) => ReactNode }) {
  const account = useAccount();
  if (account.data) return children(account.data);
  if (account.error)
    return (
      <QueryError
        what="Your account"
        error={account.error}
        onRetry={() => void account.refetch()}
        retrying={account.isFetching}
      />
    );
  return <AccountSkeleton />;
}

/** Where the account will stand. */
export const AccountSkeleton = () => <Skeleton className="h-64" />;
