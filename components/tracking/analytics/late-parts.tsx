"use client";

import dynamic from "next/dynamic";

/** Parts of every page on a website whose code comes beside the page; those of the report are in late-panels. */
export const WaitingForVisitor = dynamic(
  () => import("./waiting-for-visitor").then((module) => module.WaitingForVisitor),
  { ssr: false },
);

export const AnswerNote = dynamic(() => import("./answer-note").then((module) => module.AnswerNote), {
  ssr: false,
  loading: () => <p className="min-h-6" />,
});

export const NoSite = dynamic(() => import("../no-site").then((module) => module.NoSite), { ssr: false });
