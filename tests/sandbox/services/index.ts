import type { SandboxService } from "../service";
import { site } from "./site/index";

/** All stand-ins; a new one is a folder here and a line. */
export const services: readonly SandboxService[] = [site];
