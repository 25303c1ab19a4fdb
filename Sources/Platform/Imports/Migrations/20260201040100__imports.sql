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
