-- Those an organisation serves, and those who sell for it, signed in to the portal: who they are, the links mailed to them,
-- their browsers. They have no password; whoever reads their mail is them.

create table portal_identities (
  org_id uuid not null constraint portal_identities_org_fkey references organisations (id),
  id uuid not null,
  -- Whom they stand for: the customer itself, or the customer that resells.
  customer_id uuid not null,
  kind text not null default 'customer'
    constraint portal_identities_kind_check check (kind in ('customer', 'reseller')),
  email text not null constraint portal_identities_email_check
    check (length(email) between 3 and 254 and position('@' in email) > 1),
  name text constraint portal_identities_name_check check (length(name) between 1 and 200),
  is_active boolean not null default true,
  -- Sessions and links made before this are over.
  sessions_from timestamptz not null default '-infinity',
  version int not null default 1,
  created_at timestamptz not null default now(),
  -- Who invited them.
  created_by uuid default app_user(),
  updated_at timestamptz not null default now(),
  constraint portal_identities_pkey primary key (org_id, id)
);
create index portal_identities_by_age on portal_identities (org_id, created_at desc, id desc);
create index portal_identities_by_customer on portal_identities (org_id, customer_id, created_at desc, id desc);
-- Who asks for a link names no organisation.
create index portal_identities_by_email on portal_identities (lower(email));
create index portal_identities_of_email on portal_identities (org_id, email);
create index portal_identities_by_id on portal_identities (id);
select record_table('portal_identities', sensitive => '{sessions_from}');

-- Whoever may not come in any more is signed out, and stays so when let in again.
create function end_portal_sessions() returns trigger language plpgsql as $$
begin
  new.sessions_from := clock_timestamp();
  return new;
end $$;
create trigger end_sessions before update on portal_identities for each row
  when (old.is_active and not new.is_active or lower(old.email) <> lower(new.email) or old.kind <> new.kind)
  execute function end_portal_sessions();
create trigger announce after update or delete on portal_identities
  for each row execute function announce_access_change('portal');

-- Links that were mailed: each lets in once, and not for long.
create table portal_links (
  org_id uuid not null,
  id uuid not null,
  identity_id uuid not null,
  -- SHA-256 of what the link ends with.
  token_hash bytea not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  constraint portal_links_pkey primary key (org_id, id),
  constraint portal_links_identity_fkey foreign key (org_id, identity_id)
    references portal_identities (org_id, id) on delete cascade,
  constraint portal_links_token_key unique (org_id, token_hash)
);
create index portal_links_by_token on portal_links (token_hash);
create index portal_links_by_identity on portal_links (org_id, identity_id, created_at desc);
create index portal_links_by_expiry on portal_links (expires_at);
select system_table('portal_links');

create table portal_sessions (
  org_id uuid not null,
  id uuid not null,
  identity_id uuid not null,
  token_hash bytea not null,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  address text not null,
  user_agent text not null,
  constraint portal_sessions_pkey primary key (org_id, id),
  constraint portal_sessions_identity_fkey foreign key (org_id, identity_id)
    references portal_identities (org_id, id) on delete cascade,
  constraint portal_sessions_token_key unique (org_id, token_hash)
);
create index portal_sessions_by_token on portal_sessions (token_hash);
create index portal_sessions_by_identity on portal_sessions (org_id, identity_id, last_seen_at desc);
create index portal_sessions_by_expiry on portal_sessions (expires_at);
select system_table('portal_sessions');
create trigger announce_end after update of ended_at or delete on portal_sessions
  for each row execute function announce_access_change('session');
