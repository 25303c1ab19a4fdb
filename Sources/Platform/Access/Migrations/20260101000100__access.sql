-- Who may do what: organisations (the tenants), the people who work in them, their sessions and their programs' keys.

-- A tenant. Its id is the org_id of everything it owns; here org_id repeats it, so that the same policies and the same
-- audit trigger hold as everywhere.
create table organisations (
  id uuid not null constraint organisations_pkey primary key,
  org_id uuid not null generated always as (id) stored,
  name text not null constraint organisations_name_check check (length(name) between 1 and 200),
  slug text not null constraint organisations_slug_check check (slug ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
  zone text not null default 'UTC',
  currency char(3) not null default 'USD' constraint organisations_currency_check check (currency ~ '^[A-Z]{3}$'),
  country char(2) not null default 'US' constraint organisations_country_check check (country ~ '^[A-Z]{2}$'),
  locale text not null default 'en',
  settings jsonb not null default '{}',
  plan_state text not null default 'active'
    constraint organisations_plan_state_check check (plan_state in ('trialing', 'active', 'past_due', 'canceled')),
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint organisations_slug_key unique (slug)
);
select tenant_table('organisations', others => 'true', grants => 'select');
-- The plan is not the organisation's own to write.
grant insert, update (name, slug, zone, currency, country, locale, settings) on organisations to mainline_app;
drop policy tenant_insert on organisations;
drop policy tenant_update on organisations;
drop policy tenant_delete on organisations;
create policy tenant_insert on organisations for insert to mainline_app
  with check (org_id = app_org() and app_role() = 'system');
create policy tenant_update on organisations for update to mainline_app
  using (org_id = app_org() and app_role() in ('owner', 'admin', 'system'))
  with check (org_id = app_org() and app_role() in ('owner', 'admin', 'system'));
create trigger touch before update on organisations for each row execute function touch_record();
select audited_table('organisations', 'settings');

-- A person who can sign in, to however many organisations. Only work across tenants touches it.
create table users (
  id uuid not null constraint users_pkey primary key,
  email text not null constraint users_email_check check (length(email) between 3 and 254 and position('@' in email) > 1),
  name text not null constraint users_name_check check (length(name) between 1 and 200),
  -- Null until the person has chosen one.
  password_hash text,
  -- Where the person worked last: where the next sign-in leads.
  last_org_id uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index users_email_key on users (lower(email));
select system_table('users');

-- A person's place in an organisation: what other tables' owner_id, technician_id and the like refer to.
create table members (
  org_id uuid not null constraint members_org_fkey references organisations (id),
  -- The user's.
  id uuid not null constraint members_user_fkey references users (id),
  name text not null constraint members_name_check check (length(name) between 1 and 200),
  email text not null constraint members_email_check check (length(email) between 3 and 254),
  role text not null constraint members_role_check
    check (role in ('owner', 'admin', 'manager', 'sales', 'agent', 'technician', 'viewer')),
  phone text constraint members_phone_check check (phone ~ '^\+[1-9][0-9]{4,14}$'),
  -- For calendars and avatars.
  colour text not null default '#5e6ad2' constraint members_colour_check check (colour ~ '^#[0-9a-f]{6}$'),
  is_active boolean not null default true,
  -- Sessions begun before this are over.
  sessions_from timestamptz not null default '-infinity',
  custom jsonb not null default '{}',
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid,
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  constraint members_pkey primary key (org_id, id)
);
create unique index members_email_key on members (org_id, lower(email));
create index members_by_user on members (id);
select tenant_table('members', grants => 'select, insert');
grant update (name, role, phone, colour, is_active, custom) on members to mainline_app;
drop policy tenant_insert on members;
drop policy tenant_update on members;
drop policy tenant_delete on members;
-- Only an owner makes or changes owners.
create policy tenant_insert on members for insert to mainline_app with check (org_id = app_org()
  and app_role() in ('owner', 'admin', 'system') and (role <> 'owner' or app_role() in ('owner', 'system')));
create policy tenant_update on members for update to mainline_app
  using (org_id = app_org() and app_role() in ('owner', 'admin', 'system')
    and (role <> 'owner' or app_role() in ('owner', 'system')))
  with check (org_id = app_org() and app_role() in ('owner', 'admin', 'system')
    and (role <> 'owner' or app_role() in ('owner', 'system')));
create trigger touch before update on members for each row execute function touch_record();
select audited_table('members', 'sessions_from');

-- Whoever is deactivated is signed out, and stays so when activated again.
create function end_member_sessions() returns trigger language plpgsql as $$
begin
  new.sessions_from := clock_timestamp();
  return new;
end $$;
create trigger end_sessions before update on members for each row
  when (old.is_active and not new.is_active) execute function end_member_sessions();

-- An organisation without an owner could never be put right from inside.
create function keep_an_owner() returns trigger language plpgsql as $$
begin
  perform from members where org_id = old.org_id and role = 'owner' and is_active and deleted_at is null for update;
  if not found then
    raise exception 'an organisation needs an active owner'
      using errcode = 'check_violation', constraint = 'members_last_owner_check', table = 'members';
  end if;
  return null;
end $$;
create trigger keep_an_owner after update or delete on members for each row
  when (old.role = 'owner' and old.is_active) execute function keep_an_owner();

-- Signed-in browsers. Ended ones stay for a while: they show where an account has been used, and an address that an
-- account has been used from is not locked out by an attacker's guesses from elsewhere.
create table sessions (
  id uuid not null constraint sessions_pkey primary key,
  -- SHA-256 of what the cookie holds.
  token_hash bytea not null constraint sessions_token_hash_key unique,
  user_id uuid not null constraint sessions_user_fkey references users (id),
  current_org_id uuid not null,
  created_at timestamptz not null default clock_timestamp(),
  last_seen_at timestamptz not null,
  -- However much it is used.
  expires_at timestamptz not null,
  ended_at timestamptz,
  address text not null,
  user_agent text not null
);
create index sessions_by_user on sessions (user_id, created_at desc);
create index sessions_by_expiry on sessions (expires_at);
select system_table('sessions');

-- Programs' keys.
create table api_keys (
  org_id uuid not null constraint api_keys_org_fkey references organisations (id),
  id uuid not null,
  name text not null constraint api_keys_name_check check (length(name) between 1 and 200),
  role text not null constraint api_keys_role_check
    check (role in ('owner', 'admin', 'manager', 'sales', 'agent', 'technician', 'viewer')),
  -- `leads:read`, `leads:write`, `*:read`; none means all that the role allows.
  scopes text[] not null default '{}',
  -- SHA-256 of the secret part.
  secret_hash bytea not null,
  -- The beginning of the key, by which people recognise it.
  prefix text not null,
  -- None means everywhere.
  allowed_addresses cidr[] not null default '{}',
  requests_per_minute int not null default 600
    constraint api_keys_requests_per_minute_check check (requests_per_minute between 1 and 100000),
  expires_at timestamptz,
  revoked_at timestamptz,
  -- The key that takes this one's place.
  successor_id uuid,
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid,
  updated_at timestamptz not null default now(),
  constraint api_keys_pkey primary key (org_id, id),
  constraint api_keys_successor_fkey foreign key (org_id, successor_id) references api_keys (org_id, id)
);
create index api_keys_by_id on api_keys (id);
select tenant_table('api_keys', staff => $$app_role() in ('owner', 'admin', 'system')$$,
  grants => 'select, insert, update');
drop policy tenant_insert on api_keys;
drop policy tenant_update on api_keys;
drop policy tenant_delete on api_keys;
-- A key never reaches further than the person who makes or changes it.
create policy tenant_insert on api_keys for insert to mainline_app with check (org_id = app_org()
  and app_role() in ('owner', 'admin', 'system') and (role <> 'owner' or app_role() in ('owner', 'system')));
create policy tenant_update on api_keys for update to mainline_app
  using (org_id = app_org() and app_role() in ('owner', 'admin', 'system')
    and (role <> 'owner' or app_role() in ('owner', 'system')))
  with check (org_id = app_org() and app_role() in ('owner', 'admin', 'system')
    and (role <> 'owner' or app_role() in ('owner', 'system')));
create trigger touch before update on api_keys for each row execute function touch_record();
select audited_table('api_keys', 'secret_hash');

-- When and from where a key was last used; apart from the key, so that use is no change to audit.
create table api_key_uses (
  org_id uuid not null,
  key_id uuid not null,
  last_used_at timestamptz not null,
  last_used_address text not null,
  constraint api_key_uses_pkey primary key (org_id, key_id),
  constraint api_key_uses_key_fkey foreign key (org_id, key_id) references api_keys (org_id, id) on delete cascade
);
select tenant_table('api_key_uses', staff => $$app_role() in ('owner', 'admin', 'system')$$, grants => 'select');
drop policy tenant_insert on api_key_uses;
drop policy tenant_update on api_key_uses;
drop policy tenant_delete on api_key_uses;

-- Guesses at passwords, per account and per address; the more, the longer the wait.
create table sign_in_attempts (
  -- `account:<hash>`, `account:<hash>@<address>` or `address:<address>`.
  subject text not null constraint sign_in_attempts_pkey primary key,
  failures int not null,
  last_at timestamptz not null,
  blocked_until timestamptz not null
);
create index sign_in_attempts_by_age on sign_in_attempts (last_at);
select system_table('sign_in_attempts');

-- Tells every process that what it remembers of a member, key, session or organisation no longer holds.
create function announce_access_change() returns trigger language plpgsql as $$
begin
  perform pg_notify('mainline_access', tg_argv[0] || ':' || old.id);
  return null;
end $$;
create trigger announce after update or delete on members
  for each row execute function announce_access_change('user');
create trigger announce after update or delete on api_keys
  for each row execute function announce_access_change('key');
create trigger announce after update or delete on organisations
  for each row execute function announce_access_change('organisation');
create trigger announce_end after update of token_hash, current_org_id, ended_at or delete on sessions
  for each row execute function announce_access_change('session');
