-- What keeps customers in good order: people and industries behind them, what they consented to, duplicates and merges,
-- privacy requests, segments, tags.

-- Industries: a list each organisation keeps.
create table industries (
  org_id uuid not null constraint industries_org_fkey references organisations (id),
  id uuid not null,
  name text not null constraint industries_name_check check (length(name) between 1 and 120),
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid default app_user(),
  updated_at timestamptz not null default now(),
  constraint industries_pkey primary key (org_id, id)
);
create unique index industries_name_key on industries (org_id, lower(name));
create index industries_by_age on industries (org_id, created_at desc, id desc);

-- A mailbox as it is compared: small letters; where the provider ignores dots and what follows a plus, so do we.
create function email_matching(email text) returns text language sql immutable parallel safe
  return case when lower(email) ~ '@(gmail|googlemail)\.com$'
    then replace(split_part(split_part(lower(email), '@', 1), '+', 1), '.', '') || '@gmail.com'
    else lower(email) end;

-- A name as it is compared: small letters, its words in the order of the alphabet, so that "Doe, John" is "John Doe".
create function name_matching(name text) returns text language sql immutable parallel safe
  return (select string_agg(word, ' ' order by word collate "C") from regexp_split_to_table(address_matching(name), ' ') as word);

alter table customers
  add industry_id uuid,
  add preferred_channel text
    constraint customers_preferred_channel_check check (preferred_channel in ('call', 'text', 'email', 'post')),
  add preferred_times text constraint customers_preferred_times_check check (length(preferred_times) <= 200),
  -- The last finished visit or paid invoice.
  add last_served_at timestamptz,
  -- The customer that this one was merged into; it stays deleted while so.
  add merged_into uuid,
  add erased_at timestamptz,
  -- What customers are compared by; stored, because row-level security lets an index look at columns, not at what
  -- functions make of them.
  add matching_name text generated always as (name_matching(name)) stored,
  add matching_email text generated always as (email_matching(email)) stored,
  add constraint customers_merged_check check (merged_into is null or deleted_at is not null),
  add constraint customers_merged_into_fkey foreign key (org_id, merged_into) references customers (org_id, id),
  add constraint customers_industry_fkey foreign key (org_id, industry_id) references industries (org_id, id);

-- The words that stood in place of an industry become the list; every organisation begins with a common one.
alter table organisations no force row level security;
alter table customers no force row level security;
alter table audit_entries no force row level security;
insert into industries (org_id, id, name)
  select org_id, uuid_v7(), name from (
    select distinct on (org_id, lower(name)) org_id, name from (
      select org_id, btrim(industry) as name from customers where btrim(industry) <> ''
      union all select id, unnest(array['Construction', 'Education', 'Healthcare', 'Hospitality', 'Manufacturing',
        'Office', 'Property', 'Public sector', 'Restaurants', 'Retail', 'Transport']) from organisations) named
    order by org_id, lower(name), name) seeded;
update customers c set industry_id = i.id from industries i
  where i.org_id = c.org_id and lower(i.name) = lower(btrim(c.industry));
alter table organisations force row level security;
alter table customers force row level security;
alter table audit_entries force row level security;
alter table customers drop column industry;
select record_table('industries');

create index customers_by_update on customers (org_id, updated_at desc, id desc) where deleted_at is null;
create index customers_by_industry on customers (org_id, industry_id, created_at desc, id desc)
  where industry_id is not null and deleted_at is null;
create index customers_by_source on customers (org_id, source, created_at desc, id desc) where deleted_at is null;
create index customers_by_kind on customers (org_id, kind, created_at desc, id desc) where deleted_at is null;
create index customers_merged on customers (org_id, merged_into) where merged_into is not null;
create index customers_lapsing on customers (org_id, last_served_at) where status = 'active' and deleted_at is null;
create index customers_matching_email on customers (org_id, matching_email)
  where matching_email is not null and deleted_at is null;
create index customers_matching_name on customers (org_id, matching_name, id) where deleted_at is null;
create index sites_matching on sites (org_id, matching, customer_id) where deleted_at is null;

-- The people at a customer.
create table contacts (
  org_id uuid not null constraint contacts_org_fkey references organisations (id),
  id uuid not null,
  customer_id uuid not null,
  name text not null constraint contacts_name_check check (length(name) between 1 and 200),
  job_title text constraint contacts_job_title_check check (length(job_title) <= 120),
  phone text constraint contacts_phone_check check (phone ~ '^\+[1-9][0-9]{4,14}$'),
  second_phone text constraint contacts_second_phone_check check (second_phone ~ '^\+[1-9][0-9]{4,14}$'),
  email text constraint contacts_email_check check (length(email) between 3 and 254),
  second_email text constraint contacts_second_email_check check (length(second_email) between 3 and 254),
  is_primary boolean not null default false,
  notes text constraint contacts_notes_check check (length(notes) <= 4000),
  matching_email text generated always as (email_matching(email)) stored,
  matching_second_email text generated always as (email_matching(second_email)) stored,
  custom jsonb not null default '{}',
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid default app_user(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  constraint contacts_pkey primary key (org_id, id),
  constraint contacts_customer_fkey foreign key (org_id, customer_id) references customers (org_id, id)
);
create unique index contacts_primary_key on contacts (org_id, customer_id) where is_primary and deleted_at is null;
create index contacts_by_customer on contacts (org_id, customer_id, created_at desc, id desc) where deleted_at is null;
create index contacts_by_age on contacts (org_id, created_at desc, id desc) where deleted_at is null;
create index contacts_by_name on contacts (org_id, name, id) where deleted_at is null;
create index contacts_by_phone on contacts (org_id, phone) where phone is not null and deleted_at is null;
create index contacts_by_second_phone on contacts (org_id, second_phone)
  where second_phone is not null and deleted_at is null;
create index contacts_matching_second_email on contacts (org_id, matching_second_email)
  where matching_second_email is not null and deleted_at is null;
create index contacts_matching_email on contacts (org_id, matching_email)
  where matching_email is not null and deleted_at is null;
create index contacts_name_search on contacts using gin (org_id, name gin_trgm_ops);
select record_table('contacts');

-- The communication log: what was said, by whom, which way. Only its author or a manager changes an entry.
alter table notes add direction text
  constraint notes_direction_check check (direction in ('in', 'out'));
create policy author_update on notes as restrictive for update to mainline_app
  using (org_id = app_org() and (created_by = app_user() or app_role() in ('owner', 'admin', 'manager', 'system')));
create policy author_delete on notes as restrictive for delete to mainline_app
  using (org_id = app_org() and (created_by = app_user() or app_role() in ('owner', 'admin', 'manager', 'system')));

-- What somebody agreed to or withdrew, and how we know. Entries are added, never changed; the latest one of a customer,
-- channel and purpose is what holds. When a person is erased, a keyed hash takes the place of their number or mailbox.
create table consents (
  org_id uuid not null constraint consents_org_fkey references organisations (id),
  id uuid not null,
  customer_id uuid,
  contact_id uuid,
  channel text not null constraint consents_channel_check check (channel in ('call', 'text', 'email', 'post')),
  purpose text not null constraint consents_purpose_check check (purpose in ('service', 'marketing')),
  state text not null constraint consents_state_check check (state in ('granted', 'withdrawn')),
  source text not null constraint consents_source_check check (length(source) between 1 and 60),
  address text constraint consents_address_check check (length(address) <= 254),
  address_key bytea,
  proof text constraint consents_proof_check check (length(proof) <= 4000),
  proof_file_id uuid,
  at timestamptz not null default now(),
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid default app_user(),
  updated_at timestamptz not null default now(),
  constraint consents_pkey primary key (org_id, id),
  constraint consents_whose_check check (num_nonnulls(customer_id, address, address_key) > 0),
  constraint consents_customer_fkey foreign key (org_id, customer_id) references customers (org_id, id),
  constraint consents_contact_fkey foreign key (org_id, contact_id) references contacts (org_id, id)
);
create index consents_by_customer on consents (org_id, customer_id, channel, purpose, at desc, id desc);
create index consents_by_address on consents (org_id, address, channel, purpose, at desc, id desc)
  where address is not null;
create index consents_by_key on consents (org_id, address_key, channel, purpose, at desc, id desc)
  where address_key is not null;
create index consents_by_age on consents (org_id, created_at desc, id desc);
select tenant_table('consents', others => $$app_role() = 'customer' and customer_id = app_customer()$$,
  grants => 'select, insert');
select audited_table('consents');
-- A merge unites the ledgers of two customers.
grant update (customer_id) on consents to mainline_app;

-- What holds now.
create view consent_states with (security_invoker = true) as
  select distinct on (org_id, customer_id, contact_id, channel, purpose)
    org_id, customer_id, contact_id, channel, purpose, state, source, at, id as consent_id
  from consents where customer_id is not null
  order by org_id, customer_id, contact_id, channel, purpose, at desc, id desc;
grant select on consent_states to mainline_app;

-- Pairs that may be one customer. What a person said of a pair is remembered.
create table duplicate_pairs (
  org_id uuid not null constraint duplicate_pairs_org_fkey references organisations (id),
  id uuid not null,
  first_id uuid not null,
  second_id uuid not null,
  score int not null constraint duplicate_pairs_score_check check (score between 0 and 100),
  reasons text[] not null,
  status text not null default 'open'
    constraint duplicate_pairs_status_check check (status in ('open', 'dismissed', 'merged')),
  decided_at timestamptz,
  decided_by uuid,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint duplicate_pairs_pkey primary key (org_id, id),
  constraint duplicate_pairs_order_check check (first_id < second_id),
  constraint duplicate_pairs_pair_key unique (org_id, first_id, second_id),
  constraint duplicate_pairs_first_fkey foreign key (org_id, first_id) references customers (org_id, id) on delete cascade,
  constraint duplicate_pairs_second_fkey foreign key (org_id, second_id) references customers (org_id, id) on delete cascade
);
create index duplicate_pairs_by_score on duplicate_pairs (org_id, status, score desc, id desc);
create index duplicate_pairs_by_age on duplicate_pairs (org_id, created_at desc, id desc);
create index duplicate_pairs_by_second on duplicate_pairs (org_id, second_id, status);
select record_table('duplicate_pairs', staff => $$app_role() in ('owner', 'admin', 'manager', 'system')$$);

-- Merges with what is needed to undo them. No foreign keys: the record of a merge outlives both customers.
create table customer_merges (
  org_id uuid not null constraint customer_merges_org_fkey references organisations (id),
  id uuid not null,
  survivor_id uuid not null,
  merged_id uuid not null,
  merged_name text not null,
  -- Fields of the survivor before and after; rows moved, by table and column; sites and members made one.
  snapshot jsonb not null,
  moved int not null,
  undoable_until timestamptz not null,
  undone_at timestamptz,
  undone_by uuid,
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid default app_user(),
  updated_at timestamptz not null default now(),
  constraint customer_merges_pkey primary key (org_id, id)
);
create index customer_merges_by_survivor on customer_merges (org_id, survivor_id, created_at desc, id desc);
create index customer_merges_by_merged on customer_merges (org_id, merged_id, created_at desc, id desc);
create index customer_merges_by_age on customer_merges (org_id, created_at desc, id desc);
select record_table('customer_merges', sensitive => '{snapshot}');
-- A merge takes the facts of a timeline along.
grant update (customer_id) on events to mainline_app;
create policy merge_update on events for update to mainline_app
  using (org_id = app_org() and app_may_write() and current_setting('app.merging', true) = 'on')
  with check (org_id = app_org() and app_may_write());

-- A customer asked for what we hold, or that we forget it.
create table privacy_requests (
  org_id uuid not null constraint privacy_requests_org_fkey references organisations (id),
  id uuid not null,
  kind text not null constraint privacy_requests_kind_check check (kind in ('export', 'erase')),
  -- No foreign key and no name: the request outlives whom it is about.
  subject_id uuid not null,
  status text not null default 'queued'
    constraint privacy_requests_status_check check (status in ('queued', 'done', 'failed')),
  reason text constraint privacy_requests_reason_check check (length(reason) <= 1000),
  file_id uuid,
  expires_at timestamptz,
  report jsonb not null default '{}',
  finished_at timestamptz,
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid default app_user(),
  updated_at timestamptz not null default now(),
  constraint privacy_requests_pkey primary key (org_id, id)
);
create index privacy_requests_by_subject on privacy_requests (org_id, subject_id, created_at desc, id desc);
create index privacy_requests_by_age on privacy_requests (org_id, created_at desc, id desc);
select record_table('privacy_requests', staff => $$app_role() in ('owner', 'admin', 'system')$$);

-- Keyed hashes of numbers and mailboxes that were erased: neither is taken in or written to again unasked.
create table erased_identities (
  org_id uuid not null constraint erased_identities_org_fkey references organisations (id),
  key bytea not null,
  kind text not null constraint erased_identities_kind_check check (kind in ('phone', 'email')),
  request_id uuid not null,
  erased_at timestamptz not null default now(),
  constraint erased_identities_pkey primary key (org_id, key)
);
select tenant_table('erased_identities', grants => 'select, insert');

-- Customers that have something in common: by a filter, or picked.
create table segments (
  org_id uuid not null constraint segments_org_fkey references organisations (id),
  id uuid not null,
  name text not null constraint segments_name_check check (length(name) between 1 and 120),
  description text constraint segments_description_check check (length(description) <= 1000),
  kind text not null default 'live' constraint segments_kind_check check (kind in ('live', 'static')),
  filter jsonb not null default '{}',
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid default app_user(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  constraint segments_pkey primary key (org_id, id)
);
create unique index segments_name_key on segments (org_id, lower(name)) where deleted_at is null;
create index segments_by_age on segments (org_id, created_at desc, id desc) where deleted_at is null;
create index segments_by_name on segments (org_id, name, id) where deleted_at is null;
select record_table('segments');

create table segment_members (
  org_id uuid not null constraint segment_members_org_fkey references organisations (id),
  segment_id uuid not null,
  customer_id uuid not null,
  added_at timestamptz not null default now(),
  added_by uuid default app_user(),
  constraint segment_members_pkey primary key (org_id, segment_id, customer_id),
  constraint segment_members_segment_fkey foreign key (org_id, segment_id) references segments (org_id, id) on delete cascade,
  constraint segment_members_customer_fkey foreign key (org_id, customer_id) references customers (org_id, id) on delete cascade
);
create index segment_members_by_customer on segment_members (org_id, customer_id);
select tenant_table('segment_members');

-- Every tag that is or was on a record, for the page on which tags are kept.
create table tags (
  org_id uuid not null constraint tags_org_fkey references organisations (id),
  id uuid not null,
  name text not null constraint tags_name_check check (length(name) between 1 and 60),
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid default app_user(),
  updated_at timestamptz not null default now(),
  constraint tags_pkey primary key (org_id, id),
  constraint tags_name_key unique (org_id, name)
);
create index tags_by_age on tags (org_id, created_at desc, id desc);
select record_table('tags');

create function register_tags() returns trigger language plpgsql as $$
begin
  insert into tags (org_id, id, name)
    select new.org_id, uuid_v7(), said.name from unnest(new.tags) as said (name)
    where not exists (select from tags t where t.org_id = new.org_id and t.name = said.name)
    on conflict do nothing;
  return null;
end $$;

-- Has the tags of a table's records known.
create function tagged_table(target regclass) returns void language plpgsql as $$
begin
  execute format($f$create trigger tags_added after insert on %s for each row
    when (new.tags <> '{}') execute function register_tags()$f$, target);
  execute format($f$create trigger tags_changed after update of tags on %s for each row
    when (new.tags <> '{}' and new.tags <> old.tags) execute function register_tags()$f$, target);
end $$;
select tagged_table('customers');
do $$ begin if to_regclass('leads') is not null then perform tagged_table('leads'); end if; end $$;
