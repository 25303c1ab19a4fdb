-- Which files belong to which record, of whatever kind. The file's bytes and type are in files; here is its name, which
-- people may change.
create table record_files (
  org_id uuid not null constraint record_files_org_fkey references organisations (id),
  id uuid not null,
  -- The resource's name: customers.
  resource text not null constraint record_files_resource_check check (length(resource) between 1 and 63),
  record_id uuid not null,
  file_id uuid not null,
  name text not null constraint record_files_name_check check (length(name) between 1 and 255),
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid default app_user(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  constraint record_files_pkey primary key (org_id, id),
  constraint record_files_file_fkey foreign key (org_id, file_id) references files (org_id, id)
);
create index record_files_by_record on record_files (org_id, resource, record_id, created_at desc, id desc)
  where deleted_at is null;
create index record_files_by_file on record_files (org_id, file_id);
select record_table('record_files');
