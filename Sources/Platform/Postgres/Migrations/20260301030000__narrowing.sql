-- Custom roles narrow what a base role may do. Whoever has one works as the database role mainline_narrowed: a member of
-- mainline_app, so that every policy of that role holds for it too, and restrictive policies of its own besides. Nobody
-- else pays for them. They read one setting, `app.narrow`: '! customers:r=o customers:u=n' says that customers are read
-- where they are one's own and never changed. What it does not name is not limited; where it is missing nothing is allowed.

-- The first letter of none, own, team or all; the key is ' customers:r='.
create function narrowed_reach(key text) returns text language sql stable parallel safe
  return case when coalesce(current_setting('app.narrow', true), '') = '' then 'n'
    else coalesce(substr(current_setting('app.narrow', true),
      nullif(strpos(current_setting('app.narrow', true), key), 0) + length(key), 1), 'a') end;

-- The members of the person's teams, the person too.
create function app_team() returns uuid[] language sql stable parallel safe
  return coalesce(nullif(current_setting('app.team', true), ''), '{}')::uuid[];

-- Lets custom roles narrow a table. `resource` is the resource whose part the table is (lines of a document): then who may
-- change that may change its parts. `owner` is the column with the member whose row it is; without one, own and team mean
-- nothing. What triggers write and read is the effect of what was allowed, and is not narrowed again.
create function narrowed_table(target regclass, owner text default null, resource text default null)
  returns void language plpgsql as $$
declare
  own text := case when owner is null then ''
    else format(' when ''o'' then %1$I = app_user() when ''t'' then %1$I = any (app_team())', owner) end;
  command text[];
  condition text;
begin
  foreach command slice 1 in array
    '{{read,select,r},{insert,insert,c},{update,update,u},{delete,delete,d}}'::text[]
  loop
    condition := format('(org_id = app_org() and (pg_trigger_depth() > 0
      or case narrowed_reach(%L) when ''a'' then true%s else false end))',
      ' ' || coalesce(resource, target::text) || ':'
        || case when resource is not null and command[3] <> 'r' then 'u' else command[3] end || '=', own);
    execute format('create policy narrowed_%s on %s as restrictive for %s to mainline_narrowed%s%s',
      command[1], target, command[2],
      case when command[3] <> 'c' then ' using ' || condition else '' end,
      case when command[3] in ('c', 'u') then ' with check ' || condition else '' end);
  end loop;
end $$;

-- Nobody with a custom role writes the table: what gives others what they may do.
create function unnarrowed_table(target regclass) returns void language plpgsql as $$
begin
  execute format('create policy narrowed_insert on %s as restrictive for insert to mainline_narrowed with check (false)',
    target);
  execute format('create policy narrowed_update on %s as restrictive for update to mainline_narrowed using (false)', target);
  execute format('create policy narrowed_delete on %s as restrictive for delete to mainline_narrowed using (false)', target);
end $$;

-- What tells of records is as hidden as they are. Whose the record is does not stand here: who sees their own alone is told
-- of what they did themselves.
create policy narrowed_read on events as restrictive for select to mainline_narrowed
  using (org_id = app_org() and (pg_trigger_depth() > 0 or case narrowed_reach(' ' || record_kind || ':r=')
    when 'a' then true when 'n' then false else actor = current_setting('app.actor', true) end));
create policy narrowed_read on audit_entries as restrictive for select to mainline_narrowed
  using (org_id = app_org() and (pg_trigger_depth() > 0 or case narrowed_reach(' ' || record_kind || ':r=')
    when 'a' then true when 'n' then false else actor = current_setting('app.actor', true) end));
