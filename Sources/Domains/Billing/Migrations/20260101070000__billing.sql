-- What is charged, what was paid, and the ledger in which both stand.

create table invoices (
  org_id uuid not null constraint invoices_org_fkey references organisations (id),
  id uuid not null,
  -- Given when issued, without gaps within its series.
  number text constraint invoices_number_length_check check (length(number) between 1 and 40),
  series text,
  status text not null default 'draft' constraint invoices_status_check
    check (status in ('draft', 'issued', 'sent', 'partly_paid', 'paid', 'overdue', 'cancelled')),
  customer_id uuid not null,
  appointment_id uuid,
  currency char(3) not null constraint invoices_currency_check check (currency ~ '^[A-Z]{3}$'),
  prices_include_tax boolean not null default false,
  net_minor bigint not null,
  tax_minor bigint not null,
  total_minor bigint not null,
  paid_minor bigint not null default 0,
  issued_on date,
  issued_at timestamptz,
  due_on date,
  sent_at timestamptz,
  paid_at timestamptz,
  -- SHA-256 of what the link of the public pay page ends with.
  pay_token_hash bytea,
  pdf_file_id uuid,
  pdf_sha256 bytea,
  -- SHA-256 over the content and the hash of the invoice before it in the series.
  content_hash bytea,
  -- Who sends the bill and whom it is for, as they were when it was issued: name, address, email, phone, tax_number.
  seller jsonb not null default '{}',
  billed_to jsonb not null default '{}',
  notes text not null default '' constraint invoices_notes_check check (length(notes) <= 4000),
  -- The story in which it came about: a call, a visit.
  correlation_id text not null,
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid default app_user(),
  updated_at timestamptz not null default now(),
  constraint invoices_pkey primary key (org_id, id),
  constraint invoices_customer_fkey foreign key (org_id, customer_id) references customers (org_id, id),
  constraint invoices_appointment_fkey foreign key (org_id, appointment_id) references appointments (org_id, id),
  constraint invoices_pdf_fkey foreign key (org_id, pdf_file_id) references files (org_id, id),
  constraint invoices_number_key unique (org_id, number),
  constraint invoices_total_check check (total_minor = net_minor + tax_minor),
  constraint invoices_paid_check check (paid_minor between 0 and greatest(total_minor, 0)),
  constraint invoices_draft_check check (status <> 'draft' or (number is null and paid_minor = 0)),
  constraint invoices_issued_check check (
    status in ('draft', 'cancelled')
    or (number is not null and series is not null and issued_on is not null and issued_at is not null
      and due_on is not null and content_hash is not null)),
  constraint invoices_due_check check (due_on >= issued_on)
);
-- One bill for a visit, however often its completion is told.
create unique index invoices_appointment_key on invoices (org_id, appointment_id)
  where appointment_id is not null and status <> 'cancelled';
create unique index invoices_pay_token_key on invoices (org_id, pay_token_hash) where pay_token_hash is not null;
-- The public link names no organisation: this finds it.
create index invoices_by_pay_token on invoices (pay_token_hash) where pay_token_hash is not null;
create index invoices_by_age on invoices (org_id, created_at desc, id desc);
create index invoices_by_status on invoices (org_id, status, created_at desc, id desc);
create index invoices_by_customer on invoices (org_id, customer_id, created_at desc, id desc);
create index invoices_by_due on invoices (org_id, due_on) where status in ('issued', 'sent', 'partly_paid', 'overdue');
create index invoices_by_series on invoices (org_id, series, number) where series is not null;
select record_table('invoices', others => $$app_role() = 'customer' and customer_id = app_customer()
    and status <> 'draft'$$, sensitive => '{pay_token_hash}');

-- What has been issued stands: a mistake is put right by another document.
create function keep_issued_invoice() returns trigger language plpgsql as $$
declare
  free constant text[] :=
    '{status, paid_minor, paid_at, sent_at, pay_token_hash, pdf_file_id, pdf_sha256, version, updated_at}';
begin
  if tg_op = 'DELETE' then
    raise exception 'an invoice is cancelled, not deleted' using errcode = 'check_violation',
      constraint = 'invoices_kept_check', table = 'invoices';
  end if;
  if old.status = 'draft' then return new; end if;
  if to_jsonb(new) - free is distinct from to_jsonb(old) - free or new.status = 'draft'
    or (old.status = 'cancelled' and new.status <> 'cancelled')
    or (old.pay_token_hash is not null and new.pay_token_hash is distinct from old.pay_token_hash)
    or (old.pdf_sha256 is not null and (new.pdf_sha256, new.pdf_file_id) is distinct from (old.pdf_sha256, old.pdf_file_id))
  then
    raise exception 'an issued invoice does not change' using errcode = 'check_violation',
      constraint = 'invoices_issued_kept_check', table = 'invoices';
  end if;
  return new;
end $$;
create trigger keep_issued before update or delete on invoices for each row execute function keep_issued_invoice();

create table invoice_lines (
  org_id uuid not null constraint invoice_lines_org_fkey references organisations (id),
  id uuid not null,
  invoice_id uuid not null,
  position int not null constraint invoice_lines_position_check check (position between 1 and 1000),
  description text not null constraint invoice_lines_description_check check (length(description) between 1 and 1000),
  quantity numeric(12, 4) not null default 1,
  -- For one piece.
  unit_minor bigint not null,
  -- UNCL 5305: S standard, Z zero, E exempt.
  tax_code text not null default 'S' constraint invoice_lines_tax_code_check check (tax_code ~ '^[A-Z]{1,3}$'),
  -- Percent.
  tax_rate numeric(7, 3) not null default 0 constraint invoice_lines_tax_rate_check check (tax_rate between 0 and 1000),
  -- Quantity times price, rounded; with tax where prices include it.
  net_minor bigint not null,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint invoice_lines_pkey primary key (org_id, id),
  constraint invoice_lines_invoice_fkey foreign key (org_id, invoice_id) references invoices (org_id, id),
  constraint invoice_lines_position_key unique (org_id, invoice_id, position)
);
create index invoice_lines_by_age on invoice_lines (org_id, created_at desc, id desc);
select record_table('invoice_lines');

-- Waits for whoever is issuing the invoice, so that no line slips in behind the sum.
create function keep_issued_lines() returns trigger language plpgsql as $$
declare
  line invoice_lines := case when tg_op = 'DELETE' then old else new end;
begin
  perform from invoices where org_id = line.org_id and id = line.invoice_id and status = 'draft' for share;
  if not found or (tg_op = 'UPDATE' and new.invoice_id <> old.invoice_id) then
    raise exception 'the lines of an issued invoice do not change' using errcode = 'check_violation',
      constraint = 'invoice_lines_kept_check', table = 'invoice_lines';
  end if;
  return line;
end $$;
create trigger keep_issued before insert or update or delete on invoice_lines
  for each row execute function keep_issued_lines();

-- The last number given in each series. Counted up in the transaction that uses the number, so that none is lost.
create table number_counters (
  org_id uuid not null constraint number_counters_org_fkey references organisations (id),
  series text not null,
  value bigint not null constraint number_counters_value_check check (value > 0),
  -- The last invoice's content_hash.
  chain bytea not null,
  constraint number_counters_pkey primary key (org_id, series)
);
select tenant_table('number_counters', grants => 'select, insert, update');

create table payments (
  org_id uuid not null constraint payments_org_fkey references organisations (id),
  id uuid not null,
  invoice_id uuid not null,
  customer_id uuid not null,
  amount_minor bigint not null constraint payments_amount_check check (amount_minor > 0),
  -- What of it was more than the invoice asked for: the customer's credit.
  credit_minor bigint not null default 0,
  currency char(3) not null constraint payments_currency_check check (currency ~ '^[A-Z]{3}$'),
  method text not null constraint payments_method_check check (method in ('card', 'cash', 'transfer', 'check')),
  provider text,
  provider_id text,
  received_at timestamptz not null,
  note text constraint payments_note_check check (length(note) <= 1000),
  receipt_message_id uuid,
  correlation_id text not null,
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid default app_user(),
  updated_at timestamptz not null default now(),
  constraint payments_pkey primary key (org_id, id),
  constraint payments_invoice_fkey foreign key (org_id, invoice_id) references invoices (org_id, id),
  constraint payments_customer_fkey foreign key (org_id, customer_id) references customers (org_id, id),
  constraint payments_provider_check check ((provider is null) = (provider_id is null)),
  constraint payments_credit_check check (credit_minor between 0 and amount_minor),
  -- The same money is booked once, whatever the provider says how often.
  constraint payments_provider_key unique (org_id, provider, provider_id)
);
create index payments_by_invoice on payments (org_id, invoice_id, received_at);
create index payments_by_customer on payments (org_id, customer_id, received_at desc);
create index payments_by_age on payments (org_id, created_at desc, id desc);
select tenant_table('payments', others => $$app_role() = 'customer' and customer_id = app_customer()$$,
  grants => 'select, insert');
grant update (receipt_message_id) on payments to mainline_app;
drop policy tenant_delete on payments;
revoke delete on payments from mainline_system;
create trigger touch before update on payments for each row execute function touch_record();
select audited_table('payments');

-- The ledger. Debits are positive, credits negative; a journal sums to zero in every currency, and stands for ever.
create table journals (
  org_id uuid not null constraint journals_org_fkey references organisations (id),
  id uuid not null,
  kind text not null constraint journals_kind_check check (kind in ('invoice', 'payment')),
  invoice_id uuid not null,
  payment_id uuid,
  -- The day in the organisation's zone.
  posted_on date not null,
  correlation_id text not null,
  recorded_at timestamptz not null default now(),
  constraint journals_pkey primary key (org_id, id),
  constraint journals_invoice_fkey foreign key (org_id, invoice_id) references invoices (org_id, id),
  constraint journals_payment_fkey foreign key (org_id, payment_id) references payments (org_id, id),
  constraint journals_kind_payment_check check ((kind = 'payment') = (payment_id is not null)),
  -- A fact is posted once.
  constraint journals_payment_key unique (org_id, payment_id)
);
create unique index journals_invoice_key on journals (org_id, invoice_id) where kind = 'invoice';
create index journals_by_day on journals (org_id, posted_on, id);
select tenant_table('journals', grants => 'select, insert');

create table journal_lines (
  org_id uuid not null constraint journal_lines_org_fkey references organisations (id),
  journal_id uuid not null,
  account text not null constraint journal_lines_account_check check (account in (
    'receivable', 'revenue', 'deferred_revenue', 'tax', 'cash', 'clearing', 'customer_credit', 'bad_debt', 'rounding',
    'commission_expense', 'commission_payable')),
  currency char(3) not null constraint journal_lines_currency_check check (currency ~ '^[A-Z]{3}$'),
  amount_minor bigint not null constraint journal_lines_amount_check check (amount_minor <> 0),
  constraint journal_lines_pkey primary key (org_id, journal_id, account, currency),
  constraint journal_lines_journal_fkey foreign key (org_id, journal_id) references journals (org_id, id)
);
create index journal_lines_by_account on journal_lines (org_id, account, currency) include (amount_minor);
select tenant_table('journal_lines', grants => 'select, insert');

drop policy tenant_update on journals;
drop policy tenant_delete on journals;
drop policy tenant_update on journal_lines;
drop policy tenant_delete on journal_lines;
revoke update, delete on journals, journal_lines from mainline_system;

-- At the end of the transaction, when all lines are there. Lines come with their journal or not at all.
create function check_journal() returns trigger language plpgsql as $$
declare
  journal uuid := case tg_table_name when 'journals' then (to_jsonb(new) ->> 'id')::uuid
    else (to_jsonb(new) ->> 'journal_id')::uuid end;
  off record;
begin
  if not exists (select from journals where org_id = new.org_id and id = journal and recorded_at = now()) then
    raise exception 'a journal that stands takes no more lines' using errcode = 'check_violation',
      constraint = 'journals_closed_check', table = 'journals';
  end if;
  if not exists (select from journal_lines where org_id = new.org_id and journal_id = journal) then
    raise exception 'a journal has lines' using errcode = 'check_violation',
      constraint = 'journals_lines_check', table = 'journals';
  end if;
  select currency, sum(amount_minor) as sum into off from journal_lines
    where org_id = new.org_id and journal_id = journal group by currency having sum(amount_minor) <> 0 limit 1;
  if found then
    raise exception 'the journal is off by % %', off.sum, off.currency using errcode = 'check_violation',
      constraint = 'journals_balance_check', table = 'journals';
  end if;
  return null;
end $$;
create constraint trigger balance after insert on journals deferrable initially deferred
  for each row execute function check_journal();
create constraint trigger balance after insert on journal_lines deferrable initially deferred
  for each row execute function check_journal();

-- What payment providers told, each thing once.
create table payment_events (
  org_id uuid not null constraint payment_events_org_fkey references organisations (id),
  provider text not null,
  -- The provider's own.
  id text not null constraint payment_events_id_check check (length(id) between 1 and 255),
  kind text not null,
  payload jsonb not null,
  invoice_id uuid,
  correlation_id text not null,
  received_at timestamptz not null default now(),
  constraint payment_events_pkey primary key (org_id, provider, id)
);
create index payment_events_by_age on payment_events (org_id, received_at desc);
select tenant_table('payment_events', staff => $$app_role() in ('owner', 'admin', 'manager', 'system')$$,
  grants => 'select, insert');
drop policy tenant_update on payment_events;
drop policy tenant_delete on payment_events;
