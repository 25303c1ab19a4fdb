-- What is offered to a customer: the copy being worked on, every version that was sent, and the acceptance.

create table quotes (
  org_id uuid not null constraint quotes_org_fkey references organisations (id),
  id uuid not null,
  -- Given when first sent, without gaps.
  number text constraint quotes_number_length_check check (length(number) between 1 and 40),
  title text not null constraint quotes_title_check check (length(title) between 1 and 200),
  status text not null default 'draft' constraint quotes_status_check
    check (status in ('draft', 'sent', 'viewed', 'accepted', 'declined', 'expired', 'converted')),
  -- Which version this is; those before it were sent and stand in quote_versions.
  revision int not null default 1 constraint quotes_revision_check check (revision between 1 and 999),
  customer_id uuid not null,
  deal_id uuid,
  owner_id uuid default app_user(),
  currency char(3) not null constraint quotes_currency_check check (currency ~ '^[A-Z]{3}$'),
  prices_include_tax boolean not null,
  -- On the whole quote: percent, or an amount.
  discount_percent numeric(6, 3) not null default 0 constraint quotes_discount_percent_check check (discount_percent between 0 and 100),
  discount_minor bigint not null default 0 constraint quotes_discount_minor_check check (discount_minor >= 0),
  net_minor bigint not null default 0,
  tax_minor bigint not null default 0,
  total_minor bigint not null default 0,
  valid_until date,
  terms text constraint quotes_terms_check check (length(terms) <= 8000),
  notes text constraint quotes_notes_check check (length(notes) <= 4000),
  sent_at timestamptz,
  viewed_at timestamptz,
  accepted_at timestamptz,
  declined_at timestamptz,
  decline_reason text constraint quotes_decline_reason_check check (length(decline_reason) <= 1000),
  invoice_id uuid,
  appointment_id uuid,
  -- The story in which it came about.
  correlation_id text not null default coalesce(nullif(current_setting('app.correlation', true), ''), 'quote'),
  custom jsonb not null default '{}',
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid default app_user(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  constraint quotes_pkey primary key (org_id, id),
  constraint quotes_customer_fkey foreign key (org_id, customer_id) references customers (org_id, id),
  constraint quotes_owner_fkey foreign key (org_id, owner_id) references members (org_id, id),
  constraint quotes_number_key unique (org_id, number),
  constraint quotes_total_check check (total_minor = net_minor + tax_minor),
  constraint quotes_one_discount_check check (discount_percent = 0 or discount_minor = 0),
  constraint quotes_sent_check check (status = 'draft' or (number is not null and sent_at is not null)),
  constraint quotes_accepted_check check ((status in ('accepted', 'converted')) = (accepted_at is not null)),
  constraint quotes_converted_check check ((status = 'converted') = (invoice_id is not null or appointment_id is not null))
);
create index quotes_by_age on quotes (org_id, created_at desc, id desc) where deleted_at is null;
create index quotes_by_status on quotes (org_id, status, created_at desc, id desc) where deleted_at is null;
create index quotes_by_owner on quotes (org_id, owner_id, created_at desc, id desc) where deleted_at is null;
create index quotes_by_customer on quotes (org_id, customer_id, created_at desc, id desc) where deleted_at is null;
create index quotes_by_deal on quotes (org_id, deal_id, created_at desc, id desc) where deal_id is not null and deleted_at is null;
create index quotes_by_total on quotes (org_id, total_minor desc, id desc) where deleted_at is null;
create index quotes_by_end on quotes (org_id, valid_until, id) where deleted_at is null;
create index quotes_to_expire on quotes (org_id, valid_until) where status in ('sent', 'viewed') and deleted_at is null;
create index quotes_title_search on quotes using gin (org_id, title gin_trgm_ops);

-- A new quote is in the organisation's currency and price mode, and holds for thirty days, unless said otherwise.
create function begin_quote() returns trigger language plpgsql as $$
begin
  select coalesce(new.currency, o.currency),
      coalesce(new.prices_include_tax, (o.settings -> 'billing' ->> 'prices_include_tax')::boolean, false),
      coalesce(new.valid_until, (now() at time zone o.zone)::date + 30)
    into new.currency, new.prices_include_tax, new.valid_until
    from organisations o where o.id = new.org_id;
  return new;
end $$;
create trigger begin_quote before insert on quotes for each row execute function begin_quote();

-- What a customer has in hands does not change: another version is made. What was accepted stands for ever. When customers
-- are merged, their quotes go to the one that stays; when a person is erased, the notes go.
create function keep_sent_quote() returns trigger language plpgsql as $$
declare
  free text[] := '{status, owner_id, deal_id, viewed_at, accepted_at, declined_at, decline_reason, invoice_id, '
    'appointment_id, custom, version, updated_at}';
  is_merging constant boolean := current_setting('app.merging', true) = 'on';
begin
  if tg_op = 'DELETE' then
    if old.status <> 'draft' or old.revision > 1 then
      raise exception 'a quote that was sent is kept' using errcode = 'check_violation',
        constraint = 'quotes_kept_check', table = 'quotes';
    end if;
    return old;
  end if;
  if new.deleted_at is not null and old.deleted_at is null and (old.status <> 'draft' or old.revision > 1) then
    raise exception 'a quote that was sent is kept' using errcode = 'check_violation',
      constraint = 'quotes_kept_check', table = 'quotes';
  end if;
  if old.status = 'draft' then return new; end if;
  if is_merging then free := free || 'customer_id'::text; end if;
  if current_setting('app.erasing', true) = 'on' then free := free || 'notes'::text; end if;
  -- What was taken of the optional lines settles the sums.
  if old.accepted_at is null and new.accepted_at is not null then
    free := free || '{net_minor, tax_minor, total_minor}'::text[];
  end if;
  -- The next version: the same quote, a draft again.
  if new.status = 'draft' and new.revision = old.revision + 1 and old.status in ('sent', 'viewed', 'declined', 'expired')
    and new.accepted_at is null then return new; end if;
  if to_jsonb(new) - free is distinct from to_jsonb(old) - free or new.status = 'draft' then
    raise exception 'a quote that was sent does not change' using errcode = 'check_violation',
      constraint = 'quotes_sent_kept_check', table = 'quotes';
  end if;
  if old.accepted_at is not null and (new.accepted_at is distinct from old.accepted_at
      or new.status not in ('accepted', 'converted')
      or (new.customer_id <> old.customer_id and not is_merging)
      or (old.status = 'converted' and new.status <> 'converted')
      or (old.invoice_id is not null and new.invoice_id is distinct from old.invoice_id)
      or (old.appointment_id is not null and new.appointment_id is distinct from old.appointment_id)) then
    raise exception 'an accepted quote does not change' using errcode = 'check_violation',
      constraint = 'quotes_accepted_kept_check', table = 'quotes';
  end if;
  return new;
end $$;
create trigger keep_sent before update or delete on quotes for each row execute function keep_sent_quote();
select record_table('quotes', staff => $$app_role() <> 'sales' or owner_id = app_user()$$);

-- Lines of the copy being worked on.
create table quote_lines (
  org_id uuid not null constraint quote_lines_org_fkey references organisations (id),
  id uuid not null,
  quote_id uuid not null,
  position int not null constraint quote_lines_position_check check (position between 1 and 200),
  description text not null constraint quote_lines_description_check check (length(description) between 1 and 1000),
  quantity numeric(12, 4) not null default 1 constraint quote_lines_quantity_check check (quantity > 0),
  -- For one piece.
  unit_minor bigint not null,
  discount_percent numeric(6, 3) not null default 0
    constraint quote_lines_discount_percent_check check (discount_percent between 0 and 100),
  discount_minor bigint not null default 0 constraint quote_lines_discount_minor_check check (discount_minor >= 0),
  -- Percent.
  tax_rate numeric(7, 3) not null default 0 constraint quote_lines_tax_rate_check check (tax_rate between 0 and 1000),
  -- The customer may take it or leave it; chosen: taken unless they say otherwise.
  is_optional boolean not null default false,
  is_chosen boolean not null default true,
  -- Rounded, less its discount; with tax where prices include it.
  amount_minor bigint not null,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint quote_lines_pkey primary key (org_id, id),
  constraint quote_lines_quote_fkey foreign key (org_id, quote_id) references quotes (org_id, id) on delete cascade,
  constraint quote_lines_position_key unique (org_id, quote_id, position),
  constraint quote_lines_one_discount_check check (discount_percent = 0 or discount_minor = 0),
  constraint quote_lines_chosen_check check (is_optional or is_chosen)
);
create index quote_lines_by_age on quote_lines (org_id, created_at desc, id desc);
select record_table('quote_lines');

-- Waits for whoever is sending the quote, so that no line slips in behind the snapshot.
create function keep_sent_lines() returns trigger language plpgsql as $$
declare
  line quote_lines := case when tg_op = 'DELETE' then old else new end;
begin
  -- Lines go with a quote that is removed for good.
  if tg_op = 'DELETE' and not exists (select from quotes where org_id = line.org_id and id = line.quote_id) then
    return line;
  end if;
  perform from quotes where org_id = line.org_id and id = line.quote_id and status = 'draft' for share;
  if not found or (tg_op = 'UPDATE' and new.quote_id <> old.quote_id) then
    raise exception 'the lines of a quote that was sent do not change' using errcode = 'check_violation',
      constraint = 'quote_lines_kept_check', table = 'quote_lines';
  end if;
  return line;
end $$;
create trigger keep_sent before insert or update or delete on quote_lines
  for each row execute function keep_sent_lines();

-- What was sent, as it was sent: everything on it, for ever.
create table quote_versions (
  org_id uuid not null constraint quote_versions_org_fkey references organisations (id),
  id uuid not null,
  quote_id uuid not null,
  revision int not null,
  content jsonb not null,
  -- SHA-256 of what the link of its public page ends with.
  token_hash bytea not null,
  pdf_file_id uuid,
  sent_at timestamptz not null,
  constraint quote_versions_pkey primary key (org_id, id),
  constraint quote_versions_quote_fkey foreign key (org_id, quote_id) references quotes (org_id, id),
  constraint quote_versions_pdf_fkey foreign key (org_id, pdf_file_id) references files (org_id, id),
  constraint quote_versions_revision_key unique (org_id, quote_id, revision),
  constraint quote_versions_token_key unique (org_id, token_hash)
);
-- The public link names no organisation: this finds it.
create index quote_versions_by_token on quote_versions (token_hash);
select tenant_table('quote_versions', grants => 'select, insert');
grant update (pdf_file_id) on quote_versions to mainline_app;
drop policy tenant_delete on quote_versions;
revoke update, delete on quote_versions from mainline_system;
-- The name and the notes go when the person is erased.
grant update (content) on quote_versions to mainline_system;
select audited_table('quote_versions', 'content', 'token_hash');

-- The document of a version is made once; what was sent stays but for the name and notes of somebody who is erased.
create function keep_quote_document() returns trigger language plpgsql as $$
begin
  if (old.pdf_file_id is not null and new.pdf_file_id is distinct from old.pdf_file_id)
    or (new.content is distinct from old.content and (current_setting('app.erasing', true) is distinct from 'on'
      or new.content - '{addressed_to, notes}'::text[] is distinct from old.content - '{addressed_to, notes}'::text[]))
  then
    raise exception 'a version that was sent does not change' using errcode = 'check_violation',
      constraint = 'quote_versions_kept_check', table = 'quote_versions';
  end if;
  return new;
end $$;
create trigger keep_document before update on quote_versions for each row execute function keep_quote_document();

-- That a customer said yes: to what, who, when and from where. Once for a quote, and never changed.
create table quote_acceptances (
  org_id uuid not null constraint quote_acceptances_org_fkey references organisations (id),
  id uuid not null,
  quote_id uuid not null,
  version_id uuid not null,
  -- The optional lines that were taken.
  chosen uuid[] not null default '{}',
  net_minor bigint not null,
  tax_minor bigint not null,
  total_minor bigint not null,
  signed_name text not null constraint quote_acceptances_signed_name_check check (length(signed_name) between 2 and 200),
  -- The drawn signature: the path of an SVG of 400 by 120.
  signature text constraint quote_acceptances_signature_check
    check (length(signature) <= 40000 and signature ~ '^[ML0-9 .,-]+$'),
  address text,
  user_agent text constraint quote_acceptances_user_agent_check check (length(user_agent) <= 500),
  -- Who noted it, where the customer said so by other means.
  recorded_by uuid default app_user(),
  accepted_at timestamptz not null,
  constraint quote_acceptances_pkey primary key (org_id, id),
  constraint quote_acceptances_version_fkey foreign key (org_id, version_id) references quote_versions (org_id, id),
  constraint quote_acceptances_quote_fkey foreign key (org_id, quote_id) references quotes (org_id, id),
  constraint quote_acceptances_quote_key unique (org_id, quote_id),
  constraint quote_acceptances_total_check check (total_minor = net_minor + tax_minor)
);
select tenant_table('quote_acceptances', grants => 'select, insert');
drop policy tenant_update on quote_acceptances;
drop policy tenant_delete on quote_acceptances;
revoke update, delete on quote_acceptances from mainline_system;
select audited_table('quote_acceptances', 'signature');

-- Only what is personal goes, when the person is erased.
grant update (signature, address, user_agent) on quote_acceptances to mainline_system;
create function keep_acceptance() returns trigger language plpgsql as $$
begin
  if current_setting('app.erasing', true) is distinct from 'on' then
    raise exception 'an acceptance does not change' using errcode = 'check_violation',
      constraint = 'quotes_accepted_kept_check', table = 'quote_acceptances';
  end if;
  return new;
end $$;
create trigger keep_acceptance before update on quote_acceptances for each row execute function keep_acceptance();

-- The last number given. Counted up in the transaction that uses it, so that none is lost.
create table quote_counters (
  org_id uuid not null constraint quote_counters_org_fkey references organisations (id),
  value bigint not null constraint quote_counters_value_check check (value > 0),
  constraint quote_counters_pkey primary key (org_id)
);
select tenant_table('quote_counters', grants => 'select, insert, update');
