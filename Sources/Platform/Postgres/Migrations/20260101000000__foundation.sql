-- What every table stands on: the transaction's settings as functions, identifiers, and the protection of tenant tables.
-- The roles mainline_app and mainline_system exist before the first migration runs (the migrator makes them).

create extension if not exists btree_gist;
create extension if not exists btree_gin;
create extension if not exists pg_trgm;

grant usage on schema public to mainline_app, mainline_system;

-- The organisation, user and role a transaction is bound to; null when unset, so that nothing is seen without them.
create function app_org() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.org', true), '')::uuid;
create function app_user() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.user', true), '')::uuid;
create function app_role() returns text language sql stable parallel safe
  return nullif(current_setting('app.role', true), '');
create function app_is_staff() returns boolean language sql stable parallel safe
  return current_setting('app.role', true) in ('owner', 'admin', 'manager', 'sales', 'agent', 'technician', 'viewer', 'system');
create function app_may_write() returns boolean language sql stable parallel safe
  return current_setting('app.role', true) in ('owner', 'admin', 'manager', 'sales', 'agent', 'technician', 'system');

-- A UUID of version 7: sorts by the time it was made.
create function uuid_v7() returns uuid language sql volatile parallel safe
  return (lpad(to_hex((extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0')
    || '7' || substr(replace(gen_random_uuid()::text, '-', ''), 14))::uuid;

-- Puts a table with an org_id column under the tenant's protection: row-level security forced; staff see their
-- organisation, other roles only what `others` says (an expression over the row's own columns and the settings);
-- roles that may not write are refused. Policies look at nothing but the row and the settings: fast, and what a
-- distributed table accepts.
create function tenant_table(target regclass, others text default 'false', staff text default 'true',
    grants text default 'select, insert, update, delete')
  returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy tenant_read on %s for select to mainline_app using (org_id = app_org()
    and ((app_is_staff() and (%s)) or (%s)))', target, staff, others);
  execute format('create policy tenant_insert on %s for insert to mainline_app with check (org_id = app_org()
    and app_may_write())', target);
  execute format('create policy tenant_update on %s for update to mainline_app using (org_id = app_org()
    and app_may_write() and (%s)) with check (org_id = app_org() and app_may_write())', target, staff);
  execute format('create policy tenant_delete on %s for delete to mainline_app using (org_id = app_org()
    and app_may_write() and (%s))', target, staff);
  execute format('create policy across_tenants on %s to mainline_system using (true) with check (true)', target);
  execute format('grant %s on %s to mainline_app', grants, target);
  execute format('grant select, insert, update, delete on %s to mainline_system', target);
end $$;

-- A table that only work across tenants may touch.
create function system_table(target regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy across_tenants on %s to mainline_system using (true) with check (true)', target);
  execute format('grant select, insert, update, delete on %s to mainline_system', target);
end $$;

-- Keeps version and updated_at true on every update of a record.
create function touch_record() returns trigger language plpgsql as $$
begin
  new.version := old.version + 1;
  new.updated_at := greatest(now(), old.updated_at);
  return new;
end $$;

-- The audit trail: who did what to which record, by which door, as part of which story. Written by row triggers, which
-- code cannot forget; the application may only add and read.
create table audit_entries (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  at timestamptz not null default clock_timestamp(),
  actor text not null,
  role text not null,
  surface text not null,
  correlation_id text not null,
  address text not null,
  action text not null,
  record_kind text not null,
  record_id uuid,
  changes jsonb not null,
  primary key (org_id, id)
);
create index audit_entries_by_record on audit_entries (org_id, record_kind, record_id, id desc);
create index audit_entries_by_correlation on audit_entries (org_id, correlation_id, id desc);
select tenant_table('audit_entries', grants => 'select, insert');
drop policy tenant_update on audit_entries;
drop policy tenant_delete on audit_entries;

-- Seals entries into a chain per organisation: each link hashes the entry and the link before it. Made a moment after
-- the entries by a job, so that a busy organisation's writes do not wait for each other.
create table audit_seals (
  org_id uuid not null,
  position bigint not null,
  entry_id uuid not null,
  hash bytea not null,
  sealed_at timestamptz not null default now(),
  primary key (org_id, position),
  constraint audit_seals_entry_key unique (org_id, entry_id),
  constraint audit_seals_entry_fkey foreign key (org_id, entry_id) references audit_entries (org_id, id)
);
select tenant_table('audit_seals', grants => 'select');
drop policy tenant_insert on audit_seals;
drop policy tenant_update on audit_seals;
drop policy tenant_delete on audit_seals;

-- Row trigger. Arguments: columns whose values are never written down, only that they changed.
create function audit_row() returns trigger language plpgsql as $$
declare
  before jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
  after jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
  row_now jsonb := coalesce(after, before);
  diff jsonb;
begin
  select coalesce(jsonb_object_agg(key, case when key = any (tg_argv) then '["redacted", "redacted"]'::jsonb
      else jsonb_build_array(before -> key, after -> key) end), '{}')
    into diff
    from jsonb_object_keys(row_now) as key
    where before -> key is distinct from after -> key
      and coalesce(before -> key, 'null') is distinct from coalesce(after -> key, 'null')
      and key not in ('org_id', 'id', 'version', 'created_at', 'updated_at', 'search');
  if tg_op = 'UPDATE' and diff = '{}' then return null; end if;
  insert into audit_entries (org_id, actor, role, surface, correlation_id, address, action, record_kind, record_id, changes)
  values ((row_now ->> 'org_id')::uuid,
    coalesce(nullif(current_setting('app.actor', true), ''), 'system:sql'),
    coalesce(nullif(current_setting('app.role', true), ''), 'system'),
    coalesce(nullif(current_setting('app.surface', true), ''), 'cli'),
    coalesce(nullif(current_setting('app.correlation', true), ''), ''),
    coalesce(current_setting('app.address', true), ''),
    coalesce(nullif(current_setting('app.action', true), ''),
      case tg_op when 'INSERT' then 'create' when 'UPDATE' then 'update' else 'delete' end),
    tg_table_name, (row_now ->> 'id')::uuid, diff);
  return null;
end $$;

-- Audits a table's every change. `sensitive` columns are recorded as changed, without their values.
create function audited_table(target regclass, variadic sensitive text[] default '{}') returns void language plpgsql as $$
begin
  execute format('create trigger audit after insert or update or delete on %s for each row execute function audit_row(%s)',
    target, (select string_agg(quote_literal(name), ', ') from unnest(sensitive) as name));
end $$;

-- Versioned, touched and audited: what a resource's table wants.
create function record_table(target regclass, others text default 'false', staff text default 'true',
    sensitive text[] default '{}')
  returns void language plpgsql as $$
begin
  perform tenant_table(target, others, staff);
  perform audited_table(target, variadic sensitive);
  execute format('create trigger touch before update on %s for each row execute function touch_record()', target);
end $$;

-- Facts, written in the transaction that made them true: the outbox, and the source of every timeline.
create table events (
  org_id uuid not null,
  id uuid not null,
  kind text not null,
  record_kind text not null,
  record_id uuid not null,
  customer_id uuid,
  payload jsonb not null default '{}',
  actor text not null,
  correlation_id text not null,
  at timestamptz not null,
  primary key (org_id, id)
);
create index events_by_customer on events (org_id, customer_id, id desc) where customer_id is not null;
create index events_by_record on events (org_id, record_kind, record_id, id desc);
create index events_by_correlation on events (org_id, correlation_id, id);
create index events_by_id on events (id);
select tenant_table('events', grants => 'select, insert');
drop policy tenant_update on events;
drop policy tenant_delete on events;

-- Answers already given, so that a repeated request gets the same one. Purged after a day.
create table idempotency_keys (
  org_id uuid not null,
  key text not null,
  request_hash bytea not null,
  status int not null,
  response text not null,
  created_at timestamptz not null default now(),
  primary key (org_id, key)
);
create index idempotency_keys_by_age on idempotency_keys (created_at);
select tenant_table('idempotency_keys');
