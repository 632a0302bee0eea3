"use client";

import dynamic from "next/dynamic";

/** Mounted once by the frame; its code comes after the page's own. */
export const Toaster = dynamic(() => import("./toaster-window").then((module) => module.ToasterWindow), {
  ssr: false,
});

type ToastOptions = { action?: { label: string; onClick: () => void } };

const show = (kind: "success" | "error") => (message: string, options?: ToastOptions) => {
  void import("sonner").then(({ toast }) => toast[kind](message, options));
};

/** A short message about what has just been done, or could not be. */
export const toast = { success: show("success"), error: show("error") };
