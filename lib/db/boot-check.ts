import type pg from "pg";
import { EnvError } from "@/lib/env";
import { appPool, systemPool } from "./pools";

const ROLE_SQL = `
  SELECT r.rolname AS name, r.rolsuper AS super, r.rolbypassrls AS bypass,
    EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND pg_has_role(r.oid, c.relowner, 'MEMBER')) AS owns,
    ARRAY(SELECT p.rolname::text FROM pg_roles p WHERE p.rolname IN ('app_user', 'app_system') AND pg_has_role(r.oid, p.oid, 'MEMBER')) AS roles
  FROM pg_roles r WHERE r.rolname = current_user`;

interface RoleFacts {
  name: string;
  super: boolean;
  bypass: boolean;
  owns: boolean;
  /** Which of the product's two serving roles it is or belongs to. */
  roles: string[];
}

/** Why workspaces would not be kept apart under a role; undefined when they would. */
function dangerOf(role: RoleFacts, wanted: string): string | undefined {
  if (role.super) return "is a superuser";
  if (role.bypass) return "bypasses row-level security";
  if (role.owns) return "owns tables";
  return role.roles.join() === wanted ? undefined : `is not ${wanted}`;
}

async function checkRole(pool: pg.Pool, variable: string, wanted: string): Promise<void> {
  const { rows } = await pool.query<RoleFacts>(ROLE_SQL);
  const role = rows[0];
  const why = role && dangerOf(role, wanted);
  if (!why) return;
  throw new EnvError(
    `${variable} connects as ${role.name}, which ${why}: workspaces would not be kept apart. Use the roles of prisma/sql/roles.sql.`,
  );
}

/**
 * Refuses roles under which row-level security would not hold.
 * @throws EnvError naming the variable; the driver's error when the database is away
 */
export async function assertSafeRoles(): Promise<void> {
  await checkRole(appPool(), "DATABASE_URL", "app_user");
  await checkRole(systemPool(), "DATABASE_SYSTEM_URL", "app_system");
}
