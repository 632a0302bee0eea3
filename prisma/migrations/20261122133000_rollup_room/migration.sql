-- Totals of a day are added to all day long. With room on each page the new version of a row stays beside the old one and no
-- index is touched; what is old goes at the next look at the page. Vacuum comes early, since few rows change very often.
ALTER TABLE rollup_dimensions SET (fillfactor = 60, autovacuum_vacuum_scale_factor = 0.05);
ALTER TABLE rollup_hours SET (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05);
ALTER TABLE rollup_days SET (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05);
ALTER TABLE rollup_cursors SET (fillfactor = 20);
