import type pg from "pg";
import {
  DEFINER_FUNCTIONS,
  GLOBAL_TABLES,
  NAMED_GLOBAL_REFERENCES,
  NAMED_INDEXES,
  NAMED_LOOSE_REFERENCES,
  NAMED_NULL_TENANTS,
  NAMED_UNIQUES,
  SITE_TABLES,
  SYSTEM_GRANTS,
  SYSTEM_POLICIES,
  USER_GRANTS,
} from "./catalog-lists";

/** One rule: SQL that returns a line `what` for each thing it finds, and what of that is no fault. */
interface Rule {
  name: string;
  sql: string;
  /** Findings that are named exceptions. */
  except?: Record<string, string>;
  /** The findings must be exactly these, neither more nor fewer. */
  exactly?: readonly string[];
}

const ISOLATION = "(tenant_id = app_tenant_id())";
/** The same for what belongs to a site; runs of blanks are one. */
const SITE_ISOLATION = "(site_no IN ( SELECT s.no FROM sites s WHERE (s.tenant_id = app_tenant_id())))";

const SITE_NAMES = Object.keys(SITE_TABLES)
  .map((name) => `'${name}'`)
  .join(", ");

// Tables of the product with the column that names whose a row is: tenant_id, or in the named tables and their partitions
// site_no. Prisma's own ledger is reachable by the owner alone.
const TABLES = `
  columns AS (
    SELECT c.oid, c.relname AS name, c.relispartition AS is_partition, c.relrowsecurity AS enabled, c.relforcerowsecurity AS forced,
      EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped) AS has_column,
      coalesce((SELECT h.inhparent::regclass::text FROM pg_inherits h WHERE h.inhrelid = c.oid AND c.relispartition), c.relname) AS family
    FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> '_prisma_migrations'),
  tables AS (
    SELECT *, has_column OR by_site AS has_tenant
    FROM (SELECT *, NOT has_column AND family IN (${SITE_NAMES}) AS by_site FROM columns) c),
  grants AS (
    SELECT c.relname AS name, c.relispartition AS is_partition, coalesce(r.rolname, 'PUBLIC') AS grantee, x.privilege_type AS privilege
    FROM pg_class c CROSS JOIN LATERAL aclexplode(c.relacl) x LEFT JOIN pg_roles r ON r.oid = x.grantee
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f'))`;

const tableRules: Rule[] = [
  {
    name: "row security is enabled and forced on every table and partition",
    sql: `WITH ${TABLES} SELECT name AS what FROM tables WHERE NOT (enabled AND forced)`,
  },
  {
    name: "every table carries tenant_id or is a named global one",
    sql: `WITH ${TABLES} SELECT name AS what FROM tables WHERE NOT has_tenant`,
    exactly: Object.keys(GLOBAL_TABLES),
  },
  {
    name: "tables whose site holds the tenant are exactly the named ones",
    sql: `WITH ${TABLES} SELECT name AS what FROM tables WHERE by_site AND NOT is_partition`,
    exactly: Object.keys(SITE_TABLES),
  },
  {
    name: "tenant_id, or the site that stands for it, is never null",
    sql: `WITH ${TABLES} SELECT t.name AS what FROM tables t WHERE has_tenant AND NOT EXISTS (
            SELECT FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attnotnull AND a.attname = CASE WHEN by_site THEN 'site_no' ELSE 'tenant_id' END)`,
    except: NAMED_NULL_TENANTS,
  },
  {
    name: "every tenant table has the policy tenant_isolation for app_user",
    sql: `WITH ${TABLES} SELECT name AS what FROM tables t WHERE has_tenant AND NOT is_partition AND NOT EXISTS (
            SELECT FROM pg_policies p WHERE p.schemaname = 'public' AND p.tablename = t.name AND p.policyname = 'tenant_isolation'
              AND p.permissive = 'PERMISSIVE' AND p.cmd = 'ALL' AND p.roles = '{app_user}'
              AND regexp_replace(p.qual, '\\s+', ' ', 'g') = CASE WHEN by_site THEN '${SITE_ISOLATION}' ELSE '${ISOLATION}' END AND p.with_check = p.qual)`,
  },
  {
    name: "no other policy lets app_user, or everyone, in",
    sql: `SELECT tablename || ': ' || policyname || ' to ' || array_to_string(roles, ',') || ' ' || coalesce(qual, '-') || '/' || coalesce(with_check, '-') AS what
          FROM pg_policies WHERE policyname <> 'tenant_isolation' AND NOT roles = '{app_system}'`,
    exactly: [
      "tenants: tenant_itself to app_user (id = app_tenant_id())/(id = app_tenant_id())",
      "outgoing_emails: tenant_posts to app_user -/true",
    ],
  },
  {
    name: "app_system has exactly the named policies",
    sql: `SELECT tablename || ': ' || policyname || ' ' || cmd || ' ' || coalesce(qual, '-') || '/' || coalesce(with_check, '-') AS what
          FROM pg_policies WHERE 'app_system' = ANY(roles)`,
    exactly: Object.keys(SYSTEM_POLICIES),
  },
  {
    name: "partitions have no policies and no grants of their own",
    sql: `WITH ${TABLES} SELECT name || ' to ' || grantee AS what FROM grants WHERE is_partition AND grantee <> 'app_owner'
          UNION SELECT tablename || ' policy ' || policyname FROM pg_policies JOIN tables ON name = tablename WHERE is_partition`,
  },
];

const keyRules: Rule[] = [
  {
    name: "every foreign key between tenant tables carries tenant_id on both sides",
    sql: `WITH ${TABLES} SELECT k.conname AS what FROM pg_constraint k
          JOIN tables f ON f.oid = k.conrelid AND f.has_tenant JOIN tables t ON t.oid = k.confrelid AND t.has_tenant
          WHERE k.contype = 'f' AND NOT EXISTS (
            SELECT FROM unnest(k.conkey, k.confkey) AS pair(mine, theirs)
            JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = pair.mine AND a.attname = 'tenant_id'
            JOIN pg_attribute b ON b.attrelid = k.confrelid AND b.attnum = pair.theirs AND b.attname = 'tenant_id')`,
  },
  {
    name: "foreign keys from tenant tables to global ones are to tenants, or named",
    sql: `WITH ${TABLES} SELECT k.conname AS what FROM pg_constraint k JOIN tables f ON f.oid = k.conrelid AND f.has_tenant
          JOIN tables t ON t.oid = k.confrelid AND NOT t.has_tenant WHERE k.contype = 'f' AND t.name <> 'tenants'`,
    except: NAMED_GLOBAL_REFERENCES,
  },
  {
    name: "no foreign key sets tenant_id to null",
    sql: `SELECT k.conname AS what FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attname = 'tenant_id'
          WHERE k.contype = 'f' AND k.confdeltype IN ('n', 'd') AND a.attnum = ANY(coalesce(k.confdelsetcols, k.conkey))`,
  },
  {
    name: "every column that names another row belongs to a foreign key, or is named",
    sql: `WITH ${TABLES} SELECT t.name || '.' || a.attname AS what FROM tables t JOIN pg_attribute a ON a.attrelid = t.oid
          WHERE t.has_tenant AND NOT t.is_partition AND a.attnum > 0 AND NOT a.attisdropped AND (a.attname LIKE '%\\_id' OR a.attname LIKE '%site\\_no')
            AND a.attname <> 'tenant_id'
            AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = t.oid AND k.contype = 'f' AND a.attnum = ANY(k.conkey))`,
    except: NAMED_LOOSE_REFERENCES,
  },
  {
    name: "every unique of a tenant table starts with tenant_id, or is the uuid alone, or is named",
    sql: `WITH ${TABLES} SELECT i.relname AS what FROM pg_index x JOIN tables t ON t.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid
          JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = x.indkey[0]
          WHERE t.has_tenant AND NOT t.is_partition AND x.indisunique AND a.attname <> 'tenant_id'
            AND NOT (x.indisprimary AND x.indnatts = 1 AND a.atttypid = 'uuid'::regtype)`,
    except: NAMED_UNIQUES,
  },
  {
    name: "every other index of a tenant table starts with tenant_id, or is named",
    sql: `WITH ${TABLES} SELECT i.relname AS what FROM pg_index x JOIN tables t ON t.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid
          LEFT JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = x.indkey[0]
          WHERE t.has_tenant AND NOT t.is_partition AND NOT x.indisunique AND a.attname IS DISTINCT FROM 'tenant_id'`,
    except: NAMED_INDEXES,
  },
];

const FULL = "DELETE INSERT SELECT UPDATE";

const powerRules: Rule[] = [
  {
    name: "no role of the product is a superuser, bypasses row security, makes roles or databases, or replicates",
    sql: `SELECT rolname AS what FROM pg_roles WHERE rolname IN ('app_owner', 'app_user', 'app_system', 'app_queue')
            AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication)`,
  },
  {
    name: "no role of the product belongs to another",
    sql: `SELECT m.rolname || ' in ' || r.rolname AS what FROM pg_auth_members x JOIN pg_roles m ON m.oid = x.member JOIN pg_roles r ON r.oid = x.roleid
          WHERE m.rolname IN ('app_owner', 'app_user', 'app_system', 'app_queue')`,
  },
  {
    name: "the roles that serve requests own nothing",
    sql: `SELECT pg_get_userbyid(relowner) || ' owns ' || relname AS what FROM pg_class WHERE pg_get_userbyid(relowner) IN ('app_user', 'app_system')
          UNION SELECT pg_get_userbyid(proowner) || ' owns ' || proname FROM pg_proc WHERE pg_get_userbyid(proowner) IN ('app_user', 'app_system')
          UNION SELECT pg_get_userbyid(nspowner) || ' owns ' || nspname FROM pg_namespace WHERE pg_get_userbyid(nspowner) IN ('app_user', 'app_system')`,
  },
  {
    name: "the roles that serve requests make nothing",
    sql: `SELECT r || ' creates in ' || n AS what FROM unnest(ARRAY['app_user', 'app_system']) r, unnest(ARRAY['public', 'bullmq']) n
          WHERE has_schema_privilege(r, n, 'CREATE') UNION
          SELECT r || ' makes ' || p FROM unnest(ARRAY['app_user', 'app_system', 'app_queue']) r, unnest(ARRAY['CREATE', 'TEMPORARY']) p
          WHERE has_database_privilege(r, current_database(), p)`,
  },
  {
    name: "grants are SELECT, INSERT, UPDATE and DELETE to app_user and app_system, to nobody else",
    sql: `WITH ${TABLES} SELECT name || ': ' || privilege || ' to ' || grantee AS what FROM grants WHERE grantee <> 'app_owner'
            AND (grantee NOT IN ('app_user', 'app_system') OR privilege NOT IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE'))
          UNION SELECT defaclobjtype::text || ' by default' FROM pg_default_acl
          UNION SELECT attrelid::regclass::text || '.' || attname FROM pg_attribute WHERE attacl IS NOT NULL AND attrelid::regclass::text !~ '^pg_'`,
  },
  {
    name: "app_user is granted exactly what its table of grants says",
    sql: grantsOf("app_user", "NOT has_tenant", USER_GRANTS),
  },
  {
    name: "app_system is granted exactly what its table of grants says",
    sql: grantsOf(
      "app_system",
      "NOT EXISTS (SELECT FROM pg_policies p WHERE p.tablename = name AND 'app_system' = ANY(p.roles))",
      SYSTEM_GRANTS,
    ),
  },
];

/** Tables and views whose grants to a role are not: none where `none` holds, the listed ones, else all four. */
function grantsOf(role: string, none: string, listed: Record<string, string>): string {
  const wanted = Object.entries(listed).map(([name, grants]) => `WHEN '${name}' THEN '${grants}'`);
  return `WITH ${TABLES},
    objects AS (
      SELECT name, ${none} AS none FROM tables WHERE NOT is_partition
      UNION ALL SELECT relname, true FROM pg_class WHERE relkind IN ('v', 'm') AND relnamespace = 'public'::regnamespace),
    given AS (
      SELECT name, none, coalesce((SELECT string_agg(privilege, ' ' ORDER BY privilege) FROM grants g WHERE g.name = objects.name AND g.grantee = '${role}'), '') AS got
      FROM objects)
    SELECT name || ': ' || got AS what FROM given WHERE got <> CASE name ${wanted.join(" ")} ELSE CASE WHEN none THEN '' ELSE '${FULL}' END END`;
}

const codeRules: Rule[] = [
  {
    name: "every view runs with its caller's rights, and none is materialised",
    sql: `SELECT relname AS what FROM pg_class WHERE relnamespace = 'public'::regnamespace
            AND (relkind = 'm' OR relkind = 'v' AND NOT coalesce(reloptions @> '{security_invoker=true}', false))`,
  },
  {
    name: "functions that run as their owner are exactly the named ones",
    sql: `SELECT proname AS what FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosecdef`,
    exactly: Object.keys(DEFINER_FUNCTIONS),
  },
  {
    name: "functions that run as their owner have a fixed search path and one caller",
    sql: `SELECT p.proname || ' for ' || coalesce(string_agg(DISTINCT coalesce(r.rolname, 'PUBLIC'), ','), 'PUBLIC') AS what
          FROM pg_proc p LEFT JOIN LATERAL aclexplode(p.proacl) x ON x.grantee <> p.proowner LEFT JOIN pg_roles r ON r.oid = x.grantee
          WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef AND p.proconfig::text ~ 'search_path=pg_catalog, public' GROUP BY p.oid, p.proname`,
    exactly: Object.entries(DEFINER_FUNCTIONS).map(([name, caller]) => `${name} for ${caller}`),
  },
  {
    name: "the tenant's function is STABLE and sees an unset context as none",
    sql: `SELECT provolatile::text || ' ' || prosrc AS what FROM pg_proc WHERE proname = 'app_tenant_id'`,
    exactly: ["s  SELECT NULLIF(current_setting('app.tenant_id', true), '')::uuid "],
  },
  {
    name: "no triggers and no rules of our own",
    sql: `SELECT tgname AS what FROM pg_trigger WHERE NOT tgisinternal
          UNION SELECT rulename FROM pg_rules WHERE schemaname = 'public'`,
  },
];

/**
 * Holds a database's catalog against the rules of row-level isolation.
 * @param client a superuser's connection
 * @returns one sentence a fault; empty when all three belts are in place
 */
export async function checkCatalog(client: Pick<pg.PoolClient, "query">): Promise<string[]> {
  const faults: string[] = [];
  for (const rule of [...tableRules, ...keyRules, ...powerRules, ...codeRules]) {
    const { rows } = await client.query<{ what: string }>(rule.sql);
    const found = rows.map((row) => row.what);
    const wanted = rule.exactly ?? [];
    const extra = found.filter((what) => !wanted.includes(what) && !(what in (rule.except ?? {})));
    const missing = wanted.filter((what) => !found.includes(what));
    const unused = Object.keys(rule.except ?? {}).filter((what) => !found.includes(what));
    faults.push(...extra.map((what) => `${rule.name}: ${what}`));
    faults.push(...missing.map((what) => `${rule.name}: ${what} is missing`));
    faults.push(...unused.map((what) => `${rule.name}: the named exception ${what} is not needed`));
  }
  return faults;
}
