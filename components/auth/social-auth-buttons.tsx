"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { leaveFor } from "./leave-for";
import { ProviderMark } from "./provider-mark";

export type SocialProvider = { id: "google" | "linkedin"; name: string; sandbox: boolean };

export type SocialAuthButtonsProps = {
  /** The services that are set up here; with none nothing is shown. */
  providers: readonly SocialProvider[];
  /** Path of this product to open afterwards. */
  next: string;
  /** What stands between these and the other way: below them, above them, or nothing. */
  or?: "below" | "above" | undefined;
};

/** "Continue with …" for each service that is set up. */
export function SocialAuthButtons({ providers, next, or }: SocialAuthButtonsProps) {
  const [state, setState] = useState<{ leaving?: string; fault?: string }>({});
  if (providers.length === 0) return null;
  const go = async (id: string) => {
    setState({ leaving: id });
    const fault = await leaveFor(id, next);
    if (fault) setState({ fault });
  };
  return (
    <div className="flex flex-col gap-4">
      {or === "above" ? <Or /> : null}
      <div className="flex flex-col gap-2">
        {providers.map(({ id, name, sandbox }) => (
          <Button key={id} variant="secondary" pending={state.leaving === id} onClick={() => void go(id)}>
            {state.leaving === id ? null : <ProviderMark id={id} />}
            {`Continue with ${name}${sandbox ? " (sandbox)" : ""}`}
          </Button>
        ))}
        {state.fault ? (
          <p role="alert" className="text-[0.8125rem] text-danger">
            {state.fault}
          </p>
        ) : null}
      </div>
      {or === "below" ? <Or /> : null}
    </div>
  );
}

function Or() {
  return (
    <p className="flex items-center gap-3 text-[0.8125rem] text-text-muted before:h-px before:flex-1 before:bg-border after:h-px after:flex-1 after:bg-border">
      or
    </p>
  );
}
