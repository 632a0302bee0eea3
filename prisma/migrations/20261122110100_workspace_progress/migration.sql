-- Since when the proof of a verified domain is missing, and how far an export has come.
ALTER TABLE "workspace_domains" ADD COLUMN "missing_since" TIMESTAMPTZ(3);
ALTER TABLE "workspace_exports" ADD COLUMN "parts_done" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN "parts_total" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN "claimed_until" TIMESTAMPTZ(3);
