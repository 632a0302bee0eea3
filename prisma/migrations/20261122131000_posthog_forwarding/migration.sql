-- Where in a transaction the forwarding stands, who holds it, and what PostHog did not take.
ALTER TABLE posthog_connections
  -- The last event that was forwarded of transaction cursor_tx; nil: none of it yet.
  ADD COLUMN cursor_event uuid NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000',
  -- One run at a time: it may write only while it holds the lease.
  ADD COLUMN lease uuid,
  ADD COLUMN leased_until timestamptz(3),
  -- Events that PostHog refused for themselves (too large, not readable); they are left out.
  ADD COLUMN refused_count bigint NOT NULL DEFAULT 0,
  -- Since when PostHog takes no more events because its plan's limit is reached.
  ADD COLUMN quota_limited_at timestamptz(3);
