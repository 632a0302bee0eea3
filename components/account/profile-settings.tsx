"use client";

import dynamic from "next/dynamic";
import { AccountLoaded, AccountSkeleton } from "./account-loaded";
import type { ConnectionNews } from "./connections-card";

const ProfileCards = dynamic(() => import("./profile-cards").then((module) => module.ProfileCards), {
  ssr: false, // a button that shows before its code is there would lose the click
  loading: () => <AccountSkeleton />,
});

/** Everything a person can change about themselves. */
export function ProfileSettings({ news }: { news: ConnectionNews }) {
  return <AccountLoaded>{(account) => <ProfileCards account={account} news={news} />}</AccountLoaded>;
}
