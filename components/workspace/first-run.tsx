"use client";

import { Check } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { AddSiteDialog } from "@/components/tracking/add-site-dialog";
import { InstallCheck } from "@/components/tracking/install-check";
import { Snippet } from "@/components/tracking/snippet";
import { cn } from "@/components/lib/cn";
import { buttonClass } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import type { SiteDto } from "@/lib/tracking/schemas";

/** From an empty workspace to the first visitor, live. @param site the first site, once there is one */
export function FirstRun({ site }: { site: SiteDto | undefined }) {
  const seen = Boolean(site?.firstEventAt);
  return (
    <Card aria-label="Getting started">
      <CardHeader title="See your first visitor in three steps" />
      <ol className="divide-y divide-border">
        <Step
          number={1}
          title={site ? `${site.name} is added` : "Add your website"}
          state={site ? "done" : "now"}
        >
          {site ? null : (
            <>
              <p className="text-text-muted">Its name and domain are enough.</p>
              <AddSiteDialog label="Add your website" />
            </>
          )}
        </Step>
        <Step number={2} title="Paste one line into it" state={seen ? "done" : site ? "now" : "later"}>
          {site && !seen ? <Snippet site={site} /> : null}
        </Step>
        <Step number={3} title="See the first visitor" state={seen ? "done" : site ? "now" : "later"}>
          {site ? <InstallCheck lastEventAt={site.lastEventAt} /> : null}
          {site && seen ? (
            <Link href={`/analytics?site=${site.id}`} className={buttonClass()}>
              See the visit
            </Link>
          ) : null}
        </Step>
      </ol>
    </Card>
  );
}

type StepProps = { number: number; title: string; state: "done" | "now" | "later"; children: ReactNode };

const MARK = {
  done: "bg-success-soft text-success",
  now: "bg-accent text-accent-contrast",
  later: "bg-surface-sunken text-text-muted",
};

function Step({ number, title, state, children }: StepProps) {
  return (
    <li className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 px-4 py-4">
      <span
        aria-hidden
        className={cn(
          "flex size-7 items-center justify-center rounded-full text-xs font-semibold tabular-nums",
          MARK[state],
        )}
      >
        {state === "done" ? <Check className="size-4" /> : number}
      </span>
      <div className="flex flex-col items-start gap-3 [&>:not(h3)]:max-w-2xl [&>div]:w-full">
        <h3 className={cn("text-sm leading-7 font-medium", state === "later" && "text-text-muted")}>
          {state === "done" ? <span className="sr-only">Done: </span> : null}
          {title}
        </h3>
        {children}
      </div>
    </li>
  );
}
