-- Whoever reads only their own or their team's customers reads what belongs to those customers alone: contacts, sites,
-- notes, calls, visits, messages, invoices, files and what is told of them. Custom roles say so of customers; the rows
-- carry the customer's owner (follows_customers).

-- Lets custom roles narrow a table whose rows follow a customer as far as they narrow customers. `own` is the column with
-- the member whose work a row is, whoever owns the customer. Who reads no customers at all sees of the table what the rules
-- about the table itself leave.
create function narrowed_by_customers(target regclass, own text default null) returns void language plpgsql as $$
begin
  execute format('drop policy if exists narrowed_by_customers on %s', target);
  execute format('create policy narrowed_by_customers on %s as restrictive to mainline_narrowed using (org_id = app_org()
    and (pg_trigger_depth() > 0 or case narrowed_reach('' customers:r='') when ''o'' then customer_owner_id = app_user()%s
      when ''t'' then customer_owner_id = any (app_team())%s else true end))', target,
    case when own is not null then format(' or %I = app_user()', own) else '' end,
    case when own is not null then format(' or %I = any (app_team())', own) else '' end);
end $$;

do $$
declare
  target regclass;
begin
  for target in select a.attrelid::regclass from pg_attribute a join pg_class c on c.oid = a.attrelid
    where a.attname = 'customer_owner_id' and not a.attisdropped and c.relkind = 'r'
      and c.relnamespace = 'public'::regnamespace and c.relname <> 'record_files'
  loop
    perform narrowed_by_customers(target);
  end loop;
end $$;

-- How far somebody with a custom role reads what is told of records of a kind: as far as the records, and where these are
-- customers' and not members' own, no further than the customers.
create function narrowed_told(kind text) returns text language sql stable parallel safe
  return case when narrowed_reach(' ' || kind || ':r=') <> 'a' then narrowed_reach(' ' || kind || ':r=')
    when narrowed_reach(' customers:r=') not in ('o', 't') or has_own_owner(kind) then 'a'
    else narrowed_reach(' customers:r=') end;

drop policy narrowed_read on events;
create policy narrowed_read on events as restrictive for select to mainline_narrowed
  using (org_id = app_org() and (pg_trigger_depth() > 0 or case narrowed_told(record_kind)
    when 'a' then true
    when 'o' then is_shared or owner_id = app_user() or actor = 'user:' || app_user()
    when 't' then is_shared or owner_id = any (app_team()) or actor = 'user:' || app_user()
    else false end));
drop policy narrowed_read on audit_entries;
create policy narrowed_read on audit_entries as restrictive for select to mainline_narrowed
  using (org_id = app_org() and (pg_trigger_depth() > 0 or case narrowed_told(record_kind)
    when 'a' then true
    when 'o' then owner_id = app_user() or actor = 'user:' || app_user()
    when 't' then owner_id = any (app_team()) or actor = 'user:' || app_user()
    else false end));

-- Files are seen where their records are.
do $$ begin
  if to_regclass('record_files') is null then return; end if;
  create policy narrowed_by_customers on record_files as restrictive to mainline_narrowed
    using (org_id = app_org() and (pg_trigger_depth() > 0 or case narrowed_told(resource)
      when 'a' then true
      when 'o' then is_shared or customer_owner_id = app_user()
      when 't' then is_shared or customer_owner_id = any (app_team())
      else false end));
end $$;

-- What was merged, in full, is for those who see all customers; so is who was found to be the same.
create policy narrowed_by_customers on customer_merges as restrictive for select to mainline_narrowed
  using (org_id = app_org() and (pg_trigger_depth() > 0 or narrowed_reach(' customers:r=') not in ('o', 't')
    or created_by = app_user()));
