-- Whoever reads only their own or their team's records is told of those alone, and of what they did themselves: events and
-- audit entries carry whose record they are about.
drop policy narrowed_read on events;
create policy narrowed_read on events as restrictive for select to mainline_narrowed
  using (org_id = app_org() and (pg_trigger_depth() > 0 or case narrowed_reach(' ' || record_kind || ':r=')
    when 'a' then true
    when 'o' then is_shared or owner_id = app_user() or actor = 'user:' || app_user()
    when 't' then is_shared or owner_id = any (app_team()) or actor = 'user:' || app_user()
    else false end));
drop policy narrowed_read on audit_entries;
create policy narrowed_read on audit_entries as restrictive for select to mainline_narrowed
  using (org_id = app_org() and (pg_trigger_depth() > 0 or case narrowed_reach(' ' || record_kind || ':r=')
    when 'a' then true
    when 'o' then owner_id = app_user() or actor = 'user:' || app_user()
    when 't' then owner_id = any (app_team()) or actor = 'user:' || app_user()
    else false end));
