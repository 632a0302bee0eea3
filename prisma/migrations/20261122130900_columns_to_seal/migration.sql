-- The job that seals days asks every minute which ones have changed.
CREATE INDEX visit_columns_days_dirty_idx ON visit_columns_days (day) WHERE is_dirty;
CREATE INDEX visit_columns_days_unsealed_idx ON visit_columns_days (day) WHERE sealed_at <= 'epoch'::timestamptz;
