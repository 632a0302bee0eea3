"use client";

import { AccountLoaded } from "./account-loaded";
import { SecondFactorCard } from "./second-factor-card";
import { SessionsCard } from "./sessions-card";

/** How safe the account is: second factor, and where it is signed in. */
export function SecuritySettings() {
  return (
    <div className="flex max-w-2xl flex-col gap-6">
      <AccountLoaded>{(account) => <SecondFactorCard account={account} />}</AccountLoaded>
      <SessionsCard />
    </div>
  );
}
