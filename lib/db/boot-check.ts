import type pg from "pg";
import { EnvError } from "@/lib/env";
import { appPool, systemPool } from "./pools";

const ROLE_SQL = `
  SELECT r.rolname AS name, r.rolsuper AS super, r.rolbypassrls AS bypass,
    EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND c.relowner = r.oid) AS owns
  FROM pg_roles r WHERE r.rolname = current_user`;

async function checkRole(pool: pg.Pool, variable: string): Promise<void> {
  const { rows } = await pool.query<{ name: string; super: boolean; bypass: boolean; owns: boolean }>(
    ROLE_SQL,
  );
  const role = rows[0];
  if (!role || !(role.super || role.bypass || role.owns)) return;
  const why = role.super ? "is a superuser" : role.bypass ? "bypasses row-level security" : "owns tables";
  throw new EnvError(
    `${variable} connects as ${role.name}, which ${why}: workspaces would not be kept apart. Use the roles of prisma/sql/roles.sql.`,
  );
}

/**
 * Refuses roles under which row-level security would not hold.
 * @throws EnvError naming the variable; the driver's error when the database is away
 */
export async function assertSafeRoles(): Promise<void> {
  await checkRole(appPool(), "DATABASE_URL");
  await checkRole(systemPool(), "DATABASE_SYSTEM_URL");
}
