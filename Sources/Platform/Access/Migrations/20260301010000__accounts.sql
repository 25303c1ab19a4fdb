-- Accounts that people make by themselves: the address is theirs once they have opened a link that was sent to it.

-- Null until then. Those there already were made by the operator, who knew them.
alter table users add column email_verified_at timestamptz default now();
alter table users alter column email_verified_at drop default;

-- What was asked for on the sign-up page, until the job that makes it has done so: the answer to the request is the same,
-- and as fast, whether the address has an account or not.
create table sign_ups (
  id uuid not null constraint sign_ups_pkey primary key,
  -- The ids of what is made of it, so that a job that is run again makes nothing twice.
  user_id uuid not null,
  organisation_id uuid not null,
  email text not null,
  name text not null,
  password_hash text not null,
  organisation_name text not null,
  slug text not null,
  zone text not null,
  currency char(3) not null,
  country char(2) not null,
  locale text not null,
  -- Of whoever asked, for the audit trail.
  address text not null,
  created_at timestamptz not null
);
select system_table('sign_ups');

-- Links sent to an address, by which whoever reads its mail proves it: each works once, and not for long.
create table account_links (
  -- SHA-256 of what the link holds.
  token_hash bytea not null constraint account_links_pkey primary key,
  -- `notice` counts letters without a link.
  purpose text not null
    constraint account_links_purpose_check check (purpose in ('verify', 'change_email', 'reset', 'notice')),
  user_id uuid not null constraint account_links_user_fkey references users (id) on delete cascade,
  -- The address it was sent to, which is what it proves.
  email text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index account_links_by_user on account_links (user_id, created_at);
create index account_links_by_expiry on account_links (expires_at);
select system_table('account_links');

-- People asked to join an organisation.
create table invitations (
  org_id uuid not null constraint invitations_org_fkey references organisations (id),
  id uuid not null,
  email text not null constraint invitations_email_check check (length(email) between 3 and 254),
  role text not null constraint invitations_role_check
    check (role in ('owner', 'admin', 'manager', 'sales', 'agent', 'technician', 'viewer')),
  -- SHA-256 of what the link holds; null until it has been sent or handed over.
  token_hash bytea,
  -- The link was shown to somebody here, so that it proves nobody's address.
  is_handed_over boolean not null default false,
  expires_at timestamptz not null,
  sent_at timestamptz,
  accepted_at timestamptz,
  accepted_by uuid,
  cancelled_at timestamptz,
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid,
  updated_at timestamptz not null default now(),
  constraint invitations_pkey primary key (org_id, id),
  constraint invitations_inviter_fkey foreign key (org_id, created_by) references members (org_id, id),
  constraint invitations_member_fkey foreign key (org_id, accepted_by) references members (org_id, id)
);
create unique index invitations_open_key on invitations (org_id, lower(email))
  where accepted_at is null and cancelled_at is null;
create index invitations_newest on invitations (org_id, created_at desc, id desc);
create index invitations_by_inviter on invitations (org_id, created_by);
create index invitations_by_member on invitations (org_id, accepted_by);
-- For whoever shows a link, or looks for what waits for them, before their organisation is known.
create index invitations_by_token on invitations (token_hash);
create index invitations_by_email on invitations (lower(email)) where accepted_at is null and cancelled_at is null;
select record_table('invitations', staff => $$app_role() in ('owner', 'admin', 'system')$$,
  sensitive => array['token_hash']);
drop policy tenant_insert on invitations;
drop policy tenant_update on invitations;
drop policy tenant_delete on invitations;
revoke delete on invitations from mainline_app;
-- Nobody invites further up than they may appoint.
create policy tenant_insert on invitations for insert to mainline_app with check (org_id = app_org()
  and app_role() in ('owner', 'admin', 'system') and (role <> 'owner' or app_role() in ('owner', 'system')));
create policy tenant_update on invitations for update to mainline_app
  using (org_id = app_org() and app_role() in ('owner', 'admin', 'system')
    and (role <> 'owner' or app_role() in ('owner', 'system')))
  with check (org_id = app_org() and app_role() in ('owner', 'admin', 'system')
    and (role <> 'owner' or app_role() in ('owner', 'system')));

-- A member who left stays as a row, because their work does.
grant update (deleted_at) on members to mainline_app;
create trigger end_sessions_of_removed before update on members for each row
  when (old.deleted_at is null and new.deleted_at is not null) execute function end_member_sessions();
create index members_by_name on members (org_id, lower(name), id) where deleted_at is null;
