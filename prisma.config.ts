import { defineConfig } from "prisma/config";

/** Where Prisma finds its schema (one file a domain) and its migrations. */
export default defineConfig({
  schema: "prisma/schema",
  migrations: { path: "prisma/migrations" },
  datasource: { url: process.env.DATABASE_OWNER_URL ?? "" },
});
