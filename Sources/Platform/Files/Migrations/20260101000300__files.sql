-- Stored files: what they are; their bytes lie in the data directory under their hash.
create table files (
  org_id uuid not null references organisations (id),
  id uuid not null,
  name text not null,
  content_type text not null,
  size bigint not null,
  sha256 bytea not null,
  created_at timestamptz not null default now(),
  primary key (org_id, id)
);
select tenant_table('files', grants => 'select, insert, delete');
drop policy tenant_update on files;
select audited_table('files');
