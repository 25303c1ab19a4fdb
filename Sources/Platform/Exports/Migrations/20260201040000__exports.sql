-- What was taken out of the program: who took which records, how many, found by what. Files of large exports lie in the
-- data directory until they expire.
create table exports (
  org_id uuid not null constraint exports_org_fkey references organisations (id),
  id uuid not null,
  resource text not null,
  title text not null,
  format text not null constraint exports_format_check check (format in ('csv', 'xlsx')),
  -- The address of the list behind its question mark.
  query text not null,
  status text not null constraint exports_status_check
    check (status in ('streaming', 'queued', 'running', 'finished', 'broken', 'expired')),
  -- Rows written so far.
  row_count bigint not null default 0,
  -- Whether the file waits in the data directory.
  is_kept boolean not null default false,
  member_id uuid,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  finished_at timestamptz,
  constraint exports_pkey primary key (org_id, id)
);
create index exports_newest on exports (org_id, member_id, created_at desc, id desc);
create index exports_kept on exports (org_id, created_at) where is_kept;
select record_table('exports');
