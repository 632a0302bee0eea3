-- A visit may stand under another key than the recording of it: the cookieless key of the page on which a visitor agreed, or
-- the key of the day before. Kept beside the first, so that the job that links both finds it.
ALTER TABLE "replays" ADD COLUMN "other_visitor_key" BIGINT;
