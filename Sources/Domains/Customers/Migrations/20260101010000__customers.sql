-- The people and businesses served, where they are served, and what has been noted about them.

-- Whom a portal identity stands for; null when unset, so that nothing is seen without it.
create function app_customer() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.customer', true), '')::uuid;
create function app_reseller() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.reseller', true), '')::uuid;

create table customers (
  org_id uuid not null constraint customers_org_fkey references organisations (id),
  id uuid not null,
  name text not null constraint customers_name_check check (length(name) between 1 and 200),
  kind text not null default 'person' constraint customers_kind_check check (kind in ('person', 'business')),
  status text not null default 'prospect'
    constraint customers_status_check check (status in ('prospect', 'active', 'inactive', 'archived')),
  phone text constraint customers_phone_check check (phone ~ '^\+[1-9][0-9]{4,14}$'),
  email text constraint customers_email_check check (length(email) between 3 and 254),
  industry text,
  -- How they came: call, booking, import, form, referral, manual.
  source text not null default 'manual' constraint customers_source_check check (length(source) between 1 and 60),
  tags text[] not null default '{}',
  -- A sales person sees only their own, so what they add is theirs unless said otherwise.
  owner_id uuid default case when app_role() = 'sales' then app_user() end,
  reseller_id uuid,
  language text constraint customers_language_check check (length(language) between 2 and 35),
  zone text,
  custom jsonb not null default '{}',
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid default app_user(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  constraint customers_pkey primary key (org_id, id),
  constraint customers_owner_fkey foreign key (org_id, owner_id) references members (org_id, id),
  constraint customers_reseller_fkey foreign key (org_id, reseller_id) references customers (org_id, id)
);
-- A number names one customer: two first calls at once from one number make one.
create unique index customers_phone_key on customers (org_id, phone) where phone is not null and deleted_at is null;
create index customers_by_email on customers (org_id, email) where email is not null and deleted_at is null;
create index customers_by_age on customers (org_id, created_at desc, id desc) where deleted_at is null;
create index customers_by_status on customers (org_id, status, created_at desc, id desc) where deleted_at is null;
create index customers_by_owner on customers (org_id, owner_id, created_at desc, id desc) where deleted_at is null;
create index customers_by_name on customers (org_id, name, id) where deleted_at is null;
create index customers_by_reseller on customers (org_id, reseller_id, created_at desc, id desc)
  where reseller_id is not null and deleted_at is null;
create index customers_name_search on customers using gin (org_id, name gin_trgm_ops);
create index customers_tags on customers using gin (org_id, tags);
select record_table('customers',
  others => $$(app_role() = 'customer' and id = app_customer())
    or (app_role() = 'reseller' and reseller_id = app_reseller())$$,
  staff => $$app_role() <> 'sales' or owner_id = app_user()$$);

-- An address as it is compared: small letters and digits, single spaces.
create function address_matching(address text) returns text language sql immutable parallel safe
  return btrim(regexp_replace(lower(address), '[^[:alnum:]]+', ' ', 'g'));

create table sites (
  org_id uuid not null constraint sites_org_fkey references organisations (id),
  id uuid not null,
  customer_id uuid not null,
  name text constraint sites_name_check check (length(name) <= 200),
  line1 text not null constraint sites_line1_check check (length(line1) between 1 and 300),
  line2 text,
  city text,
  region text,
  postcode text,
  country char(2) constraint sites_country_check check (country ~ '^[A-Z]{2}$'),
  access_notes text,
  -- The caller's own words, when the address was taken by voice and nobody has checked it yet.
  as_spoken text,
  latitude double precision constraint sites_latitude_check check (latitude between -90 and 90),
  longitude double precision constraint sites_longitude_check check (longitude between -180 and 180),
  one_line text not null generated always as (
    line1 || coalesce(', ' || line2, '') || coalesce(', ' || city, '') || coalesce(', ' || region, '')
    || coalesce(' ' || postcode, '')) stored,
  matching text not null generated always as (address_matching(
    line1 || coalesce(' ' || line2, '') || coalesce(' ' || city, '') || coalesce(' ' || region, '')
    || coalesce(' ' || postcode, ''))) stored,
  custom jsonb not null default '{}',
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid default app_user(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  constraint sites_pkey primary key (org_id, id),
  constraint sites_customer_fkey foreign key (org_id, customer_id) references customers (org_id, id)
);
create unique index sites_address_key on sites (org_id, customer_id, matching) where deleted_at is null;
create index sites_by_customer on sites (org_id, customer_id, created_at desc, id desc) where deleted_at is null;
create index sites_by_age on sites (org_id, created_at desc, id desc) where deleted_at is null;
select record_table('sites', others => $$app_role() = 'customer' and customer_id = app_customer()$$);

create table notes (
  org_id uuid not null constraint notes_org_fkey references organisations (id),
  id uuid not null,
  customer_id uuid not null,
  body text not null constraint notes_body_check check (length(body) between 1 and 20000),
  channel text not null default 'note'
    constraint notes_channel_check check (channel in ('note', 'call', 'email', 'text', 'meeting', 'visit')),
  is_pinned boolean not null default false,
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid default app_user(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  constraint notes_pkey primary key (org_id, id),
  constraint notes_customer_fkey foreign key (org_id, customer_id) references customers (org_id, id)
);
create index notes_by_customer on notes (org_id, customer_id, is_pinned desc, created_at desc, id desc)
  where deleted_at is null;
create index notes_by_age on notes (org_id, created_at desc, id desc) where deleted_at is null;
select record_table('notes');
