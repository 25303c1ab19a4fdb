-- The platform's operators: people apart from every organisation. They see which organisations there are and how the
-- installation fares, never what an organisation has, except in a support session that the organisation lets happen.
create table operators (
  id uuid not null constraint operators_pkey primary key,
  email text not null constraint operators_email_check check (length(email) between 3 and 254),
  name text not null constraint operators_name_check check (length(name) between 1 and 100),
  password_hash text not null,
  -- Sealed. Without a second factor nobody is let in.
  factor text not null,
  -- The last step whose code was taken: each is taken once.
  factor_step bigint not null default 0,
  is_active boolean not null default true,
  created_at timestamptz not null default now()
);
create unique index operators_email_key on operators (lower(email));
select system_table('operators');

create table operator_sessions (
  id uuid not null constraint operator_sessions_pkey primary key,
  token_hash bytea not null constraint operator_sessions_token_hash_key unique,
  operator_id uuid not null constraint operator_sessions_operator_fkey references operators (id),
  -- The support session the operator is in now.
  support_org_id uuid,
  support_id uuid,
  created_at timestamptz not null default clock_timestamp(),
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  address text not null,
  user_agent text not null
);
create index operator_sessions_by_expiry on operator_sessions (expires_at);
select system_table('operator_sessions');

-- How an organisation answers who asks to look at it: it is asked, it is told, or nobody may.
alter table organisations add support_access text not null default 'ask'
  constraint organisations_support_access_check check (support_access in ('ask', 'notice', 'never'));
grant update (support_access) on organisations to mainline_app;

-- Looks at one organisation by an operator: asked for with a reason, decided by the organisation, over by itself.
create table support_sessions (
  org_id uuid not null constraint support_sessions_org_fkey references organisations (id),
  id uuid not null,
  operator_id uuid not null,
  operator_name text not null,
  reason text not null constraint support_sessions_reason_check check (length(reason) between 10 and 500),
  minutes int not null constraint support_sessions_minutes_check check (minutes between 15 and 240),
  may_write boolean not null default false,
  asked_at timestamptz not null,
  decision text constraint support_sessions_decision_check check (decision in ('approved', 'notice', 'refused')),
  decided_at timestamptz,
  -- Nobody where the organisation lets support in with notice.
  decided_by uuid,
  expires_at timestamptz,
  ended_at timestamptz,
  ended_by text,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint support_sessions_pkey primary key (org_id, id),
  constraint support_sessions_decided_check check ((decision is null) = (decided_at is null)),
  constraint support_sessions_expires_check check ((decision in ('approved', 'notice')) = (expires_at is not null))
);
create index support_sessions_by_operator on support_sessions (operator_id, asked_at desc);
select tenant_table('support_sessions', grants => 'select, insert');
grant update (decision, decided_at, decided_by, may_write, expires_at, ended_at, ended_by) on support_sessions
  to mainline_app;
drop policy tenant_insert on support_sessions;
drop policy tenant_update on support_sessions;
drop policy tenant_delete on support_sessions;
create policy tenant_insert on support_sessions for insert to mainline_app
  with check (org_id = app_org() and app_role() = 'system');
create policy tenant_update on support_sessions for update to mainline_app
  using (org_id = app_org() and app_role() in ('owner', 'admin', 'system'))
  with check (org_id = app_org() and app_role() in ('owner', 'admin', 'system'));
create trigger touch before update on support_sessions for each row execute function touch_record();
select audited_table('support_sessions');
