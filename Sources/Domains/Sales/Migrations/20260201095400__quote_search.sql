-- The beginning of a title finds its quote.
create index quotes_by_title on quotes (org_id, title, id) where deleted_at is null;
