-- Addresses that came in along with the records.
alter table import_chunks add column sites uuid[] not null default '{}';
