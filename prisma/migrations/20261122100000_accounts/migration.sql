-- Accounts: how people prove who they are, invitations, keys of programs, domains, exports, outgoing mail.

-- AlterTable
ALTER TABLE "sessions" ADD COLUMN     "authenticated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "city" TEXT,
ADD COLUMN     "country" TEXT,
ADD COLUMN     "device_label" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "kind" TEXT NOT NULL DEFAULT 'web',
ADD COLUMN     "method" TEXT NOT NULL DEFAULT 'password',
ADD COLUMN     "second_factor_pending" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "tenants" ADD COLUMN     "deletion_requested_at" TIMESTAMPTZ(3),
ADD COLUMN     "deletion_requested_by_user_id" UUID,
ADD COLUMN     "purge_after_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "users" ADD COLUMN     "password_changed_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "account_tokens" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "email" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "account_tokens_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "user_identities" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "provider" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "user_identities_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "second_factors" (
    "user_id" UUID NOT NULL,
    "secret" TEXT NOT NULL,
    "confirmed_at" TIMESTAMPTZ(3),
    "last_used_step" BIGINT NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "second_factors_pkey" PRIMARY KEY ("user_id")
);

-- CreateTable
CREATE TABLE "recovery_codes" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "code_hash" BYTEA NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "recovery_codes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "refresh_tokens" (
    "id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "refresh_tokens_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_keys" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "key_hash" BYTEA NOT NULL,
    "scopes" TEXT[],
    "created_by_user_id" UUID NOT NULL,
    "rate_per_min" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_keys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invitations" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "invited_by_user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "last_sent_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_count" INTEGER NOT NULL DEFAULT 1,
    "accepted_at" TIMESTAMPTZ(3),
    "accepted_by_user_id" UUID,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "invitations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "workspace_domains" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "domain" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "method" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "verified_at" TIMESTAMPTZ(3),
    "last_checked_at" TIMESTAMPTZ(3),
    "last_fault" TEXT,

    CONSTRAINT "workspace_domains_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "workspace_exports" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'queued',
    "requested_by_user_id" UUID NOT NULL,
    "storage_key" TEXT,
    "size_bytes" BIGINT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ready_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "last_error" TEXT,

    CONSTRAINT "workspace_exports_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outgoing_emails" (
    "id" UUID NOT NULL,
    "recipient" TEXT NOT NULL,
    "template" TEXT NOT NULL,
    "params" TEXT,
    "dedupe_key" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'queued',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "message_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "claimed_until" TIMESTAMPTZ(3),
    "sent_at" TIMESTAMPTZ(3),
    "last_error" TEXT,

    CONSTRAINT "outgoing_emails_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "email_suppressions" (
    "email" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "email_suppressions_pkey" PRIMARY KEY ("email")
);

-- CreateIndex
CREATE UNIQUE INDEX "account_tokens_token_hash_key" ON "account_tokens"("token_hash");

-- CreateIndex
CREATE INDEX "account_tokens_user_id_purpose_idx" ON "account_tokens"("user_id", "purpose");

-- CreateIndex
CREATE UNIQUE INDEX "user_identities_provider_subject_key" ON "user_identities"("provider", "subject");

-- CreateIndex
CREATE UNIQUE INDEX "user_identities_user_id_provider_key" ON "user_identities"("user_id", "provider");

-- CreateIndex
CREATE UNIQUE INDEX "recovery_codes_user_id_code_hash_key" ON "recovery_codes"("user_id", "code_hash");

-- CreateIndex
CREATE UNIQUE INDEX "refresh_tokens_token_hash_key" ON "refresh_tokens"("token_hash");

-- CreateIndex
CREATE INDEX "refresh_tokens_session_id_idx" ON "refresh_tokens"("session_id");

-- CreateIndex
CREATE UNIQUE INDEX "api_keys_key_hash_key" ON "api_keys"("key_hash");

-- CreateIndex
CREATE INDEX "api_keys_tenant_id_created_by_user_id_idx" ON "api_keys"("tenant_id", "created_by_user_id");

-- CreateIndex
CREATE UNIQUE INDEX "api_keys_tenant_id_id_key" ON "api_keys"("tenant_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "invitations_token_hash_key" ON "invitations"("token_hash");

-- CreateIndex
CREATE INDEX "invitations_tenant_id_created_at_idx" ON "invitations"("tenant_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "invitations_tenant_id_id_key" ON "invitations"("tenant_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "invitations_one_open_per_address" ON "invitations"("tenant_id", "email") WHERE (accepted_at IS NULL AND revoked_at IS NULL);

-- CreateIndex
CREATE UNIQUE INDEX "workspace_domains_tenant_id_id_key" ON "workspace_domains"("tenant_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "workspace_domains_tenant_id_domain_key" ON "workspace_domains"("tenant_id", "domain");

-- CreateIndex
CREATE UNIQUE INDEX "workspace_domains_one_owner" ON "workspace_domains"("domain") WHERE (verified_at IS NOT NULL);

-- CreateIndex
CREATE INDEX "workspace_exports_tenant_id_created_at_idx" ON "workspace_exports"("tenant_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "workspace_exports_tenant_id_id_key" ON "workspace_exports"("tenant_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "outgoing_emails_dedupe_key_key" ON "outgoing_emails"("dedupe_key");

-- CreateIndex
CREATE INDEX "outgoing_emails_created_at_idx" ON "outgoing_emails"("created_at");

-- CreateIndex
CREATE INDEX "outgoing_emails_recipient_created_at_idx" ON "outgoing_emails"("recipient", "created_at");

-- CreateIndex
CREATE INDEX "tenants_closing" ON "tenants"("purge_after_at") WHERE (purge_after_at IS NOT NULL);

-- AddForeignKey
ALTER TABLE "account_tokens" ADD CONSTRAINT "account_tokens_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "user_identities" ADD CONSTRAINT "user_identities_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "second_factors" ADD CONSTRAINT "second_factors_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recovery_codes" ADD CONSTRAINT "recovery_codes_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refresh_tokens" ADD CONSTRAINT "refresh_tokens_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "sessions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_tenant_id_created_by_user_id_fkey" FOREIGN KEY ("tenant_id", "created_by_user_id") REFERENCES "memberships"("tenant_id", "user_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "workspace_domains" ADD CONSTRAINT "workspace_domains_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "workspace_exports" ADD CONSTRAINT "workspace_exports_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Checks that Prisma's schema cannot say -----------------------------------------------------------------------------
ALTER TABLE sessions ADD CONSTRAINT sessions_kind_check CHECK (kind IN ('web', 'api'));
ALTER TABLE sessions ADD CONSTRAINT sessions_method_check CHECK (method IN ('password', 'google', 'linkedin'));
ALTER TABLE account_tokens ADD CONSTRAINT account_tokens_purpose_check CHECK (purpose IN ('verify_email', 'reset_password', 'change_email'));
ALTER TABLE account_tokens ADD CONSTRAINT account_tokens_email_lower_check CHECK (email = lower(email));
ALTER TABLE user_identities ADD CONSTRAINT user_identities_provider_check CHECK (provider IN ('google', 'linkedin'));
ALTER TABLE invitations ADD CONSTRAINT invitations_role_check CHECK (role IN ('owner', 'admin', 'editor', 'viewer'));
ALTER TABLE invitations ADD CONSTRAINT invitations_email_lower_check CHECK (email = lower(email));
ALTER TABLE workspace_domains ADD CONSTRAINT workspace_domains_method_check CHECK (method IN ('dns', 'tracker'));
ALTER TABLE workspace_domains ADD CONSTRAINT workspace_domains_domain_lower_check CHECK (domain = lower(domain));
ALTER TABLE workspace_exports ADD CONSTRAINT workspace_exports_status_check CHECK (status IN ('queued', 'running', 'ready', 'failed'));
ALTER TABLE outgoing_emails ADD CONSTRAINT outgoing_emails_status_check CHECK (status IN ('queued', 'sending', 'sent', 'failed', 'suppressed'));

-- Row security: enabled and forced everywhere ------------------------------------------------------------------------
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['api_keys', 'invitations', 'workspace_domains', 'workspace_exports'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY tenant_isolation ON %I TO app_user USING (tenant_id = app_tenant_id()) WITH CHECK (tenant_id = app_tenant_id())', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO app_user', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['account_tokens', 'user_identities', 'second_factors', 'recovery_codes', 'refresh_tokens',
    'outgoing_emails', 'email_suppressions'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
  END LOOP;
END $$;
-- A verb of a workspace may post a message in its own transaction; it can read none.
CREATE POLICY tenant_posts ON outgoing_emails FOR INSERT TO app_user WITH CHECK (true);
GRANT INSERT ON outgoing_emails TO app_user;

-- app_system: one line, one reason.
CREATE POLICY system_accounts ON account_tokens TO app_system USING (true) WITH CHECK (true);      -- token -> person
CREATE POLICY system_accounts ON user_identities TO app_system USING (true) WITH CHECK (true);     -- another service's person -> person
CREATE POLICY system_accounts ON second_factors TO app_system USING (true) WITH CHECK (true);      -- the second step of a sign-in
CREATE POLICY system_accounts ON recovery_codes TO app_system USING (true) WITH CHECK (true);      -- the second step of a sign-in
CREATE POLICY system_accounts ON refresh_tokens TO app_system USING (true) WITH CHECK (true);      -- token -> session
CREATE POLICY system_mail ON outgoing_emails TO app_system USING (true) WITH CHECK (true);         -- the mail job serves all
CREATE POLICY system_mail ON email_suppressions TO app_system USING (true) WITH CHECK (true);      -- the mail job serves all
CREATE POLICY system_keys ON api_keys FOR SELECT TO app_system USING (true);                       -- key hash -> workspace
CREATE POLICY system_keys_used ON api_keys FOR UPDATE TO app_system USING (true) WITH CHECK (true); -- when it was last used
CREATE POLICY system_invitations ON invitations TO app_system USING (true) WITH CHECK (true);      -- token -> workspace, acceptance
CREATE POLICY system_domains ON workspace_domains TO app_system USING (true) WITH CHECK (true);    -- the regular check of all domains
CREATE POLICY system_exports ON workspace_exports TO app_system USING (true) WITH CHECK (true);    -- expired exports are swept
CREATE POLICY system_scope ON idempotency_keys FOR INSERT TO app_system WITH CHECK (true);         -- keys of calls that belong to a person
CREATE POLICY system_answer ON idempotency_keys FOR UPDATE TO app_system USING (true) WITH CHECK (true); -- and their answers
-- Audit rows go only with their workspace, and only after its grace has ended.
CREATE FUNCTION tenant_grace_is_over(tenant uuid) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT EXISTS (SELECT FROM public.tenants t WHERE t.id = tenant AND t.purge_after_at <= now()) $$;
CREATE POLICY system_purge ON audit_logs FOR DELETE TO app_system USING (tenant_grace_is_over(tenant_id));
CREATE POLICY system_purge_read ON audit_logs FOR SELECT TO app_system USING (tenant_grace_is_over(tenant_id));

GRANT SELECT, INSERT, UPDATE, DELETE ON account_tokens, user_identities, second_factors, recovery_codes, refresh_tokens,
  outgoing_emails, email_suppressions TO app_system;
GRANT SELECT, UPDATE ON api_keys, invitations, workspace_domains TO app_system;
GRANT SELECT, UPDATE, DELETE ON workspace_exports TO app_system;
GRANT INSERT, UPDATE ON idempotency_keys TO app_system;
GRANT SELECT, DELETE ON audit_logs TO app_system;
