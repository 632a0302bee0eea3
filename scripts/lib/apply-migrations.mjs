// Run with `node --import tsx`: applies the migrations to DATABASE_OWNER_URL and prints the names of the new ones.
import { applyMigrations } from "../../prisma/migrate.ts";

const applied = await applyMigrations(process.env.DATABASE_OWNER_URL);
process.stdout.write(`${JSON.stringify(applied)}\n`);
process.exit(0);
