"use client";

import { AccountLoaded } from "./account-loaded";
import { ConnectionsCard, type ConnectionNews } from "./connections-card";
import { DeleteAccountCard } from "./delete-account-card";
import { EmailCard } from "./email-card";
import { NamesCard } from "./names-card";
import { PasswordCard } from "./password-card";

/** Everything a person can change about themselves. */
export function ProfileSettings({ news }: { news: ConnectionNews }) {
  return (
    <AccountLoaded>
      {(account) => (
        <div className="flex max-w-2xl flex-col gap-6">
          <NamesCard account={account} />
          <EmailCard account={account} />
          <PasswordCard account={account} />
          <ConnectionsCard account={account} news={news} />
          <DeleteAccountCard account={account} />
        </div>
      )}
    </AccountLoaded>
  );
}
