"use client";

import dynamic from "next/dynamic";

// A button whose code is not there yet would lose clicks; its place is kept, so that nothing moves when it comes.
const Place = () => (
  <span aria-hidden className="invisible text-sm font-medium">
    Send the message again
  </span>
);

/** The banner's button, there once it works. */
export const SendAgain = dynamic(
  () => import("./send-confirmation").then((module) => module.SendConfirmation),
  { ssr: false, loading: Place },
);
