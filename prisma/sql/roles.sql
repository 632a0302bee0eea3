-- The roles of Brand Automator. A superuser (or a role with CREATEROLE that owns the database) runs this once,
-- in the application's database, before the first migration; running it again changes nothing.
--   app_owner   runs migrations and owns the tables; the running product never connects as this role
--   app_user    web and worker: rows of one tenant at a time, by row-level security
--   app_system  look-ups before the tenant is known, sweeps, ingestion: only what its policies name
--   app_queue   owns the schema "bullmq", the queue when there is no Redis
-- None of them is a superuser, none bypasses row-level security. Passwords are not in this file:
-- `node scripts/db.mjs roles` runs it with DATABASE_ADMIN_URL and takes each password from the role's own URL;
-- by hand: psql -f prisma/sql/roles.sql, then \password app_owner and so on.

DO $$
DECLARE
  role_name text;
BEGIN
  FOREACH role_name IN ARRAY ARRAY['app_owner', 'app_user', 'app_system', 'app_queue'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role_name) THEN
      EXECUTE format('CREATE ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS', role_name);
    END IF;
  END LOOP;
  -- CREATEROLE without superuser must be a member of a role before it can hand objects to it.
  IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
    EXECUTE format('GRANT app_owner, app_queue TO %I', current_user);
  END IF;
  IF (SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = current_database()) <> 'app_owner' THEN
    EXECUTE format('ALTER DATABASE %I OWNER TO app_owner', current_database());
  END IF;
  IF (SELECT pg_get_userbyid(nspowner) FROM pg_namespace WHERE nspname = 'public') <> 'app_owner' THEN
    ALTER SCHEMA public OWNER TO app_owner;
  END IF;
  -- Who may connect is said by name; nobody makes temporary tables but the owner.
  EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO app_user, app_system, app_queue', current_database());
END
$$;

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO app_user, app_system;

CREATE SCHEMA IF NOT EXISTS bullmq AUTHORIZATION app_queue;
REVOKE ALL ON SCHEMA bullmq FROM PUBLIC;
