-- Whoever may not read a kind of record does not learn of its files either.
create policy narrowed_read on record_files as restrictive for select to mainline_narrowed
  using (org_id = app_org() and (pg_trigger_depth() > 0 or narrowed_reach(' ' || resource || ':r=') <> 'n'));
