-- Where records that were merged into others are found now: links, programs and calls that know an old id go on working.
create table record_redirects (
  org_id uuid not null constraint record_redirects_org_fkey references organisations (id),
  -- The resource's name: customers.
  resource text not null constraint record_redirects_resource_check check (length(resource) between 1 and 63),
  from_id uuid not null,
  -- What it was merged into, and where the chain from there ends: the same until that one is merged in turn.
  into_id uuid not null,
  to_id uuid not null,
  created_at timestamptz not null default now(),
  created_by uuid default app_user(),
  constraint record_redirects_pkey primary key (org_id, resource, from_id),
  constraint record_redirects_self_check check (from_id <> into_id and from_id <> to_id)
);
create index record_redirects_by_into on record_redirects (org_id, resource, into_id);
create index record_redirects_by_to on record_redirects (org_id, resource, to_id);
select tenant_table('record_redirects');
select audited_table('record_redirects');
