import { env } from "@/lib/env";
import { generated } from "./document.generated";
import type { OpenApiDocument } from "./types";

// Made by scripts/openapi.ts from the routes: lib may not import app, and a page must not load every route.
const { paths, ...rest } = generated;

/** The document of this copy of the product: the committed one with the address it is served at. */
export const apiDocument = (): OpenApiDocument => ({
  openapi: rest.openapi,
  info: rest.info,
  servers: [{ url: new URL(env().APP_URL).origin }],
  tags: rest.tags,
  paths,
  components: rest.components,
});
