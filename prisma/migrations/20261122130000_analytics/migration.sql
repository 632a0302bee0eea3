-- Analytics: a slimmer event log, visits by ids, hours, and what owners make of their numbers.

-- 1. The event log again, without nulls and without what the site already says: 144 bytes an event with its indexes
-- instead of 167. Row security goes through the site. The copy is the owner's, so force is lifted first.
ALTER TABLE events NO FORCE ROW LEVEL SECURITY;
ALTER TABLE sites NO FORCE ROW LEVEL SECURITY;
ALTER TABLE visits NO FORCE ROW LEVEL SECURITY;
ALTER TABLE contact_submissions NO FORCE ROW LEVEL SECURITY;
ALTER TABLE project_scope_requests NO FORCE ROW LEVEL SECURITY;
ALTER TABLE rollup_cursors NO FORCE ROW LEVEL SECURITY;
ALTER TABLE rollup_days NO FORCE ROW LEVEL SECURITY;
ALTER TABLE rollup_dimensions NO FORCE ROW LEVEL SECURITY;

-- When an event happened: the time in its id, and what the browser's clock was off by. In Unix milliseconds and as a time.
CREATE FUNCTION uuidv7_ms(id uuid) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT ('x' || substr(id::text, 1, 8) || substr(id::text, 10, 4))::bit(48)::bigint $$;
CREATE FUNCTION event_ms(id uuid, extra text) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT uuidv7_ms(id) + CASE WHEN extra LIKE '%"o":%' THEN (extra::jsonb ->> 'o')::bigint ELSE 0 END $$;
CREATE FUNCTION event_at(id uuid, extra text) RETURNS timestamptz LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT to_timestamp(event_ms(id, extra) / 1000.0) $$;

CREATE TEMP TABLE events_before ON COMMIT DROP AS
  SELECT id, visitor_key, tx, site_no, path_id, client_id, coalesce(source_id, 0) AS source_id,
    CASE kind WHEN 1 THEN 0 WHEN 3 THEN -1 ELSE coalesce(name_id, -1) END AS name_id,
    coalesce(nullif(jsonb_strip_nulls(jsonb_build_object('p', props, 'v', visible_ms, 'y', prior_visitor_key::text,
      'o', CASE WHEN abs(off_ms) >= 2000 THEN off_ms END))::text, '{}'), '') AS extra
  FROM (SELECT *, (extract(epoch FROM occurred_at) * 1000)::bigint - uuidv7_ms(id) AS off_ms FROM events) e;
DROP VIEW page_views;
DROP TABLE events;
CREATE TABLE events (
  id           uuid    NOT NULL,
  visitor_key  bigint  NOT NULL,
  tx           bigint  NOT NULL DEFAULT (pg_current_xact_id()::text)::bigint,
  site_no      integer NOT NULL,
  path_id      integer NOT NULL,
  client_id    integer NOT NULL,
  source_id    integer NOT NULL DEFAULT 0,
  name_id      integer NOT NULL,
  extra        text    NOT NULL DEFAULT '',
  PRIMARY KEY (site_no, id)
) PARTITION BY RANGE (id);
CREATE INDEX events_tx_idx ON events (tx);
CREATE INDEX events_custom_idx ON events (site_no, name_id, id) WHERE name_id > 0;
ALTER TABLE events ENABLE ROW LEVEL SECURITY;
ALTER TABLE events FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON events TO app_user
  USING (site_no IN (SELECT s.no FROM sites s WHERE s.tenant_id = app_tenant_id()))
  WITH CHECK (site_no IN (SELECT s.no FROM sites s WHERE s.tenant_id = app_tenant_id()));
CREATE POLICY system_collect ON events TO app_system USING (true) WITH CHECK (true);                  -- the collector writes, the rollup reads
GRANT SELECT, DELETE ON events TO app_user;
GRANT SELECT, INSERT, UPDATE, DELETE ON events TO app_system;
SELECT ensure_event_partitions(coalesce((SELECT (to_timestamp(min(uuidv7_ms(id)) / 1000.0))::date FROM events_before), (now() - interval '3 days')::date));
INSERT INTO events SELECT * FROM events_before;

CREATE VIEW page_views WITH (security_invoker = true) AS
  SELECT e.id, s.tenant_id, s.id AS site_id, e.visitor_key, p.value AS path, r.value AS source, event_at(e.id, e.extra) AS "timestamp"
  FROM events e
  JOIN sites s ON s.no = e.site_no
  JOIN tracking_values p ON p.tenant_id = s.tenant_id AND p.id = e.path_id
  LEFT JOIN tracking_values r ON r.tenant_id = s.tenant_id AND r.id = e.source_id
  WHERE e.name_id = 0;
GRANT SELECT ON page_views TO app_user;

-- 2. Visits by ids. All of them, and the totals, are counted again from the log by the worker; a request finds its visit
-- by the event that it was sent from.
UPDATE contact_submissions r SET tracking_event_id = coalesce(r.tracking_event_id, v.first_event_id), visit_id = NULL
  FROM visits v WHERE v.tenant_id = r.tenant_id AND v.id = r.visit_id;
UPDATE project_scope_requests r SET tracking_event_id = coalesce(r.tracking_event_id, v.first_event_id), visit_id = NULL
  FROM visits v WHERE v.tenant_id = r.tenant_id AND v.id = r.visit_id;
ALTER TABLE contact_submissions DROP CONSTRAINT contact_submissions_tenant_id_visit_id_fkey;
ALTER TABLE project_scope_requests DROP CONSTRAINT project_scope_requests_tenant_id_visit_id_fkey;
DROP TABLE visit_aliases, visits, visitors;
DELETE FROM rollup_days;
DELETE FROM rollup_dimensions;
UPDATE rollup_cursors SET cursor_tx = 0;

CREATE TABLE visitors (
  tenant_id     uuid           NOT NULL,
  site_no       integer        NOT NULL,
  visitor_key   bigint         NOT NULL,
  first_seen_at timestamptz(3) NOT NULL,
  last_seen_at  timestamptz(3) NOT NULL,
  contact_id    uuid,
  CONSTRAINT visitors_pkey PRIMARY KEY (tenant_id, site_no, visitor_key)
);
CREATE INDEX visitors_tenant_id_contact_id_idx ON visitors (tenant_id, contact_id);

-- Wide columns first, so that no byte is lost to alignment; room on each page, so that a visit that goes on is updated in place.
CREATE TABLE visits (
  tenant_id      uuid           NOT NULL,
  id             uuid           NOT NULL,
  first_event_id uuid           NOT NULL,
  last_event_id  uuid           NOT NULL,
  visitor_key    bigint         NOT NULL,
  started_at     timestamptz(3) NOT NULL,
  last_event_at  timestamptz(3) NOT NULL,
  entry_at       timestamptz(3) NOT NULL,
  exit_at        timestamptz(3),
  site_no        integer        NOT NULL,
  start_day      date           NOT NULL,
  entry_path_id  integer        NOT NULL DEFAULT 0,
  exit_path_id   integer        NOT NULL DEFAULT 0,
  client_id      integer        NOT NULL DEFAULT 0,
  source_id      integer        NOT NULL DEFAULT 0,
  page_views     integer        NOT NULL DEFAULT 0,
  events         integer        NOT NULL DEFAULT 0,
  visible_ms     integer        NOT NULL DEFAULT 0,
  is_identified  boolean        NOT NULL DEFAULT false,
  day_keys       jsonb,
  counts         integer[]      DEFAULT ARRAY[]::integer[],
  steps          integer[]      DEFAULT ARRAY[]::integer[],
  touches        integer[]      DEFAULT ARRAY[]::integer[],
  contact_id     uuid,
  merged_into_id uuid,
  CONSTRAINT visits_pkey PRIMARY KEY (tenant_id, id)
) WITH (fillfactor = 85);
CREATE INDEX visits_site_no_visitor_key_idx ON visits (site_no, visitor_key);
CREATE INDEX visits_site_no_start_day_idx ON visits (site_no, start_day);
CREATE INDEX visits_contact_idx ON visits (tenant_id, contact_id) WHERE contact_id IS NOT NULL;
CREATE INDEX visits_identified_idx ON visits (site_no, start_day, visitor_key) WHERE is_identified;

CREATE TABLE visit_aliases (
  tenant_id   uuid    NOT NULL,
  site_no     integer NOT NULL,
  visitor_key bigint  NOT NULL,
  visit_id    uuid    NOT NULL,
  CONSTRAINT visit_aliases_pkey PRIMARY KEY (site_no, visitor_key, visit_id),
  CONSTRAINT visit_aliases_tenant_id_visit_id_fkey FOREIGN KEY (tenant_id, visit_id) REFERENCES visits (tenant_id, id) ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX visit_aliases_tenant_id_visit_id_idx ON visit_aliases (tenant_id, visit_id);
ALTER TABLE contact_submissions ADD CONSTRAINT contact_submissions_tenant_id_visit_id_fkey
  FOREIGN KEY (tenant_id, visit_id) REFERENCES visits (tenant_id, id) ON DELETE SET NULL (visit_id) ON UPDATE CASCADE;
ALTER TABLE project_scope_requests ADD CONSTRAINT project_scope_requests_tenant_id_visit_id_fkey
  FOREIGN KEY (tenant_id, visit_id) REFERENCES visits (tenant_id, id) ON DELETE SET NULL (visit_id) ON UPDATE CASCADE;

-- 3. From prisma/schema -----------------------------------------------------------------------------------------------
-- AlterTable
ALTER TABLE "rollup_days" ADD COLUMN     "identified_visitors" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "rollup_dimensions" ADD COLUMN     "bounces" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "scroll_count" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "scroll_pct_sum" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "visible_ms" BIGINT NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "sites" ADD COLUMN     "channel_rules" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "consent_mode" TEXT NOT NULL DEFAULT 'cookieless',
ADD COLUMN     "excluded_addresses" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "excluded_paths" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "replay_block_selector" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "replay_enabled" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "replay_retention_days" INTEGER NOT NULL DEFAULT 30,
ADD COLUMN     "replay_sample_pct" INTEGER NOT NULL DEFAULT 100,
ADD COLUMN     "replay_unmask_selector" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "retention_days" INTEGER;

-- CreateTable
CREATE TABLE "goals" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "pattern" TEXT NOT NULL,
    "value_cents" BIGINT,
    "currency" TEXT,
    "value_property" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "goals_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "funnels" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "steps" JSONB NOT NULL,
    "window_minutes" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "funnels_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "saved_views" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "query" JSONB NOT NULL,
    "created_by_user_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "saved_views_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "annotations" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "text" TEXT NOT NULL,
    "created_by_user_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "annotations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "report_digests" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "frequency" TEXT NOT NULL,
    "recipients" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "next_send_at" TIMESTAMPTZ(3) NOT NULL,
    "last_sent_at" TIMESTAMPTZ(3),
    "created_by_user_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "report_digests_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "share_links" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "token_sealed" TEXT NOT NULL,
    "password_hash" TEXT,
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "last_viewed_at" TIMESTAMPTZ(3),
    "view_count" INTEGER NOT NULL DEFAULT 0,
    "created_by_user_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "share_links_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "site_imports" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'preview',
    "file_names" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "from_day" DATE,
    "to_day" DATE,
    "totals" JSONB NOT NULL DEFAULT '{}',
    "applied_at" TIMESTAMPTZ(3),
    "undone_at" TIMESTAMPTZ(3),
    "last_error" TEXT,
    "created_by_user_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "site_imports_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "site_import_rows" (
    "tenant_id" UUID NOT NULL,
    "import_id" UUID NOT NULL,
    "dimension" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "value" TEXT NOT NULL,
    "visitors" INTEGER NOT NULL DEFAULT 0,
    "visits" INTEGER NOT NULL DEFAULT 0,
    "page_views" INTEGER NOT NULL DEFAULT 0,
    "events" INTEGER NOT NULL DEFAULT 0,
    "bounces" INTEGER NOT NULL DEFAULT 0,
    "visible_ms" BIGINT NOT NULL DEFAULT 0,
    "is_applied" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "site_import_rows_pkey" PRIMARY KEY ("tenant_id","import_id","dimension","day","value")
);

-- CreateTable
CREATE TABLE "erasures" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "subject" TEXT NOT NULL,
    "subject_hash" BYTEA NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'queued',
    "task_sealed" TEXT NOT NULL DEFAULT '',
    "receipt" JSONB,
    "requested_by_user_id" UUID,
    "done_at" TIMESTAMPTZ(3),
    "last_error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "erasures_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "site_rebuilds" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'queued',
    "cursor" TEXT,
    "visits_done" INTEGER NOT NULL DEFAULT 0,
    "requested_by_user_id" UUID,
    "done_at" TIMESTAMPTZ(3),
    "last_error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "site_rebuilds_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "replays" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "visitor_key" BIGINT NOT NULL,
    "visit_id" UUID,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "last_chunk_at" TIMESTAMPTZ(3) NOT NULL,
    "duration_ms" INTEGER NOT NULL DEFAULT 0,
    "chunks" INTEGER NOT NULL DEFAULT 0,
    "size_bytes" INTEGER NOT NULL DEFAULT 0,
    "page_count" INTEGER NOT NULL DEFAULT 0,
    "entry_path" TEXT NOT NULL DEFAULT '',
    "client_id" INTEGER NOT NULL DEFAULT 0,
    "stopped_reason" TEXT,
    "viewed_at" TIMESTAMPTZ(3),

    CONSTRAINT "replays_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "replay_chunks" (
    "tenant_id" UUID NOT NULL,
    "replay_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "storage_key" TEXT NOT NULL,
    "size_bytes" INTEGER NOT NULL,
    "from_ms" INTEGER NOT NULL,
    "to_ms" INTEGER NOT NULL,
    "events" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "replay_chunks_pkey" PRIMARY KEY ("tenant_id","replay_id","seq")
);

-- CreateTable
CREATE TABLE "posthog_connections" (
    "tenant_id" UUID NOT NULL,
    "host" TEXT NOT NULL,
    "project_key" TEXT NOT NULL,
    "project_id" TEXT,
    "personal_key_sealed" TEXT,
    "forwards_events" BOOLEAN NOT NULL DEFAULT false,
    "records_sessions" BOOLEAN NOT NULL DEFAULT false,
    "cursor_tx" BIGINT NOT NULL DEFAULT 0,
    "forwarded_count" BIGINT NOT NULL DEFAULT 0,
    "last_forwarded_at" TIMESTAMPTZ(3),
    "last_event_at" TIMESTAMPTZ(3),
    "last_error" TEXT,
    "last_error_at" TIMESTAMPTZ(3),
    "paused_at" TIMESTAMPTZ(3),
    "retry_at" TIMESTAMPTZ(3),
    "failures" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "posthog_connections_pkey" PRIMARY KEY ("tenant_id")
);

-- CreateTable
CREATE TABLE "visit_columns_days" (
    "tenant_id" UUID NOT NULL,
    "site_no" INTEGER NOT NULL,
    "day" DATE NOT NULL,
    "visits" INTEGER NOT NULL DEFAULT 0,
    "is_dirty" BOOLEAN NOT NULL DEFAULT false,
    "sealed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "visit_columns_days_pkey" PRIMARY KEY ("tenant_id","site_no","day")
);

-- CreateTable
CREATE TABLE "visit_columns" (
    "tenant_id" UUID NOT NULL,
    "site_no" INTEGER NOT NULL,
    "day" DATE NOT NULL,
    "name" TEXT NOT NULL,
    "data" BYTEA NOT NULL,

    CONSTRAINT "visit_columns_pkey" PRIMARY KEY ("tenant_id","site_no","name","day")
);

-- CreateTable
CREATE TABLE "rollup_hours" (
    "tenant_id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "hour" TIMESTAMPTZ(0) NOT NULL,
    "visitors" INTEGER NOT NULL DEFAULT 0,
    "visits" INTEGER NOT NULL DEFAULT 0,
    "page_views" INTEGER NOT NULL DEFAULT 0,
    "events" INTEGER NOT NULL DEFAULT 0,
    "bounces" INTEGER NOT NULL DEFAULT 0,
    "visible_ms" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "rollup_hours_pkey" PRIMARY KEY ("tenant_id","site_id","hour")
);

-- CreateIndex
CREATE INDEX "goals_tenant_id_site_id_idx" ON "goals"("tenant_id", "site_id");

-- CreateIndex
CREATE UNIQUE INDEX "goals_tenant_id_id_key" ON "goals"("tenant_id", "id");

-- CreateIndex
CREATE INDEX "funnels_tenant_id_site_id_idx" ON "funnels"("tenant_id", "site_id");

-- CreateIndex
CREATE UNIQUE INDEX "funnels_tenant_id_id_key" ON "funnels"("tenant_id", "id");

-- CreateIndex
CREATE INDEX "saved_views_tenant_id_site_id_idx" ON "saved_views"("tenant_id", "site_id");

-- CreateIndex
CREATE UNIQUE INDEX "saved_views_tenant_id_id_key" ON "saved_views"("tenant_id", "id");

-- CreateIndex
CREATE INDEX "annotations_tenant_id_site_id_day_idx" ON "annotations"("tenant_id", "site_id", "day");

-- CreateIndex
CREATE UNIQUE INDEX "annotations_tenant_id_id_key" ON "annotations"("tenant_id", "id");

-- CreateIndex
CREATE INDEX "report_digests_tenant_id_site_id_idx" ON "report_digests"("tenant_id", "site_id");

-- CreateIndex
CREATE INDEX "report_digests_next_send_at_idx" ON "report_digests"("next_send_at");

-- CreateIndex
CREATE UNIQUE INDEX "report_digests_tenant_id_id_key" ON "report_digests"("tenant_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "share_links_token_hash_key" ON "share_links"("token_hash");

-- CreateIndex
CREATE INDEX "share_links_tenant_id_site_id_idx" ON "share_links"("tenant_id", "site_id");

-- CreateIndex
CREATE UNIQUE INDEX "share_links_tenant_id_id_key" ON "share_links"("tenant_id", "id");

-- CreateIndex
CREATE INDEX "site_imports_tenant_id_site_id_idx" ON "site_imports"("tenant_id", "site_id");

-- CreateIndex
CREATE UNIQUE INDEX "site_imports_tenant_id_id_key" ON "site_imports"("tenant_id", "id");

-- CreateIndex
CREATE INDEX "erasures_tenant_id_site_id_idx" ON "erasures"("tenant_id", "site_id");

-- CreateIndex
CREATE UNIQUE INDEX "erasures_tenant_id_id_key" ON "erasures"("tenant_id", "id");

-- CreateIndex
CREATE INDEX "site_rebuilds_tenant_id_site_id_idx" ON "site_rebuilds"("tenant_id", "site_id");

-- CreateIndex
CREATE UNIQUE INDEX "site_rebuilds_tenant_id_id_key" ON "site_rebuilds"("tenant_id", "id");

-- CreateIndex
CREATE INDEX "replays_tenant_id_site_id_started_at_idx" ON "replays"("tenant_id", "site_id", "started_at");

-- CreateIndex
CREATE INDEX "replays_tenant_id_visit_id_idx" ON "replays"("tenant_id", "visit_id");

-- CreateIndex
CREATE UNIQUE INDEX "replays_tenant_id_id_key" ON "replays"("tenant_id", "id");

-- AddForeignKey
ALTER TABLE "goals" ADD CONSTRAINT "goals_tenant_id_site_id_fkey" FOREIGN KEY ("tenant_id", "site_id") REFERENCES "sites"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "funnels" ADD CONSTRAINT "funnels_tenant_id_site_id_fkey" FOREIGN KEY ("tenant_id", "site_id") REFERENCES "sites"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_tenant_id_site_id_fkey" FOREIGN KEY ("tenant_id", "site_id") REFERENCES "sites"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "annotations" ADD CONSTRAINT "annotations_tenant_id_site_id_fkey" FOREIGN KEY ("tenant_id", "site_id") REFERENCES "sites"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report_digests" ADD CONSTRAINT "report_digests_tenant_id_site_id_fkey" FOREIGN KEY ("tenant_id", "site_id") REFERENCES "sites"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "share_links" ADD CONSTRAINT "share_links_tenant_id_site_id_fkey" FOREIGN KEY ("tenant_id", "site_id") REFERENCES "sites"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "site_imports" ADD CONSTRAINT "site_imports_tenant_id_site_id_fkey" FOREIGN KEY ("tenant_id", "site_id") REFERENCES "sites"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "site_import_rows" ADD CONSTRAINT "site_import_rows_tenant_id_import_id_fkey" FOREIGN KEY ("tenant_id", "import_id") REFERENCES "site_imports"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "erasures" ADD CONSTRAINT "erasures_tenant_id_site_id_fkey" FOREIGN KEY ("tenant_id", "site_id") REFERENCES "sites"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "site_rebuilds" ADD CONSTRAINT "site_rebuilds_tenant_id_site_id_fkey" FOREIGN KEY ("tenant_id", "site_id") REFERENCES "sites"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "replays" ADD CONSTRAINT "replays_tenant_id_site_id_fkey" FOREIGN KEY ("tenant_id", "site_id") REFERENCES "sites"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "replay_chunks" ADD CONSTRAINT "replay_chunks_tenant_id_replay_id_fkey" FOREIGN KEY ("tenant_id", "replay_id") REFERENCES "replays"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rollup_hours" ADD CONSTRAINT "rollup_hours_tenant_id_site_id_fkey" FOREIGN KEY ("tenant_id", "site_id") REFERENCES "sites"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- 4. Checks that Prisma's schema cannot say ---------------------------------------------------------------------------
ALTER TABLE sites ADD CONSTRAINT sites_consent_mode_check CHECK (consent_mode IN ('cookieless', 'consent'));
ALTER TABLE sites ADD CONSTRAINT sites_retention_days_check CHECK (retention_days BETWEEN 7 AND 3650);
ALTER TABLE sites ADD CONSTRAINT sites_replay_check CHECK (replay_sample_pct BETWEEN 1 AND 100 AND replay_retention_days BETWEEN 1 AND 365);
ALTER TABLE goals ADD CONSTRAINT goals_kind_check CHECK (kind IN ('page', 'event'));
ALTER TABLE funnels ADD CONSTRAINT funnels_window_check CHECK (window_minutes BETWEEN 1 AND 129600);
ALTER TABLE report_digests ADD CONSTRAINT report_digests_frequency_check CHECK (frequency IN ('daily', 'weekly', 'monthly'));
ALTER TABLE site_imports ADD CONSTRAINT site_imports_source_check CHECK (source IN ('umami', 'plausible'));
ALTER TABLE site_imports ADD CONSTRAINT site_imports_status_check CHECK (status IN ('preview', 'applying', 'applied', 'undoing', 'undone', 'failed'));
ALTER TABLE erasures ADD CONSTRAINT erasures_subject_check CHECK (subject IN ('visitor', 'contact'));
ALTER TABLE erasures ADD CONSTRAINT erasures_status_check CHECK (status IN ('queued', 'running', 'done', 'failed'));
ALTER TABLE site_rebuilds ADD CONSTRAINT site_rebuilds_status_check CHECK (status IN ('queued', 'running', 'done', 'failed'));
-- Columns are compressed already where that helps.
ALTER TABLE visit_columns ALTER COLUMN data SET STORAGE EXTERNAL;

-- 5. Row security: enabled and forced everywhere ----------------------------------------------------------------------
ALTER TABLE sites FORCE ROW LEVEL SECURITY;
ALTER TABLE contact_submissions FORCE ROW LEVEL SECURITY;
ALTER TABLE project_scope_requests FORCE ROW LEVEL SECURITY;
ALTER TABLE rollup_cursors FORCE ROW LEVEL SECURITY;
ALTER TABLE rollup_days FORCE ROW LEVEL SECURITY;
ALTER TABLE rollup_dimensions FORCE ROW LEVEL SECURITY;
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['visitors', 'visits', 'visit_aliases', 'visit_columns_days', 'visit_columns', 'rollup_hours', 'goals', 'funnels',
    'saved_views', 'annotations', 'report_digests', 'share_links', 'site_imports', 'site_import_rows', 'erasures', 'site_rebuilds', 'replays',
    'replay_chunks', 'posthog_connections'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY tenant_isolation ON %I TO app_user USING (tenant_id = app_tenant_id()) WITH CHECK (tenant_id = app_tenant_id())', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO app_user', t);
  END LOOP;
END $$;

-- app_system: one line, one reason.
CREATE POLICY system_rollup ON visitors TO app_system USING (true) WITH CHECK (true);                 -- the rollup writes for all tenants
CREATE POLICY system_rollup ON visits TO app_system USING (true) WITH CHECK (true);
CREATE POLICY system_rollup ON visit_aliases TO app_system USING (true) WITH CHECK (true);
CREATE POLICY system_rollup ON rollup_hours TO app_system USING (true) WITH CHECK (true);
CREATE POLICY system_rollup ON visit_columns_days TO app_system USING (true) WITH CHECK (true);       -- the rollup marks, the sealing job writes
CREATE POLICY system_rollup ON visit_columns TO app_system USING (true) WITH CHECK (true);
CREATE POLICY system_rollup ON site_import_rows FOR SELECT TO app_system USING (true);                -- a rebuilt day keeps what was imported
CREATE POLICY system_rollup ON site_rebuilds TO app_system USING (true) WITH CHECK (true);            -- how far a rebuild has come
CREATE POLICY system_erase ON erasures TO app_system USING (true) WITH CHECK (true);                  -- receipts are written with the deletion
CREATE POLICY system_digest ON report_digests TO app_system USING (true) WITH CHECK (true);           -- which are due, of all tenants
CREATE POLICY system_share ON share_links TO app_system USING (true) WITH CHECK (true);               -- token -> site
CREATE POLICY system_replay ON replays TO app_system USING (true) WITH CHECK (true);                  -- the collector receives, a job deletes old ones
CREATE POLICY system_replay ON replay_chunks TO app_system USING (true) WITH CHECK (true);
CREATE POLICY system_posthog ON posthog_connections TO app_system USING (true) WITH CHECK (true);     -- the forwarding job serves all tenants
GRANT SELECT, INSERT, UPDATE, DELETE ON visitors, visits, visit_aliases, rollup_hours, visit_columns_days, visit_columns, replays, replay_chunks
  TO app_system;
GRANT SELECT ON site_import_rows TO app_system;
GRANT SELECT, UPDATE ON site_rebuilds, erasures, report_digests, share_links, posthog_connections TO app_system;
