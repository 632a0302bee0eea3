"use client";

import dynamic from "next/dynamic";
import { useWorkspace } from "@/components/common/workspace-context";

const ClosingBanner = dynamic(() => import("./closing-banner").then((module) => module.ClosingBanner));

/** The banner of a closing workspace, whose code only those fetch who need it. */
export const ClosingReminder = () => (useWorkspace().workspace.purgeAfterAt ? <ClosingBanner /> : null);
