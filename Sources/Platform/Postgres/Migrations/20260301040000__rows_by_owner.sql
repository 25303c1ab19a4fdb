-- Who sees a row follows the record that the row is about: where that record is assigned to a member, they do; where it
-- is not, its customer's owner does. What a policy looks at stands on the row itself, kept true by triggers that each
-- domain puts on its tables (see follow_customers of Customers).
--
-- While owners are handed on to the rows that follow (app.following), nothing of the rows themselves changes: they keep
-- their version, and the one entry in the audit trail is that of the record which was given to somebody else.

-- Lets a sales person see and write only rows that are theirs, beside whatever else a table's policies say.
create function own_rows_only(target regclass, own text default 'owner_id = app_user()') returns void language plpgsql as $$
begin
  execute format('create policy own_rows on %s as restrictive to mainline_app using (org_id = app_org()
    and (app_role() <> ''sales'' or (%s))) with check (org_id = app_org() and (app_role() <> ''sales'' or (%s)))',
    target, own, own);
end $$;

-- The same, for what is told about the rows: anyone may write a fact down, also one that is not theirs to read.
create function own_rows_read(target regclass, own text) returns void language plpgsql as $$
begin
  execute format('create policy own_rows on %s as restrictive for select to mainline_app using (org_id = app_org()
    and (app_role() <> ''sales'' or (%s)))', target, own);
end $$;

-- Lets the triggers hand owners on in a table whose rows otherwise never change.
create function follows_only(target regclass, columns text) returns void language plpgsql as $$
begin
  execute format('create policy follow_update on %s for update to mainline_app using (org_id = app_org()
    and app_role() = ''system'' and current_setting(''app.following'', true) = ''on'')
    with check (org_id = app_org() and app_role() = ''system'')', target);
  execute format('grant update (%s) on %s to mainline_app, mainline_system', columns, target);
end $$;

-- The person, customer and reseller whose record an event is about. Shared: about no customer and nobody's record, such
-- as a pipeline.
alter table events add owner_id uuid, add reseller_id uuid, add is_shared boolean not null default false;
-- The customer whose rows an entry is about, unless the row was somebody's own (a deal), and whose it was.
alter table audit_entries add customer_id uuid, add owner_id uuid;
create index audit_entries_by_customer on audit_entries (org_id, customer_id) where customer_id is not null;
create index audit_entries_by_owner on audit_entries (org_id, owner_id, id desc) where owner_id is not null;
create index events_by_owner on events (org_id, owner_id, id desc) where owner_id is not null;
select own_rows_read('events', 'owner_id = app_user() or is_shared');
select own_rows_read('audit_entries', 'owner_id = app_user()');
select follows_only('events', 'owner_id, reseller_id');
select follows_only('audit_entries', 'owner_id, customer_id');

create or replace function touch_record() returns trigger language plpgsql as $$
begin
  if current_setting('app.following', true) = 'on' then return new; end if;
  new.version := old.version + 1;
  new.updated_at := greatest(now(), old.updated_at);
  return new;
end $$;

create or replace function audit_row() returns trigger language plpgsql as $$
declare
  before jsonb;
  after jsonb;
  row_now jsonb;
  diff jsonb;
  -- What follows the customer is not the row's own.
  followed constant text[] := case when tg_table_name = 'customers' then '{}' else '{customer_owner_id, reseller_id}' end;
  handed constant text[] := followed || '{customer_id, site_id, version, updated_at}'::text[];
begin
  if tg_op = 'INSERT' and current_setting('app.import', true) <> '' then return null; end if;
  if tg_op = 'UPDATE' and current_setting('app.following', true) = 'on' then return null; end if;
  if tg_op <> 'INSERT' then before := to_jsonb(old); end if;
  if tg_op <> 'DELETE' then after := to_jsonb(new); end if;
  if tg_op = 'UPDATE' and current_setting('app.merging', true) = 'on' and before - handed = after - handed then
    return null;
  end if;
  row_now := coalesce(after, before);
  select coalesce(jsonb_object_agg(key, case when key = any (tg_argv) then '["redacted", "redacted"]'::jsonb
      else jsonb_build_array(before -> key, after -> key) end), '{}')
    into diff
    from jsonb_object_keys(row_now) as key
    where before -> key is distinct from after -> key
      and coalesce(before -> key, 'null') is distinct from coalesce(after -> key, 'null')
      and key not in ('org_id', 'id', 'version', 'created_at', 'updated_at', 'search')
      and key not like 'matching%' and key <> all (followed);
  if tg_op = 'UPDATE' and diff = '{}' then return null; end if;
  insert into audit_entries (org_id, actor, role, surface, correlation_id, address, action, record_kind, record_id, changes,
    customer_id, owner_id)
  values ((row_now ->> 'org_id')::uuid,
    coalesce(nullif(current_setting('app.actor', true), ''), 'system:sql'),
    coalesce(nullif(current_setting('app.role', true), ''), 'system'),
    coalesce(nullif(current_setting('app.surface', true), ''), 'cli'),
    coalesce(nullif(current_setting('app.correlation', true), ''), ''),
    coalesce(current_setting('app.address', true), ''),
    coalesce(nullif(current_setting('app.action', true), ''),
      case tg_op when 'INSERT' then 'create' when 'UPDATE' then 'update' else 'delete' end),
    tg_table_name, (row_now ->> 'id')::uuid, diff,
    case when tg_table_name = 'customers' then (row_now ->> 'id')::uuid
      when row_now ? 'customer_owner_id' then (row_now ->> 'customer_id')::uuid end,
    coalesce(row_now ->> 'owner_id', row_now ->> 'customer_owner_id')::uuid);
  return null;
end $$;
