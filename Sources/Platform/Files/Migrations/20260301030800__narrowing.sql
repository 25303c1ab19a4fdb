-- A file of a record is as hidden as the record.
create policy narrowed_read on record_files as restrictive for select to mainline_narrowed
  using (org_id = app_org() and (pg_trigger_depth() > 0 or narrowed_reach(' ' || resource || ':r=') <> 'n'));
create policy narrowed_insert on record_files as restrictive for insert to mainline_narrowed
  with check (org_id = app_org() and narrowed_reach(' ' || resource || ':r=') <> 'n');
