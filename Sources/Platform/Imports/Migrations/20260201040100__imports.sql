-- Records that come in from files: the file as it was read, how its columns are meant, how far it has come, and what is
-- needed to take all of it back.
create table imports (
  org_id uuid not null constraint imports_org_fkey references organisations (id),
  id uuid not null,
  resource text not null,
  status text not null constraint imports_status_check check (status in ('reading', 'refused', 'mapping', 'checking',
    'checked', 'running', 'finished', 'stopped', 'reverting', 'reverted')),
  -- Why it was refused or has stopped.
  problem text,
  file_name text not null,
  -- csv, xlsx or vcard.
  file_kind text,
  file_size bigint not null,
  sha256 bytea,
  headers text[] not null default '{}',
  -- The values of the first rows, by row.
  samples jsonb not null default '[]',
  -- Of the headings, by which the same kind of file is known again.
  header_hash text,
  total_rows int not null default 0,
  -- Columns, mode and key, as ImportPlan has them.
  plan jsonb,
  -- Where in the file the next chunk begins; moves with the commit of each chunk.
  position bigint not null default 0,
  done_rows int not null default 0,
  -- What the check found, and what was done.
  checked jsonb not null default '{}',
  counts jsonb not null default '{}',
  member_id uuid,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz,
  reverted_at timestamptz,
  constraint imports_pkey primary key (org_id, id)
);
create index imports_newest on imports (org_id, created_at desc, id desc);
create index imports_by_member on imports (org_id, member_id, created_at desc, id desc);
select tenant_table('imports',
  staff => $$app_role() in ('owner', 'admin', 'manager', 'system') or member_id = app_user()$$);

-- Rows of which something is to be said: what is wrong with them, or what a record held before it was changed.
create table import_rows (
  org_id uuid not null,
  import_id uuid not null,
  -- Of the check, or of the run.
  phase text not null constraint import_rows_phase_check check (phase in ('check', 'run', 'revert')),
  -- In the file, from 1, the heading included.
  line int not null,
  outcome text not null
    constraint import_rows_outcome_check check (outcome in ('error', 'duplicate', 'skipped', 'updated', 'kept')),
  -- What is wrong: column, value, code, message.
  faults jsonb not null default '[]',
  -- The row as it stood in the file.
  cells text[],
  record_id uuid,
  -- What was changed, as it was before, and the version after.
  before jsonb,
  version_after int,
  constraint import_rows_pkey primary key (org_id, import_id, phase, line),
  constraint import_rows_import_fkey foreign key (org_id, import_id) references imports (org_id, id) on delete cascade
);
create index import_rows_by_outcome on import_rows (org_id, import_id, phase, outcome, line);
select tenant_table('import_rows');

-- The records that each chunk added, so that they can be taken back.
create table import_chunks (
  org_id uuid not null,
  import_id uuid not null,
  number int not null,
  created uuid[] not null,
  constraint import_chunks_pkey primary key (org_id, import_id, number),
  constraint import_chunks_import_fkey foreign key (org_id, import_id) references imports (org_id, id) on delete cascade
);
select tenant_table('import_chunks');

-- How files with the same headings are read.
create table import_templates (
  org_id uuid not null constraint import_templates_org_fkey references organisations (id),
  id uuid not null,
  resource text not null,
  name text not null constraint import_templates_name_check check (length(name) between 1 and 80),
  header_hash text not null,
  plan jsonb not null,
  member_id uuid,
  created_at timestamptz not null default now(),
  constraint import_templates_pkey primary key (org_id, id),
  constraint import_templates_name_key unique (org_id, resource, name)
);
create index import_templates_by_headers on import_templates (org_id, resource, header_hash, created_at desc);
select tenant_table('import_templates');
select audited_table('import_templates');

-- Under which key another system knows a record.
create table record_sources (
  org_id uuid not null constraint record_sources_org_fkey references organisations (id),
  resource text not null,
  source text not null constraint record_sources_source_check check (length(source) between 1 and 60),
  external_id text not null constraint record_sources_external_id_check check (length(external_id) between 1 and 200),
  record_id uuid not null,
  created_at timestamptz not null default now(),
  constraint record_sources_pkey primary key (org_id, resource, source, external_id)
);
create index record_sources_by_record on record_sources (org_id, resource, record_id);
select tenant_table('record_sources');

-- While an import runs (app.import is its id), the records it adds have one entry together, with the hash of the file.
-- Whoever changes records that were there before has an entry for each, import or not.
create or replace function audit_row() returns trigger language plpgsql as $$
declare
  before jsonb;
  after jsonb;
  row_now jsonb;
  diff jsonb;
begin
  if tg_op = 'INSERT' and current_setting('app.import', true) <> '' then return null; end if;
  before := case when tg_op <> 'INSERT' then to_jsonb(old) end;
  after := case when tg_op <> 'DELETE' then to_jsonb(new) end;
  row_now := coalesce(after, before);
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
