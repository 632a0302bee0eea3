-- The retry looks for waiting messages every few seconds; the table holds thirty days of sent ones.
CREATE INDEX "outgoing_emails_waiting" ON "outgoing_emails"("created_at") WHERE (status IN ('queued', 'sending'));
