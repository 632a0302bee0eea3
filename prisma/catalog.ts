import type pg from "pg";

/** One part of the catalog: a line for each thing, sorted, so that a difference reads like a diff. */
export type Catalog = Record<string, string[]>;

// Partitions are left out by name, since theirs follow the calendar; what holds for all of them is a part of its own.
const OURS = `c.relnamespace = 'public'::regnamespace AND NOT c.relispartition AND c.relname <> '_prisma_migrations'`;

const PARTS: Record<string, string> = {
  tables: `
    SELECT c.relname || CASE WHEN c.relpersistence = 'u' THEN ' unlogged' ELSE '' END
      || CASE WHEN c.relkind = 'p' THEN ' partitioned by ' || pg_get_partkeydef(c.oid) ELSE '' END
      || CASE WHEN c.relrowsecurity THEN ' row security' ELSE '' END || CASE WHEN c.relforcerowsecurity THEN ' forced' ELSE '' END
      || ' owner ' || pg_get_userbyid(c.relowner)
    FROM pg_class c WHERE ${OURS} AND c.relkind IN ('r', 'p')`,
  columns: `
    SELECT c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END
      || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
    WHERE ${OURS} AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped`,
  constraints: `
    SELECT c.relname || ' ' || k.conname || ' ' || pg_get_constraintdef(k.oid) FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
    WHERE ${OURS} AND k.contype IN ('c', 'f', 'p', 'u', 'x')`,
  indexes: `SELECT pg_get_indexdef(x.indexrelid) FROM pg_index x JOIN pg_class c ON c.oid = x.indrelid WHERE ${OURS}`,
  policies: `
    SELECT tablename || ' ' || policyname || ' ' || permissive || ' ' || cmd || ' to ' || array_to_string(roles, ',')
      || coalesce(' using ' || qual, '') || coalesce(' check ' || with_check, '')
    FROM pg_policies WHERE schemaname = 'public'`,
  grants: `
    SELECT c.relname || ' to ' || coalesce(r.rolname, 'PUBLIC') || ': ' || string_agg(x.privilege_type, ' ' ORDER BY x.privilege_type)
    FROM pg_class c CROSS JOIN LATERAL aclexplode(c.relacl) x LEFT JOIN pg_roles r ON r.oid = x.grantee
    WHERE ${OURS} AND x.grantee <> c.relowner GROUP BY c.relname, r.rolname`,
  partitions: `
    SELECT DISTINCT p.relname || ': row security ' || c.relrowsecurity || ' forced ' || c.relforcerowsecurity || ' owner ' || pg_get_userbyid(c.relowner)
      || ' grants ' || coalesce((SELECT string_agg(DISTINCT x.grantee::regrole::text, ',') FROM aclexplode(c.relacl) x WHERE x.grantee <> c.relowner), 'none')
    FROM pg_class c JOIN pg_inherits i ON i.inhrelid = c.oid JOIN pg_class p ON p.oid = i.inhparent
    WHERE c.relispartition AND c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace`,
  views: `
    SELECT c.relname || ' ' || CASE c.relkind WHEN 'm' THEN 'materialised ' ELSE '' END || coalesce(array_to_string(c.reloptions, ','), '') || ' '
      || regexp_replace(pg_get_viewdef(c.oid), '\\s+', ' ', 'g')
    FROM pg_class c WHERE ${OURS} AND c.relkind IN ('v', 'm')`,
  functions: `
    SELECT p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ') returns ' || pg_get_function_result(p.oid) || ' ' || p.provolatile::text
      || CASE WHEN p.prosecdef THEN ' definer' ELSE '' END || coalesce(' set ' || array_to_string(p.proconfig, ','), '')
      || ' callers ' || coalesce((SELECT string_agg(coalesce(r.rolname, 'PUBLIC'), ',' ORDER BY r.rolname)
           FROM aclexplode(p.proacl) x LEFT JOIN pg_roles r ON r.oid = x.grantee WHERE x.grantee <> p.proowner), 'PUBLIC')
      || ' body ' || md5(p.prosrc)
    FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace`,
  triggers: `SELECT c.relname || ' ' || pg_get_triggerdef(t.oid) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE ${OURS} AND NOT t.tgisinternal`,
};

/**
 * What the database itself says of its tables, policies, grants, checks, views and functions: all that decides who sees
 * which row, most of which Prisma's schema cannot say.
 */
export async function readCatalog(client: Pick<pg.Client, "query">): Promise<Catalog> {
  const catalog: Catalog = {};
  for (const [part, sql] of Object.entries(PARTS)) {
    const { rows } = await client.query<{ line: string }>(`SELECT line FROM (${sql}) AS found (line)`);
    catalog[part] = rows.map((row) => row.line).sort();
  }
  return catalog;
}

/** Lines that stand in one catalog and not in the other: "- " is missing now, "+ " is new. */
export function compareCatalogs(committed: Catalog, now: Catalog): string[] {
  return Object.keys({ ...committed, ...now }).flatMap((part) => {
    const [before = [], after = []] = [committed[part], now[part]];
    return [
      ...before.filter((line) => !after.includes(line)).map((line) => `- ${part}: ${line}`),
      ...after.filter((line) => !before.includes(line)).map((line) => `+ ${part}: ${line}`),
    ];
  });
}
