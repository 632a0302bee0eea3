-- Row-level security, grants, the event log and the checks that Prisma's schema cannot say.
-- The roles app_user, app_system and app_queue are made by prisma/sql/roles.sql.

-- 1. The tenant of the current transaction -------------------------------------------------------------------------
-- NULLIF: after a transaction the setting reads '' on that connection, and '' is no uuid. STABLE: evaluated once a query.
CREATE FUNCTION app_tenant_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT NULLIF(current_setting('app.tenant_id', true), '')::uuid $$;

-- 2. Checks: hot status columns are text + CHECK, since a native enum's operators are not leakproof -----------------
ALTER TABLE memberships ADD CONSTRAINT memberships_role_check CHECK (role IN ('owner', 'admin', 'editor', 'viewer'));
ALTER TABLE users ADD CONSTRAINT users_email_lower_check CHECK (email = lower(email));
ALTER TABLE contacts ADD CONSTRAINT contacts_email_lower_check CHECK (email = lower(email));
ALTER TABLE forms ADD CONSTRAINT forms_kind_check CHECK (kind IN ('contact', 'project_scope'));
ALTER TABLE contact_submissions ADD CONSTRAINT contact_submissions_status_check CHECK (status IN ('new', 'open', 'done', 'spam'));
ALTER TABLE project_scope_requests ADD CONSTRAINT project_scope_requests_status_check CHECK (status IN ('new', 'open', 'done', 'spam'));
ALTER TABLE audit_logs ADD CONSTRAINT audit_logs_actor_type_check CHECK (actor_type IN ('user', 'api_key', 'system', 'public'));

-- 3. The event log ----------------------------------------------------------------------------------------------------
-- Partitioned by the client's uuidv7: a retry of the same event always meets the same partition and the same key, so that
-- ON CONFLICT DO NOTHING removes duplicates. No foreign keys: the writer takes site and tenant from the sites table itself,
-- and a key check per row would cost a tenth of the ingest (named exception in the catalog test).
CREATE TABLE events (
  id                 uuid        NOT NULL,
  tenant_id          uuid        NOT NULL,
  visitor_key        bigint      NOT NULL,
  prior_visitor_key  bigint,
  tx                 bigint      NOT NULL DEFAULT (pg_current_xact_id()::text)::bigint,
  occurred_at        timestamptz NOT NULL,
  site_no            integer     NOT NULL,
  path_id            integer     NOT NULL,
  client_id          integer     NOT NULL,
  source_id          integer,
  name_id            integer,
  visible_ms         integer,
  kind               smallint    NOT NULL,
  props              jsonb,
  PRIMARY KEY (site_no, id)
) PARTITION BY RANGE (id);
CREATE INDEX events_tx_idx ON events (tx);

-- Salts of the cookieless visitor hash. UNLOGGED keeps them out of the write-ahead log, replicas and base backups.
CREATE UNLOGGED TABLE tracking_salts (
  day        date        PRIMARY KEY,
  salt       bytea       NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

-- The smallest uuidv7 of an instant: its milliseconds in the first 48 bits (RFC 9562, section 5.7), zeros behind.
CREATE FUNCTION uuidv7_floor(at timestamptz) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid $$;

-- The application's roles own nothing, so the owner makes partitions on their behalf.
-- Partitions inherit neither row security nor grants: both are set here, and nothing is granted on them.
CREATE FUNCTION ensure_event_partitions(since date DEFAULT (now() - interval '3 days')::date, months_ahead integer DEFAULT 2)
RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  month_start timestamptz := date_trunc('month', since::timestamp) AT TIME ZONE 'UTC';
  last_month  timestamptz := (date_trunc('month', (now() AT TIME ZONE 'UTC')) + make_interval(months => months_ahead)) AT TIME ZONE 'UTC';
  next_month  timestamptz;
  part_name   text;
  made        integer := 0;
BEGIN
  PERFORM pg_advisory_xact_lock(727001);
  WHILE month_start <= last_month LOOP
    next_month := ((month_start AT TIME ZONE 'UTC') + interval '1 month') AT TIME ZONE 'UTC';
    part_name := 'events_' || to_char(month_start AT TIME ZONE 'UTC', 'YYYY_MM');
    IF to_regclass('public.' || part_name) IS NULL THEN
      EXECUTE format('CREATE TABLE public.%I PARTITION OF public.events FOR VALUES FROM (%L) TO (%L)',
                     part_name, public.uuidv7_floor(month_start), public.uuidv7_floor(next_month));
      EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', part_name);
      EXECUTE format('ALTER TABLE public.%I FORCE ROW LEVEL SECURITY', part_name);
      made := made + 1;
    END IF;
    month_start := next_month;
  END LOOP;
  RETURN made;
END $$;

-- Drops whole months that end before the given day. Returns how many went.
CREATE FUNCTION drop_event_partitions(before date)
RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  part record;
  gone integer := 0;
BEGIN
  FOR part IN
    SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = 'public.events'::regclass AND c.relname ~ '^events_[0-9]{4}_[0-9]{2}$'
  LOOP
    IF to_date(substr(part.relname, 8), 'YYYY_MM') + interval '1 month' <= before THEN
      EXECUTE format('DROP TABLE public.%I', part.relname);
      gone := gone + 1;
    END IF;
  END LOOP;
  RETURN gone;
END $$;
REVOKE ALL ON FUNCTION ensure_event_partitions(date, integer), drop_event_partitions(date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ensure_event_partitions(date, integer), drop_event_partitions(date) TO app_system;

CREATE VIEW page_views WITH (security_invoker = true) AS
  SELECT e.id, e.tenant_id, s.id AS site_id, e.visitor_key, p.value AS path, r.value AS source, e.occurred_at AS "timestamp"
  FROM events e
  JOIN sites s ON s.tenant_id = e.tenant_id AND s.no = e.site_no
  JOIN tracking_values p ON p.tenant_id = e.tenant_id AND p.id = e.path_id
  LEFT JOIN tracking_values r ON r.tenant_id = e.tenant_id AND r.id = e.source_id
  WHERE e.kind = 1;

-- 4. Row security: enabled and forced everywhere ---------------------------------------------------------------------
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['memberships', 'companies', 'audit_logs', 'outbox', 'idempotency_keys', 'notifications', 'sites',
    'tracking_values', 'visitors', 'visits', 'visit_aliases', 'events', 'rollup_days', 'rollup_dimensions', 'ingest_drops', 'forms', 'contacts',
    'contact_submissions', 'project_scope_requests'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY tenant_isolation ON %I TO app_user USING (tenant_id = app_tenant_id()) WITH CHECK (tenant_id = app_tenant_id())', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO app_user', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['tenants', 'users', 'user_profiles', 'sessions', 'rate_limits', 'rollup_cursors', 'tracking_salts',
    'ingest_drops_unattributed'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
  END LOOP;
END $$;
-- The log is written by the collector alone, and audit rows are never changed.
REVOKE INSERT, UPDATE ON events FROM app_user;
REVOKE INSERT, UPDATE, DELETE ON tracking_values FROM app_user;
REVOKE UPDATE, DELETE ON audit_logs FROM app_user;
GRANT SELECT ON page_views TO app_user;
CREATE POLICY tenant_itself ON tenants TO app_user USING (id = app_tenant_id()) WITH CHECK (id = app_tenant_id());
GRANT SELECT, UPDATE ON tenants TO app_user;

-- 5. app_system: look-ups that happen before a tenant is known, and writers that serve all tenants. One line, one reason.
CREATE POLICY system_accounts ON tenants TO app_system USING (true) WITH CHECK (true);                -- sign-up makes a workspace
CREATE POLICY system_accounts ON users TO app_system USING (true) WITH CHECK (true);                  -- sign-in finds a person by e-mail
CREATE POLICY system_accounts ON user_profiles TO app_system USING (true) WITH CHECK (true);          -- made with the person
CREATE POLICY system_accounts ON sessions TO app_system USING (true) WITH CHECK (true);               -- cookie -> session on every request
CREATE POLICY system_accounts ON memberships TO app_system USING (true) WITH CHECK (true);            -- which workspaces a person may enter
CREATE POLICY system_accounts ON companies TO app_system USING (true) WITH CHECK (true);              -- the default company, made with the workspace
CREATE POLICY system_accounts ON audit_logs FOR INSERT TO app_system WITH CHECK (true);               -- sign-up and sign-in are on record
CREATE POLICY system_relay ON outbox TO app_system USING (true) WITH CHECK (true);                    -- the relay serves all tenants
CREATE POLICY system_sweep ON idempotency_keys TO app_system USING (true);                            -- expired keys are swept
CREATE POLICY system_limits ON rate_limits TO app_system USING (true) WITH CHECK (true);              -- counters before a tenant is known
CREATE POLICY system_collect ON sites TO app_system USING (true) WITH CHECK (true);                   -- site key -> tenant; first and last event
CREATE POLICY system_collect ON tracking_values TO app_system USING (true) WITH CHECK (true);         -- dictionary of the collector
CREATE POLICY system_collect ON events TO app_system USING (true) WITH CHECK (true);                  -- the collector writes, the rollup reads
CREATE POLICY system_collect ON ingest_drops TO app_system USING (true) WITH CHECK (true);            -- counters of the collector
CREATE POLICY system_collect ON ingest_drops_unattributed TO app_system USING (true) WITH CHECK (true);
CREATE POLICY system_collect ON tracking_salts TO app_system USING (true) WITH CHECK (true);          -- visitor hash
CREATE POLICY system_rollup ON rollup_cursors TO app_system USING (true) WITH CHECK (true);           -- one cursor for all tenants
CREATE POLICY system_rollup ON visitors TO app_system USING (true) WITH CHECK (true);                 -- the rollup writes for all tenants
CREATE POLICY system_rollup ON visits TO app_system USING (true) WITH CHECK (true);
CREATE POLICY system_rollup ON visit_aliases TO app_system USING (true) WITH CHECK (true);
CREATE POLICY system_rollup ON rollup_days TO app_system USING (true) WITH CHECK (true);
CREATE POLICY system_rollup ON rollup_dimensions TO app_system USING (true) WITH CHECK (true);
CREATE POLICY system_intake ON forms FOR SELECT TO app_system USING (true);                           -- form key -> tenant

GRANT SELECT, INSERT, UPDATE, DELETE ON tenants, users, user_profiles, sessions, memberships, companies, outbox, rate_limits,
  tracking_values, events, ingest_drops, ingest_drops_unattributed, tracking_salts, rollup_cursors, visitors, visits, visit_aliases, rollup_days,
  rollup_dimensions TO app_system;
GRANT SELECT, UPDATE, DELETE ON sites TO app_system;
GRANT INSERT ON audit_logs TO app_system;
GRANT SELECT, DELETE ON idempotency_keys TO app_system;
GRANT SELECT ON forms TO app_system;
GRANT USAGE ON SEQUENCE sites_no_seq TO app_user;
GRANT USAGE ON SEQUENCE tracking_values_id_seq TO app_system;

SELECT ensure_event_partitions();
