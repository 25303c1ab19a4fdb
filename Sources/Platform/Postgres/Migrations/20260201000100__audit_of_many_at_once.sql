-- Two things change so many records at once that an entry for each would only bury the trail. While an import runs
-- (app.import is its id) the records it adds have one entry together, with the hash of the file. A merge (app.merging)
-- hands thousands of rows to another customer: one entry says so, with their number by table, and a row that changes in
-- nothing else has none besides. Whatever else changes meanwhile is audited as ever. Columns called matching… are made
-- from others and say nothing of their own.
create or replace function audit_row() returns trigger language plpgsql as $$
declare
  before jsonb;
  after jsonb;
  row_now jsonb;
  diff jsonb;
  handed constant text[] := '{customer_id, site_id, version, updated_at}';
begin
  if tg_op = 'INSERT' and current_setting('app.import', true) <> '' then return null; end if;
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
      and key not in ('org_id', 'id', 'version', 'created_at', 'updated_at', 'search') and key not like 'matching%';
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
