-- People and businesses who are not customers yet.

create table leads (
  org_id uuid not null constraint leads_org_fkey references organisations (id),
  id uuid not null,
  name text not null constraint leads_name_check check (length(name) between 1 and 200),
  company text constraint leads_company_check check (length(company) <= 200),
  -- Several leads may share a number: lists overlap, and a number is no identity before somebody has spoken to it.
  phone text constraint leads_phone_check check (phone ~ '^\+[1-9][0-9]{4,14}$'),
  email text constraint leads_email_check check (length(email) between 3 and 254),
  status text not null default 'new'
    constraint leads_status_check check (status in ('new', 'contacted', 'qualified', 'converted', 'lost')),
  source text not null default 'manual' constraint leads_source_check check (length(source) between 1 and 60),
  score int not null default 0 constraint leads_score_check check (score between 0 and 100),
  -- A sales person sees only their own, so what they add is theirs unless said otherwise.
  owner_id uuid default case when app_role() = 'sales' then app_user() end,
  notes text constraint leads_notes_check check (length(notes) <= 20000),
  tags text[] not null default '{}',
  converted_customer_id uuid,
  custom jsonb not null default '{}',
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid default app_user(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  constraint leads_pkey primary key (org_id, id),
  constraint leads_owner_fkey foreign key (org_id, owner_id) references members (org_id, id),
  constraint leads_converted_customer_fkey foreign key (org_id, converted_customer_id) references customers (org_id, id)
);
create index leads_by_age on leads (org_id, created_at desc, id desc) where deleted_at is null;
create index leads_by_status on leads (org_id, status, created_at desc, id desc) where deleted_at is null;
create index leads_by_owner on leads (org_id, owner_id, created_at desc, id desc) where deleted_at is null;
create index leads_by_score on leads (org_id, score desc, id desc) where deleted_at is null;
create index leads_by_name on leads (org_id, name, id) where deleted_at is null;
create index leads_by_phone on leads (org_id, phone) where phone is not null and deleted_at is null;
create index leads_by_email on leads (org_id, email) where email is not null and deleted_at is null;
create index leads_name_search on leads using gin (org_id, name gin_trgm_ops);
select record_table('leads', staff => $$app_role() <> 'sales' or owner_id = app_user()$$);
