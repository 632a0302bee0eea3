import { z } from "zod";
import { typedName } from "../words";

/** A text somebody typed; bounded here, made harmless where it is written. */
export const Text = z.string().max(500);
/** How a person wants to be called; may be empty. */
export const Name = z.string().max(500);

export const greeting = (name: string): { kind: "text"; text: string } => ({
  kind: "text",
  text: typedName(name) ? `Hello ${typedName(name)},` : "Hello,",
});

export const HAS_ACCOUNT =
  "You get this message because you have an account at Brand Automator with this address.";
