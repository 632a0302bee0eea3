import type { SandboxService } from "../service";
import type { SandboxSettings } from "../settings";
import { createGoogle } from "./google/index";
import { createLinkedIn } from "./linkedin/index";
import { createMail } from "./mail/index";
import { createPosthog } from "./posthog/index";
import { site } from "./site/index";

/** All stand-ins, each with a state of its own; a new one is a folder here and a line. */
export const createServices = (settings: SandboxSettings): SandboxService[] => [
  site,
  createMail(settings),
  createGoogle(settings),
  ...createLinkedIn(settings),
  createPosthog(),
];
