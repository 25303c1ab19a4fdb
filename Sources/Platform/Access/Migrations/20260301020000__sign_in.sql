-- How people sign in: second factors, other identity providers, and what an organisation asks of its people's sessions.

-- What an organisation asks of whoever works in it.
alter table organisations
  add column require_second_factor boolean not null default false,
  add column allow_password_sign_in boolean not null default true,
  add column allow_provider_sign_in boolean not null default true,
  add column session_idle_minutes int not null default 20160
    constraint organisations_session_idle_minutes_check check (session_idle_minutes between 15 and 43200),
  add column session_absolute_minutes int not null default 129600
    constraint organisations_session_absolute_minutes_check check (session_absolute_minutes between 60 and 129600),
  -- None means any.
  add column invitation_domains text[] not null default '{}'
    constraint organisations_invitation_domains_check check (cardinality(invitation_domains) <= 50),
  add constraint organisations_sign_in_check check (allow_password_sign_in or allow_provider_sign_in);
grant update (require_second_factor, allow_password_sign_in, allow_provider_sign_in, session_idle_minutes,
  session_absolute_minutes, invitation_domains) on organisations to mainline_app;

alter table sessions
  add column method text not null default 'password'
    constraint sessions_method_check check (method in ('password', 'provider')),
  -- Begun through an organisation's own provider: good for that organisation alone, or whoever runs the provider could
  -- enter the others where a person works.
  add column confined_org_id uuid,
  -- When the person last proved to be themselves.
  add column confirmed_at timestamptz not null default '-infinity',
  -- SHA-256 of the token by which a browser is known again.
  add column device_hash bytea;

-- A changed role asks for a new sign-in: whoever holds the old token gains nothing by the change.
create trigger end_sessions_of_role before update on members for each row
  when (old.role is distinct from new.role) execute function end_member_sessions();

-- Codes by time (RFC 6238).
create table second_factors (
  -- The user's.
  id uuid not null constraint second_factors_pkey primary key
    constraint second_factors_user_fkey references users (id) on delete cascade,
  -- Sealed.
  secret text not null,
  created_at timestamptz not null,
  -- Null until a code has shown that the secret arrived.
  confirmed_at timestamptz,
  -- The step of the last code that was accepted: none is accepted twice.
  last_step bigint not null default 0
);
select system_table('second_factors');
create trigger announce after update of confirmed_at or delete on second_factors
  for each row execute function announce_access_change('user');

-- For when the device with the codes is gone; each works once.
create table recovery_codes (
  user_id uuid not null constraint recovery_codes_user_fkey references users (id) on delete cascade,
  code_hash bytea not null,
  used_at timestamptz,
  constraint recovery_codes_pkey primary key (user_id, code_hash)
);
select system_table('recovery_codes');

-- Sign-ins half done: the password was right, or a provider has spoken, and something is still to be shown.
create table pending_sign_ins (
  token_hash bytea not null constraint pending_sign_ins_pkey primary key,
  user_id uuid not null constraint pending_sign_ins_user_fkey references users (id) on delete cascade,
  -- What is missing: the second factor, or the password that ties a provider's identity to the account.
  step text not null constraint pending_sign_ins_step_check check (step in ('second_factor', 'link')),
  method text not null constraint pending_sign_ins_method_check check (method in ('password', 'provider')),
  confined_org_id uuid,
  -- Issuer, subject, email: what is to be tied.
  identity jsonb,
  next text not null,
  expires_at timestamptz not null
);
create index pending_sign_ins_by_expiry on pending_sign_ins (expires_at);
select system_table('pending_sign_ins');

-- An organisation's own OpenID Connect providers.
create table identity_providers (
  org_id uuid not null constraint identity_providers_org_fkey references organisations (id),
  id uuid not null,
  name text not null constraint identity_providers_name_check check (length(name) between 1 and 80),
  issuer text not null constraint identity_providers_issuer_check
    check (issuer ~ '^https?://[^[:space:]?#]+$' and length(issuer) <= 500),
  client_id text not null constraint identity_providers_client_id_check check (length(client_id) between 1 and 300),
  -- Sealed.
  client_secret text not null,
  -- For whose addresses the provider speaks.
  email_domains text[] not null constraint identity_providers_email_domains_check
    check (cardinality(email_domains) between 1 and 50),
  -- The role of whoever signs in for the first time; null lets in members only. Never one that sets up others.
  new_member_role text constraint identity_providers_new_member_role_check
    check (new_member_role in ('manager', 'sales', 'agent', 'technician', 'viewer')),
  is_enabled boolean not null default true,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint identity_providers_pkey primary key (org_id, id),
  constraint identity_providers_name_key unique (org_id, name)
);
create index identity_providers_by_id on identity_providers (id);
select tenant_table('identity_providers', staff => $$app_role() in ('owner', 'admin', 'system')$$);
drop policy tenant_insert on identity_providers;
drop policy tenant_update on identity_providers;
drop policy tenant_delete on identity_providers;
create policy tenant_insert on identity_providers for insert to mainline_app
  with check (org_id = app_org() and app_role() in ('owner', 'admin', 'system'));
create policy tenant_update on identity_providers for update to mainline_app
  using (org_id = app_org() and app_role() in ('owner', 'admin', 'system'))
  with check (org_id = app_org() and app_role() in ('owner', 'admin', 'system'));
create policy tenant_delete on identity_providers for delete to mainline_app
  using (org_id = app_org() and app_role() in ('owner', 'admin', 'system'));
create trigger touch before update on identity_providers for each row execute function touch_record();
select audited_table('identity_providers', 'client_secret');

-- Which account a provider's person is.
create table account_identities (
  id uuid not null constraint account_identities_pkey primary key,
  user_id uuid not null constraint account_identities_user_fkey references users (id) on delete cascade,
  issuer text not null,
  subject text not null,
  -- As the provider last said.
  email text not null,
  -- Null for the installation's own providers; otherwise the identity opens this organisation alone.
  confined_org_id uuid,
  created_at timestamptz not null,
  last_used_at timestamptz not null
);
create unique index account_identities_key
  on account_identities (issuer, subject, coalesce(confined_org_id, '00000000-0000-0000-0000-000000000000'));
create index account_identities_by_user on account_identities (user_id);
select system_table('account_identities');

-- Journeys to a provider that have not come back yet.
create table openid_attempts (
  state_hash bytea not null constraint openid_attempts_pkey primary key,
  -- `google`, `installation`, or the id of an organisation's own.
  provider text not null,
  purpose text not null constraint openid_attempts_purpose_check check (purpose in ('sign_in', 'link', 'confirm')),
  -- Who links or confirms.
  user_id uuid,
  nonce_hash bytea not null,
  -- Sealed (RFC 7636).
  code_verifier text not null,
  -- SHA-256 of the cookie of the browser that went out: another one's coming back is refused.
  browser_hash bytea not null,
  next text not null,
  expires_at timestamptz not null
);
create index openid_attempts_by_expiry on openid_attempts (expires_at);
select system_table('openid_attempts');
