"use client";

import dynamic from "next/dynamic";
import { AccountLoaded, AccountSkeleton } from "./account-loaded";
import { SessionsCard } from "./sessions-card";

const SecondFactorCard = dynamic(
  () => import("./second-factor-card").then((module) => module.SecondFactorCard),
  { ssr: false, loading: () => <AccountSkeleton /> }, // no button shows before its code is there
);

/** How safe the account is: second factor, and where it is signed in. */
export function SecuritySettings() {
  return (
    <div className="flex max-w-2xl flex-col gap-6">
      <AccountLoaded>{(account) => <SecondFactorCard account={account} />}</AccountLoaded>
      <SessionsCard />
    </div>
  );
}
