"use client";

import type { AccountDto } from "@/lib/auth/schemas";
import { ConnectionsCard, type ConnectionNews } from "./connections-card";
import { DeleteAccountCard } from "./delete-account-card";
import { EmailCard } from "./email-card";
import { NamesCard } from "./names-card";
import { PasswordCard } from "./password-card";

/** The cards of the profile, with their forms. */
export function ProfileCards({ account, news }: { account: AccountDto; news: ConnectionNews }) {
  return (
    <div className="flex max-w-2xl flex-col gap-6">
      <NamesCard account={account} />
      <EmailCard account={account} />
      <PasswordCard account={account} />
      <ConnectionsCard account={account} news={news} />
      <DeleteAccountCard account={account} />
    </div>
  );
}
