CREATE DOMAIN public.time_of_day AS text COLLATE pg_catalog."C"
	CONSTRAINT time_of_day_check CHECK ((VALUE ~ '^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$'::text));

CREATE DOMAIN public.weekday AS text
	CONSTRAINT weekday_check CHECK ((VALUE = ANY (ARRAY['monday'::text, 'tuesday'::text, 'wednesday'::text, 'thursday'::text, 'friday'::text, 'saturday'::text, 'sunday'::text])));

CREATE FUNCTION public.address_matching(address text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN btrim(regexp_replace(lower(address), '[^[:alnum:]]+'::text, ' '::text, 'g'::text));

CREATE FUNCTION public.announce_access_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  perform pg_notify('mainline_access', tg_argv[0] || ':' || old.id);
  return null;
end $$;

CREATE FUNCTION public.app_customer() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN (NULLIF(current_setting('app.customer'::text, true), ''::text))::uuid;

CREATE FUNCTION public.app_is_staff() RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN (current_setting('app.role'::text, true) = ANY (ARRAY['owner'::text, 'admin'::text, 'manager'::text, 'sales'::text, 'agent'::text, 'technician'::text, 'viewer'::text, 'system'::text]));

CREATE FUNCTION public.app_may_write() RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN (current_setting('app.role'::text, true) = ANY (ARRAY['owner'::text, 'admin'::text, 'manager'::text, 'sales'::text, 'agent'::text, 'technician'::text, 'system'::text]));

CREATE FUNCTION public.app_org() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN (NULLIF(current_setting('app.org'::text, true), ''::text))::uuid;

CREATE FUNCTION public.app_reseller() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN (NULLIF(current_setting('app.reseller'::text, true), ''::text))::uuid;

CREATE FUNCTION public.app_role() RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN NULLIF(current_setting('app.role'::text, true), ''::text);

CREATE FUNCTION public.app_user() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN (NULLIF(current_setting('app.user'::text, true), ''::text))::uuid;

CREATE FUNCTION public.audit_row() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare
  before jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
  after jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
  row_now jsonb := coalesce(after, before);
  diff jsonb;
begin
  select coalesce(jsonb_object_agg(key, case when key = any (tg_argv) then '["redacted", "redacted"]'::jsonb
      else jsonb_build_array(before -> key, after -> key) end), '{}')
    into diff
    from jsonb_object_keys(row_now) as key
    where before -> key is distinct from after -> key
      and coalesce(before -> key, 'null') is distinct from coalesce(after -> key, 'null')
      and key not in ('org_id', 'id', 'version', 'created_at', 'updated_at', 'search');
  if tg_op = 'UPDATE' and diff = '{}' then return null; end if;
  insert into audit_entries (org_id, actor, role, surface, correlation_id, address, action, record_kind, record_id, changes)
  values ((row_now ->> 'org_id')::uuid,
    coalesce(nullif(current_setting('app.actor', true), ''), 'system:sql'),
    coalesce(nullif(current_setting('app.role', true), ''), 'system'),
    coalesce(nullif(current_setting('app.surface', true), ''), 'cli'),
    coalesce(nullif(current_setting('app.correlation', true), ''), ''),
    coalesce(current_setting('app.address', true), ''),
    coalesce(nullif(current_setting('app.action', true), ''),
      case tg_op when 'INSERT' then 'create' when 'UPDATE' then 'update' else 'delete' end),
    tg_table_name, (row_now ->> 'id')::uuid, diff);
  return null;
end $$;

CREATE FUNCTION public.audited_table(target regclass, VARIADIC sensitive text[] DEFAULT '{}'::text[]) RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
  execute format('create trigger audit after insert or update or delete on %s for each row execute function audit_row(%s)',
    target, (select string_agg(quote_literal(name), ', ') from unnest(sensitive) as name));
end $$;

CREATE FUNCTION public.check_journal() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

CREATE FUNCTION public.end_member_sessions() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  new.sessions_from := clock_timestamp();
  return new;
end $$;

CREATE FUNCTION public.keep_an_owner() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  perform from members where org_id = old.org_id and role = 'owner' and is_active and deleted_at is null for update;
  if not found then
    raise exception 'an organisation needs an active owner'
      using errcode = 'check_violation', constraint = 'members_last_owner_check', table = 'members';
  end if;
  return null;
end $$;

CREATE FUNCTION public.keep_issued_invoice() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

CREATE FUNCTION public.keep_issued_lines() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

CREATE FUNCTION public.record_table(target regclass, others text DEFAULT 'false'::text, staff text DEFAULT 'true'::text, sensitive text[] DEFAULT '{}'::text[]) RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
  perform tenant_table(target, others, staff);
  perform audited_table(target, variadic sensitive);
  execute format('create trigger touch before update on %s for each row execute function touch_record()', target);
end $$;

CREATE FUNCTION public.system_table(target regclass) RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy across_tenants on %s to mainline_system using (true) with check (true)', target);
  execute format('grant select, insert, update, delete on %s to mainline_system', target);
end $$;

CREATE FUNCTION public.tenant_table(target regclass, others text DEFAULT 'false'::text, staff text DEFAULT 'true'::text, grants text DEFAULT 'select, insert, update, delete'::text) RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy tenant_read on %s for select to mainline_app using (org_id = app_org()
    and ((app_is_staff() and (%s)) or (%s)))', target, staff, others);
  execute format('create policy tenant_insert on %s for insert to mainline_app with check (org_id = app_org()
    and app_may_write())', target);
  execute format('create policy tenant_update on %s for update to mainline_app using (org_id = app_org()
    and app_may_write() and (%s)) with check (org_id = app_org() and app_may_write())', target, staff);
  execute format('create policy tenant_delete on %s for delete to mainline_app using (org_id = app_org()
    and app_may_write() and (%s))', target, staff);
  execute format('create policy across_tenants on %s to mainline_system using (true) with check (true)', target);
  execute format('grant %s on %s to mainline_app', grants, target);
  execute format('grant select, insert, update, delete on %s to mainline_system', target);
end $$;

CREATE FUNCTION public.touch_record() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  new.version := old.version + 1;
  new.updated_at := greatest(now(), old.updated_at);
  return new;
end $$;

CREATE FUNCTION public.uuid_v7() RETURNS uuid
    LANGUAGE sql PARALLEL SAFE
    RETURN (((lpad(to_hex(((EXTRACT(epoch FROM clock_timestamp()) * (1000)::numeric))::bigint), 12, '0'::text) || '7'::text) || substr(replace((gen_random_uuid())::text, '-'::text, ''::text), 14)))::uuid;

CREATE TABLE public.api_key_uses (
    org_id uuid NOT NULL,
    key_id uuid NOT NULL,
    last_used_at timestamp with time zone NOT NULL,
    last_used_address text NOT NULL
);

ALTER TABLE ONLY public.api_key_uses FORCE ROW LEVEL SECURITY;

CREATE TABLE public.api_keys (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    role text NOT NULL,
    scopes text[] DEFAULT '{}'::text[] NOT NULL,
    secret_hash bytea NOT NULL,
    prefix text NOT NULL,
    allowed_addresses cidr[] DEFAULT '{}'::cidr[] NOT NULL,
    requests_per_minute integer DEFAULT 600 NOT NULL,
    expires_at timestamp with time zone,
    revoked_at timestamp with time zone,
    successor_id uuid,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT api_keys_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
    CONSTRAINT api_keys_requests_per_minute_check CHECK (((requests_per_minute >= 1) AND (requests_per_minute <= 100000))),
    CONSTRAINT api_keys_role_check CHECK ((role = ANY (ARRAY['owner'::text, 'admin'::text, 'manager'::text, 'sales'::text, 'agent'::text, 'technician'::text, 'viewer'::text])))
);

ALTER TABLE ONLY public.api_keys FORCE ROW LEVEL SECURITY;

CREATE TABLE public.appointments (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    customer_id uuid NOT NULL,
    site_id uuid,
    job_type_id uuid NOT NULL,
    technician_id uuid,
    during tstzrange NOT NULL,
    occupies tstzrange NOT NULL,
    starts_at timestamp with time zone GENERATED ALWAYS AS (lower(during)) STORED NOT NULL,
    ends_at timestamp with time zone GENERATED ALWAYS AS (upper(during)) STORED NOT NULL,
    status text DEFAULT 'booked'::text NOT NULL,
    notes text DEFAULT ''::text NOT NULL,
    source text DEFAULT 'workspace'::text NOT NULL,
    arrived_at timestamp with time zone,
    completed_at timestamp with time zone,
    cancelled_at timestamp with time zone,
    cancel_reason text,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid DEFAULT public.app_user(),
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT appointments_cancelled_check CHECK (((status = 'cancelled'::text) = (cancelled_at IS NOT NULL))),
    CONSTRAINT appointments_completed_check CHECK (((status = ANY (ARRAY['completed'::text, 'invoiced'::text])) = (completed_at IS NOT NULL))),
    CONSTRAINT appointments_during_check CHECK (((NOT isempty(during)) AND lower_inc(during) AND (NOT upper_inc(during)) AND (NOT lower_inf(during)) AND (NOT upper_inf(during)))),
    CONSTRAINT appointments_notes_check CHECK ((length(notes) <= 20000)),
    CONSTRAINT appointments_occupies_check CHECK (((occupies @> during) AND lower_inc(occupies) AND (NOT upper_inc(occupies)) AND ((upper(occupies) - lower(occupies)) <= '48:00:00'::interval))),
    CONSTRAINT appointments_source_check CHECK (((length(source) >= 1) AND (length(source) <= 60))),
    CONSTRAINT appointments_status_check CHECK ((status = ANY (ARRAY['new'::text, 'booked'::text, 'confirmed'::text, 'en_route'::text, 'on_site'::text, 'completed'::text, 'invoiced'::text, 'cancelled'::text, 'no_show'::text])))
);

ALTER TABLE ONLY public.appointments FORCE ROW LEVEL SECURITY;

CREATE TABLE public.audit_entries (
    org_id uuid NOT NULL,
    id uuid DEFAULT public.uuid_v7() NOT NULL,
    at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    actor text NOT NULL,
    role text NOT NULL,
    surface text NOT NULL,
    correlation_id text NOT NULL,
    address text NOT NULL,
    action text NOT NULL,
    record_kind text NOT NULL,
    record_id uuid,
    changes jsonb NOT NULL
);

ALTER TABLE ONLY public.audit_entries FORCE ROW LEVEL SECURITY;

CREATE TABLE public.audit_seals (
    org_id uuid NOT NULL,
    "position" bigint NOT NULL,
    entry_id uuid NOT NULL,
    hash bytea NOT NULL,
    sealed_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY public.audit_seals FORCE ROW LEVEL SECURITY;

CREATE TABLE public.business_hours (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    weekday public.weekday NOT NULL,
    opens public.time_of_day NOT NULL,
    closes public.time_of_day NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid DEFAULT public.app_user(),
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT business_hours_closes_check CHECK (((opens)::text < (closes)::text))
);

ALTER TABLE ONLY public.business_hours FORCE ROW LEVEL SECURITY;

CREATE TABLE public.call_lines (
    org_id uuid NOT NULL,
    call_id uuid NOT NULL,
    "position" integer NOT NULL,
    speaker text NOT NULL,
    text text NOT NULL,
    confidence real,
    at timestamp with time zone NOT NULL,
    CONSTRAINT call_lines_speaker_check CHECK ((speaker = ANY (ARRAY['caller'::text, 'assistant'::text])))
);

ALTER TABLE ONLY public.call_lines FORCE ROW LEVEL SECURITY;

CREATE TABLE public.call_webhooks (
    org_id uuid NOT NULL,
    provider_call_id text NOT NULL,
    key text NOT NULL,
    response text NOT NULL,
    received_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY public.call_webhooks FORCE ROW LEVEL SECURITY;

CREATE TABLE public.callbacks (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    call_id uuid,
    customer_id uuid,
    number text,
    name text,
    reason text NOT NULL,
    about text DEFAULT ''::text NOT NULL,
    status text DEFAULT 'open'::text NOT NULL,
    resolution text,
    resolved_at timestamp with time zone,
    resolved_by text,
    correlation_id text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT callbacks_status_check CHECK ((status = ANY (ARRAY['open'::text, 'done'::text])))
);

ALTER TABLE ONLY public.callbacks FORCE ROW LEVEL SECURITY;

CREATE TABLE public.calls (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    provider_call_id text NOT NULL,
    direction text NOT NULL,
    our_number text NOT NULL,
    their_number text,
    customer_id uuid,
    appointment_id uuid,
    status text NOT NULL,
    outcome text,
    intent text,
    summary text,
    state jsonb NOT NULL,
    dialogue jsonb NOT NULL,
    turn integer DEFAULT 0 NOT NULL,
    voicemail_url text,
    voicemail_seconds integer,
    started_at timestamp with time zone NOT NULL,
    answered_at timestamp with time zone,
    ended_at timestamp with time zone,
    duration_seconds integer,
    last_heard_at timestamp with time zone NOT NULL,
    correlation_id text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT calls_direction_check CHECK ((direction = ANY (ARRAY['inbound'::text, 'outbound'::text]))),
    CONSTRAINT calls_outcome_check CHECK ((outcome = ANY (ARRAY['booked'::text, 'rescheduled'::text, 'cancelled'::text, 'answered'::text, 'transferred'::text, 'callback_queued'::text, 'voicemail'::text, 'emergency_escalated'::text, 'abandoned'::text, 'blocked'::text])))
);

ALTER TABLE ONLY public.calls FORCE ROW LEVEL SECURITY;

CREATE TABLE public.custom_fields (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    resource text NOT NULL,
    name text NOT NULL,
    label text NOT NULL,
    kind text NOT NULL,
    choices text[] DEFAULT '{}'::text[] NOT NULL,
    is_required boolean DEFAULT false NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid DEFAULT public.app_user(),
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT custom_fields_choices_check CHECK (((kind <> 'choice'::text) OR ((cardinality(choices) >= 1) AND (cardinality(choices) <= 100)))),
    CONSTRAINT custom_fields_kind_check CHECK ((kind = ANY (ARRAY['text'::text, 'long_text'::text, 'email'::text, 'phone'::text, 'url'::text, 'number'::text, 'percent'::text, 'boolean'::text, 'date'::text, 'timestamp'::text, 'choice'::text]))),
    CONSTRAINT custom_fields_label_check CHECK (((length(label) >= 1) AND (length(label) <= 80))),
    CONSTRAINT custom_fields_name_check CHECK ((name ~ '^[a-z][a-z0-9_]{0,39}$'::text))
);

ALTER TABLE ONLY public.custom_fields FORCE ROW LEVEL SECURITY;

CREATE TABLE public.customers (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    kind text DEFAULT 'person'::text NOT NULL,
    status text DEFAULT 'prospect'::text NOT NULL,
    phone text,
    email text,
    industry text,
    source text DEFAULT 'manual'::text NOT NULL,
    tags text[] DEFAULT '{}'::text[] NOT NULL,
    owner_id uuid DEFAULT 
CASE
    WHEN (public.app_role() = 'sales'::text) THEN public.app_user()
    ELSE NULL::uuid
END,
    reseller_id uuid,
    language text,
    zone text,
    custom jsonb DEFAULT '{}'::jsonb NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid DEFAULT public.app_user(),
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    deleted_at timestamp with time zone,
    CONSTRAINT customers_email_check CHECK (((length(email) >= 3) AND (length(email) <= 254))),
    CONSTRAINT customers_kind_check CHECK ((kind = ANY (ARRAY['person'::text, 'business'::text]))),
    CONSTRAINT customers_language_check CHECK (((length(language) >= 2) AND (length(language) <= 35))),
    CONSTRAINT customers_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
    CONSTRAINT customers_phone_check CHECK ((phone ~ '^\+[1-9][0-9]{4,14}$'::text)),
    CONSTRAINT customers_source_check CHECK (((length(source) >= 1) AND (length(source) <= 60))),
    CONSTRAINT customers_status_check CHECK ((status = ANY (ARRAY['prospect'::text, 'active'::text, 'inactive'::text, 'archived'::text])))
);

ALTER TABLE ONLY public.customers FORCE ROW LEVEL SECURITY;

CREATE TABLE public.emergencies (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    call_id uuid NOT NULL,
    customer_id uuid,
    category text NOT NULL,
    reasons text[] NOT NULL,
    words text NOT NULL,
    number text,
    name text,
    address text,
    status text DEFAULT 'open'::text NOT NULL,
    raised_at timestamp with time zone NOT NULL,
    acknowledged_at timestamp with time zone,
    acknowledged_by text,
    acknowledged_via text,
    correlation_id text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT emergencies_status_check CHECK ((status = ANY (ARRAY['open'::text, 'acknowledged'::text])))
);

ALTER TABLE ONLY public.emergencies FORCE ROW LEVEL SECURITY;

CREATE TABLE public.emergency_alerts (
    org_id uuid NOT NULL,
    emergency_id uuid NOT NULL,
    step integer NOT NULL,
    contact_name text NOT NULL,
    number text,
    provider_call_id text,
    at timestamp with time zone NOT NULL,
    call_status text
);

ALTER TABLE ONLY public.emergency_alerts FORCE ROW LEVEL SECURITY;

CREATE TABLE public.events (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    record_kind text NOT NULL,
    record_id uuid NOT NULL,
    customer_id uuid,
    payload jsonb DEFAULT '{}'::jsonb NOT NULL,
    actor text NOT NULL,
    correlation_id text NOT NULL,
    at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.events FORCE ROW LEVEL SECURITY;

CREATE TABLE public.files (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    content_type text NOT NULL,
    size bigint NOT NULL,
    sha256 bytea NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY public.files FORCE ROW LEVEL SECURITY;

CREATE TABLE public.holidays (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    day date NOT NULL,
    name text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid DEFAULT public.app_user(),
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT holidays_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120)))
);

ALTER TABLE ONLY public.holidays FORCE ROW LEVEL SECURITY;

CREATE TABLE public.idempotency_keys (
    org_id uuid NOT NULL,
    key text NOT NULL,
    request_hash bytea NOT NULL,
    status integer NOT NULL,
    response text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY public.idempotency_keys FORCE ROW LEVEL SECURITY;

CREATE TABLE public.invoice_lines (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    invoice_id uuid NOT NULL,
    "position" integer NOT NULL,
    description text NOT NULL,
    quantity numeric(12,4) DEFAULT 1 NOT NULL,
    unit_minor bigint NOT NULL,
    tax_code text DEFAULT 'S'::text NOT NULL,
    tax_rate numeric(7,3) DEFAULT 0 NOT NULL,
    net_minor bigint NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT invoice_lines_description_check CHECK (((length(description) >= 1) AND (length(description) <= 1000))),
    CONSTRAINT invoice_lines_position_check CHECK ((("position" >= 1) AND ("position" <= 1000))),
    CONSTRAINT invoice_lines_tax_code_check CHECK ((tax_code ~ '^[A-Z]{1,3}$'::text)),
    CONSTRAINT invoice_lines_tax_rate_check CHECK (((tax_rate >= (0)::numeric) AND (tax_rate <= (1000)::numeric)))
);

ALTER TABLE ONLY public.invoice_lines FORCE ROW LEVEL SECURITY;

CREATE TABLE public.invoices (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    number text,
    series text,
    status text DEFAULT 'draft'::text NOT NULL,
    customer_id uuid NOT NULL,
    appointment_id uuid,
    currency character(3) NOT NULL,
    prices_include_tax boolean DEFAULT false NOT NULL,
    net_minor bigint NOT NULL,
    tax_minor bigint NOT NULL,
    total_minor bigint NOT NULL,
    paid_minor bigint DEFAULT 0 NOT NULL,
    issued_on date,
    issued_at timestamp with time zone,
    due_on date,
    sent_at timestamp with time zone,
    paid_at timestamp with time zone,
    pay_token_hash bytea,
    pdf_file_id uuid,
    pdf_sha256 bytea,
    content_hash bytea,
    seller jsonb DEFAULT '{}'::jsonb NOT NULL,
    billed_to jsonb DEFAULT '{}'::jsonb NOT NULL,
    notes text DEFAULT ''::text NOT NULL,
    correlation_id text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid DEFAULT public.app_user(),
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT invoices_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT invoices_draft_check CHECK (((status <> 'draft'::text) OR ((number IS NULL) AND (paid_minor = 0)))),
    CONSTRAINT invoices_due_check CHECK ((due_on >= issued_on)),
    CONSTRAINT invoices_issued_check CHECK (((status = ANY (ARRAY['draft'::text, 'cancelled'::text])) OR ((number IS NOT NULL) AND (series IS NOT NULL) AND (issued_on IS NOT NULL) AND (issued_at IS NOT NULL) AND (due_on IS NOT NULL) AND (content_hash IS NOT NULL)))),
    CONSTRAINT invoices_notes_check CHECK ((length(notes) <= 4000)),
    CONSTRAINT invoices_number_length_check CHECK (((length(number) >= 1) AND (length(number) <= 40))),
    CONSTRAINT invoices_paid_check CHECK (((paid_minor >= 0) AND (paid_minor <= GREATEST(total_minor, (0)::bigint)))),
    CONSTRAINT invoices_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'issued'::text, 'sent'::text, 'partly_paid'::text, 'paid'::text, 'overdue'::text, 'cancelled'::text]))),
    CONSTRAINT invoices_total_check CHECK ((total_minor = (net_minor + tax_minor)))
);

ALTER TABLE ONLY public.invoices FORCE ROW LEVEL SECURITY;

CREATE TABLE public.job_history (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    payload jsonb NOT NULL,
    state text NOT NULL,
    attempt integer NOT NULL,
    idempotency_key text,
    serialisation_key text,
    correlation_id text NOT NULL,
    last_error text,
    reason text,
    run_at timestamp with time zone NOT NULL,
    created_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone NOT NULL,
    CONSTRAINT job_history_state_check CHECK ((state = ANY (ARRAY['succeeded'::text, 'cancelled'::text])))
);

ALTER TABLE ONLY public.job_history FORCE ROW LEVEL SECURITY;

CREATE TABLE public.job_keys (
    org_id uuid NOT NULL,
    key text NOT NULL,
    request_hash bytea NOT NULL,
    job_id uuid NOT NULL,
    contradicted boolean DEFAULT false NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT job_keys_same_request CHECK ((NOT contradicted))
);

ALTER TABLE ONLY public.job_keys FORCE ROW LEVEL SECURITY;

CREATE TABLE public.job_schedules (
    org_id uuid NOT NULL,
    name text NOT NULL,
    fired_at timestamp with time zone NOT NULL,
    fires bigint DEFAULT 0 NOT NULL
);

ALTER TABLE ONLY public.job_schedules FORCE ROW LEVEL SECURITY;

CREATE TABLE public.job_types (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    description text,
    keywords text[] DEFAULT '{}'::text[] NOT NULL,
    duration_minutes integer NOT NULL,
    buffer_minutes integer DEFAULT 0 NOT NULL,
    price_minor bigint DEFAULT 0 NOT NULL,
    currency character(3) NOT NULL,
    colour text DEFAULT '#5e6ad2'::text NOT NULL,
    is_general boolean DEFAULT false NOT NULL,
    is_active boolean DEFAULT true NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid DEFAULT public.app_user(),
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    deleted_at timestamp with time zone,
    CONSTRAINT job_types_buffer_minutes_check CHECK (((buffer_minutes >= 0) AND (buffer_minutes <= 720))),
    CONSTRAINT job_types_colour_check CHECK ((colour ~ '^#[0-9a-f]{6}$'::text)),
    CONSTRAINT job_types_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT job_types_duration_minutes_check CHECK (((duration_minutes >= 5) AND (duration_minutes <= 1440))),
    CONSTRAINT job_types_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120))),
    CONSTRAINT job_types_price_minor_check CHECK ((price_minor >= 0))
);

ALTER TABLE ONLY public.job_types FORCE ROW LEVEL SECURITY;

CREATE TABLE public.jobs (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    "position" bigint NOT NULL,
    kind text NOT NULL,
    payload jsonb DEFAULT '{}'::jsonb NOT NULL,
    priority smallint NOT NULL,
    state text NOT NULL,
    run_at timestamp with time zone NOT NULL,
    attempt integer DEFAULT 0 NOT NULL,
    max_attempts integer,
    lease_until timestamp with time zone,
    lease_owner uuid,
    fence bigint DEFAULT 0 NOT NULL,
    idempotency_key text,
    serialisation_key text,
    correlation_id text NOT NULL,
    last_error text,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT jobs_lease_check CHECK (((state = 'running'::text) = ((lease_until IS NOT NULL) AND (lease_owner IS NOT NULL)))),
    CONSTRAINT jobs_state_check CHECK ((state = ANY (ARRAY['scheduled'::text, 'available'::text, 'running'::text, 'retry_wait'::text, 'needs_attention'::text])))
)
WITH (fillfactor='70', autovacuum_vacuum_scale_factor='0.01', autovacuum_vacuum_threshold='500', autovacuum_analyze_scale_factor='0.05', autovacuum_vacuum_cost_delay='0');

ALTER TABLE ONLY public.jobs FORCE ROW LEVEL SECURITY;

ALTER TABLE public.jobs ALTER COLUMN "position" ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.jobs_position_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.journal_lines (
    org_id uuid NOT NULL,
    journal_id uuid NOT NULL,
    account text NOT NULL,
    currency character(3) NOT NULL,
    amount_minor bigint NOT NULL,
    CONSTRAINT journal_lines_account_check CHECK ((account = ANY (ARRAY['receivable'::text, 'revenue'::text, 'deferred_revenue'::text, 'tax'::text, 'cash'::text, 'clearing'::text, 'customer_credit'::text, 'bad_debt'::text, 'rounding'::text, 'commission_expense'::text, 'commission_payable'::text]))),
    CONSTRAINT journal_lines_amount_check CHECK ((amount_minor <> 0)),
    CONSTRAINT journal_lines_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text))
);

ALTER TABLE ONLY public.journal_lines FORCE ROW LEVEL SECURITY;

CREATE TABLE public.journals (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    invoice_id uuid NOT NULL,
    payment_id uuid,
    posted_on date NOT NULL,
    correlation_id text NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT journals_kind_check CHECK ((kind = ANY (ARRAY['invoice'::text, 'payment'::text]))),
    CONSTRAINT journals_kind_payment_check CHECK (((kind = 'payment'::text) = (payment_id IS NOT NULL)))
);

ALTER TABLE ONLY public.journals FORCE ROW LEVEL SECURITY;

CREATE TABLE public.leads (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    company text,
    phone text,
    email text,
    status text DEFAULT 'new'::text NOT NULL,
    source text DEFAULT 'manual'::text NOT NULL,
    score integer DEFAULT 0 NOT NULL,
    owner_id uuid DEFAULT 
CASE
    WHEN (public.app_role() = 'sales'::text) THEN public.app_user()
    ELSE NULL::uuid
END,
    notes text,
    tags text[] DEFAULT '{}'::text[] NOT NULL,
    converted_customer_id uuid,
    custom jsonb DEFAULT '{}'::jsonb NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid DEFAULT public.app_user(),
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    deleted_at timestamp with time zone,
    CONSTRAINT leads_company_check CHECK ((length(company) <= 200)),
    CONSTRAINT leads_email_check CHECK (((length(email) >= 3) AND (length(email) <= 254))),
    CONSTRAINT leads_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
    CONSTRAINT leads_notes_check CHECK ((length(notes) <= 20000)),
    CONSTRAINT leads_phone_check CHECK ((phone ~ '^\+[1-9][0-9]{4,14}$'::text)),
    CONSTRAINT leads_score_check CHECK (((score >= 0) AND (score <= 100))),
    CONSTRAINT leads_source_check CHECK (((length(source) >= 1) AND (length(source) <= 60))),
    CONSTRAINT leads_status_check CHECK ((status = ANY (ARRAY['new'::text, 'contacted'::text, 'qualified'::text, 'converted'::text, 'lost'::text])))
);

ALTER TABLE ONLY public.leads FORCE ROW LEVEL SECURITY;

CREATE TABLE public.members (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    email text NOT NULL,
    role text NOT NULL,
    phone text,
    colour text DEFAULT '#5e6ad2'::text NOT NULL,
    is_active boolean DEFAULT true NOT NULL,
    sessions_from timestamp with time zone DEFAULT '-infinity'::timestamp with time zone NOT NULL,
    custom jsonb DEFAULT '{}'::jsonb NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    deleted_at timestamp with time zone,
    CONSTRAINT members_colour_check CHECK ((colour ~ '^#[0-9a-f]{6}$'::text)),
    CONSTRAINT members_email_check CHECK (((length(email) >= 3) AND (length(email) <= 254))),
    CONSTRAINT members_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
    CONSTRAINT members_phone_check CHECK ((phone ~ '^\+[1-9][0-9]{4,14}$'::text)),
    CONSTRAINT members_role_check CHECK ((role = ANY (ARRAY['owner'::text, 'admin'::text, 'manager'::text, 'sales'::text, 'agent'::text, 'technician'::text, 'viewer'::text])))
);

ALTER TABLE ONLY public.members FORCE ROW LEVEL SECURITY;

CREATE TABLE public.messages (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    channel text NOT NULL,
    direction text NOT NULL,
    status text NOT NULL,
    from_address text NOT NULL,
    to_address text NOT NULL,
    subject text,
    body text NOT NULL,
    attachments jsonb DEFAULT '[]'::jsonb NOT NULL,
    customer_id uuid,
    about_kind text,
    about_id uuid,
    provider_id text,
    error text,
    correlation_id text NOT NULL,
    sent_at timestamp with time zone,
    settled_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT messages_channel_check CHECK ((channel = ANY (ARRAY['sms'::text, 'email'::text]))),
    CONSTRAINT messages_direction_check CHECK ((direction = ANY (ARRAY['inbound'::text, 'outbound'::text]))),
    CONSTRAINT messages_status_check CHECK ((status = ANY (ARRAY['queued'::text, 'sending'::text, 'sent'::text, 'delivered'::text, 'undelivered'::text, 'failed'::text, 'received'::text, 'suppressed'::text])))
);

ALTER TABLE ONLY public.messages FORCE ROW LEVEL SECURITY;

CREATE TABLE public.notes (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    customer_id uuid NOT NULL,
    body text NOT NULL,
    channel text DEFAULT 'note'::text NOT NULL,
    is_pinned boolean DEFAULT false NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid DEFAULT public.app_user(),
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    deleted_at timestamp with time zone,
    CONSTRAINT notes_body_check CHECK (((length(body) >= 1) AND (length(body) <= 20000))),
    CONSTRAINT notes_channel_check CHECK ((channel = ANY (ARRAY['note'::text, 'call'::text, 'email'::text, 'text'::text, 'meeting'::text, 'visit'::text])))
);

ALTER TABLE ONLY public.notes FORCE ROW LEVEL SECURITY;

CREATE TABLE public.number_counters (
    org_id uuid NOT NULL,
    series text NOT NULL,
    value bigint NOT NULL,
    chain bytea NOT NULL,
    CONSTRAINT number_counters_value_check CHECK ((value > 0))
);

ALTER TABLE ONLY public.number_counters FORCE ROW LEVEL SECURITY;

CREATE TABLE public.organisations (
    id uuid NOT NULL,
    org_id uuid GENERATED ALWAYS AS (id) STORED NOT NULL,
    name text NOT NULL,
    slug text NOT NULL,
    zone text DEFAULT 'UTC'::text NOT NULL,
    currency character(3) DEFAULT 'USD'::bpchar NOT NULL,
    country character(2) DEFAULT 'US'::bpchar NOT NULL,
    locale text DEFAULT 'en'::text NOT NULL,
    settings jsonb DEFAULT '{}'::jsonb NOT NULL,
    plan_state text DEFAULT 'active'::text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT organisations_country_check CHECK ((country ~ '^[A-Z]{2}$'::text)),
    CONSTRAINT organisations_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT organisations_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
    CONSTRAINT organisations_plan_state_check CHECK ((plan_state = ANY (ARRAY['trialing'::text, 'active'::text, 'past_due'::text, 'canceled'::text]))),
    CONSTRAINT organisations_slug_check CHECK ((slug ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'::text))
);

ALTER TABLE ONLY public.organisations FORCE ROW LEVEL SECURITY;

CREATE TABLE public.payment_events (
    org_id uuid NOT NULL,
    provider text NOT NULL,
    id text NOT NULL,
    kind text NOT NULL,
    payload jsonb NOT NULL,
    invoice_id uuid,
    correlation_id text NOT NULL,
    received_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT payment_events_id_check CHECK (((length(id) >= 1) AND (length(id) <= 255)))
);

ALTER TABLE ONLY public.payment_events FORCE ROW LEVEL SECURITY;

CREATE TABLE public.payments (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    invoice_id uuid NOT NULL,
    customer_id uuid NOT NULL,
    amount_minor bigint NOT NULL,
    credit_minor bigint DEFAULT 0 NOT NULL,
    currency character(3) NOT NULL,
    method text NOT NULL,
    provider text,
    provider_id text,
    received_at timestamp with time zone NOT NULL,
    note text,
    receipt_message_id uuid,
    correlation_id text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid DEFAULT public.app_user(),
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT payments_amount_check CHECK ((amount_minor > 0)),
    CONSTRAINT payments_credit_check CHECK (((credit_minor >= 0) AND (credit_minor <= amount_minor))),
    CONSTRAINT payments_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT payments_method_check CHECK ((method = ANY (ARRAY['card'::text, 'cash'::text, 'transfer'::text, 'check'::text]))),
    CONSTRAINT payments_note_check CHECK ((length(note) <= 1000)),
    CONSTRAINT payments_provider_check CHECK (((provider IS NULL) = (provider_id IS NULL)))
);

ALTER TABLE ONLY public.payments FORCE ROW LEVEL SECURITY;

CREATE TABLE public.phone_number_routes (
    number text NOT NULL,
    org_id uuid NOT NULL
);

ALTER TABLE ONLY public.phone_number_routes FORCE ROW LEVEL SECURITY;

CREATE TABLE public.phone_numbers (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    number text NOT NULL,
    label text DEFAULT ''::text NOT NULL,
    is_active boolean DEFAULT true NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY public.phone_numbers FORCE ROW LEVEL SECURITY;

CREATE TABLE public.schema_migrations (
    name text NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE public.sessions (
    id uuid NOT NULL,
    token_hash bytea NOT NULL,
    user_id uuid NOT NULL,
    current_org_id uuid NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    last_seen_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    address text NOT NULL,
    user_agent text NOT NULL
);

ALTER TABLE ONLY public.sessions FORCE ROW LEVEL SECURITY;

CREATE TABLE public.shifts (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    technician_id uuid NOT NULL,
    weekday public.weekday NOT NULL,
    starts public.time_of_day NOT NULL,
    ends public.time_of_day NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid DEFAULT public.app_user(),
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT shifts_ends_check CHECK (((starts)::text < (ends)::text))
);

ALTER TABLE ONLY public.shifts FORCE ROW LEVEL SECURITY;

CREATE TABLE public.sign_in_attempts (
    subject text NOT NULL,
    failures integer NOT NULL,
    last_at timestamp with time zone NOT NULL,
    blocked_until timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.sign_in_attempts FORCE ROW LEVEL SECURITY;

CREATE TABLE public.sites (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    customer_id uuid NOT NULL,
    name text,
    line1 text NOT NULL,
    line2 text,
    city text,
    region text,
    postcode text,
    country character(2),
    access_notes text,
    as_spoken text,
    latitude double precision,
    longitude double precision,
    one_line text GENERATED ALWAYS AS (((((line1 || COALESCE((', '::text || line2), ''::text)) || COALESCE((', '::text || city), ''::text)) || COALESCE((', '::text || region), ''::text)) || COALESCE((' '::text || postcode), ''::text))) STORED NOT NULL,
    matching text GENERATED ALWAYS AS (public.address_matching(((((line1 || COALESCE((' '::text || line2), ''::text)) || COALESCE((' '::text || city), ''::text)) || COALESCE((' '::text || region), ''::text)) || COALESCE((' '::text || postcode), ''::text)))) STORED NOT NULL,
    custom jsonb DEFAULT '{}'::jsonb NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid DEFAULT public.app_user(),
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    deleted_at timestamp with time zone,
    CONSTRAINT sites_country_check CHECK ((country ~ '^[A-Z]{2}$'::text)),
    CONSTRAINT sites_latitude_check CHECK (((latitude >= ('-90'::integer)::double precision) AND (latitude <= (90)::double precision))),
    CONSTRAINT sites_line1_check CHECK (((length(line1) >= 1) AND (length(line1) <= 300))),
    CONSTRAINT sites_longitude_check CHECK (((longitude >= ('-180'::integer)::double precision) AND (longitude <= (180)::double precision))),
    CONSTRAINT sites_name_check CHECK ((length(name) <= 200))
);

ALTER TABLE ONLY public.sites FORCE ROW LEVEL SECURITY;

CREATE TABLE public.text_opt_outs (
    org_id uuid NOT NULL,
    number text NOT NULL,
    keyword text NOT NULL,
    opted_out_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY public.text_opt_outs FORCE ROW LEVEL SECURITY;

CREATE TABLE public.time_off (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    technician_id uuid NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    reason text,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid DEFAULT public.app_user(),
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT time_off_ends_at_check CHECK ((starts_at < ends_at)),
    CONSTRAINT time_off_reason_check CHECK ((length(reason) <= 200))
);

ALTER TABLE ONLY public.time_off FORCE ROW LEVEL SECURITY;

CREATE TABLE public.users (
    id uuid NOT NULL,
    email text NOT NULL,
    name text NOT NULL,
    password_hash text,
    last_org_id uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT users_email_check CHECK ((((length(email) >= 3) AND (length(email) <= 254)) AND (POSITION(('@'::text) IN (email)) > 1))),
    CONSTRAINT users_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200)))
);

ALTER TABLE ONLY public.users FORCE ROW LEVEL SECURITY;

ALTER TABLE ONLY public.api_key_uses
    ADD CONSTRAINT api_key_uses_pkey PRIMARY KEY (org_id, key_id);

ALTER TABLE ONLY public.api_keys
    ADD CONSTRAINT api_keys_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.appointments
    ADD CONSTRAINT appointments_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.appointments
    ADD CONSTRAINT appointments_technician_excl EXCLUDE USING gist (org_id WITH =, technician_id WITH =, occupies WITH &&) WHERE ((status <> ALL (ARRAY['cancelled'::text, 'no_show'::text])));

ALTER TABLE ONLY public.audit_entries
    ADD CONSTRAINT audit_entries_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.audit_seals
    ADD CONSTRAINT audit_seals_entry_key UNIQUE (org_id, entry_id);

ALTER TABLE ONLY public.audit_seals
    ADD CONSTRAINT audit_seals_pkey PRIMARY KEY (org_id, "position");

ALTER TABLE ONLY public.business_hours
    ADD CONSTRAINT business_hours_opens_key UNIQUE (org_id, weekday, opens);

ALTER TABLE ONLY public.business_hours
    ADD CONSTRAINT business_hours_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.call_lines
    ADD CONSTRAINT call_lines_pkey PRIMARY KEY (org_id, call_id, "position");

ALTER TABLE ONLY public.call_webhooks
    ADD CONSTRAINT call_webhooks_pkey PRIMARY KEY (org_id, provider_call_id, key);

ALTER TABLE ONLY public.callbacks
    ADD CONSTRAINT callbacks_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.calls
    ADD CONSTRAINT calls_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.calls
    ADD CONSTRAINT calls_provider_key UNIQUE (org_id, provider_call_id);

ALTER TABLE ONLY public.custom_fields
    ADD CONSTRAINT custom_fields_name_key UNIQUE (org_id, resource, name);

ALTER TABLE ONLY public.custom_fields
    ADD CONSTRAINT custom_fields_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.customers
    ADD CONSTRAINT customers_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.emergencies
    ADD CONSTRAINT emergencies_call_key UNIQUE (org_id, call_id);

ALTER TABLE ONLY public.emergencies
    ADD CONSTRAINT emergencies_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.emergency_alerts
    ADD CONSTRAINT emergency_alerts_pkey PRIMARY KEY (org_id, emergency_id, step);

ALTER TABLE ONLY public.events
    ADD CONSTRAINT events_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.files
    ADD CONSTRAINT files_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.holidays
    ADD CONSTRAINT holidays_day_key UNIQUE (org_id, day);

ALTER TABLE ONLY public.holidays
    ADD CONSTRAINT holidays_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.idempotency_keys
    ADD CONSTRAINT idempotency_keys_pkey PRIMARY KEY (org_id, key);

ALTER TABLE ONLY public.invoice_lines
    ADD CONSTRAINT invoice_lines_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.invoice_lines
    ADD CONSTRAINT invoice_lines_position_key UNIQUE (org_id, invoice_id, "position");

ALTER TABLE ONLY public.invoices
    ADD CONSTRAINT invoices_number_key UNIQUE (org_id, number);

ALTER TABLE ONLY public.invoices
    ADD CONSTRAINT invoices_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.job_history
    ADD CONSTRAINT job_history_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.job_keys
    ADD CONSTRAINT job_keys_pkey PRIMARY KEY (org_id, key);

ALTER TABLE ONLY public.job_schedules
    ADD CONSTRAINT job_schedules_pkey PRIMARY KEY (org_id, name);

ALTER TABLE ONLY public.job_types
    ADD CONSTRAINT job_types_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.jobs
    ADD CONSTRAINT jobs_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.journal_lines
    ADD CONSTRAINT journal_lines_pkey PRIMARY KEY (org_id, journal_id, account, currency);

ALTER TABLE ONLY public.journals
    ADD CONSTRAINT journals_payment_key UNIQUE (org_id, payment_id);

ALTER TABLE ONLY public.journals
    ADD CONSTRAINT journals_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.leads
    ADD CONSTRAINT leads_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.members
    ADD CONSTRAINT members_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.messages
    ADD CONSTRAINT messages_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.messages
    ADD CONSTRAINT messages_provider_key UNIQUE (org_id, provider_id);

ALTER TABLE ONLY public.notes
    ADD CONSTRAINT notes_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.number_counters
    ADD CONSTRAINT number_counters_pkey PRIMARY KEY (org_id, series);

ALTER TABLE ONLY public.organisations
    ADD CONSTRAINT organisations_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.organisations
    ADD CONSTRAINT organisations_slug_key UNIQUE (slug);

ALTER TABLE ONLY public.payment_events
    ADD CONSTRAINT payment_events_pkey PRIMARY KEY (org_id, provider, id);

ALTER TABLE ONLY public.payments
    ADD CONSTRAINT payments_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.payments
    ADD CONSTRAINT payments_provider_key UNIQUE (org_id, provider, provider_id);

ALTER TABLE ONLY public.phone_number_routes
    ADD CONSTRAINT phone_number_routes_pkey PRIMARY KEY (number);

ALTER TABLE ONLY public.phone_numbers
    ADD CONSTRAINT phone_numbers_number_key UNIQUE (org_id, number);

ALTER TABLE ONLY public.phone_numbers
    ADD CONSTRAINT phone_numbers_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.schema_migrations
    ADD CONSTRAINT schema_migrations_pkey PRIMARY KEY (name);

ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_token_hash_key UNIQUE (token_hash);

ALTER TABLE ONLY public.shifts
    ADD CONSTRAINT shifts_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.shifts
    ADD CONSTRAINT shifts_starts_key UNIQUE (org_id, technician_id, weekday, starts);

ALTER TABLE ONLY public.sign_in_attempts
    ADD CONSTRAINT sign_in_attempts_pkey PRIMARY KEY (subject);

ALTER TABLE ONLY public.sites
    ADD CONSTRAINT sites_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.text_opt_outs
    ADD CONSTRAINT text_opt_outs_pkey PRIMARY KEY (org_id, number);

ALTER TABLE ONLY public.time_off
    ADD CONSTRAINT time_off_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_pkey PRIMARY KEY (id);

CREATE INDEX api_keys_by_id ON public.api_keys USING btree (id);

CREATE INDEX appointments_by_age ON public.appointments USING btree (org_id, created_at DESC, id DESC);

CREATE INDEX appointments_by_customer ON public.appointments USING btree (org_id, customer_id, starts_at DESC);

CREATE INDEX appointments_by_start ON public.appointments USING btree (org_id, starts_at, id);

CREATE INDEX appointments_by_status ON public.appointments USING btree (org_id, status, starts_at);

CREATE INDEX appointments_by_technician ON public.appointments USING btree (org_id, technician_id, starts_at);

CREATE INDEX audit_entries_by_correlation ON public.audit_entries USING btree (org_id, correlation_id, id DESC);

CREATE INDEX audit_entries_by_record ON public.audit_entries USING btree (org_id, record_kind, record_id, id DESC);

CREATE INDEX callbacks_newest ON public.callbacks USING btree (org_id, created_at DESC, id DESC);

CREATE UNIQUE INDEX callbacks_open_number_key ON public.callbacks USING btree (org_id, number) WHERE (status = 'open'::text);

CREATE INDEX calls_by_customer ON public.calls USING btree (org_id, customer_id, started_at DESC);

CREATE INDEX calls_newest ON public.calls USING btree (org_id, started_at DESC, id DESC);

CREATE INDEX calls_open ON public.calls USING btree (last_heard_at) WHERE (ended_at IS NULL);

CREATE INDEX customers_by_age ON public.customers USING btree (org_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);

CREATE INDEX customers_by_email ON public.customers USING btree (org_id, email) WHERE ((email IS NOT NULL) AND (deleted_at IS NULL));

CREATE INDEX customers_by_name ON public.customers USING btree (org_id, name, id) WHERE (deleted_at IS NULL);

CREATE INDEX customers_by_owner ON public.customers USING btree (org_id, owner_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);

CREATE INDEX customers_by_reseller ON public.customers USING btree (org_id, reseller_id, created_at DESC, id DESC) WHERE ((reseller_id IS NOT NULL) AND (deleted_at IS NULL));

CREATE INDEX customers_by_status ON public.customers USING btree (org_id, status, created_at DESC, id DESC) WHERE (deleted_at IS NULL);

CREATE INDEX customers_name_search ON public.customers USING gin (org_id, name public.gin_trgm_ops);

CREATE UNIQUE INDEX customers_phone_key ON public.customers USING btree (org_id, phone) WHERE ((phone IS NOT NULL) AND (deleted_at IS NULL));

CREATE INDEX customers_tags ON public.customers USING gin (org_id, tags);

CREATE INDEX emergencies_newest ON public.emergencies USING btree (org_id, raised_at DESC, id DESC);

CREATE INDEX events_by_correlation ON public.events USING btree (org_id, correlation_id, id);

CREATE INDEX events_by_customer ON public.events USING btree (org_id, customer_id, id DESC) WHERE (customer_id IS NOT NULL);

CREATE INDEX events_by_id ON public.events USING btree (id);

CREATE INDEX events_by_record ON public.events USING btree (org_id, record_kind, record_id, id DESC);

CREATE INDEX idempotency_keys_by_age ON public.idempotency_keys USING btree (created_at);

CREATE INDEX invoice_lines_by_age ON public.invoice_lines USING btree (org_id, created_at DESC, id DESC);

CREATE UNIQUE INDEX invoices_appointment_key ON public.invoices USING btree (org_id, appointment_id) WHERE ((appointment_id IS NOT NULL) AND (status <> 'cancelled'::text));

CREATE INDEX invoices_by_age ON public.invoices USING btree (org_id, created_at DESC, id DESC);

CREATE INDEX invoices_by_customer ON public.invoices USING btree (org_id, customer_id, created_at DESC, id DESC);

CREATE INDEX invoices_by_due ON public.invoices USING btree (org_id, due_on) WHERE (status = ANY (ARRAY['issued'::text, 'sent'::text, 'partly_paid'::text, 'overdue'::text]));

CREATE INDEX invoices_by_pay_token ON public.invoices USING btree (pay_token_hash) WHERE (pay_token_hash IS NOT NULL);

CREATE INDEX invoices_by_series ON public.invoices USING btree (org_id, series, number) WHERE (series IS NOT NULL);

CREATE INDEX invoices_by_status ON public.invoices USING btree (org_id, status, created_at DESC, id DESC);

CREATE UNIQUE INDEX invoices_pay_token_key ON public.invoices USING btree (org_id, pay_token_hash) WHERE (pay_token_hash IS NOT NULL);

CREATE INDEX job_history_by_age ON public.job_history USING btree (finished_at);

CREATE INDEX job_history_by_correlation ON public.job_history USING btree (org_id, correlation_id);

CREATE INDEX job_keys_by_age ON public.job_keys USING btree (created_at);

CREATE UNIQUE INDEX job_types_general_key ON public.job_types USING btree (org_id) WHERE (is_general AND (deleted_at IS NULL));

CREATE UNIQUE INDEX job_types_name_key ON public.job_types USING btree (org_id, lower(name)) WHERE (deleted_at IS NULL);

CREATE INDEX jobs_attention ON public.jobs USING btree (org_id, id) WHERE (state = 'needs_attention'::text);

CREATE INDEX jobs_by_serialisation_key ON public.jobs USING btree (org_id, serialisation_key, "position") WHERE (serialisation_key IS NOT NULL);

CREATE INDEX jobs_due ON public.jobs USING btree (run_at) WHERE (state = ANY (ARRAY['scheduled'::text, 'retry_wait'::text]));

CREATE INDEX jobs_leases ON public.jobs USING btree (lease_until) WHERE (state = 'running'::text);

CREATE UNIQUE INDEX jobs_one_running_per_key ON public.jobs USING btree (org_id, serialisation_key) WHERE (state = 'running'::text);

CREATE INDEX jobs_ready ON public.jobs USING btree (org_id, kind, priority, run_at, "position") WHERE (state = 'available'::text);

CREATE INDEX journal_lines_by_account ON public.journal_lines USING btree (org_id, account, currency) INCLUDE (amount_minor);

CREATE INDEX journals_by_day ON public.journals USING btree (org_id, posted_on, id);

CREATE UNIQUE INDEX journals_invoice_key ON public.journals USING btree (org_id, invoice_id) WHERE (kind = 'invoice'::text);

CREATE INDEX leads_by_age ON public.leads USING btree (org_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);

CREATE INDEX leads_by_email ON public.leads USING btree (org_id, email) WHERE ((email IS NOT NULL) AND (deleted_at IS NULL));

CREATE INDEX leads_by_name ON public.leads USING btree (org_id, name, id) WHERE (deleted_at IS NULL);

CREATE INDEX leads_by_owner ON public.leads USING btree (org_id, owner_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);

CREATE INDEX leads_by_phone ON public.leads USING btree (org_id, phone) WHERE ((phone IS NOT NULL) AND (deleted_at IS NULL));

CREATE INDEX leads_by_score ON public.leads USING btree (org_id, score DESC, id DESC) WHERE (deleted_at IS NULL);

CREATE INDEX leads_by_status ON public.leads USING btree (org_id, status, created_at DESC, id DESC) WHERE (deleted_at IS NULL);

CREATE INDEX leads_name_search ON public.leads USING gin (org_id, name public.gin_trgm_ops);

CREATE INDEX members_by_user ON public.members USING btree (id);

CREATE UNIQUE INDEX members_email_key ON public.members USING btree (org_id, lower(email));

CREATE INDEX messages_by_customer ON public.messages USING btree (org_id, customer_id, created_at DESC, id DESC);

CREATE INDEX messages_newest ON public.messages USING btree (org_id, created_at DESC, id DESC);

CREATE INDEX notes_by_age ON public.notes USING btree (org_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);

CREATE INDEX notes_by_customer ON public.notes USING btree (org_id, customer_id, is_pinned DESC, created_at DESC, id DESC) WHERE (deleted_at IS NULL);

CREATE INDEX payment_events_by_age ON public.payment_events USING btree (org_id, received_at DESC);

CREATE INDEX payments_by_age ON public.payments USING btree (org_id, created_at DESC, id DESC);

CREATE INDEX payments_by_customer ON public.payments USING btree (org_id, customer_id, received_at DESC);

CREATE INDEX payments_by_invoice ON public.payments USING btree (org_id, invoice_id, received_at);

CREATE INDEX sessions_by_expiry ON public.sessions USING btree (expires_at);

CREATE INDEX sessions_by_user ON public.sessions USING btree (user_id, created_at DESC);

CREATE INDEX sign_in_attempts_by_age ON public.sign_in_attempts USING btree (last_at);

CREATE UNIQUE INDEX sites_address_key ON public.sites USING btree (org_id, customer_id, matching) WHERE (deleted_at IS NULL);

CREATE INDEX sites_by_age ON public.sites USING btree (org_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);

CREATE INDEX sites_by_customer ON public.sites USING btree (org_id, customer_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);

CREATE INDEX time_off_by_end ON public.time_off USING btree (org_id, ends_at);

CREATE INDEX time_off_by_technician ON public.time_off USING btree (org_id, technician_id, ends_at);

CREATE UNIQUE INDEX users_email_key ON public.users USING btree (lower(email));

CREATE TRIGGER announce AFTER DELETE OR UPDATE ON public.api_keys FOR EACH ROW EXECUTE FUNCTION public.announce_access_change('key');

CREATE TRIGGER announce AFTER DELETE OR UPDATE ON public.members FOR EACH ROW EXECUTE FUNCTION public.announce_access_change('user');

CREATE TRIGGER announce AFTER DELETE OR UPDATE ON public.organisations FOR EACH ROW EXECUTE FUNCTION public.announce_access_change('organisation');

CREATE TRIGGER announce_end AFTER DELETE OR UPDATE OF token_hash, current_org_id, ended_at ON public.sessions FOR EACH ROW EXECUTE FUNCTION public.announce_access_change('session');

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.api_keys FOR EACH ROW EXECUTE FUNCTION public.audit_row('secret_hash');

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.appointments FOR EACH ROW EXECUTE FUNCTION public.audit_row();

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.business_hours FOR EACH ROW EXECUTE FUNCTION public.audit_row();

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.callbacks FOR EACH ROW EXECUTE FUNCTION public.audit_row();

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.calls FOR EACH ROW EXECUTE FUNCTION public.audit_row('state', 'dialogue');

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.custom_fields FOR EACH ROW EXECUTE FUNCTION public.audit_row();

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.customers FOR EACH ROW EXECUTE FUNCTION public.audit_row();

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.emergencies FOR EACH ROW EXECUTE FUNCTION public.audit_row();

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.files FOR EACH ROW EXECUTE FUNCTION public.audit_row();

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.holidays FOR EACH ROW EXECUTE FUNCTION public.audit_row();

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.invoice_lines FOR EACH ROW EXECUTE FUNCTION public.audit_row();

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.invoices FOR EACH ROW EXECUTE FUNCTION public.audit_row('pay_token_hash');

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.job_types FOR EACH ROW EXECUTE FUNCTION public.audit_row();

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.leads FOR EACH ROW EXECUTE FUNCTION public.audit_row();

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.members FOR EACH ROW EXECUTE FUNCTION public.audit_row('sessions_from');

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.messages FOR EACH ROW EXECUTE FUNCTION public.audit_row();

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.notes FOR EACH ROW EXECUTE FUNCTION public.audit_row();

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.organisations FOR EACH ROW EXECUTE FUNCTION public.audit_row('settings');

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.payments FOR EACH ROW EXECUTE FUNCTION public.audit_row();

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.phone_numbers FOR EACH ROW EXECUTE FUNCTION public.audit_row();

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.shifts FOR EACH ROW EXECUTE FUNCTION public.audit_row();

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.sites FOR EACH ROW EXECUTE FUNCTION public.audit_row();

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.time_off FOR EACH ROW EXECUTE FUNCTION public.audit_row();

CREATE CONSTRAINT TRIGGER balance AFTER INSERT ON public.journal_lines DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.check_journal();

CREATE CONSTRAINT TRIGGER balance AFTER INSERT ON public.journals DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.check_journal();

CREATE TRIGGER end_sessions BEFORE UPDATE ON public.members FOR EACH ROW WHEN ((old.is_active AND (NOT new.is_active))) EXECUTE FUNCTION public.end_member_sessions();

CREATE TRIGGER keep_an_owner AFTER DELETE OR UPDATE ON public.members FOR EACH ROW WHEN (((old.role = 'owner'::text) AND old.is_active)) EXECUTE FUNCTION public.keep_an_owner();

CREATE TRIGGER keep_issued BEFORE INSERT OR DELETE OR UPDATE ON public.invoice_lines FOR EACH ROW EXECUTE FUNCTION public.keep_issued_lines();

CREATE TRIGGER keep_issued BEFORE DELETE OR UPDATE ON public.invoices FOR EACH ROW EXECUTE FUNCTION public.keep_issued_invoice();

CREATE TRIGGER touch BEFORE UPDATE ON public.api_keys FOR EACH ROW EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.appointments FOR EACH ROW EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.business_hours FOR EACH ROW EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.callbacks FOR EACH ROW EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.calls FOR EACH ROW EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.custom_fields FOR EACH ROW EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.customers FOR EACH ROW EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.emergencies FOR EACH ROW EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.holidays FOR EACH ROW EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.invoice_lines FOR EACH ROW EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.invoices FOR EACH ROW EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.job_types FOR EACH ROW EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.leads FOR EACH ROW EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.members FOR EACH ROW EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.messages FOR EACH ROW EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.notes FOR EACH ROW EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.organisations FOR EACH ROW EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.payments FOR EACH ROW EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.phone_numbers FOR EACH ROW EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.shifts FOR EACH ROW EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.sites FOR EACH ROW EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.time_off FOR EACH ROW EXECUTE FUNCTION public.touch_record();

ALTER TABLE ONLY public.api_key_uses
    ADD CONSTRAINT api_key_uses_key_fkey FOREIGN KEY (org_id, key_id) REFERENCES public.api_keys(org_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.api_keys
    ADD CONSTRAINT api_keys_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.api_keys
    ADD CONSTRAINT api_keys_successor_fkey FOREIGN KEY (org_id, successor_id) REFERENCES public.api_keys(org_id, id);

ALTER TABLE ONLY public.appointments
    ADD CONSTRAINT appointments_customer_fkey FOREIGN KEY (org_id, customer_id) REFERENCES public.customers(org_id, id);

ALTER TABLE ONLY public.appointments
    ADD CONSTRAINT appointments_job_type_fkey FOREIGN KEY (org_id, job_type_id) REFERENCES public.job_types(org_id, id);

ALTER TABLE ONLY public.appointments
    ADD CONSTRAINT appointments_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.appointments
    ADD CONSTRAINT appointments_site_fkey FOREIGN KEY (org_id, site_id) REFERENCES public.sites(org_id, id);

ALTER TABLE ONLY public.appointments
    ADD CONSTRAINT appointments_technician_fkey FOREIGN KEY (org_id, technician_id) REFERENCES public.members(org_id, id);

ALTER TABLE ONLY public.audit_seals
    ADD CONSTRAINT audit_seals_entry_fkey FOREIGN KEY (org_id, entry_id) REFERENCES public.audit_entries(org_id, id);

ALTER TABLE ONLY public.business_hours
    ADD CONSTRAINT business_hours_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.call_lines
    ADD CONSTRAINT call_lines_call_fkey FOREIGN KEY (org_id, call_id) REFERENCES public.calls(org_id, id);

ALTER TABLE ONLY public.call_lines
    ADD CONSTRAINT call_lines_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.call_webhooks
    ADD CONSTRAINT call_webhooks_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.callbacks
    ADD CONSTRAINT callbacks_call_fkey FOREIGN KEY (org_id, call_id) REFERENCES public.calls(org_id, id);

ALTER TABLE ONLY public.callbacks
    ADD CONSTRAINT callbacks_customer_fkey FOREIGN KEY (org_id, customer_id) REFERENCES public.customers(org_id, id);

ALTER TABLE ONLY public.callbacks
    ADD CONSTRAINT callbacks_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.calls
    ADD CONSTRAINT calls_customer_fkey FOREIGN KEY (org_id, customer_id) REFERENCES public.customers(org_id, id);

ALTER TABLE ONLY public.calls
    ADD CONSTRAINT calls_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.custom_fields
    ADD CONSTRAINT custom_fields_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.customers
    ADD CONSTRAINT customers_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.customers
    ADD CONSTRAINT customers_owner_fkey FOREIGN KEY (org_id, owner_id) REFERENCES public.members(org_id, id);

ALTER TABLE ONLY public.customers
    ADD CONSTRAINT customers_reseller_fkey FOREIGN KEY (org_id, reseller_id) REFERENCES public.customers(org_id, id);

ALTER TABLE ONLY public.emergencies
    ADD CONSTRAINT emergencies_call_fkey FOREIGN KEY (org_id, call_id) REFERENCES public.calls(org_id, id);

ALTER TABLE ONLY public.emergencies
    ADD CONSTRAINT emergencies_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.emergency_alerts
    ADD CONSTRAINT emergency_alerts_emergency_fkey FOREIGN KEY (org_id, emergency_id) REFERENCES public.emergencies(org_id, id);

ALTER TABLE ONLY public.emergency_alerts
    ADD CONSTRAINT emergency_alerts_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.files
    ADD CONSTRAINT files_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.holidays
    ADD CONSTRAINT holidays_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.invoice_lines
    ADD CONSTRAINT invoice_lines_invoice_fkey FOREIGN KEY (org_id, invoice_id) REFERENCES public.invoices(org_id, id);

ALTER TABLE ONLY public.invoice_lines
    ADD CONSTRAINT invoice_lines_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.invoices
    ADD CONSTRAINT invoices_appointment_fkey FOREIGN KEY (org_id, appointment_id) REFERENCES public.appointments(org_id, id);

ALTER TABLE ONLY public.invoices
    ADD CONSTRAINT invoices_customer_fkey FOREIGN KEY (org_id, customer_id) REFERENCES public.customers(org_id, id);

ALTER TABLE ONLY public.invoices
    ADD CONSTRAINT invoices_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.invoices
    ADD CONSTRAINT invoices_pdf_fkey FOREIGN KEY (org_id, pdf_file_id) REFERENCES public.files(org_id, id);

ALTER TABLE ONLY public.job_types
    ADD CONSTRAINT job_types_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.journal_lines
    ADD CONSTRAINT journal_lines_journal_fkey FOREIGN KEY (org_id, journal_id) REFERENCES public.journals(org_id, id);

ALTER TABLE ONLY public.journal_lines
    ADD CONSTRAINT journal_lines_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.journals
    ADD CONSTRAINT journals_invoice_fkey FOREIGN KEY (org_id, invoice_id) REFERENCES public.invoices(org_id, id);

ALTER TABLE ONLY public.journals
    ADD CONSTRAINT journals_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.journals
    ADD CONSTRAINT journals_payment_fkey FOREIGN KEY (org_id, payment_id) REFERENCES public.payments(org_id, id);

ALTER TABLE ONLY public.leads
    ADD CONSTRAINT leads_converted_customer_fkey FOREIGN KEY (org_id, converted_customer_id) REFERENCES public.customers(org_id, id);

ALTER TABLE ONLY public.leads
    ADD CONSTRAINT leads_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.leads
    ADD CONSTRAINT leads_owner_fkey FOREIGN KEY (org_id, owner_id) REFERENCES public.members(org_id, id);

ALTER TABLE ONLY public.members
    ADD CONSTRAINT members_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.members
    ADD CONSTRAINT members_user_fkey FOREIGN KEY (id) REFERENCES public.users(id);

ALTER TABLE ONLY public.messages
    ADD CONSTRAINT messages_customer_fkey FOREIGN KEY (org_id, customer_id) REFERENCES public.customers(org_id, id);

ALTER TABLE ONLY public.messages
    ADD CONSTRAINT messages_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.notes
    ADD CONSTRAINT notes_customer_fkey FOREIGN KEY (org_id, customer_id) REFERENCES public.customers(org_id, id);

ALTER TABLE ONLY public.notes
    ADD CONSTRAINT notes_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.number_counters
    ADD CONSTRAINT number_counters_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.payment_events
    ADD CONSTRAINT payment_events_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.payments
    ADD CONSTRAINT payments_customer_fkey FOREIGN KEY (org_id, customer_id) REFERENCES public.customers(org_id, id);

ALTER TABLE ONLY public.payments
    ADD CONSTRAINT payments_invoice_fkey FOREIGN KEY (org_id, invoice_id) REFERENCES public.invoices(org_id, id);

ALTER TABLE ONLY public.payments
    ADD CONSTRAINT payments_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.phone_number_routes
    ADD CONSTRAINT phone_number_routes_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.phone_numbers
    ADD CONSTRAINT phone_numbers_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_user_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.shifts
    ADD CONSTRAINT shifts_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.shifts
    ADD CONSTRAINT shifts_technician_fkey FOREIGN KEY (org_id, technician_id) REFERENCES public.members(org_id, id);

ALTER TABLE ONLY public.sites
    ADD CONSTRAINT sites_customer_fkey FOREIGN KEY (org_id, customer_id) REFERENCES public.customers(org_id, id);

ALTER TABLE ONLY public.sites
    ADD CONSTRAINT sites_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.text_opt_outs
    ADD CONSTRAINT text_opt_outs_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.time_off
    ADD CONSTRAINT time_off_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.time_off
    ADD CONSTRAINT time_off_technician_fkey FOREIGN KEY (org_id, technician_id) REFERENCES public.members(org_id, id);

CREATE POLICY across_tenants ON public.api_key_uses TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.api_keys TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.appointments TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.audit_entries TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.audit_seals TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.business_hours TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.call_lines TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.call_webhooks TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.callbacks TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.calls TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.custom_fields TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.customers TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.emergencies TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.emergency_alerts TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.events TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.files TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.holidays TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.idempotency_keys TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.invoice_lines TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.invoices TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.job_history TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.job_keys TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.job_schedules TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.job_types TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.jobs TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.journal_lines TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.journals TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.leads TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.members TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.messages TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.notes TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.number_counters TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.organisations TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.payment_events TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.payments TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.phone_number_routes TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.phone_numbers TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.sessions TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.shifts TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.sign_in_attempts TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.sites TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.text_opt_outs TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.time_off TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.users TO mainline_system USING (true) WITH CHECK (true);

ALTER TABLE public.api_key_uses ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.api_keys ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.appointments ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.audit_entries ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.audit_seals ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.business_hours ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.call_lines ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.call_webhooks ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.callbacks ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.calls ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.custom_fields ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.customers ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.emergencies ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.emergency_alerts ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.events ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.files ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.holidays ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.idempotency_keys ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.invoice_lines ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.invoices ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.job_history ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.job_keys ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.job_schedules ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.job_types ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.jobs ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.journal_lines ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.journals ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.leads ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.members ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.messages ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.notes ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.number_counters ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.organisations ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.payment_events ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.payments ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.phone_number_routes ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.phone_numbers ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.sessions ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.shifts ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.sign_in_attempts ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.sites ENABLE ROW LEVEL SECURITY;

CREATE POLICY tenant_delete ON public.appointments FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true));

CREATE POLICY tenant_delete ON public.business_hours FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true));

CREATE POLICY tenant_delete ON public.callbacks FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true));

CREATE POLICY tenant_delete ON public.calls FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true));

CREATE POLICY tenant_delete ON public.custom_fields FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true));

CREATE POLICY tenant_delete ON public.customers FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND ((public.app_role() <> 'sales'::text) OR (owner_id = public.app_user()))));

CREATE POLICY tenant_delete ON public.emergencies FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true));

CREATE POLICY tenant_delete ON public.emergency_alerts FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true));

CREATE POLICY tenant_delete ON public.files FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true));

CREATE POLICY tenant_delete ON public.holidays FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true));

CREATE POLICY tenant_delete ON public.idempotency_keys FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true));

CREATE POLICY tenant_delete ON public.invoice_lines FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true));

CREATE POLICY tenant_delete ON public.invoices FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true));

CREATE POLICY tenant_delete ON public.job_types FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true));

CREATE POLICY tenant_delete ON public.leads FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND ((public.app_role() <> 'sales'::text) OR (owner_id = public.app_user()))));

CREATE POLICY tenant_delete ON public.messages FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true));

CREATE POLICY tenant_delete ON public.notes FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true));

CREATE POLICY tenant_delete ON public.number_counters FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true));

CREATE POLICY tenant_delete ON public.phone_numbers FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true));

CREATE POLICY tenant_delete ON public.shifts FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true));

CREATE POLICY tenant_delete ON public.sites FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true));

CREATE POLICY tenant_delete ON public.text_opt_outs FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true));

CREATE POLICY tenant_delete ON public.time_off FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true));

CREATE POLICY tenant_insert ON public.api_keys FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND (public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text, 'system'::text])) AND ((role <> 'owner'::text) OR (public.app_role() = ANY (ARRAY['owner'::text, 'system'::text])))));

CREATE POLICY tenant_insert ON public.appointments FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.audit_entries FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.business_hours FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.call_lines FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.call_webhooks FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.callbacks FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.calls FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.custom_fields FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.customers FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.emergencies FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.emergency_alerts FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.events FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.files FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.holidays FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.idempotency_keys FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.invoice_lines FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.invoices FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.job_keys FOR INSERT TO mainline_app WITH CHECK ((org_id = public.app_org()));

CREATE POLICY tenant_insert ON public.job_types FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.jobs FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND (fence = 0)));

CREATE POLICY tenant_insert ON public.journal_lines FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.journals FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.leads FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.members FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND (public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text, 'system'::text])) AND ((role <> 'owner'::text) OR (public.app_role() = ANY (ARRAY['owner'::text, 'system'::text])))));

CREATE POLICY tenant_insert ON public.messages FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.notes FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.number_counters FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.organisations FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND (public.app_role() = 'system'::text)));

CREATE POLICY tenant_insert ON public.payment_events FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.payments FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.phone_numbers FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.shifts FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.sites FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.text_opt_outs FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.time_off FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_lock ON public.jobs FOR UPDATE TO mainline_app USING ((org_id = public.app_org())) WITH CHECK (false);

CREATE POLICY tenant_read ON public.api_key_uses FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND (public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text, 'system'::text]))) OR false)));

CREATE POLICY tenant_read ON public.api_keys FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND (public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text, 'system'::text]))) OR false)));

CREATE POLICY tenant_read ON public.appointments FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR ((public.app_role() = 'customer'::text) AND (customer_id = public.app_customer())))));

CREATE POLICY tenant_read ON public.audit_entries FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.audit_seals FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.business_hours FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR (public.app_role() = ANY (ARRAY['customer'::text, 'reseller'::text, 'visitor'::text])))));

CREATE POLICY tenant_read ON public.call_lines FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.call_webhooks FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.callbacks FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.calls FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.custom_fields FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR (public.app_role() = ANY (ARRAY['customer'::text, 'reseller'::text])))));

CREATE POLICY tenant_read ON public.customers FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND ((public.app_role() <> 'sales'::text) OR (owner_id = public.app_user()))) OR (((public.app_role() = 'customer'::text) AND (id = public.app_customer())) OR ((public.app_role() = 'reseller'::text) AND (reseller_id = public.app_reseller()))))));

CREATE POLICY tenant_read ON public.emergencies FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.emergency_alerts FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.events FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.files FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.holidays FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR (public.app_role() = ANY (ARRAY['customer'::text, 'reseller'::text, 'visitor'::text])))));

CREATE POLICY tenant_read ON public.idempotency_keys FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.invoice_lines FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.invoices FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR ((public.app_role() = 'customer'::text) AND (customer_id = public.app_customer()) AND (status <> 'draft'::text)))));

CREATE POLICY tenant_read ON public.job_history FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.job_keys FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR true)));

CREATE POLICY tenant_read ON public.job_types FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR (public.app_role() = ANY (ARRAY['customer'::text, 'reseller'::text, 'visitor'::text])))));

CREATE POLICY tenant_read ON public.jobs FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.journal_lines FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.journals FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.leads FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND ((public.app_role() <> 'sales'::text) OR (owner_id = public.app_user()))) OR false)));

CREATE POLICY tenant_read ON public.members FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.messages FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.notes FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.number_counters FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.organisations FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR true)));

CREATE POLICY tenant_read ON public.payment_events FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND (public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text, 'manager'::text, 'system'::text]))) OR false)));

CREATE POLICY tenant_read ON public.payments FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR ((public.app_role() = 'customer'::text) AND (customer_id = public.app_customer())))));

CREATE POLICY tenant_read ON public.phone_numbers FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.shifts FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.sites FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR ((public.app_role() = 'customer'::text) AND (customer_id = public.app_customer())))));

CREATE POLICY tenant_read ON public.text_opt_outs FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.time_off FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_update ON public.api_keys FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND (public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text, 'system'::text])) AND ((role <> 'owner'::text) OR (public.app_role() = ANY (ARRAY['owner'::text, 'system'::text]))))) WITH CHECK (((org_id = public.app_org()) AND (public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text, 'system'::text])) AND ((role <> 'owner'::text) OR (public.app_role() = ANY (ARRAY['owner'::text, 'system'::text])))));

CREATE POLICY tenant_update ON public.appointments FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true)) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.business_hours FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true)) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.callbacks FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true)) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.calls FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true)) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.custom_fields FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true)) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.customers FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND ((public.app_role() <> 'sales'::text) OR (owner_id = public.app_user())))) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.emergencies FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true)) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.emergency_alerts FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true)) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.holidays FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true)) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.idempotency_keys FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true)) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.invoice_lines FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true)) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.invoices FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true)) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.job_keys FOR UPDATE TO mainline_app USING ((org_id = public.app_org())) WITH CHECK ((org_id = public.app_org()));

CREATE POLICY tenant_update ON public.job_types FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true)) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.leads FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND ((public.app_role() <> 'sales'::text) OR (owner_id = public.app_user())))) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.members FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND (public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text, 'system'::text])) AND ((role <> 'owner'::text) OR (public.app_role() = ANY (ARRAY['owner'::text, 'system'::text]))))) WITH CHECK (((org_id = public.app_org()) AND (public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text, 'system'::text])) AND ((role <> 'owner'::text) OR (public.app_role() = ANY (ARRAY['owner'::text, 'system'::text])))));

CREATE POLICY tenant_update ON public.messages FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true)) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.notes FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true)) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.number_counters FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true)) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.organisations FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND (public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text, 'system'::text])))) WITH CHECK (((org_id = public.app_org()) AND (public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text, 'system'::text]))));

CREATE POLICY tenant_update ON public.payments FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true)) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.phone_numbers FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true)) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.shifts FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true)) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.sites FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true)) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.text_opt_outs FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true)) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.time_off FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true)) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

ALTER TABLE public.text_opt_outs ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.time_off ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.users ENABLE ROW LEVEL SECURITY;

GRANT USAGE ON SCHEMA public TO mainline_app;
GRANT USAGE ON SCHEMA public TO mainline_system;

GRANT SELECT ON TABLE public.api_key_uses TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.api_key_uses TO mainline_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.api_keys TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.api_keys TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.appointments TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.appointments TO mainline_system;

GRANT SELECT,INSERT ON TABLE public.audit_entries TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.audit_entries TO mainline_system;

GRANT SELECT ON TABLE public.audit_seals TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.audit_seals TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.business_hours TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.business_hours TO mainline_system;

GRANT SELECT,INSERT ON TABLE public.call_lines TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.call_lines TO mainline_system;

GRANT SELECT,INSERT ON TABLE public.call_webhooks TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.call_webhooks TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.callbacks TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.callbacks TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.calls TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.calls TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.custom_fields TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.custom_fields TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.customers TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.customers TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.emergencies TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.emergencies TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.emergency_alerts TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.emergency_alerts TO mainline_system;

GRANT SELECT,INSERT ON TABLE public.events TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.events TO mainline_system;

GRANT SELECT,INSERT,DELETE ON TABLE public.files TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.files TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.holidays TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.holidays TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.idempotency_keys TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.idempotency_keys TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.invoice_lines TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.invoice_lines TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.invoices TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.invoices TO mainline_system;

GRANT SELECT ON TABLE public.job_history TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.job_history TO mainline_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.job_keys TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.job_keys TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.job_schedules TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.job_types TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.job_types TO mainline_system;

GRANT SELECT,INSERT ON TABLE public.jobs TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.jobs TO mainline_system;

GRANT UPDATE(last_error) ON TABLE public.jobs TO mainline_app;

GRANT SELECT,INSERT ON TABLE public.journal_lines TO mainline_app;
GRANT SELECT,INSERT ON TABLE public.journal_lines TO mainline_system;

GRANT SELECT,INSERT ON TABLE public.journals TO mainline_app;
GRANT SELECT,INSERT ON TABLE public.journals TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.leads TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.leads TO mainline_system;

GRANT SELECT,INSERT ON TABLE public.members TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.members TO mainline_system;

GRANT UPDATE(name) ON TABLE public.members TO mainline_app;

GRANT UPDATE(role) ON TABLE public.members TO mainline_app;

GRANT UPDATE(phone) ON TABLE public.members TO mainline_app;

GRANT UPDATE(colour) ON TABLE public.members TO mainline_app;

GRANT UPDATE(is_active) ON TABLE public.members TO mainline_app;

GRANT UPDATE(custom) ON TABLE public.members TO mainline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.messages TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.messages TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.notes TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.notes TO mainline_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.number_counters TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.number_counters TO mainline_system;

GRANT SELECT,INSERT ON TABLE public.organisations TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.organisations TO mainline_system;

GRANT UPDATE(name) ON TABLE public.organisations TO mainline_app;

GRANT UPDATE(slug) ON TABLE public.organisations TO mainline_app;

GRANT UPDATE(zone) ON TABLE public.organisations TO mainline_app;

GRANT UPDATE(currency) ON TABLE public.organisations TO mainline_app;

GRANT UPDATE(country) ON TABLE public.organisations TO mainline_app;

GRANT UPDATE(locale) ON TABLE public.organisations TO mainline_app;

GRANT UPDATE(settings) ON TABLE public.organisations TO mainline_app;

GRANT SELECT,INSERT ON TABLE public.payment_events TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.payment_events TO mainline_system;

GRANT SELECT,INSERT ON TABLE public.payments TO mainline_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.payments TO mainline_system;

GRANT UPDATE(receipt_message_id) ON TABLE public.payments TO mainline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.phone_number_routes TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.phone_numbers TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.phone_numbers TO mainline_system;

GRANT SELECT ON TABLE public.schema_migrations TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sessions TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.shifts TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.shifts TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sign_in_attempts TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sites TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sites TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.text_opt_outs TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.text_opt_outs TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.time_off TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.time_off TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.users TO mainline_system;

