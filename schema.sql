CREATE DOMAIN public.time_of_day AS text COLLATE pg_catalog."C"
	CONSTRAINT time_of_day_check CHECK ((VALUE ~ '^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$'::text));

CREATE DOMAIN public.weekday AS text
	CONSTRAINT weekday_check CHECK ((VALUE = ANY (ARRAY['monday'::text, 'tuesday'::text, 'wednesday'::text, 'thursday'::text, 'friday'::text, 'saturday'::text, 'sunday'::text])));

CREATE FUNCTION public.deal_rollup_key(pipeline uuid, stage uuid, status text, category text, owner uuid, source text, reason uuid, month date, currency text) RETURNS uuid
    LANGUAGE sql STABLE
    RETURN (md5(concat_ws('|'::text, pipeline, stage, status, category, COALESCE((owner)::text, '-'::text), source, COALESCE((reason)::text, '-'::text), COALESCE(to_char((month)::timestamp with time zone, 'YYYY-MM-DD'::text), '-'::text), currency)))::uuid;

CREATE FUNCTION public.uuid_v7() RETURNS uuid
    LANGUAGE sql PARALLEL SAFE
    RETURN (((lpad(to_hex(((EXTRACT(epoch FROM clock_timestamp()) * (1000)::numeric))::bigint), 12, '0'::text) || '7'::text) || substr(replace((gen_random_uuid())::text, '-'::text, ''::text), 14)))::uuid;

CREATE TABLE public.deal_rollups (
    org_id uuid NOT NULL,
    key uuid NOT NULL,
    id uuid NOT NULL,
    is_delta boolean NOT NULL,
    pipeline_id uuid NOT NULL,
    stage_id uuid NOT NULL,
    status text NOT NULL,
    forecast_category text NOT NULL,
    owner_id uuid,
    source text NOT NULL,
    loss_reason_id uuid,
    month date,
    currency character(3) NOT NULL,
    deals bigint NOT NULL,
    value_minor numeric(30,0) NOT NULL,
    weighted_minor numeric(30,0) NOT NULL,
    learned_minor numeric(30,0) NOT NULL,
    seconds numeric(30,0) NOT NULL,
    passages bigint NOT NULL
);

ALTER TABLE ONLY public.deal_rollups FORCE ROW LEVEL SECURITY;

CREATE FUNCTION public.add_deal_rollup(org uuid, pipeline uuid, stage uuid, status text, category text, owner uuid, source text, reason uuid, month date, currency text, deals bigint, value numeric, weighted numeric, learned numeric, seconds numeric, passages bigint) RETURNS void
    LANGUAGE sql
    BEGIN ATOMIC
 INSERT INTO public.deal_rollups (org_id, key, id, is_delta, pipeline_id, stage_id, status, forecast_category, owner_id, source, loss_reason_id, month, currency, deals, value_minor, weighted_minor, learned_minor, seconds, passages)
   VALUES (add_deal_rollup.org, public.deal_rollup_key(add_deal_rollup.pipeline, add_deal_rollup.stage, add_deal_rollup.status, add_deal_rollup.category, add_deal_rollup.owner, add_deal_rollup.source, add_deal_rollup.reason, add_deal_rollup.month, add_deal_rollup.currency), public.uuid_v7(), true, add_deal_rollup.pipeline, add_deal_rollup.stage, add_deal_rollup.status, add_deal_rollup.category, add_deal_rollup.owner, add_deal_rollup.source, add_deal_rollup.reason, add_deal_rollup.month, add_deal_rollup.currency, add_deal_rollup.deals, add_deal_rollup.value, add_deal_rollup.weighted, add_deal_rollup.learned, add_deal_rollup.seconds, add_deal_rollup.passages);
END;

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

CREATE FUNCTION public.announce_role_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  perform pg_notify('mainline_access', 'role:' || old.id);
  return null;
end $$;

CREATE FUNCTION public.announce_session_owner() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  perform pg_notify('mainline_access', 'user:' || old.user_id);
  return null;
end $$;

CREATE FUNCTION public.announce_standing() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  perform pg_notify('mainline_access', 'organisation:' || case tg_op when 'DELETE' then old.org_id else new.org_id end);
  return null;
end $$;

CREATE FUNCTION public.announce_team_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  perform pg_notify('mainline_access', 'organisation:' || coalesce(new.org_id, old.org_id));
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

CREATE FUNCTION public.app_team() RETURNS uuid[]
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN (COALESCE(NULLIF(current_setting('app.team'::text, true), ''::text), '{}'::text))::uuid[];

CREATE FUNCTION public.app_user() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN (NULLIF(current_setting('app.user'::text, true), ''::text))::uuid;

CREATE FUNCTION public.audit_row() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare
  before jsonb;
  after jsonb;
  row_now jsonb;
  diff jsonb;
  -- What follows the customer is not the row's own.
  followed constant text[] := case when tg_table_name = 'customers' then '{}' else '{customer_owner_id, reseller_id}' end;
  handed constant text[] := followed || '{customer_id, site_id, version, updated_at}'::text[];
begin
  if tg_op = 'INSERT' and current_setting('app.import', true) <> '' then return null; end if;
  if tg_op = 'UPDATE' and current_setting('app.following', true) = 'on' then return null; end if;
  if tg_op <> 'INSERT' then before := to_jsonb(old); end if;
  if tg_op <> 'DELETE' then after := to_jsonb(new); end if;
  if tg_op = 'UPDATE' and current_setting('app.merging', true) = 'on' and before - handed = after - handed then
    return null;
  end if;
  row_now := coalesce(after, before);
  select coalesce(jsonb_object_agg(key, case when key = any (tg_argv) then '["redacted", "redacted"]'::jsonb
      else jsonb_build_array(before -> key, after -> key) end), '{}')
    into diff
    from jsonb_object_keys(row_now) as key
    where before -> key is distinct from after -> key
      and coalesce(before -> key, 'null') is distinct from coalesce(after -> key, 'null')
      and key not in ('org_id', 'id', 'version', 'created_at', 'updated_at', 'search')
      and key not like 'matching%' and key <> all (followed);
  if tg_op = 'UPDATE' and diff = '{}' then return null; end if;
  insert into audit_entries (org_id, actor, role, surface, correlation_id, address, action, record_kind, record_id, changes,
    customer_id, owner_id)
  values ((row_now ->> 'org_id')::uuid,
    coalesce(nullif(current_setting('app.actor', true), ''), 'system:sql'),
    coalesce(nullif(current_setting('app.role', true), ''), 'system'),
    coalesce(nullif(current_setting('app.surface', true), ''), 'cli'),
    coalesce(nullif(current_setting('app.correlation', true), ''), ''),
    coalesce(current_setting('app.address', true), ''),
    coalesce(nullif(current_setting('app.action', true), ''),
      case tg_op when 'INSERT' then 'create' when 'UPDATE' then 'update' else 'delete' end),
    tg_table_name, (row_now ->> 'id')::uuid, diff,
    case when tg_table_name = 'customers' then (row_now ->> 'id')::uuid
      when row_now ? 'customer_owner_id' then (row_now ->> 'customer_id')::uuid end,
    coalesce(row_now ->> 'owner_id', row_now ->> 'customer_owner_id')::uuid);
  return null;
end $$;

CREATE FUNCTION public.audited_table(target regclass, VARIADIC sensitive text[] DEFAULT '{}'::text[]) RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
  execute format('create trigger audit after insert or update or delete on %s for each row execute function audit_row(%s)',
    target, (select string_agg(quote_literal(name), ', ') from unnest(sensitive) as name));
end $$;

CREATE FUNCTION public.begin_quote() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  select coalesce(new.currency, o.currency),
      coalesce(new.prices_include_tax, (o.settings -> 'billing' ->> 'prices_include_tax')::boolean, false),
      coalesce(new.valid_until, (now() at time zone o.zone)::date + 30)
    into new.currency, new.prices_include_tax, new.valid_until
    from organisations o where o.id = new.org_id;
  return new;
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

CREATE FUNCTION public.email_matching(email text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN (lower(email) ~ '@(gmail|googlemail)\.com$'::text) THEN (replace(split_part(split_part(lower(email), '@'::text, 1), '+'::text, 1), '.'::text, ''::text) || '@gmail.com'::text) ELSE lower(email) END;

CREATE FUNCTION public.end_member_sessions() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  new.sessions_from := clock_timestamp();
  return new;
end $$;

CREATE FUNCTION public.end_portal_sessions() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  new.sessions_from := clock_timestamp();
  return new;
end $$;

CREATE FUNCTION public.fill_followers(statement text, VARIADIC tables regclass[]) RETURNS void
    LANGUAGE plpgsql
    AS $$
declare
  target regclass;
begin
  foreach target in array tables loop execute format('alter table %s no force row level security', target); end loop;
  perform set_config('app.following', 'on', true), set_config('app.role', 'system', true);
  execute statement;
  perform set_config('app.following', 'off', true), set_config('app.role', '', true);
  foreach target in array tables loop execute format('alter table %s force row level security', target); end loop;
end $$;

CREATE FUNCTION public.fill_told(target regclass, own text, customer text) RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
  perform fill_followers(format('update audit_entries a set owner_id = t.%I, customer_id = %s from %s t
    where a.record_kind = %L and t.org_id = a.org_id and t.id = a.record_id', own, customer, target, target),
    'audit_entries', target);
  if customer = 'null' then
    perform fill_followers(format('update events e set owner_id = t.%I, is_shared = false from %s t
      where e.record_kind = %L and t.org_id = e.org_id and t.id = e.record_id', own, target, target), 'events', target);
  end if;
  if to_regclass('record_files') is not null then
    perform fill_followers(format('update record_files f set customer_owner_id = t.%I, customer_id = %s, is_shared = false
      from %s t where f.resource = %L and t.org_id = f.org_id and t.id = f.record_id', own, customer, target, target),
      'record_files', target, 'customers');
  end if;
end $$;

CREATE TABLE public.pipeline_stages (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    pipeline_id uuid NOT NULL,
    name text NOT NULL,
    "position" integer DEFAULT 0 NOT NULL,
    kind text DEFAULT 'open'::text NOT NULL,
    probability integer DEFAULT 10 NOT NULL,
    forecast_category text DEFAULT 'pipeline'::text NOT NULL,
    rot_days integer,
    required_fields text[] DEFAULT '{}'::text[] NOT NULL,
    tone text DEFAULT 'neutral'::text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid DEFAULT public.app_user(),
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    deleted_at timestamp with time zone,
    CONSTRAINT pipeline_stages_forecast_category_check CHECK ((forecast_category = ANY (ARRAY['pipeline'::text, 'best_case'::text, 'commit'::text, 'closed'::text, 'omitted'::text]))),
    CONSTRAINT pipeline_stages_kind_check CHECK ((kind = ANY (ARRAY['open'::text, 'won'::text, 'lost'::text]))),
    CONSTRAINT pipeline_stages_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80))),
    CONSTRAINT pipeline_stages_probability_check CHECK (((probability >= 0) AND (probability <= 100))),
    CONSTRAINT pipeline_stages_rot_days_check CHECK (((rot_days >= 1) AND (rot_days <= 1000))),
    CONSTRAINT pipeline_stages_tone_check CHECK ((tone = ANY (ARRAY['neutral'::text, 'info'::text, 'good'::text, 'warn'::text, 'bad'::text])))
);

ALTER TABLE ONLY public.pipeline_stages FORCE ROW LEVEL SECURITY;

CREATE TABLE public.pipelines (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    "position" integer DEFAULT 0 NOT NULL,
    is_default boolean DEFAULT false NOT NULL,
    creates_missing_stages boolean DEFAULT false NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid DEFAULT public.app_user(),
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    deleted_at timestamp with time zone,
    CONSTRAINT pipelines_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80)))
);

ALTER TABLE ONLY public.pipelines FORCE ROW LEVEL SECURITY;

CREATE FUNCTION public.first_stage(org uuid, pipeline uuid) RETURNS uuid
    LANGUAGE sql STABLE
    RETURN (SELECT s.id FROM (public.pipeline_stages s JOIN public.pipelines p ON (((p.org_id = s.org_id) AND (p.id = s.pipeline_id)))) WHERE ((s.org_id = first_stage.org) AND (s.kind = 'open'::text) AND (s.deleted_at IS NULL) AND (p.deleted_at IS NULL) AND ((first_stage.pipeline IS NULL) OR (p.id = first_stage.pipeline))) ORDER BY p.is_default DESC, p."position", p.id, s."position", s.id LIMIT 1);

CREATE FUNCTION public.follow_as_system() RETURNS text
    LANGUAGE plpgsql
    AS $$
declare
  was constant text := coalesce(current_setting('app.role', true), '');
begin
  if was <> 'system' then perform set_config('app.role', 'system', true); end if;
  return was;
end $$;

CREATE FUNCTION public.follow_customer() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare
  was text;
  held text;
begin
  if tg_op = 'UPDATE' and new.customer_id is not distinct from old.customer_id then return new; end if;
  new.reseller_id := null;
  if new.customer_id is null then
    new.customer_owner_id := case when app_role() = 'sales' then app_user() end;
    return new;
  end if;
  -- A merge hands thousands of rows to one customer, which is looked up once.
  if current_setting('app.merging', true) = 'on' then
    held := current_setting('app.followed', true);
    if split_part(held, '/', 1) = new.customer_id::text then
      new.customer_owner_id := nullif(split_part(held, '/', 2), '')::uuid;
      new.reseller_id := nullif(split_part(held, '/', 3), '')::uuid;
      return new;
    end if;
  end if;
  was := follow_as_system();
  select owner_id, reseller_id into new.customer_owner_id, new.reseller_id from customers
    where org_id = new.org_id and id = new.customer_id;
  if was <> 'system' then perform set_config('app.role', was, true); end if;
  if current_setting('app.merging', true) = 'on' then
    perform set_config('app.followed', concat_ws('/', new.customer_id, coalesce(new.customer_owner_id::text, ''),
      coalesce(new.reseller_id::text, '')), true);
  end if;
  return new;
end $$;

CREATE FUNCTION public.follow_deal() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if tg_op = 'DELETE' then
    if old.deleted_at is null then perform roll_deal(old, -1); end if;
    return null;
  end if;
  if tg_op = 'INSERT' then
    if new.deleted_at is null then perform roll_deal(new, 1); end if;
    insert into deal_stage_entries (org_id, id, deal_id, pipeline_id, stage_id, entered_at, owner_id)
    values (new.org_id, uuid_v7(), new.id, new.pipeline_id, new.stage_id, new.stage_entered_at, new.owner_id);
    return null;
  end if;
  if (new.deleted_at, new.stage_id, new.forecast_category, new.owner_id, new.source, new.loss_reason_id,
      new.expected_close_on, new.closed_at, new.closed_on, new.currency, new.value_minor, new.probability, new.learned_probability)
    is distinct from (old.deleted_at, old.stage_id, old.forecast_category, old.owner_id, old.source, old.loss_reason_id,
      old.expected_close_on, old.closed_at, old.closed_on, old.currency, old.value_minor, old.probability, old.learned_probability)
  then
    if old.deleted_at is null then perform roll_deal(old, -1); end if;
    if new.deleted_at is null then perform roll_deal(new, 1); end if;
  end if;
  if new.stage_id <> old.stage_id then
    update deal_stage_entries set left_at = greatest(new.stage_entered_at, entered_at)
      where org_id = new.org_id and deal_id = new.id and left_at is null;
    insert into deal_stage_entries (org_id, id, deal_id, pipeline_id, stage_id, from_stage_id, entered_at, owner_id)
    values (new.org_id, uuid_v7(), new.id, new.pipeline_id, new.stage_id, old.stage_id, new.stage_entered_at, new.owner_id);
  end if;
  -- Who sees the deal sees what belongs to it.
  if new.owner_id is distinct from old.owner_id then
    update deal_stage_entries set owner_id = new.owner_id where org_id = new.org_id and deal_id = new.id;
    update deal_lines set owner_id = new.owner_id where org_id = new.org_id and deal_id = new.id;
    update deal_competitors set owner_id = new.owner_id where org_id = new.org_id and deal_id = new.id;
  end if;
  if new.currency <> old.currency then
    update deal_lines set currency = new.currency where org_id = new.org_id and deal_id = new.id;
  end if;
  return null;
end $$;

CREATE FUNCTION public.follow_deal_line() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare
  deal uuid;
begin
  foreach deal in array array_remove(array[case when tg_op <> 'DELETE' then new.deal_id end,
      case when tg_op <> 'INSERT' then old.deal_id end], null) loop
    -- Two lines changed at once must not each count without the other.
    perform from deals where org_id = coalesce(new.org_id, old.org_id) and id = deal for update;
    update deals set line_count = l.count, lines_minor = l.sum,
        value_minor = case when l.count > 0 then l.sum else value_minor end
      from (select count(*)::int as count, coalesce(sum(total_minor), 0)::bigint as sum from deal_lines
        where org_id = coalesce(new.org_id, old.org_id) and deal_id = deal) l
      where org_id = coalesce(new.org_id, old.org_id) and id = deal
        and (line_count, lines_minor) is distinct from (l.count, l.sum);
  end loop;
  return null;
end $$;

CREATE FUNCTION public.follow_deal_owner() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  update deal_contacts set owner_id = new.owner_id where org_id = new.org_id and deal_id = new.id;
  return null;
end $$;

CREATE FUNCTION public.follow_deal_stage_entry() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if new.left_at is not null and (tg_op = 'INSERT' or old.left_at is null) then
    perform add_deal_rollup(new.org_id, new.pipeline_id, new.stage_id, 'passed', 'omitted', new.owner_id, '', null,
      date_trunc('month', local_day(new.org_id, new.left_at))::date, '---', 0, 0, 0, 0,
      greatest(0, floor(extract(epoch from new.left_at - new.entered_at))), 1);
  end if;
  return null;
end $$;

CREATE FUNCTION public.follow_event() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare
  was text;
begin
  if tg_op = 'UPDATE' and new.customer_id is not distinct from old.customer_id then return new; end if;
  was := follow_as_system();
  if new.customer_id is not null then
    select owner_id, reseller_id into new.owner_id, new.reseller_id from customers
      where org_id = new.org_id and id = new.customer_id;
  end if;
  if new.customer_id is null or (new.record_kind <> 'customers' and has_own_owner(new.record_kind)) then
    select r.owner, new.customer_id is null and not r.is_owned into new.owner_id, new.is_shared
      from record_owner(new.org_id, new.record_kind, new.record_id) r;
  end if;
  if was <> 'system' then perform set_config('app.role', was, true); end if;
  return new;
end $$;

CREATE FUNCTION public.follow_file() RETURNS trigger
    LANGUAGE plpgsql
    AS $_$
declare
  was constant text := follow_as_system();
begin
  if tg_op = 'UPDATE' and new.record_id = old.record_id and new.customer_id is not null then
    select owner_id into new.customer_owner_id from customers where org_id = new.org_id and id = new.customer_id;
  else
    select r.owner, not r.is_owned into new.customer_owner_id, new.is_shared
      from record_owner(new.org_id, new.resource, new.record_id) r;
    new.customer_id := case when new.resource = 'customers' then new.record_id end;
    if new.resource <> 'customers' and not new.is_shared and not has_own_owner(new.resource) then
      execute format('select customer_id from %I where org_id = $1 and id = $2', new.resource)
        into new.customer_id using new.org_id, new.record_id;
    end if;
  end if;
  if was <> 'system' then perform set_config('app.role', was, true); end if;
  return new;
end $_$;

CREATE FUNCTION public.follow_message() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare
  was text;
begin
  if new.customer_id is not null or new.about_kind is null then return new; end if;
  if tg_op = 'UPDATE' and (new.customer_id, new.about_id) is not distinct from (old.customer_id, old.about_id) then
    return new;
  end if;
  was := follow_as_system();
  select coalesce(r.owner, new.customer_owner_id) into new.customer_owner_id
    from record_owner(new.org_id, new.about_kind, new.about_id) r;
  if was <> 'system' then perform set_config('app.role', was, true); end if;
  return new;
end $$;

CREATE FUNCTION public.follow_reseller() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare
  was text;
begin
  if tg_op = 'UPDATE' and new.customer_id is not distinct from old.customer_id then return new; end if;
  was := follow_as_system();
  select reseller_id into new.reseller_id from customers where org_id = new.org_id and id = new.customer_id;
  if was <> 'system' then perform set_config('app.role', was, true); end if;
  return new;
end $$;

CREATE FUNCTION public.follow_whole_of_call_lines() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
    declare
      was constant text := follow_as_system();
    begin
      select customer_owner_id into new.customer_owner_id from calls where org_id = new.org_id and id = new.call_id;
      if was <> 'system' then perform set_config('app.role', was, true); end if;
      return new;
    end $$;

CREATE FUNCTION public.follow_whole_of_emergency_alerts() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
    declare
      was constant text := follow_as_system();
    begin
      select customer_owner_id into new.customer_owner_id from emergencies where org_id = new.org_id and id = new.emergency_id;
      if was <> 'system' then perform set_config('app.role', was, true); end if;
      return new;
    end $$;

CREATE FUNCTION public.follow_whole_of_invoice_lines() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
    declare
      was constant text := follow_as_system();
    begin
      select customer_owner_id into new.customer_owner_id from invoices where org_id = new.org_id and id = new.invoice_id;
      if was <> 'system' then perform set_config('app.role', was, true); end if;
      return new;
    end $$;

CREATE FUNCTION public.follow_whole_of_quote_acceptances() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
    declare
      was constant text := follow_as_system();
    begin
      select owner_id into new.owner_id from quotes where org_id = new.org_id and id = new.quote_id;
      if was <> 'system' then perform set_config('app.role', was, true); end if;
      return new;
    end $$;

CREATE FUNCTION public.follow_whole_of_quote_lines() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
    declare
      was constant text := follow_as_system();
    begin
      select owner_id into new.owner_id from quotes where org_id = new.org_id and id = new.quote_id;
      if was <> 'system' then perform set_config('app.role', was, true); end if;
      return new;
    end $$;

CREATE FUNCTION public.follow_whole_of_quote_versions() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
    declare
      was constant text := follow_as_system();
    begin
      select owner_id into new.owner_id from quotes where org_id = new.org_id and id = new.quote_id;
      if was <> 'system' then perform set_config('app.role', was, true); end if;
      return new;
    end $$;

CREATE FUNCTION public.follows_customers(target regclass) RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
  execute format('alter table %s add customer_owner_id uuid, add reseller_id uuid', target);
  execute format('create trigger owner_follows before insert or update of customer_id on %s
    for each row execute function follow_customer()', target);
  execute format('create trigger lead_told after update of customer_id on %s for each row
    when (new.customer_id is distinct from old.customer_id) execute function lead_row_told()', target);
  execute format('create trigger lead_%s after update on customers for each row
    when ((new.owner_id, new.reseller_id) is distinct from (old.owner_id, old.reseller_id))
    execute function lead_rows(%L)', target, target);
  perform own_rows_only(target, 'customer_owner_id = app_user()');
  execute format('grant update (customer_owner_id, reseller_id) on %s to mainline_app, mainline_system', target);
  perform fill_followers(format('update %s t set customer_owner_id = c.owner_id, reseller_id = c.reseller_id
    from customers c where c.org_id = t.org_id and c.id = t.customer_id
      and (c.owner_id is not null or c.reseller_id is not null)', target), target, 'customers');
  if exists (select from pg_attribute where attrelid = target and attname = 'id') then
    perform fill_told(target, 'customer_owner_id', 't.customer_id');
  end if;
end $$;

CREATE FUNCTION public.follows_only(target regclass, columns text) RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
  execute format('create policy follow_update on %s for update to mainline_app using (org_id = app_org()
    and app_role() = ''system'' and current_setting(''app.following'', true) = ''on'')
    with check (org_id = app_org() and app_role() = ''system'')', target);
  execute format('grant update (%s) on %s to mainline_app, mainline_system', columns, target);
end $$;

CREATE FUNCTION public.follows_resellers(target regclass) RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
  execute format('alter table %s add reseller_id uuid', target);
  execute format('create trigger owner_follows before insert or update of customer_id on %s
    for each row execute function follow_reseller()', target);
  execute format('create trigger lead_%s after update on customers for each row
    when (new.reseller_id is distinct from old.reseller_id) execute function lead_resold_rows(%L)', target, target);
  perform fill_followers(format('update %s t set reseller_id = c.reseller_id from customers c
    where c.org_id = t.org_id and c.id = t.customer_id and c.reseller_id is not null', target), target, 'customers');
end $$;

CREATE FUNCTION public.follows_whole(target regclass, whole regclass, by_column text, shared text) RETURNS void
    LANGUAGE plpgsql
    AS $_$
begin
  execute format('alter table %s add %I uuid', target, shared);
  -- Before a part is added. A function for each table: a call adds a line with every sentence, and a statement whose table
  -- is named when it runs would be planned each time.
  execute format($f$
    create function %1$I() returns trigger language plpgsql as $t$
    declare
      was constant text := follow_as_system();
    begin
      select %2$I into new.%2$I from %3$s where org_id = new.org_id and id = new.%4$I;
      if was <> 'system' then perform set_config('app.role', was, true); end if;
      return new;
    end $t$ $f$, 'follow_whole_of_' || target, shared, whole, by_column);
  execute format('create trigger owner_follows before insert on %s for each row execute function %I()',
    target, 'follow_whole_of_' || target);
  execute format('create trigger lead_%s after update on %s for each row when (new.%I is distinct from old.%I)
    execute function lead_parts(%L, %L, %L)', target, whole, shared, shared, target, by_column, shared);
  perform own_rows_only(target, format('%I = app_user()', shared));
  execute format('grant update (%I) on %s to mainline_app, mainline_system', shared, target);
  perform fill_followers(format('update %s t set %I = w.%I from %s w
    where w.org_id = t.org_id and w.id = t.%I and w.%I is not null', target, shared, shared, whole, by_column, shared),
    target, whole);
end $_$;

CREATE FUNCTION public.guard_member_role() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if new.id = nullif(current_setting('app.user', true), '')::uuid then
    raise exception 'nobody changes their own role'
      using errcode = 'check_violation', constraint = 'members_own_role_check', table = 'members';
  end if;
  return new;
end $$;

CREATE FUNCTION public.has_own_owner(kind text) RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
  select exists (select from pg_attribute where attrelid = to_regclass('public.' || quote_ident(kind))
    and attname = 'owner_id' and not attisdropped) $$;

CREATE FUNCTION public.keep_acceptance() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if current_setting('app.erasing', true) is distinct from 'on' then
    raise exception 'an acceptance does not change' using errcode = 'check_violation',
      constraint = 'quotes_accepted_kept_check', table = 'quote_acceptances';
  end if;
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

CREATE FUNCTION public.keep_billed_currency() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  perform from invoices where org_id = new.id limit 1;
  if found then
    raise exception 'an organisation that has billed keeps its currency'
      using errcode = 'check_violation', constraint = 'organisations_currency_billed_check', table = 'organisations';
  end if;
  return new;
end $$;

CREATE FUNCTION public.keep_issued_invoice() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare
  free text[] :=
    '{status, paid_minor, paid_at, sent_at, pay_token_hash, pdf_file_id, pdf_sha256, version, updated_at}';
begin
  if tg_op = 'DELETE' then
    raise exception 'an invoice is cancelled, not deleted' using errcode = 'check_violation',
      constraint = 'invoices_kept_check', table = 'invoices';
  end if;
  if old.status = 'draft' then return new; end if;
  if current_setting('app.merging', true) = 'on' and new.customer_id <> old.customer_id then
    new.issued_to := coalesce(old.issued_to, old.customer_id);
    free := free || '{customer_id, issued_to}';
  end if;
  if current_setting('app.erasing', true) = 'on' and new.billed_to = old.billed_to - '{email, phone}'::text[] then
    free := free || '{billed_to, notes}';
  end if;
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

CREATE FUNCTION public.keep_members_cap() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare
  cap int;
begin
  select members_cap into cap from organisations where id = new.org_id;
  if cap is null then return null; end if;
  -- Two at once would each not see the other.
  perform pg_advisory_xact_lock(hashtextextended('members/' || new.org_id, 0));
  if (select count(*) from members where org_id = new.org_id and is_active and deleted_at is null) > cap then
    raise exception 'the plan has no place for another member'
      using errcode = 'check_violation', constraint = 'members_plan_cap', table = 'members';
  end if;
  return null;
end $$;

CREATE FUNCTION public.keep_quote_document() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

CREATE FUNCTION public.keep_sent_lines() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

CREATE FUNCTION public.keep_sent_quote() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

CREATE FUNCTION public.lead_customer_told() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare
  was constant text := follow_as_system();
  keeper uuid := new.owner_id;
begin
  perform set_config('app.following', 'on', true), set_config('app.followed', '', true);
  if new.merged_into is not null then
    select owner_id into keeper from customers where org_id = new.org_id and id = new.merged_into;
  end if;
  update events set owner_id = new.owner_id, reseller_id = new.reseller_id
    where org_id = new.org_id and customer_id = new.id
      and (record_kind = 'customers' or not has_own_owner(record_kind));
  update audit_entries set owner_id = keeper where org_id = new.org_id and customer_id = new.id;
  update audit_entries a set owner_id = new.owner_id from customers m
    where m.org_id = new.org_id and m.merged_into = new.id and a.org_id = m.org_id and a.customer_id = m.id;
  if to_regclass('record_files') is not null then
    update record_files set customer_owner_id = new.owner_id where org_id = new.org_id and customer_id = new.id;
  end if;
  perform set_config('app.following', 'off', true), set_config('app.role', was, true);
  return null;
end $$;

CREATE FUNCTION public.lead_parts() RETURNS trigger
    LANGUAGE plpgsql
    AS $_$
declare
  was constant text := follow_as_system();
  held constant text := coalesce(current_setting('app.following', true), '');
begin
  perform set_config('app.following', 'on', true);
  execute format('update %I set %I = $1 where org_id = $2 and %I = $3', tg_argv[0], tg_argv[2], tg_argv[1])
    using (to_jsonb(new) ->> tg_argv[2])::uuid, new.org_id, new.id;
  perform set_config('app.following', held, true), set_config('app.role', was, true);
  return null;
end $_$;

CREATE FUNCTION public.lead_resold_rows() RETURNS trigger
    LANGUAGE plpgsql
    AS $_$
declare
  was constant text := follow_as_system();
begin
  perform set_config('app.following', 'on', true);
  execute format('update %I set reseller_id = $1 where org_id = $2 and customer_id = $3
    and reseller_id is distinct from $1', tg_argv[0]) using new.reseller_id, new.org_id, new.id;
  perform set_config('app.following', 'off', true), set_config('app.role', was, true);
  return null;
end $_$;

CREATE FUNCTION public.lead_row_told() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare
  was text;
begin
  if current_setting('app.merging', true) = 'on' or not to_jsonb(new) ? 'id' then return null; end if;
  was := follow_as_system();
  perform set_config('app.following', 'on', true);
  update events set owner_id = new.customer_owner_id
    where org_id = new.org_id and record_kind = tg_table_name and record_id = new.id and customer_id is null;
  update audit_entries set owner_id = new.customer_owner_id, customer_id = new.customer_id
    where org_id = new.org_id and record_kind = tg_table_name and record_id = new.id;
  if to_regclass('record_files') is not null then
    update record_files set customer_owner_id = new.customer_owner_id, customer_id = new.customer_id
      where org_id = new.org_id and resource = tg_table_name and record_id = new.id;
  end if;
  perform set_config('app.following', 'off', true), set_config('app.role', was, true);
  return null;
end $$;

CREATE FUNCTION public.lead_rows() RETURNS trigger
    LANGUAGE plpgsql
    AS $_$
declare
  was constant text := follow_as_system();
begin
  perform set_config('app.following', 'on', true);
  execute format('update %I set customer_owner_id = $1, reseller_id = $2 where org_id = $3 and customer_id = $4
    and (customer_owner_id, reseller_id) is distinct from ($1, $2)', tg_argv[0])
    using new.owner_id, new.reseller_id, new.org_id, new.id;
  perform set_config('app.following', 'off', true), set_config('app.role', was, true);
  return null;
end $_$;

CREATE FUNCTION public.lead_told() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare
  was constant text := follow_as_system();
begin
  perform set_config('app.following', 'on', true);
  update events set owner_id = new.owner_id
    where org_id = new.org_id and record_kind = tg_table_name and record_id = new.id;
  update audit_entries set owner_id = new.owner_id
    where org_id = new.org_id and record_kind = tg_table_name and record_id = new.id;
  if to_regclass('record_files') is not null then
    update record_files set customer_owner_id = new.owner_id
      where org_id = new.org_id and resource = tg_table_name and record_id = new.id;
  end if;
  perform set_config('app.following', 'off', true), set_config('app.role', was, true);
  return null;
end $$;

CREATE FUNCTION public.leads_told(target regclass) RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
  execute format('create trigger lead_told after update on %s for each row
    when (new.owner_id is distinct from old.owner_id) execute function lead_told()', target);
  perform fill_told(target, 'owner_id', 'null');
end $$;

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
    require_second_factor boolean DEFAULT false NOT NULL,
    allow_password_sign_in boolean DEFAULT true NOT NULL,
    allow_provider_sign_in boolean DEFAULT true NOT NULL,
    session_idle_minutes integer DEFAULT 20160 NOT NULL,
    session_absolute_minutes integer DEFAULT 129600 NOT NULL,
    invitation_domains text[] DEFAULT '{}'::text[] NOT NULL,
    plan text DEFAULT 'unlimited'::text NOT NULL,
    plan_since timestamp with time zone,
    trial_ends_at timestamp with time zone,
    grace_until timestamp with time zone,
    plan_caps jsonb DEFAULT '{}'::jsonb NOT NULL,
    members_cap integer,
    support_access text DEFAULT 'ask'::text NOT NULL,
    CONSTRAINT organisations_country_check CHECK ((country ~ '^[A-Z]{2}$'::text)),
    CONSTRAINT organisations_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT organisations_invitation_domains_check CHECK ((cardinality(invitation_domains) <= 50)),
    CONSTRAINT organisations_members_cap_check CHECK ((members_cap > 0)),
    CONSTRAINT organisations_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
    CONSTRAINT organisations_plan_caps_check CHECK ((jsonb_typeof(plan_caps) = 'object'::text)),
    CONSTRAINT organisations_plan_check CHECK ((plan ~ '^[a-z][a-z0-9-]{0,39}$'::text)),
    CONSTRAINT organisations_plan_state_check CHECK ((plan_state = ANY (ARRAY['trialing'::text, 'active'::text, 'past_due'::text, 'canceled'::text]))),
    CONSTRAINT organisations_session_absolute_minutes_check CHECK (((session_absolute_minutes >= 60) AND (session_absolute_minutes <= 129600))),
    CONSTRAINT organisations_session_idle_minutes_check CHECK (((session_idle_minutes >= 15) AND (session_idle_minutes <= 43200))),
    CONSTRAINT organisations_sign_in_check CHECK ((allow_password_sign_in OR allow_provider_sign_in)),
    CONSTRAINT organisations_slug_check CHECK ((slug ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'::text)),
    CONSTRAINT organisations_support_access_check CHECK ((support_access = ANY (ARRAY['ask'::text, 'notice'::text, 'never'::text])))
);

ALTER TABLE ONLY public.organisations FORCE ROW LEVEL SECURITY;

CREATE FUNCTION public.local_day(org uuid, at timestamp with time zone) RETURNS date
    LANGUAGE sql STABLE
    RETURN ((at AT TIME ZONE (SELECT organisations.zone FROM public.organisations WHERE (organisations.id = local_day.org))))::date;

CREATE FUNCTION public.name_matching(name text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (SELECT string_agg(word.word, ' '::text ORDER BY (word.word COLLATE "C")) AS string_agg FROM regexp_split_to_table(public.address_matching(name_matching.name), ' '::text) word(word));

CREATE FUNCTION public.narrowed_by_customers(target regclass, own text DEFAULT NULL::text) RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
  execute format('drop policy if exists narrowed_by_customers on %s', target);
  execute format('create policy narrowed_by_customers on %s as restrictive to mainline_narrowed using (org_id = app_org()
    and (pg_trigger_depth() > 0 or case narrowed_reach('' customers:r='') when ''o'' then customer_owner_id = app_user()%s
      when ''t'' then customer_owner_id = any (app_team())%s else true end))', target,
    case when own is not null then format(' or %I = app_user()', own) else '' end,
    case when own is not null then format(' or %I = any (app_team())', own) else '' end);
end $$;

CREATE FUNCTION public.narrowed_reach(key text) RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN CASE WHEN (COALESCE(current_setting('app.narrow'::text, true), ''::text) = ''::text) THEN 'n'::text ELSE COALESCE(substr(current_setting('app.narrow'::text, true), (NULLIF(strpos(current_setting('app.narrow'::text, true), key), 0) + length(key)), 1), 'a'::text) END;

CREATE FUNCTION public.narrowed_table(target regclass, owner text DEFAULT NULL::text, resource text DEFAULT NULL::text) RETURNS void
    LANGUAGE plpgsql
    AS $_$
declare
  own text := case when owner is null then ''
    else format(' when ''o'' then %1$I = app_user() when ''t'' then %1$I = any (app_team())', owner) end;
  command text[];
  condition text;
begin
  foreach command slice 1 in array
    '{{read,select,r},{insert,insert,c},{update,update,u},{delete,delete,d}}'::text[]
  loop
    condition := format('(org_id = app_org() and (pg_trigger_depth() > 0
      or case narrowed_reach(%L) when ''a'' then true%s else false end))',
      ' ' || coalesce(resource, target::text) || ':'
        || case when resource is not null and command[3] <> 'r' then 'u' else command[3] end || '=', own);
    execute format('create policy narrowed_%s on %s as restrictive for %s to mainline_narrowed%s%s',
      command[1], target, command[2],
      case when command[3] <> 'c' then ' using ' || condition else '' end,
      case when command[3] in ('c', 'u') then ' with check ' || condition else '' end);
  end loop;
end $_$;

CREATE FUNCTION public.narrowed_told(kind text) RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN CASE WHEN (public.narrowed_reach(((' '::text || kind) || ':r='::text)) <> 'a'::text) THEN public.narrowed_reach(((' '::text || kind) || ':r='::text)) WHEN ((public.narrowed_reach(' customers:r='::text) <> ALL (ARRAY['o'::text, 't'::text])) OR public.has_own_owner(kind)) THEN 'a'::text ELSE public.narrowed_reach(' customers:r='::text) END;

CREATE FUNCTION public.note_stage_category() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if tg_op = 'INSERT' or new.stage_id is distinct from old.stage_id then
    new.stage_category := (select forecast_category from pipeline_stages where org_id = new.org_id and id = new.stage_id);
  end if;
  return new;
end $$;

CREATE FUNCTION public.own_rows_only(target regclass, own text DEFAULT 'owner_id = app_user()'::text) RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
  execute format('create policy own_rows on %s as restrictive to mainline_app using (org_id = app_org()
    and (app_role() <> ''sales'' or (%s))) with check (org_id = app_org() and (app_role() <> ''sales'' or (%s)))',
    target, own, own);
end $$;

CREATE FUNCTION public.own_rows_read(target regclass, own text) RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
  execute format('create policy own_rows on %s as restrictive for select to mainline_app using (org_id = app_org()
    and (app_role() <> ''sales'' or (%s)))', target, own);
end $$;

CREATE FUNCTION public.place_activity() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare
  customer uuid;
begin
  if new.deal_id is not null and (tg_op = 'INSERT' or new.deal_id is distinct from old.deal_id) then
    select customer_id into customer from deals where org_id = new.org_id and id = new.deal_id and deleted_at is null;
    if not found then
      raise exception 'the deal does not exist'
        using errcode = 'foreign_key_violation', constraint = 'activities_deal_fkey', table = 'activities';
    end if;
    new.customer_id := coalesce(new.customer_id, customer);
  end if;
  if new.contact_id is not null and (tg_op = 'INSERT' or new.contact_id is distinct from old.contact_id) then
    select customer_id into customer from contacts where org_id = new.org_id and id = new.contact_id and deleted_at is null;
    if not found then
      raise exception 'the contact does not exist'
        using errcode = 'foreign_key_violation', constraint = 'activities_contact_fkey', table = 'activities';
    end if;
    new.customer_id := coalesce(new.customer_id, customer);
  end if;
  return new;
end $$;

CREATE TABLE public.lead_score_rules (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    field text NOT NULL,
    operator text NOT NULL,
    value text,
    points integer NOT NULL,
    "position" integer DEFAULT 0 NOT NULL,
    is_active boolean DEFAULT true NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid DEFAULT public.app_user(),
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    deleted_at timestamp with time zone,
    CONSTRAINT lead_score_rules_field_check CHECK ((field = ANY (ARRAY['source'::text, 'status'::text, 'name'::text, 'company'::text, 'phone'::text, 'email'::text, 'notes'::text, 'tags'::text, 'city'::text, 'region'::text, 'postcode'::text, 'age_days'::text]))),
    CONSTRAINT lead_score_rules_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120))),
    CONSTRAINT lead_score_rules_operator_check CHECK ((operator = ANY (ARRAY['is'::text, 'is_not'::text, 'contains'::text, 'starts_with'::text, 'is_set'::text, 'is_empty'::text, 'at_least'::text, 'at_most'::text]))),
    CONSTRAINT lead_score_rules_points_check CHECK (((points >= '-100'::integer) AND (points <= 100))),
    CONSTRAINT lead_score_rules_value_check CHECK ((length(value) <= 200))
);

ALTER TABLE ONLY public.lead_score_rules FORCE ROW LEVEL SECURITY;

CREATE FUNCTION public.plant_lead_rules(org uuid) RETURNS void
    LANGUAGE sql
    BEGIN ATOMIC
 INSERT INTO public.lead_score_rules (org_id, id, name, field, operator, value, points, "position")  SELECT plant_lead_rules.org AS org,
             public.uuid_v7() AS uuid_v7,
             rule.name,
             rule.field,
             rule.operator,
             rule.value,
             rule.points,
             (rule.place * 10)
            FROM ( VALUES (1,'Has a phone number'::text,'phone'::text,'is_set'::text,NULL::text,15), (2,'Has an e-mail address'::text,'email'::text,'is_set'::text,NULL::text,10), (3,'Is a business'::text,'company'::text,'is_set'::text,NULL::text,15), (4,'Was referred'::text,'source'::text,'is'::text,'referral'::text,30), (5,'Called us'::text,'source'::text,'is'::text,'call'::text,25), (6,'Wrote through the website'::text,'source'::text,'is'::text,'web'::text,15), (7,'From a list'::text,'source'::text,'is'::text,'list'::text,'-10'::integer), (8,'Asks for a quote'::text,'notes'::text,'contains'::text,'quote'::text,15), (9,'Is in a hurry'::text,'notes'::text,'contains'::text,'urgent'::text,20), (10,'Qualified'::text,'status'::text,'is'::text,'qualified'::text,20), (11,'Came this week'::text,'age_days'::text,'at_most'::text,'7'::text,10), (12,'Older than a month'::text,'age_days'::text,'at_least'::text,'31'::text,'-20'::integer), (13,'Older than a quarter'::text,'age_days'::text,'at_least'::text,'92'::text,'-20'::integer)) rule(place, name, field, operator, value, points)
           WHERE (NOT (EXISTS ( SELECT
                    FROM public.lead_score_rules lead_score_rules_1
                   WHERE (lead_score_rules_1.org_id = plant_lead_rules.org))));
END;

CREATE FUNCTION public.plant_sales(org uuid) RETURNS void
    LANGUAGE plpgsql
    AS $$
declare
  pipeline uuid := uuid_v7();
begin
  if not exists (select from pipelines where org_id = org) then
    insert into pipelines (org_id, id, name, position, is_default) values (org, pipeline, 'Sales', 10, true);
    insert into pipeline_stages (org_id, id, pipeline_id, name, position, kind, probability, forecast_category, rot_days,
        required_fields, tone)
      values (org, uuid_v7(), pipeline, 'Lead', 10, 'open', 10, 'pipeline', 14, '{}', 'neutral'),
        (org, uuid_v7(), pipeline, 'Qualified', 20, 'open', 30, 'pipeline', 21, '{customer_id}', 'info'),
        (org, uuid_v7(), pipeline, 'Proposal', 30, 'open', 50, 'best_case', 21, '{customer_id,value_minor}', 'info'),
        (org, uuid_v7(), pipeline, 'Negotiation', 40, 'open', 75, 'commit', 14, '{customer_id,value_minor,expected_close_on}', 'warn'),
        (org, uuid_v7(), pipeline, 'Won', 50, 'won', 100, 'closed', null, '{}', 'good'),
        (org, uuid_v7(), pipeline, 'Lost', 60, 'lost', 0, 'omitted', null, '{}', 'bad');
  end if;
  if not exists (select from loss_reasons where org_id = org) then
    insert into loss_reasons (org_id, id, name, position)
      select org, uuid_v7(), name, place * 10 from unnest(array['Price', 'Chose a competitor', 'No budget', 'Bad timing',
        'No answer', 'Not a fit', 'Did it themselves', 'Duplicate']) with ordinality as reason (name, place);
  end if;
end $$;

CREATE FUNCTION public.portal_rows(target regclass, shown text DEFAULT 'true'::text) RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
  execute format('create policy portal_read on %s for select to mainline_app using (org_id = app_org() and (%s)
    and ((app_role() = ''customer'' and customer_id = app_customer())
      or (app_role() = ''reseller'' and (reseller_id = app_reseller() or customer_id = app_reseller()))))', target, shown);
end $$;

CREATE FUNCTION public.record_owner(org uuid, kind text, record uuid, OUT owner uuid, OUT is_owned boolean) RETURNS record
    LANGUAGE plpgsql STABLE
    AS $_$
declare
  found_column text;
begin
  select attname into found_column from pg_attribute
    where attrelid = to_regclass('public.' || quote_ident(kind)) and attname in ('owner_id', 'customer_owner_id')
      and not attisdropped order by attname desc limit 1;
  is_owned := found_column is not null;
  if is_owned then
    execute format('select %I from %I where org_id = $1 and id = $2', found_column, kind) into owner using org, record;
  end if;
end $_$;

CREATE FUNCTION public.record_table(target regclass, others text DEFAULT 'false'::text, staff text DEFAULT 'true'::text, sensitive text[] DEFAULT '{}'::text[]) RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
  perform tenant_table(target, others, staff);
  perform audited_table(target, variadic sensitive);
  execute format('create trigger touch before update on %s for each row execute function touch_record()', target);
end $$;

CREATE FUNCTION public.register_tags() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  insert into tags (org_id, id, name)
    select new.org_id, uuid_v7(), said.name from unnest(new.tags) as said (name)
    where not exists (select from tags t where t.org_id = new.org_id and t.name = said.name)
    on conflict do nothing;
  return null;
end $$;

CREATE TABLE public.deals (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    title text NOT NULL,
    customer_id uuid,
    lead_id uuid,
    pipeline_id uuid NOT NULL,
    stage_id uuid NOT NULL,
    status text DEFAULT 'open'::text NOT NULL,
    "position" bigint NOT NULL,
    value_minor bigint DEFAULT 0 NOT NULL,
    currency character(3) NOT NULL,
    line_count integer DEFAULT 0 NOT NULL,
    lines_minor bigint DEFAULT 0 NOT NULL,
    probability integer NOT NULL,
    stage_probability integer DEFAULT 0 NOT NULL,
    learned_probability integer,
    learned_reasons jsonb DEFAULT '[]'::jsonb NOT NULL,
    learned_at timestamp with time zone,
    forecast_category text NOT NULL,
    expected_close_on date,
    closed_at timestamp with time zone,
    closed_on date,
    loss_reason_id uuid,
    loss_notes text,
    owner_id uuid DEFAULT 
CASE
    WHEN (public.app_role() = 'sales'::text) THEN public.app_user()
    ELSE NULL::uuid
END,
    source text DEFAULT 'manual'::text NOT NULL,
    next_step text,
    next_step_on date,
    notes text,
    tags text[] DEFAULT '{}'::text[] NOT NULL,
    stage_entered_at timestamp with time zone DEFAULT now() NOT NULL,
    last_activity_at timestamp with time zone,
    stalls_at timestamp with time zone,
    custom jsonb DEFAULT '{}'::jsonb NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid DEFAULT public.app_user(),
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    deleted_at timestamp with time zone,
    stage_category text,
    CONSTRAINT deals_closed_check CHECK (((status = 'open'::text) = (closed_at IS NULL))),
    CONSTRAINT deals_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT deals_forecast_category_check CHECK ((forecast_category = ANY (ARRAY['pipeline'::text, 'best_case'::text, 'commit'::text, 'closed'::text, 'omitted'::text]))),
    CONSTRAINT deals_learned_probability_check CHECK (((learned_probability >= 0) AND (learned_probability <= 100))),
    CONSTRAINT deals_loss_notes_check CHECK ((length(loss_notes) <= 4000)),
    CONSTRAINT deals_loss_reason_check CHECK (((status <> 'lost'::text) OR (loss_reason_id IS NOT NULL))),
    CONSTRAINT deals_next_step_check CHECK ((length(next_step) <= 300)),
    CONSTRAINT deals_notes_check CHECK ((length(notes) <= 20000)),
    CONSTRAINT deals_probability_check CHECK (((probability >= 0) AND (probability <= 100))),
    CONSTRAINT deals_source_check CHECK (((length(source) >= 1) AND (length(source) <= 60))),
    CONSTRAINT deals_stage_probability_check CHECK (((stage_probability >= 0) AND (stage_probability <= 100))),
    CONSTRAINT deals_status_check CHECK ((status = ANY (ARRAY['open'::text, 'won'::text, 'lost'::text]))),
    CONSTRAINT deals_title_check CHECK (((length(title) >= 1) AND (length(title) <= 200))),
    CONSTRAINT deals_value_minor_check CHECK ((value_minor >= 0))
);

ALTER TABLE ONLY public.deals FORCE ROW LEVEL SECURITY;

CREATE FUNCTION public.roll_deal(deal public.deals, sign integer) RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
  perform add_deal_rollup(deal.org_id, deal.pipeline_id, deal.stage_id, deal.status, deal.forecast_category, deal.owner_id,
    deal.source, deal.loss_reason_id,
    date_trunc('month', case when deal.status = 'open' then deal.expected_close_on else deal.closed_on end)::date,
    deal.currency, sign, sign * deal.value_minor, sign * round(deal.value_minor * deal.probability / 100.0),
    sign * round(deal.value_minor * coalesce(deal.learned_probability, deal.probability) / 100.0),
    case when deal.status = 'open' then 0
      else sign * greatest(0, floor(extract(epoch from deal.closed_at - deal.created_at))) end, 0);
end $$;

CREATE FUNCTION public.settle_activity() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare
  due timestamptz := new.starts_at - make_interval(mins => new.remind_before);
begin
  if tg_op = 'INSERT' or due is distinct from new.remind_at then
    new.remind_at := due;
    if tg_op = 'UPDATE' then new.reminded_at := null; end if;
  end if;
  if new.status = 'overdue' and coalesce(new.ends_at, new.starts_at) > now() then new.status := 'open'; end if;
  return new;
end $$;

CREATE FUNCTION public.settle_deal() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare
  stage pipeline_stages;
  field text;
  moved boolean := tg_op = 'INSERT';
  rot int;
begin
  if tg_op = 'UPDATE' then
    -- A deal put into another pipeline without a stage begins at its first.
    if new.pipeline_id <> old.pipeline_id and new.stage_id = old.stage_id then
      new.stage_id := first_stage(new.org_id, new.pipeline_id);
    end if;
    moved := new.stage_id is distinct from old.stage_id;
  elsif new.stage_id is null then
    new.stage_id := first_stage(new.org_id, new.pipeline_id);
  end if;
  if new.stage_id is null then
    raise exception 'there is no stage to begin in'
      using errcode = 'check_violation', constraint = 'deals_no_stage_check', table = 'deals';
  end if;
  if moved then
    select * into stage from pipeline_stages where org_id = new.org_id and id = new.stage_id and deleted_at is null;
    if not found then
      raise exception 'the stage does not exist'
        using errcode = 'foreign_key_violation', constraint = 'deals_stage_fkey', table = 'deals';
    end if;
    foreach field in array stage.required_fields loop
      if coalesce(nullif(to_jsonb(new) ->> field, ''), case field when 'value_minor' then '0' else '' end) in ('', '0', '[]') then
        raise exception 'a field is needed for this stage'
          using errcode = 'check_violation', constraint = 'deals_requires_' || field, table = 'deals', column = field;
      end if;
    end loop;
    new.pipeline_id := stage.pipeline_id;
    new.status := stage.kind;
    new.stage_probability := stage.probability;
    if stage.kind <> 'open' or new.probability is null or (tg_op = 'UPDATE' and new.probability = old.probability) then
      new.probability := stage.probability;
    end if;
    if stage.kind <> 'open' or new.forecast_category is null
        or (tg_op = 'UPDATE' and new.forecast_category = old.forecast_category) then
      new.forecast_category := stage.forecast_category;
    end if;
    if tg_op = 'UPDATE' then
      if new.stage_entered_at = old.stage_entered_at then new.stage_entered_at := greatest(now(), old.stage_entered_at); end if;
      if new.position = old.position then new.position := null; end if;
    end if;
  else
    new.status := old.status;
    if new.status <> 'open' then
      new.probability := old.probability; new.forecast_category := old.forecast_category;
    end if;
  end if;
  if new.status = 'open' then
    new.closed_at := null; new.closed_on := null;
  else
    new.closed_at := coalesce(new.closed_at, new.stage_entered_at, now());
    new.closed_on := local_day(new.org_id, new.closed_at);
  end if;
  if new.status <> 'lost' then new.loss_reason_id := null; new.loss_notes := null; end if;
  -- On top of its column: the later, the smaller.
  new.position := coalesce(new.position, -(extract(epoch from clock_timestamp()) * 1000)::bigint * 1024);
  new.currency := coalesce(nullif(new.currency, ''), (select currency from organisations where id = new.org_id));
  if new.line_count > 0 then new.value_minor := new.lines_minor; end if;
  if moved or new.last_activity_at is distinct from old.last_activity_at or new.status <> 'open' then
    select rot_days into rot from pipeline_stages where org_id = new.org_id and id = new.stage_id;
    new.stalls_at := case when new.status = 'open'
      then greatest(new.stage_entered_at, new.last_activity_at) + rot * interval '1 day' end;
  end if;
  return new;
end $$;

CREATE FUNCTION public.settle_deal_part() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare
  deal deals;
begin
  select * into deal from deals where org_id = new.org_id and id = new.deal_id and deleted_at is null;
  if not found then
    raise exception 'the deal does not exist'
      using errcode = 'foreign_key_violation', constraint = tg_table_name || '_deal_fkey', table = tg_table_name;
  end if;
  new.owner_id := deal.owner_id;
  if tg_table_name = 'deal_lines' then
    new.currency := deal.currency;
    if tg_op = 'INSERT' and new.position = 0 then
      new.position := coalesce((select max(position) from deal_lines where org_id = new.org_id and deal_id = new.deal_id), 0) + 10;
    end if;
  end if;
  return new;
end $$;

CREATE FUNCTION public.settle_lead() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if new.status = old.status then return new; end if;
  if new.status = 'lost' then
    if new.loss_reason_id is null then
      raise exception 'a lost lead needs a reason'
        using errcode = 'check_violation', constraint = 'leads_loss_reason_check', table = 'leads';
    end if;
    new.lost_at := coalesce(new.lost_at, now());
  else
    new.loss_reason_id := null; new.loss_notes := null; new.lost_at := null;
  end if;
  if new.status = 'converted' and new.converted_customer_id is null then
    raise exception 'a lead becomes a customer by converting it'
      using errcode = 'check_violation', constraint = 'leads_converted_check', table = 'leads';
  end if;
  -- Whoever moves a lead on has spoken to somebody.
  if old.status = 'new' and new.status in ('contacted', 'qualified', 'converted') then
    new.first_response_at := coalesce(new.first_response_at, now());
  end if;
  return new;
end $$;

CREATE FUNCTION public.settle_pipeline() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if new.deleted_at is not null and old.deleted_at is null
      and exists (select from deals where org_id = new.org_id and pipeline_id = new.id and deleted_at is null) then
    raise exception 'a pipeline with deals cannot be deleted'
      using errcode = 'check_violation', constraint = 'pipelines_in_use_check', table = 'pipelines';
  end if;
  return new;
end $$;

CREATE FUNCTION public.settle_pipeline_stage() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if new.kind = 'won' then
    new.probability := 100; new.forecast_category := 'closed'; new.rot_days := null;
  elsif new.kind = 'lost' then
    new.probability := 0; new.forecast_category := 'omitted'; new.rot_days := null;
  end if;
  if tg_op = 'INSERT' then
    if new.position = 0 then
      new.position := coalesce((select max(position) from pipeline_stages
        where org_id = new.org_id and pipeline_id = new.pipeline_id and deleted_at is null), 0) + 10;
    end if;
    return new;
  end if;
  if new.kind <> old.kind and exists (select from deals where org_id = new.org_id and stage_id = new.id and deleted_at is null) then
    raise exception 'a stage with deals keeps its kind'
      using errcode = 'check_violation', constraint = 'pipeline_stages_kind_in_use_check', table = 'pipeline_stages';
  end if;
  if new.pipeline_id <> old.pipeline_id then
    raise exception 'a stage stays in its pipeline'
      using errcode = 'check_violation', constraint = 'pipeline_stages_pipeline_check', table = 'pipeline_stages';
  end if;
  if new.deleted_at is not null and old.deleted_at is null
      and exists (select from deals where org_id = new.org_id and stage_id = new.id and deleted_at is null) then
    raise exception 'a stage with deals cannot be deleted'
      using errcode = 'check_violation', constraint = 'pipeline_stages_in_use_check', table = 'pipeline_stages';
  end if;
  return new;
end $$;

CREATE FUNCTION public.settle_sales_rep() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if tg_op = 'UPDATE' then
    if new.weight = old.weight and (new.is_available = old.is_available or not new.is_available)
      and new.deleted_at is not distinct from old.deleted_at then return new; end if;
  end if;
  new.assigned_count := coalesce((select round(new.weight * sum(assigned_count)::numeric / nullif(sum(weight), 0))
    from sales_reps where org_id = new.org_id and id <> new.id and is_available and deleted_at is null), new.assigned_count);
  return new;
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

CREATE FUNCTION public.tagged_table(target regclass) RETURNS void
    LANGUAGE plpgsql
    AS $_$
begin
  execute format($f$create trigger tags_added after insert on %s for each row
    when (new.tags <> '{}') execute function register_tags()$f$, target);
  execute format($f$create trigger tags_changed after update of tags on %s for each row
    when (new.tags <> '{}' and new.tags <> old.tags) execute function register_tags()$f$, target);
end $_$;

CREATE TABLE public.customer_tallies (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    day date NOT NULL,
    source text NOT NULL,
    status text NOT NULL,
    owner_id uuid,
    count bigint NOT NULL
);

ALTER TABLE ONLY public.customer_tallies FORCE ROW LEVEL SECURITY;

CREATE TABLE public.customers (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    kind text DEFAULT 'person'::text NOT NULL,
    status text DEFAULT 'prospect'::text NOT NULL,
    phone text,
    email text,
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
    industry_id uuid,
    preferred_channel text,
    preferred_times text,
    last_served_at timestamp with time zone,
    merged_into uuid,
    erased_at timestamp with time zone,
    matching_name text GENERATED ALWAYS AS (public.name_matching(name)) STORED,
    matching_email text GENERATED ALWAYS AS (public.email_matching(email)) STORED,
    CONSTRAINT customers_email_check CHECK (((length(email) >= 3) AND (length(email) <= 254))),
    CONSTRAINT customers_kind_check CHECK ((kind = ANY (ARRAY['person'::text, 'business'::text]))),
    CONSTRAINT customers_language_check CHECK (((length(language) >= 2) AND (length(language) <= 35))),
    CONSTRAINT customers_merged_check CHECK (((merged_into IS NULL) OR (deleted_at IS NOT NULL))),
    CONSTRAINT customers_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
    CONSTRAINT customers_phone_check CHECK ((phone ~ '^\+[1-9][0-9]{4,14}$'::text)),
    CONSTRAINT customers_preferred_channel_check CHECK ((preferred_channel = ANY (ARRAY['call'::text, 'text'::text, 'email'::text, 'post'::text]))),
    CONSTRAINT customers_preferred_times_check CHECK ((length(preferred_times) <= 200)),
    CONSTRAINT customers_source_check CHECK (((length(source) >= 1) AND (length(source) <= 60))),
    CONSTRAINT customers_status_check CHECK ((status = ANY (ARRAY['prospect'::text, 'active'::text, 'inactive'::text, 'archived'::text])))
);

ALTER TABLE ONLY public.customers FORCE ROW LEVEL SECURITY;

CREATE FUNCTION public.tally_customer(customer public.customers, difference integer) RETURNS void
    LANGUAGE sql
    BEGIN ATOMIC
 INSERT INTO public.customer_tallies (org_id, id, day, source, status, owner_id, count)  SELECT (tally_customer.customer).org_id AS org_id,
             public.uuid_v7() AS uuid_v7,
             (((tally_customer.customer).created_at AT TIME ZONE o.zone))::date AS timezone,
             (tally_customer.customer).source AS source,
             (tally_customer.customer).status AS status,
             (tally_customer.customer).owner_id AS owner_id,
             tally_customer.difference AS difference
            FROM public.organisations o
           WHERE (o.id = (tally_customer.customer).org_id);
END;

CREATE FUNCTION public.tally_customers() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if tg_op <> 'INSERT' and old.deleted_at is null then perform tally_customer(old, -1); end if;
  if tg_op <> 'DELETE' and new.deleted_at is null then perform tally_customer(new, 1); end if;
  return null;
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
  if current_setting('app.following', true) = 'on' then return new; end if;
  new.version := old.version + 1;
  new.updated_at := greatest(now(), old.updated_at);
  return new;
end $$;

CREATE FUNCTION public.unnarrowed_table(target regclass) RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
  execute format('create policy narrowed_insert on %s as restrictive for insert to mainline_narrowed with check (false)',
    target);
  execute format('create policy narrowed_update on %s as restrictive for update to mainline_narrowed using (false)', target);
  execute format('create policy narrowed_delete on %s as restrictive for delete to mainline_narrowed using (false)', target);
end $$;

CREATE TABLE public.account_identities (
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    issuer text NOT NULL,
    subject text NOT NULL,
    email text NOT NULL,
    confined_org_id uuid,
    created_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.account_identities FORCE ROW LEVEL SECURITY;

CREATE TABLE public.account_links (
    token_hash bytea NOT NULL,
    purpose text NOT NULL,
    user_id uuid NOT NULL,
    email text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    CONSTRAINT account_links_purpose_check CHECK ((purpose = ANY (ARRAY['verify'::text, 'change_email'::text, 'reset'::text, 'notice'::text])))
);

ALTER TABLE ONLY public.account_links FORCE ROW LEVEL SECURITY;

CREATE TABLE public.activities (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    kind text DEFAULT 'task'::text NOT NULL,
    subject text NOT NULL,
    notes text,
    place text,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone,
    all_day boolean DEFAULT false NOT NULL,
    priority text DEFAULT 'normal'::text NOT NULL,
    status text DEFAULT 'open'::text NOT NULL,
    owner_id uuid DEFAULT public.app_user(),
    customer_id uuid,
    lead_id uuid,
    deal_id uuid,
    contact_id uuid,
    done_at timestamp with time zone,
    done_by uuid,
    outcome text,
    remind_before integer,
    remind_at timestamp with time zone,
    reminded_at timestamp with time zone,
    custom jsonb DEFAULT '{}'::jsonb NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid DEFAULT public.app_user(),
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    deleted_at timestamp with time zone,
    CONSTRAINT activities_done_check CHECK (((status = 'done'::text) = (done_at IS NOT NULL))),
    CONSTRAINT activities_ends_check CHECK ((ends_at >= starts_at)),
    CONSTRAINT activities_kind_check CHECK ((kind = ANY (ARRAY['call'::text, 'meeting'::text, 'email'::text, 'task'::text]))),
    CONSTRAINT activities_notes_check CHECK ((length(notes) <= 20000)),
    CONSTRAINT activities_outcome_length_check CHECK ((length(outcome) <= 4000)),
    CONSTRAINT activities_place_check CHECK ((length(place) <= 300)),
    CONSTRAINT activities_priority_check CHECK ((priority = ANY (ARRAY['low'::text, 'normal'::text, 'high'::text]))),
    CONSTRAINT activities_remind_before_check CHECK (((remind_before >= 0) AND (remind_before <= 40320))),
    CONSTRAINT activities_status_check CHECK ((status = ANY (ARRAY['open'::text, 'overdue'::text, 'done'::text, 'cancelled'::text]))),
    CONSTRAINT activities_subject_check CHECK (((length(subject) >= 1) AND (length(subject) <= 200)))
);

ALTER TABLE ONLY public.activities FORCE ROW LEVEL SECURITY;

CREATE TABLE public.anomalies (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    subject text DEFAULT ''::text NOT NULL,
    observed bigint NOT NULL,
    usual bigint NOT NULL,
    status text DEFAULT 'open'::text NOT NULL,
    raised_at timestamp with time zone NOT NULL,
    last_seen_at timestamp with time zone NOT NULL,
    dismissed_by text,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT anomalies_kind_check CHECK ((kind = ANY (ARRAY['calls_of_number'::text, 'calls'::text, 'texts'::text, 'sign_ins'::text, 'webhooks'::text, 'rate_limits'::text]))),
    CONSTRAINT anomalies_status_check CHECK ((status = ANY (ARRAY['open'::text, 'dismissed'::text, 'over'::text])))
);

ALTER TABLE ONLY public.anomalies FORCE ROW LEVEL SECURITY;

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
    custom_role_id uuid,
    requests_per_day bigint,
    requests_per_month bigint,
    CONSTRAINT api_keys_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
    CONSTRAINT api_keys_requests_per_day_check CHECK (((requests_per_day >= 1) AND (requests_per_day <= 1000000000))),
    CONSTRAINT api_keys_requests_per_minute_check CHECK (((requests_per_minute >= 1) AND (requests_per_minute <= 100000))),
    CONSTRAINT api_keys_requests_per_month_check CHECK (((requests_per_month >= 1) AND (requests_per_month <= '30000000000'::bigint))),
    CONSTRAINT api_keys_role_check CHECK ((role = ANY (ARRAY['owner'::text, 'admin'::text, 'manager'::text, 'sales'::text, 'agent'::text, 'technician'::text, 'viewer'::text])))
);

ALTER TABLE ONLY public.api_keys FORCE ROW LEVEL SECURITY;

CREATE TABLE public.api_quotas (
    org_id uuid NOT NULL,
    subject_id uuid NOT NULL,
    period text NOT NULL,
    starts_on date NOT NULL,
    taken bigint NOT NULL,
    granted bigint NOT NULL,
    CONSTRAINT api_quotas_period_check CHECK ((period = ANY (ARRAY['day'::text, 'month'::text]))),
    CONSTRAINT api_quotas_taken_check CHECK ((taken >= 0))
);

ALTER TABLE ONLY public.api_quotas FORCE ROW LEVEL SECURITY;

CREATE TABLE public.api_usage (
    org_id uuid NOT NULL,
    grain text NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    key_id uuid NOT NULL,
    requests bigint DEFAULT 0 NOT NULL,
    errors bigint DEFAULT 0 NOT NULL,
    limited bigint DEFAULT 0 NOT NULL,
    bytes_in bigint DEFAULT 0 NOT NULL,
    bytes_out bigint DEFAULT 0 NOT NULL,
    CONSTRAINT api_usage_grain_check CHECK ((grain = ANY (ARRAY['hour'::text, 'day'::text, 'month'::text])))
);

ALTER TABLE ONLY public.api_usage FORCE ROW LEVEL SECURITY;

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
    customer_owner_id uuid,
    reseller_id uuid,
    CONSTRAINT appointments_cancelled_check CHECK (((status = 'cancelled'::text) = (cancelled_at IS NOT NULL))),
    CONSTRAINT appointments_completed_check CHECK (((status = ANY (ARRAY['completed'::text, 'invoiced'::text])) = (completed_at IS NOT NULL))),
    CONSTRAINT appointments_during_check CHECK (((NOT isempty(during)) AND lower_inc(during) AND (NOT upper_inc(during)) AND (NOT lower_inf(during)) AND (NOT upper_inf(during)))),
    CONSTRAINT appointments_notes_check CHECK ((length(notes) <= 20000)),
    CONSTRAINT appointments_occupies_check CHECK (((occupies @> during) AND lower_inc(occupies) AND (NOT upper_inc(occupies)) AND ((upper(occupies) - lower(occupies)) <= '48:00:00'::interval))),
    CONSTRAINT appointments_source_check CHECK (((length(source) >= 1) AND (length(source) <= 60))),
    CONSTRAINT appointments_status_check CHECK ((status = ANY (ARRAY['new'::text, 'booked'::text, 'confirmed'::text, 'en_route'::text, 'on_site'::text, 'completed'::text, 'invoiced'::text, 'cancelled'::text, 'no_show'::text])))
);

ALTER TABLE ONLY public.appointments FORCE ROW LEVEL SECURITY;

CREATE TABLE public.assignment_rules (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    "position" integer DEFAULT 0 NOT NULL,
    is_active boolean DEFAULT true NOT NULL,
    sources text[] DEFAULT '{}'::text[] NOT NULL,
    territories text[] DEFAULT '{}'::text[] NOT NULL,
    tags text[] DEFAULT '{}'::text[] NOT NULL,
    minimum_score integer,
    skills text[] DEFAULT '{}'::text[] NOT NULL,
    member_id uuid,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid DEFAULT public.app_user(),
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    deleted_at timestamp with time zone,
    CONSTRAINT assignment_rules_minimum_score_check CHECK (((minimum_score >= 0) AND (minimum_score <= 100))),
    CONSTRAINT assignment_rules_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120)))
);

ALTER TABLE ONLY public.assignment_rules FORCE ROW LEVEL SECURITY;

CREATE TABLE public.audit_checks (
    org_id uuid NOT NULL,
    checked_at timestamp with time zone NOT NULL,
    links bigint NOT NULL,
    broken_position bigint,
    asked_by uuid
);

ALTER TABLE ONLY public.audit_checks FORCE ROW LEVEL SECURITY;

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
    changes jsonb NOT NULL,
    erased_at timestamp with time zone,
    customer_id uuid,
    owner_id uuid
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

CREATE TABLE public.bulk_change_items (
    org_id uuid NOT NULL,
    change_id uuid NOT NULL,
    record_id uuid NOT NULL,
    member_id uuid NOT NULL,
    state text DEFAULT 'waiting'::text NOT NULL,
    before jsonb,
    version integer,
    reason text,
    CONSTRAINT bulk_change_items_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'done'::text, 'refused'::text, 'undone'::text, 'kept'::text])))
);

ALTER TABLE ONLY public.bulk_change_items FORCE ROW LEVEL SECURITY;

CREATE TABLE public.bulk_changes (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    resource text NOT NULL,
    kind text NOT NULL,
    change jsonb DEFAULT '{}'::jsonb NOT NULL,
    state text DEFAULT 'running'::text NOT NULL,
    total integer DEFAULT 0 NOT NULL,
    done integer DEFAULT 0 NOT NULL,
    refused integer DEFAULT 0 NOT NULL,
    undone integer DEFAULT 0 NOT NULL,
    kept integer DEFAULT 0 NOT NULL,
    member_id uuid NOT NULL,
    role text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    finished_at timestamp with time zone,
    CONSTRAINT bulk_changes_kind_check CHECK ((kind = ANY (ARRAY['set'::text, 'add_tags'::text, 'remove_tags'::text, 'delete'::text, 'action'::text]))),
    CONSTRAINT bulk_changes_resource_check CHECK (((length(resource) >= 1) AND (length(resource) <= 60))),
    CONSTRAINT bulk_changes_state_check CHECK ((state = ANY (ARRAY['running'::text, 'done'::text, 'undoing'::text, 'undone'::text])))
);

ALTER TABLE ONLY public.bulk_changes FORCE ROW LEVEL SECURITY;

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

CREATE TABLE public.calendar_feeds (
    org_id uuid NOT NULL,
    member_id uuid NOT NULL,
    token_hash bytea NOT NULL,
    made_at timestamp with time zone NOT NULL,
    asked_at timestamp with time zone
);

ALTER TABLE ONLY public.calendar_feeds FORCE ROW LEVEL SECURITY;

CREATE TABLE public.call_lines (
    org_id uuid NOT NULL,
    call_id uuid NOT NULL,
    "position" integer NOT NULL,
    speaker text NOT NULL,
    text text NOT NULL,
    confidence real,
    at timestamp with time zone NOT NULL,
    customer_owner_id uuid,
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
    customer_owner_id uuid,
    reseller_id uuid,
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
    customer_owner_id uuid,
    reseller_id uuid,
    CONSTRAINT calls_direction_check CHECK ((direction = ANY (ARRAY['inbound'::text, 'outbound'::text]))),
    CONSTRAINT calls_outcome_check CHECK ((outcome = ANY (ARRAY['booked'::text, 'rescheduled'::text, 'cancelled'::text, 'answered'::text, 'transferred'::text, 'callback_queued'::text, 'voicemail'::text, 'emergency_escalated'::text, 'abandoned'::text, 'blocked'::text])))
);

ALTER TABLE ONLY public.calls FORCE ROW LEVEL SECURITY;

CREATE TABLE public.competitors (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    website text,
    strengths text,
    weaknesses text,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid DEFAULT public.app_user(),
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    deleted_at timestamp with time zone,
    CONSTRAINT competitors_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120))),
    CONSTRAINT competitors_strengths_check CHECK ((length(strengths) <= 4000)),
    CONSTRAINT competitors_weaknesses_check CHECK ((length(weaknesses) <= 4000)),
    CONSTRAINT competitors_website_check CHECK ((length(website) <= 2000))
);

ALTER TABLE ONLY public.competitors FORCE ROW LEVEL SECURITY;

CREATE TABLE public.consents (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    customer_id uuid,
    contact_id uuid,
    channel text NOT NULL,
    purpose text NOT NULL,
    state text NOT NULL,
    source text NOT NULL,
    address text,
    address_key bytea,
    proof text,
    proof_file_id uuid,
    at timestamp with time zone DEFAULT now() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid DEFAULT public.app_user(),
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    customer_owner_id uuid,
    reseller_id uuid,
    CONSTRAINT consents_address_check CHECK ((length(address) <= 254)),
    CONSTRAINT consents_channel_check CHECK ((channel = ANY (ARRAY['call'::text, 'text'::text, 'email'::text, 'post'::text]))),
    CONSTRAINT consents_proof_check CHECK ((length(proof) <= 4000)),
    CONSTRAINT consents_purpose_check CHECK ((purpose = ANY (ARRAY['service'::text, 'marketing'::text]))),
    CONSTRAINT consents_source_check CHECK (((length(source) >= 1) AND (length(source) <= 60))),
    CONSTRAINT consents_state_check CHECK ((state = ANY (ARRAY['granted'::text, 'withdrawn'::text]))),
    CONSTRAINT consents_whose_check CHECK ((num_nonnulls(customer_id, address, address_key) > 0))
);

ALTER TABLE ONLY public.consents FORCE ROW LEVEL SECURITY;

CREATE VIEW public.consent_states WITH (security_invoker='true') AS
 SELECT DISTINCT ON (consents.org_id, consents.customer_id, consents.contact_id, consents.channel, consents.purpose) consents.org_id,
    consents.customer_id,
    consents.contact_id,
    consents.channel,
    consents.purpose,
    consents.state,
    consents.source,
    consents.at,
    consents.id AS consent_id
   FROM public.consents
  WHERE (consents.customer_id IS NOT NULL)
  ORDER BY consents.org_id, consents.customer_id, consents.contact_id, consents.channel, consents.purpose, consents.at DESC, consents.id DESC;

CREATE TABLE public.contacts (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    customer_id uuid NOT NULL,
    name text NOT NULL,
    job_title text,
    phone text,
    second_phone text,
    email text,
    second_email text,
    is_primary boolean DEFAULT false NOT NULL,
    notes text,
    matching_email text GENERATED ALWAYS AS (public.email_matching(email)) STORED,
    matching_second_email text GENERATED ALWAYS AS (public.email_matching(second_email)) STORED,
    custom jsonb DEFAULT '{}'::jsonb NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid DEFAULT public.app_user(),
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    deleted_at timestamp with time zone,
    customer_owner_id uuid,
    reseller_id uuid,
    CONSTRAINT contacts_email_check CHECK (((length(email) >= 3) AND (length(email) <= 254))),
    CONSTRAINT contacts_job_title_check CHECK ((length(job_title) <= 120)),
    CONSTRAINT contacts_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
    CONSTRAINT contacts_notes_check CHECK ((length(notes) <= 4000)),
    CONSTRAINT contacts_phone_check CHECK ((phone ~ '^\+[1-9][0-9]{4,14}$'::text)),
    CONSTRAINT contacts_second_email_check CHECK (((length(second_email) >= 3) AND (length(second_email) <= 254))),
    CONSTRAINT contacts_second_phone_check CHECK ((second_phone ~ '^\+[1-9][0-9]{4,14}$'::text))
);

ALTER TABLE ONLY public.contacts FORCE ROW LEVEL SECURITY;

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

CREATE TABLE public.custom_roles (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    description text DEFAULT ''::text NOT NULL,
    base_role text NOT NULL,
    rules jsonb DEFAULT '{}'::jsonb NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT custom_roles_base_role_check CHECK ((base_role = ANY (ARRAY['admin'::text, 'manager'::text, 'sales'::text, 'agent'::text, 'technician'::text, 'viewer'::text]))),
    CONSTRAINT custom_roles_description_check CHECK ((length(description) <= 500)),
    CONSTRAINT custom_roles_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80))),
    CONSTRAINT custom_roles_rules_check CHECK (((jsonb_typeof(rules) = 'object'::text) AND (length((rules)::text) <= 65536)))
);

ALTER TABLE ONLY public.custom_roles FORCE ROW LEVEL SECURITY;

CREATE TABLE public.customer_merges (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    survivor_id uuid NOT NULL,
    merged_id uuid NOT NULL,
    merged_name text NOT NULL,
    snapshot jsonb NOT NULL,
    moved integer NOT NULL,
    undoable_until timestamp with time zone NOT NULL,
    undone_at timestamp with time zone,
    undone_by uuid,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid DEFAULT public.app_user(),
    updated_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY public.customer_merges FORCE ROW LEVEL SECURITY;

CREATE TABLE public.deal_competitors (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    deal_id uuid NOT NULL,
    competitor_id uuid NOT NULL,
    note text,
    is_winner boolean DEFAULT false NOT NULL,
    owner_id uuid DEFAULT 
CASE
    WHEN (public.app_role() = 'sales'::text) THEN public.app_user()
    ELSE NULL::uuid
END,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid DEFAULT public.app_user(),
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT deal_competitors_note_check CHECK ((length(note) <= 1000))
);

ALTER TABLE ONLY public.deal_competitors FORCE ROW LEVEL SECURITY;

CREATE TABLE public.deal_contacts (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    deal_id uuid NOT NULL,
    contact_id uuid NOT NULL,
    role text DEFAULT 'other'::text NOT NULL,
    note text,
    owner_id uuid DEFAULT 
CASE
    WHEN (public.app_role() = 'sales'::text) THEN public.app_user()
    ELSE NULL::uuid
END,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid DEFAULT public.app_user(),
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT deal_contacts_note_check CHECK ((length(note) <= 1000)),
    CONSTRAINT deal_contacts_role_check CHECK ((role = ANY (ARRAY['decides'::text, 'influences'::text, 'uses'::text, 'supports'::text, 'blocks'::text, 'other'::text])))
);

ALTER TABLE ONLY public.deal_contacts FORCE ROW LEVEL SECURITY;

CREATE TABLE public.deal_lines (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    deal_id uuid NOT NULL,
    "position" integer DEFAULT 0 NOT NULL,
    description text NOT NULL,
    quantity integer DEFAULT 1 NOT NULL,
    unit_price_minor bigint NOT NULL,
    discount_percent numeric(5,2) DEFAULT 0 NOT NULL,
    currency character(3) NOT NULL,
    total_minor bigint GENERATED ALWAYS AS ((round(((((quantity * unit_price_minor))::numeric * ((100)::numeric - discount_percent)) / (100)::numeric)))::bigint) STORED NOT NULL,
    owner_id uuid DEFAULT 
CASE
    WHEN (public.app_role() = 'sales'::text) THEN public.app_user()
    ELSE NULL::uuid
END,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid DEFAULT public.app_user(),
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT deal_lines_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT deal_lines_description_check CHECK (((length(description) >= 1) AND (length(description) <= 300))),
    CONSTRAINT deal_lines_discount_check CHECK (((discount_percent >= (0)::numeric) AND (discount_percent <= (100)::numeric))),
    CONSTRAINT deal_lines_quantity_check CHECK (((quantity >= 1) AND (quantity <= 1000000))),
    CONSTRAINT deal_lines_unit_price_check CHECK (((unit_price_minor >= 0) AND (unit_price_minor <= '1000000000000'::bigint)))
);

ALTER TABLE ONLY public.deal_lines FORCE ROW LEVEL SECURITY;

CREATE TABLE public.deal_models (
    org_id uuid NOT NULL,
    counts jsonb NOT NULL,
    won bigint NOT NULL,
    lost bigint NOT NULL,
    trained_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.deal_models FORCE ROW LEVEL SECURITY;

CREATE TABLE public.deal_stage_entries (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    deal_id uuid NOT NULL,
    pipeline_id uuid NOT NULL,
    stage_id uuid NOT NULL,
    from_stage_id uuid,
    entered_at timestamp with time zone NOT NULL,
    left_at timestamp with time zone,
    entered_by uuid DEFAULT public.app_user(),
    owner_id uuid,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY public.deal_stage_entries FORCE ROW LEVEL SECURITY;

CREATE TABLE public.duplicate_pairs (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    first_id uuid NOT NULL,
    second_id uuid NOT NULL,
    score integer NOT NULL,
    reasons text[] NOT NULL,
    status text DEFAULT 'open'::text NOT NULL,
    decided_at timestamp with time zone,
    decided_by uuid,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT duplicate_pairs_order_check CHECK ((first_id < second_id)),
    CONSTRAINT duplicate_pairs_score_check CHECK (((score >= 0) AND (score <= 100))),
    CONSTRAINT duplicate_pairs_status_check CHECK ((status = ANY (ARRAY['open'::text, 'dismissed'::text, 'merged'::text])))
);

ALTER TABLE ONLY public.duplicate_pairs FORCE ROW LEVEL SECURITY;

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
    customer_owner_id uuid,
    reseller_id uuid,
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
    call_status text,
    customer_owner_id uuid
);

ALTER TABLE ONLY public.emergency_alerts FORCE ROW LEVEL SECURITY;

CREATE TABLE public.erased_identities (
    org_id uuid NOT NULL,
    key bytea NOT NULL,
    kind text NOT NULL,
    request_id uuid NOT NULL,
    erased_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT erased_identities_kind_check CHECK ((kind = ANY (ARRAY['phone'::text, 'email'::text])))
);

ALTER TABLE ONLY public.erased_identities FORCE ROW LEVEL SECURITY;

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
    at timestamp with time zone NOT NULL,
    owner_id uuid,
    reseller_id uuid,
    is_shared boolean DEFAULT false NOT NULL
);

ALTER TABLE ONLY public.events FORCE ROW LEVEL SECURITY;

CREATE TABLE public.exports (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    resource text NOT NULL,
    title text NOT NULL,
    format text NOT NULL,
    query text NOT NULL,
    status text NOT NULL,
    row_count bigint DEFAULT 0 NOT NULL,
    is_kept boolean DEFAULT false NOT NULL,
    member_id uuid,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    finished_at timestamp with time zone,
    CONSTRAINT exports_format_check CHECK ((format = ANY (ARRAY['csv'::text, 'xlsx'::text]))),
    CONSTRAINT exports_status_check CHECK ((status = ANY (ARRAY['streaming'::text, 'queued'::text, 'running'::text, 'finished'::text, 'broken'::text, 'expired'::text])))
);

ALTER TABLE ONLY public.exports FORCE ROW LEVEL SECURITY;

CREATE TABLE public.figure_targets (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    figure text NOT NULL,
    target numeric(18,2) NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid DEFAULT public.app_user(),
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    deleted_at timestamp with time zone,
    CONSTRAINT figure_targets_target_check CHECK ((target >= (0)::numeric))
);

ALTER TABLE ONLY public.figure_targets FORCE ROW LEVEL SECURITY;

CREATE TABLE public.files (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    content_type text NOT NULL,
    size bigint NOT NULL,
    sha256 bytea NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid DEFAULT public.app_user()
);

ALTER TABLE ONLY public.files FORCE ROW LEVEL SECURITY;

CREATE TABLE public.forecast_snapshots (
    org_id uuid NOT NULL,
    day date NOT NULL,
    key uuid NOT NULL,
    pipeline_id uuid NOT NULL,
    owner_id uuid,
    status text NOT NULL,
    forecast_category text NOT NULL,
    month date,
    currency character(3) NOT NULL,
    deals bigint NOT NULL,
    value_minor numeric(30,0) NOT NULL,
    weighted_minor numeric(30,0) NOT NULL,
    learned_minor numeric(30,0) NOT NULL
);

ALTER TABLE ONLY public.forecast_snapshots FORCE ROW LEVEL SECURITY;

CREATE TABLE public.form_drafts (
    org_id uuid NOT NULL,
    member_id uuid NOT NULL,
    form text NOT NULL,
    inputs text NOT NULL,
    saved_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT form_drafts_form_check CHECK (((length(form) >= 1) AND (length(form) <= 200))),
    CONSTRAINT form_drafts_inputs_check CHECK ((length(inputs) <= 65536))
);

ALTER TABLE ONLY public.form_drafts FORCE ROW LEVEL SECURITY;

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

CREATE TABLE public.identity_providers (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    issuer text NOT NULL,
    client_id text NOT NULL,
    client_secret text NOT NULL,
    email_domains text[] NOT NULL,
    new_member_role text,
    is_enabled boolean DEFAULT true NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT identity_providers_client_id_check CHECK (((length(client_id) >= 1) AND (length(client_id) <= 300))),
    CONSTRAINT identity_providers_email_domains_check CHECK (((cardinality(email_domains) >= 1) AND (cardinality(email_domains) <= 50))),
    CONSTRAINT identity_providers_issuer_check CHECK (((issuer ~ '^https?://[^[:space:]?#]+$'::text) AND (length(issuer) <= 500))),
    CONSTRAINT identity_providers_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80))),
    CONSTRAINT identity_providers_new_member_role_check CHECK ((new_member_role = ANY (ARRAY['manager'::text, 'sales'::text, 'agent'::text, 'technician'::text, 'viewer'::text])))
);

ALTER TABLE ONLY public.identity_providers FORCE ROW LEVEL SECURITY;

CREATE TABLE public.import_chunks (
    org_id uuid NOT NULL,
    import_id uuid NOT NULL,
    number integer NOT NULL,
    created uuid[] NOT NULL,
    sites uuid[] DEFAULT '{}'::uuid[] NOT NULL
);

ALTER TABLE ONLY public.import_chunks FORCE ROW LEVEL SECURITY;

CREATE TABLE public.import_rows (
    org_id uuid NOT NULL,
    import_id uuid NOT NULL,
    phase text NOT NULL,
    line integer NOT NULL,
    outcome text NOT NULL,
    faults jsonb DEFAULT '[]'::jsonb NOT NULL,
    cells text[],
    record_id uuid,
    before jsonb,
    version_after integer,
    member_id uuid DEFAULT public.app_user(),
    CONSTRAINT import_rows_outcome_check CHECK ((outcome = ANY (ARRAY['error'::text, 'duplicate'::text, 'skipped'::text, 'updated'::text, 'kept'::text]))),
    CONSTRAINT import_rows_phase_check CHECK ((phase = ANY (ARRAY['check'::text, 'run'::text, 'revert'::text])))
);

ALTER TABLE ONLY public.import_rows FORCE ROW LEVEL SECURITY;

CREATE TABLE public.import_templates (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    resource text NOT NULL,
    name text NOT NULL,
    header_hash text NOT NULL,
    plan jsonb NOT NULL,
    member_id uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT import_templates_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80)))
);

ALTER TABLE ONLY public.import_templates FORCE ROW LEVEL SECURITY;

CREATE TABLE public.imports (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    resource text NOT NULL,
    status text NOT NULL,
    problem text,
    file_name text NOT NULL,
    file_kind text,
    file_size bigint NOT NULL,
    sha256 bytea,
    headers text[] DEFAULT '{}'::text[] NOT NULL,
    samples jsonb DEFAULT '[]'::jsonb NOT NULL,
    header_hash text,
    total_rows integer DEFAULT 0 NOT NULL,
    plan jsonb,
    "position" bigint DEFAULT 0 NOT NULL,
    done_rows integer DEFAULT 0 NOT NULL,
    checked jsonb DEFAULT '{}'::jsonb NOT NULL,
    counts jsonb DEFAULT '{}'::jsonb NOT NULL,
    member_id uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    started_at timestamp with time zone,
    finished_at timestamp with time zone,
    reverted_at timestamp with time zone,
    CONSTRAINT imports_status_check CHECK ((status = ANY (ARRAY['reading'::text, 'refused'::text, 'mapping'::text, 'checking'::text, 'checked'::text, 'running'::text, 'finished'::text, 'stopped'::text, 'reverting'::text, 'reverted'::text])))
);

ALTER TABLE ONLY public.imports FORCE ROW LEVEL SECURITY;

CREATE TABLE public.industries (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid DEFAULT public.app_user(),
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT industries_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120)))
);

ALTER TABLE ONLY public.industries FORCE ROW LEVEL SECURITY;

CREATE TABLE public.invitations (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    email text NOT NULL,
    role text NOT NULL,
    token_hash bytea,
    is_handed_over boolean DEFAULT false NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    sent_at timestamp with time zone,
    accepted_at timestamp with time zone,
    accepted_by uuid,
    cancelled_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT invitations_email_check CHECK (((length(email) >= 3) AND (length(email) <= 254))),
    CONSTRAINT invitations_role_check CHECK ((role = ANY (ARRAY['owner'::text, 'admin'::text, 'manager'::text, 'sales'::text, 'agent'::text, 'technician'::text, 'viewer'::text])))
);

ALTER TABLE ONLY public.invitations FORCE ROW LEVEL SECURITY;

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
    customer_owner_id uuid,
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
    issued_to uuid,
    customer_owner_id uuid,
    reseller_id uuid,
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
    city text,
    region text,
    postcode text,
    score_reasons jsonb DEFAULT '[]'::jsonb NOT NULL,
    scored_at timestamp with time zone,
    assignment_reasons jsonb DEFAULT '[]'::jsonb NOT NULL,
    assigned_at timestamp with time zone,
    response_due_at timestamp with time zone,
    first_response_at timestamp with time zone,
    loss_reason_id uuid,
    loss_notes text,
    lost_at timestamp with time zone,
    converted_deal_id uuid,
    converted_at timestamp with time zone,
    CONSTRAINT leads_city_check CHECK ((length(city) <= 120)),
    CONSTRAINT leads_company_check CHECK ((length(company) <= 200)),
    CONSTRAINT leads_email_check CHECK (((length(email) >= 3) AND (length(email) <= 254))),
    CONSTRAINT leads_loss_notes_check CHECK ((length(loss_notes) <= 4000)),
    CONSTRAINT leads_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
    CONSTRAINT leads_notes_check CHECK ((length(notes) <= 20000)),
    CONSTRAINT leads_phone_check CHECK ((phone ~ '^\+[1-9][0-9]{4,14}$'::text)),
    CONSTRAINT leads_postcode_check CHECK ((length(postcode) <= 20)),
    CONSTRAINT leads_region_check CHECK ((length(region) <= 120)),
    CONSTRAINT leads_score_check CHECK (((score >= 0) AND (score <= 100))),
    CONSTRAINT leads_source_check CHECK (((length(source) >= 1) AND (length(source) <= 60))),
    CONSTRAINT leads_status_check CHECK ((status = ANY (ARRAY['new'::text, 'contacted'::text, 'qualified'::text, 'converted'::text, 'lost'::text])))
);

ALTER TABLE ONLY public.leads FORCE ROW LEVEL SECURITY;

CREATE TABLE public.list_settings (
    org_id uuid NOT NULL,
    member_id uuid NOT NULL,
    resource text NOT NULL,
    view_id uuid,
    columns jsonb,
    layout text,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT list_settings_layout_check CHECK ((length(layout) <= 40)),
    CONSTRAINT list_settings_resource_check CHECK (((length(resource) >= 1) AND (length(resource) <= 60)))
);

ALTER TABLE ONLY public.list_settings FORCE ROW LEVEL SECURITY;

CREATE TABLE public.loss_reasons (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    "position" integer DEFAULT 0 NOT NULL,
    is_active boolean DEFAULT true NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid DEFAULT public.app_user(),
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    deleted_at timestamp with time zone,
    CONSTRAINT loss_reasons_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80)))
);

ALTER TABLE ONLY public.loss_reasons FORCE ROW LEVEL SECURITY;

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
    custom_role_id uuid,
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
    customer_owner_id uuid,
    reseller_id uuid,
    weight text DEFAULT 'ordinary'::text NOT NULL,
    CONSTRAINT messages_channel_check CHECK ((channel = ANY (ARRAY['sms'::text, 'email'::text]))),
    CONSTRAINT messages_direction_check CHECK ((direction = ANY (ARRAY['inbound'::text, 'outbound'::text]))),
    CONSTRAINT messages_status_check CHECK ((status = ANY (ARRAY['queued'::text, 'sending'::text, 'sent'::text, 'delivered'::text, 'undelivered'::text, 'failed'::text, 'received'::text, 'suppressed'::text]))),
    CONSTRAINT messages_weight_check CHECK ((weight = ANY (ARRAY['ordinary'::text, 'member'::text, 'mandatory'::text, 'emergency'::text])))
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
    direction text,
    customer_owner_id uuid,
    reseller_id uuid,
    CONSTRAINT notes_body_check CHECK (((length(body) >= 1) AND (length(body) <= 20000))),
    CONSTRAINT notes_channel_check CHECK ((channel = ANY (ARRAY['note'::text, 'call'::text, 'email'::text, 'text'::text, 'meeting'::text, 'visit'::text]))),
    CONSTRAINT notes_direction_check CHECK ((direction = ANY (ARRAY['in'::text, 'out'::text])))
);

ALTER TABLE ONLY public.notes FORCE ROW LEVEL SECURITY;

CREATE TABLE public.notice_dismissals (
    org_id uuid NOT NULL,
    notice_id uuid NOT NULL,
    member_id uuid NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY public.notice_dismissals FORCE ROW LEVEL SECURITY;

CREATE TABLE public.notification_preferences (
    org_id uuid NOT NULL,
    member_id uuid NOT NULL,
    kind text NOT NULL,
    in_app boolean NOT NULL,
    by_email boolean NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT notification_preferences_kind_check CHECK (((length(kind) >= 1) AND (length(kind) <= 80)))
);

ALTER TABLE ONLY public.notification_preferences FORCE ROW LEVEL SECURITY;

CREATE TABLE public.notifications (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    member_id uuid NOT NULL,
    kind text NOT NULL,
    title text NOT NULL,
    body text DEFAULT ''::text NOT NULL,
    path text NOT NULL,
    tone text DEFAULT 'info'::text NOT NULL,
    key text,
    in_app boolean DEFAULT true NOT NULL,
    awaits_email boolean DEFAULT false NOT NULL,
    read_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT notifications_body_check CHECK ((length(body) <= 500)),
    CONSTRAINT notifications_key_length_check CHECK (((length(key) >= 1) AND (length(key) <= 200))),
    CONSTRAINT notifications_kind_check CHECK ((kind ~ '^[a-z]+(-[a-z]+)*[.][a-z]+(-[a-z]+)*$'::text)),
    CONSTRAINT notifications_path_check CHECK (((path ~~ '/%'::text) AND (length(path) <= 300))),
    CONSTRAINT notifications_title_check CHECK (((length(title) >= 1) AND (length(title) <= 200))),
    CONSTRAINT notifications_tone_check CHECK ((tone = ANY (ARRAY['neutral'::text, 'info'::text, 'good'::text, 'warn'::text, 'bad'::text])))
);

ALTER TABLE ONLY public.notifications FORCE ROW LEVEL SECURITY;

CREATE TABLE public.number_counters (
    org_id uuid NOT NULL,
    series text NOT NULL,
    value bigint NOT NULL,
    chain bytea NOT NULL,
    CONSTRAINT number_counters_value_check CHECK ((value > 0))
);

ALTER TABLE ONLY public.number_counters FORCE ROW LEVEL SECURITY;

CREATE TABLE public.openid_attempts (
    state_hash bytea NOT NULL,
    provider text NOT NULL,
    purpose text NOT NULL,
    user_id uuid,
    nonce_hash bytea NOT NULL,
    code_verifier text NOT NULL,
    browser_hash bytea NOT NULL,
    next text NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT openid_attempts_purpose_check CHECK ((purpose = ANY (ARRAY['sign_in'::text, 'link'::text, 'confirm'::text])))
);

ALTER TABLE ONLY public.openid_attempts FORCE ROW LEVEL SECURITY;

CREATE TABLE public.operator_notices (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    operator_name text NOT NULL,
    words text NOT NULL,
    tone text DEFAULT 'info'::text NOT NULL,
    until timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT operator_notices_tone_check CHECK ((tone = ANY (ARRAY['info'::text, 'warn'::text, 'bad'::text]))),
    CONSTRAINT operator_notices_words_check CHECK (((length(words) >= 5) AND (length(words) <= 300)))
);

ALTER TABLE ONLY public.operator_notices FORCE ROW LEVEL SECURITY;

CREATE TABLE public.operator_sessions (
    id uuid NOT NULL,
    token_hash bytea NOT NULL,
    operator_id uuid NOT NULL,
    support_org_id uuid,
    support_id uuid,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    last_seen_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    address text NOT NULL,
    user_agent text NOT NULL
);

ALTER TABLE ONLY public.operator_sessions FORCE ROW LEVEL SECURITY;

CREATE TABLE public.operators (
    id uuid NOT NULL,
    email text NOT NULL,
    name text NOT NULL,
    password_hash text NOT NULL,
    factor text NOT NULL,
    factor_step bigint DEFAULT 0 NOT NULL,
    is_active boolean DEFAULT true NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT operators_email_check CHECK (((length(email) >= 3) AND (length(email) <= 254))),
    CONSTRAINT operators_name_check CHECK (((length(name) >= 1) AND (length(name) <= 100)))
);

ALTER TABLE ONLY public.operators FORCE ROW LEVEL SECURITY;

CREATE TABLE public.organisation_restrictions (
    org_id uuid NOT NULL,
    kind text NOT NULL,
    since timestamp with time zone DEFAULT now() NOT NULL,
    until timestamp with time zone,
    note text,
    made_by text NOT NULL,
    CONSTRAINT organisation_restrictions_kind_check CHECK ((kind = ANY (ARRAY['lockdown'::text, 'keys_paused'::text, 'unverified'::text, 'suspended'::text]))),
    CONSTRAINT organisation_restrictions_note_check CHECK (((length(note) >= 1) AND (length(note) <= 500))),
    CONSTRAINT organisation_restrictions_until_check CHECK ((until > since))
);

ALTER TABLE ONLY public.organisation_restrictions FORCE ROW LEVEL SECURITY;

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
    customer_owner_id uuid,
    reseller_id uuid,
    CONSTRAINT payments_amount_check CHECK ((amount_minor > 0)),
    CONSTRAINT payments_credit_check CHECK (((credit_minor >= 0) AND (credit_minor <= amount_minor))),
    CONSTRAINT payments_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT payments_method_check CHECK ((method = ANY (ARRAY['card'::text, 'cash'::text, 'transfer'::text, 'check'::text]))),
    CONSTRAINT payments_note_check CHECK ((length(note) <= 1000)),
    CONSTRAINT payments_provider_check CHECK (((provider IS NULL) = (provider_id IS NULL)))
);

ALTER TABLE ONLY public.payments FORCE ROW LEVEL SECURITY;

CREATE TABLE public.pending_sign_ins (
    token_hash bytea NOT NULL,
    user_id uuid NOT NULL,
    step text NOT NULL,
    method text NOT NULL,
    confined_org_id uuid,
    identity jsonb,
    next text NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT pending_sign_ins_method_check CHECK ((method = ANY (ARRAY['password'::text, 'provider'::text]))),
    CONSTRAINT pending_sign_ins_step_check CHECK ((step = ANY (ARRAY['second_factor'::text, 'link'::text])))
);

ALTER TABLE ONLY public.pending_sign_ins FORCE ROW LEVEL SECURITY;

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

CREATE TABLE public.plan_usage (
    org_id uuid NOT NULL,
    cap text NOT NULL,
    period date NOT NULL,
    amount bigint NOT NULL,
    counted_to timestamp with time zone NOT NULL,
    reached_at timestamp with time zone,
    told integer DEFAULT 0 NOT NULL,
    CONSTRAINT plan_usage_amount_check CHECK ((amount >= 0)),
    CONSTRAINT plan_usage_cap_check CHECK ((cap = ANY (ARRAY['members'::text, 'calls'::text, 'texts'::text, 'storage'::text, 'requests'::text])))
);

ALTER TABLE ONLY public.plan_usage FORCE ROW LEVEL SECURITY;

CREATE TABLE public.portal_identities (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    customer_id uuid NOT NULL,
    kind text DEFAULT 'customer'::text NOT NULL,
    email text NOT NULL,
    name text,
    is_active boolean DEFAULT true NOT NULL,
    sessions_from timestamp with time zone DEFAULT '-infinity'::timestamp with time zone NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid DEFAULT public.app_user(),
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    customer_owner_id uuid,
    reseller_id uuid,
    CONSTRAINT portal_identities_email_check CHECK ((((length(email) >= 3) AND (length(email) <= 254)) AND (POSITION(('@'::text) IN (email)) > 1))),
    CONSTRAINT portal_identities_kind_check CHECK ((kind = ANY (ARRAY['customer'::text, 'reseller'::text]))),
    CONSTRAINT portal_identities_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200)))
);

ALTER TABLE ONLY public.portal_identities FORCE ROW LEVEL SECURITY;

CREATE TABLE public.portal_links (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    identity_id uuid NOT NULL,
    token_hash bytea NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone
);

ALTER TABLE ONLY public.portal_links FORCE ROW LEVEL SECURITY;

CREATE TABLE public.portal_sessions (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    identity_id uuid NOT NULL,
    token_hash bytea NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_seen_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    address text NOT NULL,
    user_agent text NOT NULL
);

ALTER TABLE ONLY public.portal_sessions FORCE ROW LEVEL SECURITY;

CREATE TABLE public.privacy_requests (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    subject_id uuid NOT NULL,
    status text DEFAULT 'queued'::text NOT NULL,
    reason text,
    file_id uuid,
    expires_at timestamp with time zone,
    report jsonb DEFAULT '{}'::jsonb NOT NULL,
    finished_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid DEFAULT public.app_user(),
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT privacy_requests_kind_check CHECK ((kind = ANY (ARRAY['export'::text, 'erase'::text]))),
    CONSTRAINT privacy_requests_reason_check CHECK ((length(reason) <= 1000)),
    CONSTRAINT privacy_requests_status_check CHECK ((status = ANY (ARRAY['queued'::text, 'done'::text, 'failed'::text])))
);

ALTER TABLE ONLY public.privacy_requests FORCE ROW LEVEL SECURITY;

CREATE TABLE public.quote_acceptances (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    quote_id uuid NOT NULL,
    version_id uuid NOT NULL,
    chosen uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    net_minor bigint NOT NULL,
    tax_minor bigint NOT NULL,
    total_minor bigint NOT NULL,
    signed_name text NOT NULL,
    signature text,
    address text,
    user_agent text,
    recorded_by uuid DEFAULT public.app_user(),
    accepted_at timestamp with time zone NOT NULL,
    owner_id uuid,
    CONSTRAINT quote_acceptances_signature_check CHECK (((length(signature) <= 40000) AND (signature ~ '^[ML0-9 .,-]+$'::text))),
    CONSTRAINT quote_acceptances_signed_name_check CHECK (((length(signed_name) >= 2) AND (length(signed_name) <= 200))),
    CONSTRAINT quote_acceptances_total_check CHECK ((total_minor = (net_minor + tax_minor))),
    CONSTRAINT quote_acceptances_user_agent_check CHECK ((length(user_agent) <= 500))
);

ALTER TABLE ONLY public.quote_acceptances FORCE ROW LEVEL SECURITY;

CREATE TABLE public.quote_counters (
    org_id uuid NOT NULL,
    value bigint NOT NULL,
    CONSTRAINT quote_counters_value_check CHECK ((value > 0))
);

ALTER TABLE ONLY public.quote_counters FORCE ROW LEVEL SECURITY;

CREATE TABLE public.quote_lines (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    quote_id uuid NOT NULL,
    "position" integer NOT NULL,
    description text NOT NULL,
    quantity numeric(12,4) DEFAULT 1 NOT NULL,
    unit_minor bigint NOT NULL,
    discount_percent numeric(6,3) DEFAULT 0 NOT NULL,
    discount_minor bigint DEFAULT 0 NOT NULL,
    tax_rate numeric(7,3) DEFAULT 0 NOT NULL,
    is_optional boolean DEFAULT false NOT NULL,
    is_chosen boolean DEFAULT true NOT NULL,
    amount_minor bigint NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    owner_id uuid,
    CONSTRAINT quote_lines_chosen_check CHECK ((is_optional OR is_chosen)),
    CONSTRAINT quote_lines_description_check CHECK (((length(description) >= 1) AND (length(description) <= 1000))),
    CONSTRAINT quote_lines_discount_minor_check CHECK ((discount_minor >= 0)),
    CONSTRAINT quote_lines_discount_percent_check CHECK (((discount_percent >= (0)::numeric) AND (discount_percent <= (100)::numeric))),
    CONSTRAINT quote_lines_one_discount_check CHECK (((discount_percent = (0)::numeric) OR (discount_minor = 0))),
    CONSTRAINT quote_lines_position_check CHECK ((("position" >= 1) AND ("position" <= 200))),
    CONSTRAINT quote_lines_quantity_check CHECK ((quantity > (0)::numeric)),
    CONSTRAINT quote_lines_tax_rate_check CHECK (((tax_rate >= (0)::numeric) AND (tax_rate <= (1000)::numeric)))
);

ALTER TABLE ONLY public.quote_lines FORCE ROW LEVEL SECURITY;

CREATE TABLE public.quote_versions (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    quote_id uuid NOT NULL,
    revision integer NOT NULL,
    content jsonb NOT NULL,
    token_hash bytea NOT NULL,
    pdf_file_id uuid,
    sent_at timestamp with time zone NOT NULL,
    owner_id uuid
);

ALTER TABLE ONLY public.quote_versions FORCE ROW LEVEL SECURITY;

CREATE TABLE public.quotes (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    number text,
    title text NOT NULL,
    status text DEFAULT 'draft'::text NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    customer_id uuid NOT NULL,
    deal_id uuid,
    owner_id uuid DEFAULT public.app_user(),
    currency character(3) NOT NULL,
    prices_include_tax boolean NOT NULL,
    discount_percent numeric(6,3) DEFAULT 0 NOT NULL,
    discount_minor bigint DEFAULT 0 NOT NULL,
    net_minor bigint DEFAULT 0 NOT NULL,
    tax_minor bigint DEFAULT 0 NOT NULL,
    total_minor bigint DEFAULT 0 NOT NULL,
    valid_until date,
    terms text,
    notes text,
    sent_at timestamp with time zone,
    viewed_at timestamp with time zone,
    accepted_at timestamp with time zone,
    declined_at timestamp with time zone,
    decline_reason text,
    invoice_id uuid,
    appointment_id uuid,
    correlation_id text DEFAULT COALESCE(NULLIF(current_setting('app.correlation'::text, true), ''::text), 'quote'::text) NOT NULL,
    custom jsonb DEFAULT '{}'::jsonb NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid DEFAULT public.app_user(),
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    deleted_at timestamp with time zone,
    reseller_id uuid,
    CONSTRAINT quotes_accepted_check CHECK (((status = ANY (ARRAY['accepted'::text, 'converted'::text])) = (accepted_at IS NOT NULL))),
    CONSTRAINT quotes_converted_check CHECK (((status = 'converted'::text) = ((invoice_id IS NOT NULL) OR (appointment_id IS NOT NULL)))),
    CONSTRAINT quotes_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT quotes_decline_reason_check CHECK ((length(decline_reason) <= 1000)),
    CONSTRAINT quotes_discount_minor_check CHECK ((discount_minor >= 0)),
    CONSTRAINT quotes_discount_percent_check CHECK (((discount_percent >= (0)::numeric) AND (discount_percent <= (100)::numeric))),
    CONSTRAINT quotes_notes_check CHECK ((length(notes) <= 4000)),
    CONSTRAINT quotes_number_length_check CHECK (((length(number) >= 1) AND (length(number) <= 40))),
    CONSTRAINT quotes_one_discount_check CHECK (((discount_percent = (0)::numeric) OR (discount_minor = 0))),
    CONSTRAINT quotes_revision_check CHECK (((revision >= 1) AND (revision <= 999))),
    CONSTRAINT quotes_sent_check CHECK (((status = 'draft'::text) OR ((number IS NOT NULL) AND (sent_at IS NOT NULL)))),
    CONSTRAINT quotes_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'sent'::text, 'viewed'::text, 'accepted'::text, 'declined'::text, 'expired'::text, 'converted'::text]))),
    CONSTRAINT quotes_terms_check CHECK ((length(terms) <= 8000)),
    CONSTRAINT quotes_title_check CHECK (((length(title) >= 1) AND (length(title) <= 200))),
    CONSTRAINT quotes_total_check CHECK ((total_minor = (net_minor + tax_minor)))
);

ALTER TABLE ONLY public.quotes FORCE ROW LEVEL SECURITY;

CREATE TABLE public.record_files (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    resource text NOT NULL,
    record_id uuid NOT NULL,
    file_id uuid NOT NULL,
    name text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid DEFAULT public.app_user(),
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    deleted_at timestamp with time zone,
    customer_id uuid,
    customer_owner_id uuid,
    is_shared boolean DEFAULT false NOT NULL,
    CONSTRAINT record_files_name_check CHECK (((length(name) >= 1) AND (length(name) <= 255))),
    CONSTRAINT record_files_resource_check CHECK (((length(resource) >= 1) AND (length(resource) <= 63)))
);

ALTER TABLE ONLY public.record_files FORCE ROW LEVEL SECURITY;

CREATE TABLE public.record_redirects (
    org_id uuid NOT NULL,
    resource text NOT NULL,
    from_id uuid NOT NULL,
    into_id uuid NOT NULL,
    to_id uuid NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid DEFAULT public.app_user(),
    CONSTRAINT record_redirects_resource_check CHECK (((length(resource) >= 1) AND (length(resource) <= 63))),
    CONSTRAINT record_redirects_self_check CHECK (((from_id <> into_id) AND (from_id <> to_id)))
);

ALTER TABLE ONLY public.record_redirects FORCE ROW LEVEL SECURITY;

CREATE TABLE public.record_sources (
    org_id uuid NOT NULL,
    resource text NOT NULL,
    source text NOT NULL,
    external_id text NOT NULL,
    record_id uuid NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT record_sources_external_id_check CHECK (((length(external_id) >= 1) AND (length(external_id) <= 200))),
    CONSTRAINT record_sources_source_check CHECK (((length(source) >= 1) AND (length(source) <= 60)))
);

ALTER TABLE ONLY public.record_sources FORCE ROW LEVEL SECURITY;

CREATE TABLE public.recovery_codes (
    user_id uuid NOT NULL,
    code_hash bytea NOT NULL,
    used_at timestamp with time zone
);

ALTER TABLE ONLY public.recovery_codes FORCE ROW LEVEL SECURITY;

CREATE TABLE public.refusal_tallies (
    org_id uuid NOT NULL,
    kind text NOT NULL,
    hour timestamp with time zone NOT NULL,
    amount bigint NOT NULL,
    CONSTRAINT refusal_tallies_kind_check CHECK ((kind = ANY (ARRAY['webhooks'::text, 'rate_limits'::text])))
);

ALTER TABLE ONLY public.refusal_tallies FORCE ROW LEVEL SECURITY;

CREATE TABLE public.sales_reps (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    member_id uuid NOT NULL,
    is_available boolean DEFAULT true NOT NULL,
    weight integer DEFAULT 1 NOT NULL,
    priority integer DEFAULT 0 NOT NULL,
    capacity integer,
    territories text[] DEFAULT '{}'::text[] NOT NULL,
    skills text[] DEFAULT '{}'::text[] NOT NULL,
    assigned_count bigint DEFAULT 0 NOT NULL,
    last_assigned_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid DEFAULT public.app_user(),
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    deleted_at timestamp with time zone,
    CONSTRAINT sales_reps_capacity_check CHECK (((capacity >= 0) AND (capacity <= 100000))),
    CONSTRAINT sales_reps_priority_check CHECK (((priority >= 0) AND (priority <= 100))),
    CONSTRAINT sales_reps_weight_check CHECK (((weight >= 1) AND (weight <= 100)))
);

ALTER TABLE ONLY public.sales_reps FORCE ROW LEVEL SECURITY;

CREATE TABLE public.saved_reports (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    title text NOT NULL,
    resource text NOT NULL,
    filter text DEFAULT ''::text NOT NULL,
    group_by text NOT NULL,
    then_by text,
    measure text DEFAULT 'count'::text NOT NULL,
    drawing text DEFAULT 'bar'::text NOT NULL,
    is_shared boolean DEFAULT false NOT NULL,
    created_by uuid DEFAULT public.app_user(),
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    deleted_at timestamp with time zone,
    CONSTRAINT saved_reports_drawing_check CHECK ((drawing = ANY (ARRAY['table'::text, 'bar'::text, 'line'::text, 'stacked'::text, 'horizontal'::text]))),
    CONSTRAINT saved_reports_filter_check CHECK ((length(filter) <= 4000)),
    CONSTRAINT saved_reports_title_check CHECK (((length(title) >= 1) AND (length(title) <= 120)))
);

ALTER TABLE ONLY public.saved_reports FORCE ROW LEVEL SECURITY;

CREATE TABLE public.saved_views (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    resource text NOT NULL,
    name text NOT NULL,
    owner_id uuid NOT NULL,
    is_shared boolean DEFAULT false NOT NULL,
    filter jsonb DEFAULT '{"all": []}'::jsonb NOT NULL,
    search text DEFAULT ''::text NOT NULL,
    sort text,
    columns jsonb,
    layout text,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT saved_views_layout_check CHECK ((length(layout) <= 40)),
    CONSTRAINT saved_views_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80))),
    CONSTRAINT saved_views_resource_check CHECK (((length(resource) >= 1) AND (length(resource) <= 60))),
    CONSTRAINT saved_views_search_check CHECK ((length(search) <= 200)),
    CONSTRAINT saved_views_sort_check CHECK ((length(sort) <= 100))
);

ALTER TABLE ONLY public.saved_views FORCE ROW LEVEL SECURITY;

CREATE TABLE public.schema_migrations (
    name text NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE public.second_factors (
    id uuid NOT NULL,
    secret text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    confirmed_at timestamp with time zone,
    last_step bigint DEFAULT 0 NOT NULL
);

ALTER TABLE ONLY public.second_factors FORCE ROW LEVEL SECURITY;

CREATE TABLE public.segment_members (
    org_id uuid NOT NULL,
    segment_id uuid NOT NULL,
    customer_id uuid NOT NULL,
    added_at timestamp with time zone DEFAULT now() NOT NULL,
    added_by uuid DEFAULT public.app_user(),
    customer_owner_id uuid,
    reseller_id uuid
);

ALTER TABLE ONLY public.segment_members FORCE ROW LEVEL SECURITY;

CREATE TABLE public.segments (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    description text,
    kind text DEFAULT 'live'::text NOT NULL,
    filter jsonb DEFAULT '{}'::jsonb NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid DEFAULT public.app_user(),
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    deleted_at timestamp with time zone,
    CONSTRAINT segments_description_check CHECK ((length(description) <= 1000)),
    CONSTRAINT segments_kind_check CHECK ((kind = ANY (ARRAY['live'::text, 'static'::text]))),
    CONSTRAINT segments_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120)))
);

ALTER TABLE ONLY public.segments FORCE ROW LEVEL SECURITY;

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
    user_agent text NOT NULL,
    method text DEFAULT 'password'::text NOT NULL,
    confined_org_id uuid,
    confirmed_at timestamp with time zone DEFAULT '-infinity'::timestamp with time zone NOT NULL,
    device_hash bytea,
    CONSTRAINT sessions_method_check CHECK ((method = ANY (ARRAY['password'::text, 'provider'::text])))
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

CREATE TABLE public.sign_ups (
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    email text NOT NULL,
    name text NOT NULL,
    password_hash text NOT NULL,
    organisation_name text NOT NULL,
    slug text NOT NULL,
    zone text NOT NULL,
    currency character(3) NOT NULL,
    country character(2) NOT NULL,
    locale text NOT NULL,
    address text NOT NULL,
    created_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.sign_ups FORCE ROW LEVEL SECURITY;

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
    customer_owner_id uuid,
    reseller_id uuid,
    CONSTRAINT sites_country_check CHECK ((country ~ '^[A-Z]{2}$'::text)),
    CONSTRAINT sites_latitude_check CHECK (((latitude >= ('-90'::integer)::double precision) AND (latitude <= (90)::double precision))),
    CONSTRAINT sites_line1_check CHECK (((length(line1) >= 1) AND (length(line1) <= 300))),
    CONSTRAINT sites_longitude_check CHECK (((longitude >= ('-180'::integer)::double precision) AND (longitude <= (180)::double precision))),
    CONSTRAINT sites_name_check CHECK ((length(name) <= 200))
);

ALTER TABLE ONLY public.sites FORCE ROW LEVEL SECURITY;

CREATE TABLE public.support_sessions (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    operator_id uuid NOT NULL,
    operator_name text NOT NULL,
    reason text NOT NULL,
    minutes integer NOT NULL,
    may_write boolean DEFAULT false NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    decision text,
    decided_at timestamp with time zone,
    decided_by uuid,
    expires_at timestamp with time zone,
    ended_at timestamp with time zone,
    ended_by text,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT support_sessions_decided_check CHECK (((decision IS NULL) = (decided_at IS NULL))),
    CONSTRAINT support_sessions_decision_check CHECK ((decision = ANY (ARRAY['approved'::text, 'notice'::text, 'refused'::text]))),
    CONSTRAINT support_sessions_expires_check CHECK (((decision = ANY (ARRAY['approved'::text, 'notice'::text])) = (expires_at IS NOT NULL))),
    CONSTRAINT support_sessions_minutes_check CHECK (((minutes >= 15) AND (minutes <= 240))),
    CONSTRAINT support_sessions_reason_check CHECK (((length(reason) >= 10) AND (length(reason) <= 500)))
);

ALTER TABLE ONLY public.support_sessions FORCE ROW LEVEL SECURITY;

CREATE TABLE public.tags (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid DEFAULT public.app_user(),
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT tags_name_check CHECK (((length(name) >= 1) AND (length(name) <= 60)))
);

ALTER TABLE ONLY public.tags FORCE ROW LEVEL SECURITY;

CREATE TABLE public.team_members (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    team_id uuid NOT NULL,
    member_id uuid NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY public.team_members FORCE ROW LEVEL SECURITY;

CREATE TABLE public.teams (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    description text DEFAULT ''::text NOT NULL,
    lead_id uuid,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT teams_description_check CHECK ((length(description) <= 500)),
    CONSTRAINT teams_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80)))
);

ALTER TABLE ONLY public.teams FORCE ROW LEVEL SECURITY;

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
    email_verified_at timestamp with time zone,
    CONSTRAINT users_email_check CHECK ((((length(email) >= 3) AND (length(email) <= 254)) AND (POSITION(('@'::text) IN (email)) > 1))),
    CONSTRAINT users_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200)))
);

ALTER TABLE ONLY public.users FORCE ROW LEVEL SECURITY;

CREATE TABLE public.widget_uses (
    org_id uuid NOT NULL,
    widget_id uuid NOT NULL,
    last_used_at timestamp with time zone NOT NULL,
    last_origin text NOT NULL,
    tokens bigint DEFAULT 0 NOT NULL
);

ALTER TABLE ONLY public.widget_uses FORCE ROW LEVEL SECURITY;

CREATE TABLE public.widgets (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    origins text[] NOT NULL,
    is_active boolean DEFAULT true NOT NULL,
    token_minutes integer DEFAULT 15 NOT NULL,
    visit_hours integer DEFAULT 24 NOT NULL,
    generation integer DEFAULT 1 NOT NULL,
    previous_until timestamp with time zone,
    custom jsonb DEFAULT '{}'::jsonb NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    deleted_at timestamp with time zone,
    CONSTRAINT widgets_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80))),
    CONSTRAINT widgets_origins_check CHECK ((((cardinality(origins) >= 1) AND (cardinality(origins) <= 20)) AND (array_to_string(origins, ' '::text) ~ '^(https?://[a-z0-9.-]{1,253}(:[0-9]{1,5})?( |$))+$'::text))),
    CONSTRAINT widgets_token_minutes_check CHECK (((token_minutes >= 1) AND (token_minutes <= 60))),
    CONSTRAINT widgets_visit_hours_check CHECK (((visit_hours >= 1) AND (visit_hours <= 168)))
);

ALTER TABLE ONLY public.widgets FORCE ROW LEVEL SECURITY;

ALTER TABLE ONLY public.account_identities
    ADD CONSTRAINT account_identities_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.account_links
    ADD CONSTRAINT account_links_pkey PRIMARY KEY (token_hash);

ALTER TABLE ONLY public.activities
    ADD CONSTRAINT activities_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.anomalies
    ADD CONSTRAINT anomalies_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.api_key_uses
    ADD CONSTRAINT api_key_uses_pkey PRIMARY KEY (org_id, key_id);

ALTER TABLE ONLY public.api_keys
    ADD CONSTRAINT api_keys_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.api_quotas
    ADD CONSTRAINT api_quotas_pkey PRIMARY KEY (org_id, subject_id, period, starts_on);

ALTER TABLE ONLY public.api_usage
    ADD CONSTRAINT api_usage_pkey PRIMARY KEY (org_id, grain, starts_at, key_id);

ALTER TABLE ONLY public.appointments
    ADD CONSTRAINT appointments_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.appointments
    ADD CONSTRAINT appointments_technician_excl EXCLUDE USING gist (org_id WITH =, technician_id WITH =, occupies WITH &&) WHERE ((status <> ALL (ARRAY['cancelled'::text, 'no_show'::text])));

ALTER TABLE ONLY public.assignment_rules
    ADD CONSTRAINT assignment_rules_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.audit_checks
    ADD CONSTRAINT audit_checks_pkey PRIMARY KEY (org_id);

ALTER TABLE ONLY public.audit_entries
    ADD CONSTRAINT audit_entries_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.audit_seals
    ADD CONSTRAINT audit_seals_entry_key UNIQUE (org_id, entry_id);

ALTER TABLE ONLY public.audit_seals
    ADD CONSTRAINT audit_seals_pkey PRIMARY KEY (org_id, "position");

ALTER TABLE ONLY public.bulk_change_items
    ADD CONSTRAINT bulk_change_items_pkey PRIMARY KEY (org_id, change_id, record_id);

ALTER TABLE ONLY public.bulk_changes
    ADD CONSTRAINT bulk_changes_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.business_hours
    ADD CONSTRAINT business_hours_opens_key UNIQUE (org_id, weekday, opens);

ALTER TABLE ONLY public.business_hours
    ADD CONSTRAINT business_hours_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.calendar_feeds
    ADD CONSTRAINT calendar_feeds_pkey PRIMARY KEY (org_id, member_id);

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

ALTER TABLE ONLY public.competitors
    ADD CONSTRAINT competitors_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.consents
    ADD CONSTRAINT consents_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.contacts
    ADD CONSTRAINT contacts_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.custom_fields
    ADD CONSTRAINT custom_fields_name_key UNIQUE (org_id, resource, name);

ALTER TABLE ONLY public.custom_fields
    ADD CONSTRAINT custom_fields_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.custom_roles
    ADD CONSTRAINT custom_roles_base_key UNIQUE (org_id, id, base_role);

ALTER TABLE ONLY public.custom_roles
    ADD CONSTRAINT custom_roles_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.customer_merges
    ADD CONSTRAINT customer_merges_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.customer_tallies
    ADD CONSTRAINT customer_tallies_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.customers
    ADD CONSTRAINT customers_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.deal_competitors
    ADD CONSTRAINT deal_competitors_competitor_key UNIQUE (org_id, deal_id, competitor_id);

ALTER TABLE ONLY public.deal_competitors
    ADD CONSTRAINT deal_competitors_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.deal_contacts
    ADD CONSTRAINT deal_contacts_contact_key UNIQUE (org_id, deal_id, contact_id);

ALTER TABLE ONLY public.deal_contacts
    ADD CONSTRAINT deal_contacts_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.deal_lines
    ADD CONSTRAINT deal_lines_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.deal_models
    ADD CONSTRAINT deal_models_pkey PRIMARY KEY (org_id);

ALTER TABLE ONLY public.deal_rollups
    ADD CONSTRAINT deal_rollups_pkey PRIMARY KEY (org_id, key, id);

ALTER TABLE ONLY public.deal_stage_entries
    ADD CONSTRAINT deal_stage_entries_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.deals
    ADD CONSTRAINT deals_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.duplicate_pairs
    ADD CONSTRAINT duplicate_pairs_pair_key UNIQUE (org_id, first_id, second_id);

ALTER TABLE ONLY public.duplicate_pairs
    ADD CONSTRAINT duplicate_pairs_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.emergencies
    ADD CONSTRAINT emergencies_call_key UNIQUE (org_id, call_id);

ALTER TABLE ONLY public.emergencies
    ADD CONSTRAINT emergencies_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.emergency_alerts
    ADD CONSTRAINT emergency_alerts_pkey PRIMARY KEY (org_id, emergency_id, step);

ALTER TABLE ONLY public.erased_identities
    ADD CONSTRAINT erased_identities_pkey PRIMARY KEY (org_id, key);

ALTER TABLE ONLY public.events
    ADD CONSTRAINT events_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.exports
    ADD CONSTRAINT exports_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.figure_targets
    ADD CONSTRAINT figure_targets_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.files
    ADD CONSTRAINT files_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.forecast_snapshots
    ADD CONSTRAINT forecast_snapshots_pkey PRIMARY KEY (org_id, day, key);

ALTER TABLE ONLY public.form_drafts
    ADD CONSTRAINT form_drafts_pkey PRIMARY KEY (org_id, member_id, form);

ALTER TABLE ONLY public.holidays
    ADD CONSTRAINT holidays_day_key UNIQUE (org_id, day);

ALTER TABLE ONLY public.holidays
    ADD CONSTRAINT holidays_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.idempotency_keys
    ADD CONSTRAINT idempotency_keys_pkey PRIMARY KEY (org_id, key);

ALTER TABLE ONLY public.identity_providers
    ADD CONSTRAINT identity_providers_name_key UNIQUE (org_id, name);

ALTER TABLE ONLY public.identity_providers
    ADD CONSTRAINT identity_providers_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.import_chunks
    ADD CONSTRAINT import_chunks_pkey PRIMARY KEY (org_id, import_id, number);

ALTER TABLE ONLY public.import_rows
    ADD CONSTRAINT import_rows_pkey PRIMARY KEY (org_id, import_id, phase, line);

ALTER TABLE ONLY public.import_templates
    ADD CONSTRAINT import_templates_name_key UNIQUE (org_id, resource, name);

ALTER TABLE ONLY public.import_templates
    ADD CONSTRAINT import_templates_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.imports
    ADD CONSTRAINT imports_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.industries
    ADD CONSTRAINT industries_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.invitations
    ADD CONSTRAINT invitations_pkey PRIMARY KEY (org_id, id);

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

ALTER TABLE ONLY public.lead_score_rules
    ADD CONSTRAINT lead_score_rules_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.leads
    ADD CONSTRAINT leads_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.list_settings
    ADD CONSTRAINT list_settings_pkey PRIMARY KEY (org_id, member_id, resource);

ALTER TABLE ONLY public.loss_reasons
    ADD CONSTRAINT loss_reasons_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.members
    ADD CONSTRAINT members_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.messages
    ADD CONSTRAINT messages_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.messages
    ADD CONSTRAINT messages_provider_key UNIQUE (org_id, provider_id);

ALTER TABLE ONLY public.notes
    ADD CONSTRAINT notes_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.notice_dismissals
    ADD CONSTRAINT notice_dismissals_pkey PRIMARY KEY (org_id, member_id, notice_id);

ALTER TABLE ONLY public.notification_preferences
    ADD CONSTRAINT notification_preferences_pkey PRIMARY KEY (org_id, member_id, kind);

ALTER TABLE ONLY public.notifications
    ADD CONSTRAINT notifications_key_key UNIQUE (org_id, member_id, key);

ALTER TABLE ONLY public.notifications
    ADD CONSTRAINT notifications_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.number_counters
    ADD CONSTRAINT number_counters_pkey PRIMARY KEY (org_id, series);

ALTER TABLE ONLY public.openid_attempts
    ADD CONSTRAINT openid_attempts_pkey PRIMARY KEY (state_hash);

ALTER TABLE ONLY public.operator_notices
    ADD CONSTRAINT operator_notices_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.operator_sessions
    ADD CONSTRAINT operator_sessions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.operator_sessions
    ADD CONSTRAINT operator_sessions_token_hash_key UNIQUE (token_hash);

ALTER TABLE ONLY public.operators
    ADD CONSTRAINT operators_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.organisation_restrictions
    ADD CONSTRAINT organisation_restrictions_pkey PRIMARY KEY (org_id, kind);

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

ALTER TABLE ONLY public.pending_sign_ins
    ADD CONSTRAINT pending_sign_ins_pkey PRIMARY KEY (token_hash);

ALTER TABLE ONLY public.phone_number_routes
    ADD CONSTRAINT phone_number_routes_pkey PRIMARY KEY (number);

ALTER TABLE ONLY public.phone_numbers
    ADD CONSTRAINT phone_numbers_number_key UNIQUE (org_id, number);

ALTER TABLE ONLY public.phone_numbers
    ADD CONSTRAINT phone_numbers_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.pipeline_stages
    ADD CONSTRAINT pipeline_stages_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.pipelines
    ADD CONSTRAINT pipelines_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.plan_usage
    ADD CONSTRAINT plan_usage_pkey PRIMARY KEY (org_id, cap, period);

ALTER TABLE ONLY public.portal_identities
    ADD CONSTRAINT portal_identities_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.portal_links
    ADD CONSTRAINT portal_links_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.portal_links
    ADD CONSTRAINT portal_links_token_key UNIQUE (org_id, token_hash);

ALTER TABLE ONLY public.portal_sessions
    ADD CONSTRAINT portal_sessions_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.portal_sessions
    ADD CONSTRAINT portal_sessions_token_key UNIQUE (org_id, token_hash);

ALTER TABLE ONLY public.privacy_requests
    ADD CONSTRAINT privacy_requests_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.quote_acceptances
    ADD CONSTRAINT quote_acceptances_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.quote_acceptances
    ADD CONSTRAINT quote_acceptances_quote_key UNIQUE (org_id, quote_id);

ALTER TABLE ONLY public.quote_counters
    ADD CONSTRAINT quote_counters_pkey PRIMARY KEY (org_id);

ALTER TABLE ONLY public.quote_lines
    ADD CONSTRAINT quote_lines_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.quote_lines
    ADD CONSTRAINT quote_lines_position_key UNIQUE (org_id, quote_id, "position");

ALTER TABLE ONLY public.quote_versions
    ADD CONSTRAINT quote_versions_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.quote_versions
    ADD CONSTRAINT quote_versions_revision_key UNIQUE (org_id, quote_id, revision);

ALTER TABLE ONLY public.quote_versions
    ADD CONSTRAINT quote_versions_token_key UNIQUE (org_id, token_hash);

ALTER TABLE ONLY public.quotes
    ADD CONSTRAINT quotes_number_key UNIQUE (org_id, number);

ALTER TABLE ONLY public.quotes
    ADD CONSTRAINT quotes_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.record_files
    ADD CONSTRAINT record_files_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.record_redirects
    ADD CONSTRAINT record_redirects_pkey PRIMARY KEY (org_id, resource, from_id);

ALTER TABLE ONLY public.record_sources
    ADD CONSTRAINT record_sources_pkey PRIMARY KEY (org_id, resource, source, external_id);

ALTER TABLE ONLY public.recovery_codes
    ADD CONSTRAINT recovery_codes_pkey PRIMARY KEY (user_id, code_hash);

ALTER TABLE ONLY public.refusal_tallies
    ADD CONSTRAINT refusal_tallies_pkey PRIMARY KEY (org_id, kind, hour);

ALTER TABLE ONLY public.sales_reps
    ADD CONSTRAINT sales_reps_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.saved_reports
    ADD CONSTRAINT saved_reports_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.saved_views
    ADD CONSTRAINT saved_views_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.schema_migrations
    ADD CONSTRAINT schema_migrations_pkey PRIMARY KEY (name);

ALTER TABLE ONLY public.second_factors
    ADD CONSTRAINT second_factors_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.segment_members
    ADD CONSTRAINT segment_members_pkey PRIMARY KEY (org_id, segment_id, customer_id);

ALTER TABLE ONLY public.segments
    ADD CONSTRAINT segments_pkey PRIMARY KEY (org_id, id);

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

ALTER TABLE ONLY public.sign_ups
    ADD CONSTRAINT sign_ups_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.sites
    ADD CONSTRAINT sites_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.support_sessions
    ADD CONSTRAINT support_sessions_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.tags
    ADD CONSTRAINT tags_name_key UNIQUE (org_id, name);

ALTER TABLE ONLY public.tags
    ADD CONSTRAINT tags_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.team_members
    ADD CONSTRAINT team_members_key UNIQUE (org_id, team_id, member_id);

ALTER TABLE ONLY public.team_members
    ADD CONSTRAINT team_members_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.teams
    ADD CONSTRAINT teams_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.text_opt_outs
    ADD CONSTRAINT text_opt_outs_pkey PRIMARY KEY (org_id, number);

ALTER TABLE ONLY public.time_off
    ADD CONSTRAINT time_off_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.widget_uses
    ADD CONSTRAINT widget_uses_pkey PRIMARY KEY (org_id, widget_id);

ALTER TABLE ONLY public.widgets
    ADD CONSTRAINT widgets_pkey PRIMARY KEY (org_id, id);

CREATE INDEX account_identities_by_user ON public.account_identities USING btree (user_id);

CREATE UNIQUE INDEX account_identities_key ON public.account_identities USING btree (issuer, subject, COALESCE(confined_org_id, '00000000-0000-0000-0000-000000000000'::uuid));

CREATE INDEX account_links_by_expiry ON public.account_links USING btree (expires_at);

CREATE INDEX account_links_by_user ON public.account_links USING btree (user_id, created_at);

CREATE INDEX activities_by_age ON public.activities USING btree (org_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);

CREATE INDEX activities_by_contact ON public.activities USING btree (org_id, contact_id, starts_at DESC, id DESC) WHERE ((contact_id IS NOT NULL) AND (deleted_at IS NULL));

CREATE INDEX activities_by_customer ON public.activities USING btree (org_id, customer_id, starts_at DESC, id DESC) WHERE ((customer_id IS NOT NULL) AND (deleted_at IS NULL));

CREATE INDEX activities_by_deal ON public.activities USING btree (org_id, deal_id, starts_at DESC, id DESC) WHERE ((deal_id IS NOT NULL) AND (deleted_at IS NULL));

CREATE INDEX activities_by_kind ON public.activities USING btree (org_id, kind, starts_at, id) WHERE (deleted_at IS NULL);

CREATE INDEX activities_by_lead ON public.activities USING btree (org_id, lead_id, starts_at DESC, id DESC) WHERE ((lead_id IS NOT NULL) AND (deleted_at IS NULL));

CREATE INDEX activities_by_owner ON public.activities USING btree (org_id, owner_id, starts_at, id) WHERE (deleted_at IS NULL);

CREATE INDEX activities_by_start ON public.activities USING btree (org_id, starts_at, id) WHERE (deleted_at IS NULL);

CREATE INDEX activities_by_status ON public.activities USING btree (org_id, status, starts_at, id) WHERE (deleted_at IS NULL);

CREATE INDEX activities_by_subject ON public.activities USING btree (org_id, subject, id) WHERE (deleted_at IS NULL);

CREATE INDEX activities_subject_search ON public.activities USING gin (org_id, subject public.gin_trgm_ops);

CREATE INDEX activities_to_fall_due ON public.activities USING btree (starts_at) WHERE ((status = 'open'::text) AND (deleted_at IS NULL));

CREATE INDEX activities_to_remind ON public.activities USING btree (remind_at) WHERE ((remind_at IS NOT NULL) AND (reminded_at IS NULL) AND (status = ANY (ARRAY['open'::text, 'overdue'::text])) AND (deleted_at IS NULL));

CREATE INDEX activities_waiting ON public.activities USING btree (org_id, owner_id, starts_at, id) WHERE ((status = ANY (ARRAY['open'::text, 'overdue'::text])) AND (deleted_at IS NULL));

CREATE INDEX anomalies_newest ON public.anomalies USING btree (org_id, raised_at DESC, id DESC);

CREATE UNIQUE INDEX anomalies_open_key ON public.anomalies USING btree (org_id, kind, subject) WHERE (status = 'open'::text);

CREATE INDEX api_keys_by_custom_role ON public.api_keys USING btree (org_id, custom_role_id) WHERE (custom_role_id IS NOT NULL);

CREATE INDEX api_keys_by_id ON public.api_keys USING btree (id);

CREATE INDEX api_quotas_by_age ON public.api_quotas USING btree (starts_on);

CREATE INDEX api_usage_by_age ON public.api_usage USING btree (grain, starts_at);

CREATE INDEX api_usage_by_key ON public.api_usage USING btree (org_id, key_id, grain, starts_at);

CREATE INDEX appointments_by_age ON public.appointments USING btree (org_id, created_at DESC, id DESC);

CREATE INDEX appointments_by_customer ON public.appointments USING btree (org_id, customer_id, starts_at DESC);

CREATE INDEX appointments_by_customer_owner ON public.appointments USING btree (org_id, customer_owner_id, starts_at, id) WHERE (customer_owner_id IS NOT NULL);

CREATE INDEX appointments_by_reseller ON public.appointments USING btree (org_id, reseller_id, starts_at, id) WHERE (reseller_id IS NOT NULL);

CREATE INDEX appointments_by_start ON public.appointments USING btree (org_id, starts_at, id);

CREATE INDEX appointments_by_status ON public.appointments USING btree (org_id, status, starts_at);

CREATE INDEX appointments_by_technician ON public.appointments USING btree (org_id, technician_id, starts_at);

CREATE INDEX assignment_rules_by_age ON public.assignment_rules USING btree (org_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);

CREATE INDEX assignment_rules_by_position ON public.assignment_rules USING btree (org_id, "position", id) WHERE (deleted_at IS NULL);

CREATE INDEX audit_entries_by_action ON public.audit_entries USING btree (org_id, action, id DESC);

CREATE INDEX audit_entries_by_actor ON public.audit_entries USING btree (org_id, actor, id DESC);

CREATE INDEX audit_entries_by_address ON public.audit_entries USING btree (org_id, address, id DESC) WHERE (address <> ''::text);

CREATE INDEX audit_entries_by_correlation ON public.audit_entries USING btree (org_id, correlation_id, id DESC);

CREATE INDEX audit_entries_by_customer ON public.audit_entries USING btree (org_id, customer_id) WHERE (customer_id IS NOT NULL);

CREATE INDEX audit_entries_by_kind ON public.audit_entries USING btree (org_id, record_kind, id DESC);

CREATE INDEX audit_entries_by_owner ON public.audit_entries USING btree (org_id, owner_id, id DESC) WHERE (owner_id IS NOT NULL);

CREATE INDEX audit_entries_by_record ON public.audit_entries USING btree (org_id, record_kind, record_id, id DESC);

CREATE INDEX bulk_change_items_by_state ON public.bulk_change_items USING btree (org_id, change_id, state, record_id);

CREATE INDEX bulk_changes_by_age ON public.bulk_changes USING btree (org_id, created_at DESC, id DESC);

CREATE INDEX calendar_feeds_by_token ON public.calendar_feeds USING btree (token_hash);

CREATE INDEX callbacks_by_customer ON public.callbacks USING btree (org_id, customer_id) WHERE (customer_id IS NOT NULL);

CREATE INDEX callbacks_by_customer_owner ON public.callbacks USING btree (org_id, customer_owner_id, created_at DESC, id DESC) WHERE (customer_owner_id IS NOT NULL);

CREATE INDEX callbacks_newest ON public.callbacks USING btree (org_id, created_at DESC, id DESC);

CREATE UNIQUE INDEX callbacks_open_number_key ON public.callbacks USING btree (org_id, number) WHERE (status = 'open'::text);

CREATE INDEX calls_by_customer ON public.calls USING btree (org_id, customer_id, started_at DESC);

CREATE INDEX calls_by_customer_owner ON public.calls USING btree (org_id, customer_owner_id, started_at DESC, id DESC) WHERE (customer_owner_id IS NOT NULL);

CREATE INDEX calls_newest ON public.calls USING btree (org_id, started_at DESC, id DESC);

CREATE INDEX calls_number_search ON public.calls USING gin (org_id, their_number public.gin_trgm_ops);

CREATE INDEX calls_open ON public.calls USING btree (last_heard_at) WHERE (ended_at IS NULL);

CREATE INDEX competitors_by_age ON public.competitors USING btree (org_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);

CREATE UNIQUE INDEX competitors_name_key ON public.competitors USING btree (org_id, lower(name)) WHERE (deleted_at IS NULL);

CREATE INDEX consents_by_address ON public.consents USING btree (org_id, address, channel, purpose, at DESC, id DESC) WHERE (address IS NOT NULL);

CREATE INDEX consents_by_age ON public.consents USING btree (org_id, created_at DESC, id DESC);

CREATE INDEX consents_by_customer ON public.consents USING btree (org_id, customer_id, channel, purpose, at DESC, id DESC);

CREATE INDEX consents_by_customer_owner ON public.consents USING btree (org_id, customer_owner_id, created_at DESC, id DESC) WHERE (customer_owner_id IS NOT NULL);

CREATE INDEX consents_by_key ON public.consents USING btree (org_id, address_key, channel, purpose, at DESC, id DESC) WHERE (address_key IS NOT NULL);

CREATE INDEX contacts_by_age ON public.contacts USING btree (org_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);

CREATE INDEX contacts_by_customer ON public.contacts USING btree (org_id, customer_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);

CREATE INDEX contacts_by_customer_owner ON public.contacts USING btree (org_id, customer_owner_id, created_at DESC, id DESC) WHERE ((customer_owner_id IS NOT NULL) AND (deleted_at IS NULL));

CREATE INDEX contacts_by_email ON public.contacts USING btree (org_id, email) WHERE ((email IS NOT NULL) AND (deleted_at IS NULL));

CREATE INDEX contacts_by_name ON public.contacts USING btree (org_id, name, id) WHERE (deleted_at IS NULL);

CREATE INDEX contacts_by_phone ON public.contacts USING btree (org_id, phone) WHERE ((phone IS NOT NULL) AND (deleted_at IS NULL));

CREATE INDEX contacts_by_second_phone ON public.contacts USING btree (org_id, second_phone) WHERE ((second_phone IS NOT NULL) AND (deleted_at IS NULL));

CREATE INDEX contacts_matching_email ON public.contacts USING btree (org_id, matching_email) WHERE ((matching_email IS NOT NULL) AND (deleted_at IS NULL));

CREATE INDEX contacts_matching_second_email ON public.contacts USING btree (org_id, matching_second_email) WHERE ((matching_second_email IS NOT NULL) AND (deleted_at IS NULL));

CREATE INDEX contacts_name_search ON public.contacts USING gin (org_id, name public.gin_trgm_ops);

CREATE INDEX contacts_phone_search ON public.contacts USING gin (org_id, phone public.gin_trgm_ops);

CREATE UNIQUE INDEX contacts_primary_key ON public.contacts USING btree (org_id, customer_id) WHERE (is_primary AND (deleted_at IS NULL));

CREATE INDEX contacts_second_phone_search ON public.contacts USING gin (org_id, second_phone public.gin_trgm_ops);

CREATE INDEX custom_roles_by_name ON public.custom_roles USING btree (org_id, name, id);

CREATE UNIQUE INDEX custom_roles_name_key ON public.custom_roles USING btree (org_id, lower(name));

CREATE INDEX customer_merges_by_age ON public.customer_merges USING btree (org_id, created_at DESC, id DESC);

CREATE INDEX customer_merges_by_merged ON public.customer_merges USING btree (org_id, merged_id, created_at DESC, id DESC);

CREATE INDEX customer_merges_by_survivor ON public.customer_merges USING btree (org_id, survivor_id, created_at DESC, id DESC);

CREATE INDEX customer_tallies_by_day ON public.customer_tallies USING btree (org_id, day) INCLUDE (source, status, owner_id, count);

CREATE INDEX customers_by_age ON public.customers USING btree (org_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);

CREATE INDEX customers_by_email ON public.customers USING btree (org_id, email) WHERE ((email IS NOT NULL) AND (deleted_at IS NULL));

CREATE INDEX customers_by_industry ON public.customers USING btree (org_id, industry_id, created_at DESC, id DESC) WHERE ((industry_id IS NOT NULL) AND (deleted_at IS NULL));

CREATE INDEX customers_by_kind ON public.customers USING btree (org_id, kind, created_at DESC, id DESC) WHERE (deleted_at IS NULL);

CREATE INDEX customers_by_name ON public.customers USING btree (org_id, name, id) WHERE (deleted_at IS NULL);

CREATE INDEX customers_by_owner ON public.customers USING btree (org_id, owner_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);

CREATE INDEX customers_by_reseller ON public.customers USING btree (org_id, reseller_id, created_at DESC, id DESC) WHERE ((reseller_id IS NOT NULL) AND (deleted_at IS NULL));

CREATE INDEX customers_by_source ON public.customers USING btree (org_id, source, created_at DESC, id DESC) WHERE (deleted_at IS NULL);

CREATE INDEX customers_by_status ON public.customers USING btree (org_id, status, created_at DESC, id DESC) WHERE (deleted_at IS NULL);

CREATE INDEX customers_by_status_and_name ON public.customers USING btree (org_id, status, name, id) WHERE (deleted_at IS NULL);

CREATE INDEX customers_by_update ON public.customers USING btree (org_id, updated_at DESC, id DESC) WHERE (deleted_at IS NULL);

CREATE INDEX customers_lapsing ON public.customers USING btree (org_id, last_served_at) WHERE ((status = 'active'::text) AND (deleted_at IS NULL));

CREATE INDEX customers_matching_email ON public.customers USING btree (org_id, matching_email) WHERE ((matching_email IS NOT NULL) AND (deleted_at IS NULL));

CREATE INDEX customers_matching_name ON public.customers USING btree (org_id, matching_name, id) WHERE (deleted_at IS NULL);

CREATE INDEX customers_merged ON public.customers USING btree (org_id, merged_into) WHERE (merged_into IS NOT NULL);

CREATE INDEX customers_name_search ON public.customers USING gin (org_id, name public.gin_trgm_ops);

CREATE UNIQUE INDEX customers_phone_key ON public.customers USING btree (org_id, phone) WHERE ((phone IS NOT NULL) AND (deleted_at IS NULL));

CREATE INDEX customers_phone_search ON public.customers USING gin (org_id, phone public.gin_trgm_ops);

CREATE INDEX customers_tags ON public.customers USING gin (org_id, tags);

CREATE INDEX deal_competitors_by_age ON public.deal_competitors USING btree (org_id, created_at DESC, id DESC);

CREATE INDEX deal_competitors_by_competitor ON public.deal_competitors USING btree (org_id, competitor_id, created_at DESC, id DESC);

CREATE INDEX deal_contacts_by_age ON public.deal_contacts USING btree (org_id, created_at DESC, id DESC);

CREATE INDEX deal_contacts_by_contact ON public.deal_contacts USING btree (org_id, contact_id, created_at DESC, id DESC);

CREATE INDEX deal_lines_by_age ON public.deal_lines USING btree (org_id, created_at DESC, id DESC);

CREATE INDEX deal_lines_by_deal ON public.deal_lines USING btree (org_id, deal_id, "position", id);

CREATE INDEX deal_rollups_by_status ON public.deal_rollups USING btree (org_id, status, month);

CREATE INDEX deal_rollups_deltas ON public.deal_rollups USING btree (org_id) WHERE is_delta;

CREATE INDEX deal_stage_entries_by_age ON public.deal_stage_entries USING btree (org_id, entered_at DESC, id DESC);

CREATE INDEX deal_stage_entries_by_deal ON public.deal_stage_entries USING btree (org_id, deal_id, entered_at DESC, id DESC);

CREATE INDEX deal_stage_entries_by_stage ON public.deal_stage_entries USING btree (org_id, stage_id, entered_at DESC);

CREATE INDEX deals_by_age ON public.deals USING btree (org_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);

CREATE INDEX deals_by_closed ON public.deals USING btree (org_id, closed_on, id) WHERE ((closed_on IS NOT NULL) AND (deleted_at IS NULL));

CREATE INDEX deals_by_customer ON public.deals USING btree (org_id, customer_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);

CREATE INDEX deals_by_expected_close ON public.deals USING btree (org_id, expected_close_on, id) WHERE (deleted_at IS NULL);

CREATE INDEX deals_by_loss_reason ON public.deals USING btree (org_id, loss_reason_id) WHERE (loss_reason_id IS NOT NULL);

CREATE INDEX deals_by_owner ON public.deals USING btree (org_id, owner_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);

CREATE INDEX deals_by_pipeline ON public.deals USING btree (org_id, pipeline_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);

CREATE INDEX deals_by_probability ON public.deals USING btree (org_id, probability DESC, id DESC) WHERE (deleted_at IS NULL);

CREATE INDEX deals_by_stage ON public.deals USING btree (org_id, stage_id, "position", id) WHERE (deleted_at IS NULL);

CREATE INDEX deals_by_stall ON public.deals USING btree (org_id, stalls_at, id) WHERE ((status = 'open'::text) AND (deleted_at IS NULL));

CREATE INDEX deals_by_status ON public.deals USING btree (org_id, status, created_at DESC, id DESC) WHERE (deleted_at IS NULL);

CREATE INDEX deals_by_title ON public.deals USING btree (org_id, title, id) WHERE (deleted_at IS NULL);

CREATE INDEX deals_by_value ON public.deals USING btree (org_id, value_minor DESC, id DESC) WHERE (deleted_at IS NULL);

CREATE UNIQUE INDEX deals_lead_key ON public.deals USING btree (org_id, lead_id) WHERE ((lead_id IS NOT NULL) AND (deleted_at IS NULL));

CREATE INDEX deals_tags ON public.deals USING gin (org_id, tags);

CREATE INDEX deals_title_search ON public.deals USING gin (org_id, title public.gin_trgm_ops);

CREATE INDEX duplicate_pairs_by_age ON public.duplicate_pairs USING btree (org_id, created_at DESC, id DESC);

CREATE INDEX duplicate_pairs_by_score ON public.duplicate_pairs USING btree (org_id, status, score DESC, id DESC);

CREATE INDEX duplicate_pairs_by_second ON public.duplicate_pairs USING btree (org_id, second_id, status);

CREATE INDEX emergencies_by_customer ON public.emergencies USING btree (org_id, customer_id) WHERE (customer_id IS NOT NULL);

CREATE INDEX emergencies_by_customer_owner ON public.emergencies USING btree (org_id, customer_owner_id, raised_at DESC, id DESC) WHERE (customer_owner_id IS NOT NULL);

CREATE INDEX emergencies_newest ON public.emergencies USING btree (org_id, raised_at DESC, id DESC);

CREATE INDEX events_by_correlation ON public.events USING btree (org_id, correlation_id, id);

CREATE INDEX events_by_customer ON public.events USING btree (org_id, customer_id, id DESC) WHERE (customer_id IS NOT NULL);

CREATE INDEX events_by_id ON public.events USING btree (id);

CREATE INDEX events_by_owner ON public.events USING btree (org_id, owner_id, id DESC) WHERE (owner_id IS NOT NULL);

CREATE INDEX events_by_record ON public.events USING btree (org_id, record_kind, record_id, id DESC);

CREATE INDEX exports_kept ON public.exports USING btree (org_id, created_at) WHERE is_kept;

CREATE INDEX exports_newest ON public.exports USING btree (org_id, member_id, created_at DESC, id DESC);

CREATE INDEX figure_targets_by_age ON public.figure_targets USING btree (org_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);

CREATE UNIQUE INDEX figure_targets_figure_key ON public.figure_targets USING btree (org_id, figure) WHERE (deleted_at IS NULL);

CREATE INDEX form_drafts_by_age ON public.form_drafts USING btree (saved_at);

CREATE INDEX idempotency_keys_by_age ON public.idempotency_keys USING btree (created_at);

CREATE INDEX identity_providers_by_id ON public.identity_providers USING btree (id);

CREATE INDEX import_rows_by_outcome ON public.import_rows USING btree (org_id, import_id, phase, outcome, line);

CREATE INDEX import_templates_by_headers ON public.import_templates USING btree (org_id, resource, header_hash, created_at DESC);

CREATE INDEX imports_by_member ON public.imports USING btree (org_id, member_id, created_at DESC, id DESC);

CREATE INDEX imports_newest ON public.imports USING btree (org_id, created_at DESC, id DESC);

CREATE INDEX industries_by_age ON public.industries USING btree (org_id, created_at DESC, id DESC);

CREATE UNIQUE INDEX industries_name_key ON public.industries USING btree (org_id, lower(name));

CREATE INDEX invitations_by_email ON public.invitations USING btree (lower(email)) WHERE ((accepted_at IS NULL) AND (cancelled_at IS NULL));

CREATE INDEX invitations_by_inviter ON public.invitations USING btree (org_id, created_by);

CREATE INDEX invitations_by_member ON public.invitations USING btree (org_id, accepted_by);

CREATE INDEX invitations_by_token ON public.invitations USING btree (token_hash);

CREATE INDEX invitations_newest ON public.invitations USING btree (org_id, created_at DESC, id DESC);

CREATE UNIQUE INDEX invitations_open_key ON public.invitations USING btree (org_id, lower(email)) WHERE ((accepted_at IS NULL) AND (cancelled_at IS NULL));

CREATE INDEX invoice_lines_by_age ON public.invoice_lines USING btree (org_id, created_at DESC, id DESC);

CREATE UNIQUE INDEX invoices_appointment_key ON public.invoices USING btree (org_id, appointment_id) WHERE ((appointment_id IS NOT NULL) AND (status <> 'cancelled'::text));

CREATE INDEX invoices_by_age ON public.invoices USING btree (org_id, created_at DESC, id DESC);

CREATE INDEX invoices_by_customer ON public.invoices USING btree (org_id, customer_id, created_at DESC, id DESC);

CREATE INDEX invoices_by_customer_owner ON public.invoices USING btree (org_id, customer_owner_id, created_at DESC, id DESC) WHERE (customer_owner_id IS NOT NULL);

CREATE INDEX invoices_by_due ON public.invoices USING btree (org_id, due_on) WHERE (status = ANY (ARRAY['issued'::text, 'sent'::text, 'partly_paid'::text, 'overdue'::text]));

CREATE INDEX invoices_by_pay_token ON public.invoices USING btree (pay_token_hash) WHERE (pay_token_hash IS NOT NULL);

CREATE INDEX invoices_by_reseller ON public.invoices USING btree (org_id, reseller_id, created_at DESC, id DESC) WHERE (reseller_id IS NOT NULL);

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

CREATE INDEX lead_score_rules_by_age ON public.lead_score_rules USING btree (org_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);

CREATE INDEX lead_score_rules_by_position ON public.lead_score_rules USING btree (org_id, "position", id) WHERE (deleted_at IS NULL);

CREATE INDEX leads_by_age ON public.leads USING btree (org_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);

CREATE INDEX leads_by_due ON public.leads USING btree (org_id, response_due_at, id) WHERE ((first_response_at IS NULL) AND (deleted_at IS NULL));

CREATE INDEX leads_by_email ON public.leads USING btree (org_id, email) WHERE ((email IS NOT NULL) AND (deleted_at IS NULL));

CREATE INDEX leads_by_name ON public.leads USING btree (org_id, name, id) WHERE (deleted_at IS NULL);

CREATE INDEX leads_by_owner ON public.leads USING btree (org_id, owner_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);

CREATE INDEX leads_by_phone ON public.leads USING btree (org_id, phone) WHERE ((phone IS NOT NULL) AND (deleted_at IS NULL));

CREATE INDEX leads_by_score ON public.leads USING btree (org_id, score DESC, id DESC) WHERE (deleted_at IS NULL);

CREATE INDEX leads_by_status ON public.leads USING btree (org_id, status, created_at DESC, id DESC) WHERE (deleted_at IS NULL);

CREATE INDEX leads_in_hand ON public.leads USING btree (org_id, owner_id) WHERE ((status = ANY (ARRAY['new'::text, 'contacted'::text, 'qualified'::text])) AND (deleted_at IS NULL));

CREATE INDEX leads_name_search ON public.leads USING gin (org_id, name public.gin_trgm_ops);

CREATE INDEX leads_phone_search ON public.leads USING gin (org_id, phone public.gin_trgm_ops);

CREATE INDEX leads_to_score ON public.leads USING btree (org_id, scored_at NULLS FIRST, id) WHERE ((status = ANY (ARRAY['new'::text, 'contacted'::text, 'qualified'::text])) AND (deleted_at IS NULL));

CREATE INDEX leads_waiting ON public.leads USING btree (org_id, created_at, id) WHERE ((owner_id IS NULL) AND (status = 'new'::text) AND (deleted_at IS NULL));

CREATE INDEX loss_reasons_by_age ON public.loss_reasons USING btree (org_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);

CREATE INDEX loss_reasons_by_position ON public.loss_reasons USING btree (org_id, "position", id) WHERE (deleted_at IS NULL);

CREATE UNIQUE INDEX loss_reasons_name_key ON public.loss_reasons USING btree (org_id, lower(name)) WHERE (deleted_at IS NULL);

CREATE INDEX members_by_custom_role ON public.members USING btree (org_id, custom_role_id) WHERE (custom_role_id IS NOT NULL);

CREATE INDEX members_by_name ON public.members USING btree (org_id, lower(name), id) WHERE (deleted_at IS NULL);

CREATE INDEX members_by_user ON public.members USING btree (id);

CREATE UNIQUE INDEX members_email_key ON public.members USING btree (org_id, lower(email));

CREATE INDEX messages_by_customer ON public.messages USING btree (org_id, customer_id, created_at DESC, id DESC);

CREATE INDEX messages_by_customer_owner ON public.messages USING btree (org_id, customer_owner_id, created_at DESC, id DESC) WHERE (customer_owner_id IS NOT NULL);

CREATE INDEX messages_newest ON public.messages USING btree (org_id, created_at DESC, id DESC);

CREATE INDEX notes_by_age ON public.notes USING btree (org_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);

CREATE INDEX notes_by_customer ON public.notes USING btree (org_id, customer_id, is_pinned DESC, created_at DESC, id DESC) WHERE (deleted_at IS NULL);

CREATE INDEX notes_by_customer_owner ON public.notes USING btree (org_id, customer_owner_id, created_at DESC, id DESC) WHERE ((customer_owner_id IS NOT NULL) AND (deleted_at IS NULL));

CREATE INDEX notice_dismissals_by_notice ON public.notice_dismissals USING btree (org_id, notice_id);

CREATE INDEX notifications_awaiting_email ON public.notifications USING btree (org_id, member_id) WHERE awaits_email;

CREATE INDEX notifications_by_key ON public.notifications USING btree (org_id, key) WHERE (key IS NOT NULL);

CREATE INDEX notifications_by_member ON public.notifications USING btree (org_id, member_id, id DESC);

CREATE INDEX notifications_unread ON public.notifications USING btree (org_id, member_id, id DESC) WHERE ((read_at IS NULL) AND in_app);

CREATE INDEX openid_attempts_by_expiry ON public.openid_attempts USING btree (expires_at);

CREATE INDEX operator_notices_by_id ON public.operator_notices USING btree (id);

CREATE INDEX operator_notices_standing ON public.operator_notices USING btree (org_id, until) WHERE (withdrawn_at IS NULL);

CREATE INDEX operator_sessions_by_expiry ON public.operator_sessions USING btree (expires_at);

CREATE UNIQUE INDEX operators_email_key ON public.operators USING btree (lower(email));

CREATE INDEX payment_events_by_age ON public.payment_events USING btree (org_id, received_at DESC);

CREATE INDEX payments_by_age ON public.payments USING btree (org_id, created_at DESC, id DESC);

CREATE INDEX payments_by_customer ON public.payments USING btree (org_id, customer_id, received_at DESC);

CREATE INDEX payments_by_customer_owner ON public.payments USING btree (org_id, customer_owner_id, created_at DESC, id DESC) WHERE (customer_owner_id IS NOT NULL);

CREATE INDEX payments_by_invoice ON public.payments USING btree (org_id, invoice_id, received_at);

CREATE INDEX payments_by_reseller ON public.payments USING btree (org_id, reseller_id, received_at DESC) WHERE (reseller_id IS NOT NULL);

CREATE INDEX pending_sign_ins_by_expiry ON public.pending_sign_ins USING btree (expires_at);

CREATE INDEX pipeline_stages_by_age ON public.pipeline_stages USING btree (org_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);

CREATE INDEX pipeline_stages_by_position ON public.pipeline_stages USING btree (org_id, "position", id) WHERE (deleted_at IS NULL);

CREATE UNIQUE INDEX pipeline_stages_name_key ON public.pipeline_stages USING btree (org_id, pipeline_id, lower(name)) WHERE (deleted_at IS NULL);

CREATE INDEX pipelines_by_age ON public.pipelines USING btree (org_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);

CREATE INDEX pipelines_by_position ON public.pipelines USING btree (org_id, "position", id) WHERE (deleted_at IS NULL);

CREATE UNIQUE INDEX pipelines_default_key ON public.pipelines USING btree (org_id) WHERE (is_default AND (deleted_at IS NULL));

CREATE UNIQUE INDEX pipelines_name_key ON public.pipelines USING btree (org_id, lower(name)) WHERE (deleted_at IS NULL);

CREATE INDEX portal_identities_by_age ON public.portal_identities USING btree (org_id, created_at DESC, id DESC);

CREATE INDEX portal_identities_by_customer ON public.portal_identities USING btree (org_id, customer_id, created_at DESC, id DESC);

CREATE INDEX portal_identities_by_email ON public.portal_identities USING btree (lower(email));

CREATE INDEX portal_identities_by_id ON public.portal_identities USING btree (id);

CREATE INDEX portal_identities_of_email ON public.portal_identities USING btree (org_id, email);

CREATE INDEX portal_links_by_expiry ON public.portal_links USING btree (expires_at);

CREATE INDEX portal_links_by_identity ON public.portal_links USING btree (org_id, identity_id, created_at DESC);

CREATE INDEX portal_links_by_token ON public.portal_links USING btree (token_hash);

CREATE INDEX portal_sessions_by_expiry ON public.portal_sessions USING btree (expires_at);

CREATE INDEX portal_sessions_by_identity ON public.portal_sessions USING btree (org_id, identity_id, last_seen_at DESC);

CREATE INDEX portal_sessions_by_token ON public.portal_sessions USING btree (token_hash);

CREATE INDEX privacy_requests_by_age ON public.privacy_requests USING btree (org_id, created_at DESC, id DESC);

CREATE INDEX privacy_requests_by_subject ON public.privacy_requests USING btree (org_id, subject_id, created_at DESC, id DESC);

CREATE INDEX quote_lines_by_age ON public.quote_lines USING btree (org_id, created_at DESC, id DESC);

CREATE INDEX quote_versions_by_token ON public.quote_versions USING btree (token_hash);

CREATE INDEX quotes_by_age ON public.quotes USING btree (org_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);

CREATE INDEX quotes_by_customer ON public.quotes USING btree (org_id, customer_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);

CREATE INDEX quotes_by_deal ON public.quotes USING btree (org_id, deal_id, created_at DESC, id DESC) WHERE ((deal_id IS NOT NULL) AND (deleted_at IS NULL));

CREATE INDEX quotes_by_end ON public.quotes USING btree (org_id, valid_until, id) WHERE (deleted_at IS NULL);

CREATE INDEX quotes_by_owner ON public.quotes USING btree (org_id, owner_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);

CREATE INDEX quotes_by_reseller ON public.quotes USING btree (org_id, reseller_id, created_at DESC, id DESC) WHERE ((reseller_id IS NOT NULL) AND (deleted_at IS NULL));

CREATE INDEX quotes_by_status ON public.quotes USING btree (org_id, status, created_at DESC, id DESC) WHERE (deleted_at IS NULL);

CREATE INDEX quotes_by_title ON public.quotes USING btree (org_id, title, id) WHERE (deleted_at IS NULL);

CREATE INDEX quotes_by_total ON public.quotes USING btree (org_id, total_minor DESC, id DESC) WHERE (deleted_at IS NULL);

CREATE INDEX quotes_title_search ON public.quotes USING gin (org_id, title public.gin_trgm_ops);

CREATE INDEX quotes_to_expire ON public.quotes USING btree (org_id, valid_until) WHERE ((status = ANY (ARRAY['sent'::text, 'viewed'::text])) AND (deleted_at IS NULL));

CREATE INDEX record_files_by_customer ON public.record_files USING btree (org_id, customer_id) WHERE (customer_id IS NOT NULL);

CREATE INDEX record_files_by_file ON public.record_files USING btree (org_id, file_id);

CREATE INDEX record_files_by_record ON public.record_files USING btree (org_id, resource, record_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);

CREATE INDEX record_redirects_by_into ON public.record_redirects USING btree (org_id, resource, into_id);

CREATE INDEX record_redirects_by_to ON public.record_redirects USING btree (org_id, resource, to_id);

CREATE INDEX record_sources_by_record ON public.record_sources USING btree (org_id, resource, record_id);

CREATE INDEX sales_reps_by_age ON public.sales_reps USING btree (org_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);

CREATE UNIQUE INDEX sales_reps_member_key ON public.sales_reps USING btree (org_id, member_id) WHERE (deleted_at IS NULL);

CREATE INDEX saved_reports_by_age ON public.saved_reports USING btree (org_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);

CREATE UNIQUE INDEX saved_views_name_key ON public.saved_views USING btree (org_id, resource, owner_id, lower(name));

CREATE INDEX segment_members_by_customer ON public.segment_members USING btree (org_id, customer_id);

CREATE INDEX segments_by_age ON public.segments USING btree (org_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);

CREATE INDEX segments_by_name ON public.segments USING btree (org_id, name, id) WHERE (deleted_at IS NULL);

CREATE UNIQUE INDEX segments_name_key ON public.segments USING btree (org_id, lower(name)) WHERE (deleted_at IS NULL);

CREATE INDEX sessions_by_expiry ON public.sessions USING btree (expires_at);

CREATE INDEX sessions_by_user ON public.sessions USING btree (user_id, created_at DESC);

CREATE INDEX sign_in_attempts_by_age ON public.sign_in_attempts USING btree (last_at);

CREATE UNIQUE INDEX sites_address_key ON public.sites USING btree (org_id, customer_id, matching) WHERE (deleted_at IS NULL);

CREATE INDEX sites_by_age ON public.sites USING btree (org_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);

CREATE INDEX sites_by_customer ON public.sites USING btree (org_id, customer_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);

CREATE INDEX sites_by_customer_owner ON public.sites USING btree (org_id, customer_owner_id, created_at DESC, id DESC) WHERE ((customer_owner_id IS NOT NULL) AND (deleted_at IS NULL));

CREATE INDEX sites_line1_search ON public.sites USING gin (org_id, line1 public.gin_trgm_ops);

CREATE INDEX sites_matching ON public.sites USING btree (org_id, matching, customer_id) WHERE (deleted_at IS NULL);

CREATE INDEX support_sessions_by_operator ON public.support_sessions USING btree (operator_id, asked_at DESC);

CREATE INDEX tags_by_age ON public.tags USING btree (org_id, created_at DESC, id DESC);

CREATE INDEX team_members_by_member ON public.team_members USING btree (org_id, member_id, team_id);

CREATE INDEX team_members_newest ON public.team_members USING btree (org_id, created_at DESC, id DESC);

CREATE INDEX teams_by_lead ON public.teams USING btree (org_id, lead_id) WHERE (lead_id IS NOT NULL);

CREATE INDEX teams_by_name ON public.teams USING btree (org_id, name, id);

CREATE UNIQUE INDEX teams_name_key ON public.teams USING btree (org_id, lower(name));

CREATE INDEX time_off_by_end ON public.time_off USING btree (org_id, ends_at);

CREATE INDEX time_off_by_technician ON public.time_off USING btree (org_id, technician_id, ends_at);

CREATE UNIQUE INDEX users_email_key ON public.users USING btree (lower(email));

CREATE INDEX widgets_by_id ON public.widgets USING btree (id);

CREATE INDEX widgets_newest ON public.widgets USING btree (org_id, created_at DESC, id DESC);

CREATE TRIGGER announce AFTER DELETE OR UPDATE ON public.api_keys FOR EACH ROW EXECUTE FUNCTION public.announce_access_change('key');

CREATE TRIGGER announce AFTER DELETE OR UPDATE ON public.custom_roles FOR EACH ROW EXECUTE FUNCTION public.announce_role_change();

CREATE TRIGGER announce AFTER DELETE OR UPDATE ON public.members FOR EACH ROW EXECUTE FUNCTION public.announce_access_change('user');

CREATE TRIGGER announce AFTER INSERT OR DELETE OR UPDATE ON public.organisation_restrictions FOR EACH ROW EXECUTE FUNCTION public.announce_standing();

CREATE TRIGGER announce AFTER DELETE OR UPDATE ON public.organisations FOR EACH ROW EXECUTE FUNCTION public.announce_access_change('organisation');

CREATE TRIGGER announce AFTER DELETE OR UPDATE ON public.portal_identities FOR EACH ROW EXECUTE FUNCTION public.announce_access_change('portal');

CREATE TRIGGER announce AFTER DELETE OR UPDATE OF confirmed_at ON public.second_factors FOR EACH ROW EXECUTE FUNCTION public.announce_access_change('user');

CREATE TRIGGER announce AFTER INSERT OR DELETE OR UPDATE ON public.team_members FOR EACH ROW EXECUTE FUNCTION public.announce_team_change();

CREATE TRIGGER announce AFTER UPDATE OF lead_id ON public.teams FOR EACH ROW EXECUTE FUNCTION public.announce_team_change();

CREATE TRIGGER announce AFTER DELETE OR UPDATE ON public.widgets FOR EACH ROW EXECUTE FUNCTION public.announce_access_change('widget');

CREATE TRIGGER announce_end AFTER DELETE OR UPDATE OF ended_at ON public.portal_sessions FOR EACH ROW EXECUTE FUNCTION public.announce_access_change('session');

CREATE TRIGGER announce_end AFTER DELETE OR UPDATE OF token_hash, current_org_id, ended_at ON public.sessions FOR EACH ROW EXECUTE FUNCTION public.announce_access_change('session');

CREATE TRIGGER announce_new AFTER INSERT ON public.plan_usage FOR EACH ROW EXECUTE FUNCTION public.announce_standing();

CREATE TRIGGER announce_owner AFTER DELETE OR UPDATE OF token_hash, current_org_id, ended_at ON public.sessions FOR EACH ROW EXECUTE FUNCTION public.announce_session_owner();

CREATE TRIGGER announce_reached AFTER UPDATE ON public.plan_usage FOR EACH ROW WHEN ((old.reached_at IS DISTINCT FROM new.reached_at)) EXECUTE FUNCTION public.announce_standing();

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.activities FOR EACH ROW EXECUTE FUNCTION public.audit_row();

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.anomalies FOR EACH ROW EXECUTE FUNCTION public.audit_row();

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.api_keys FOR EACH ROW EXECUTE FUNCTION public.audit_row('secret_hash');

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.appointments FOR EACH ROW EXECUTE FUNCTION public.audit_row();

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.assignment_rules FOR EACH ROW EXECUTE FUNCTION public.audit_row();

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.bulk_changes FOR EACH ROW EXECUTE FUNCTION public.audit_row();

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.business_hours FOR EACH ROW EXECUTE FUNCTION public.audit_row();

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.callbacks FOR EACH ROW EXECUTE FUNCTION public.audit_row();

CREATE TRIGGER audit AFTER INSERT OR DELETE ON public.calls FOR EACH ROW EXECUTE FUNCTION public.audit_row('state', 'dialogue');

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.competitors FOR EACH ROW EXECUTE FUNCTION public.audit_row();

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.consents FOR EACH ROW EXECUTE FUNCTION public.audit_row();

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.contacts FOR EACH ROW EXECUTE FUNCTION public.audit_row();

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.custom_fields FOR EACH ROW EXECUTE FUNCTION public.audit_row();

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.custom_roles FOR EACH ROW EXECUTE FUNCTION public.audit_row();

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.customer_merges FOR EACH ROW EXECUTE FUNCTION public.audit_row('snapshot');

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.customers FOR EACH ROW EXECUTE FUNCTION public.audit_row();

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.deal_competitors FOR EACH ROW EXECUTE FUNCTION public.audit_row();

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.deal_contacts FOR EACH ROW EXECUTE FUNCTION public.audit_row();

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.deal_lines FOR EACH ROW EXECUTE FUNCTION public.audit_row();

CREATE TRIGGER audit AFTER INSERT OR DELETE ON public.deals FOR EACH ROW EXECUTE FUNCTION public.audit_row();

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.duplicate_pairs FOR EACH ROW EXECUTE FUNCTION public.audit_row();

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.emergencies FOR EACH ROW EXECUTE FUNCTION public.audit_row();

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.exports FOR EACH ROW EXECUTE FUNCTION public.audit_row();

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.figure_targets FOR EACH ROW EXECUTE FUNCTION public.audit_row();

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.files FOR EACH ROW EXECUTE FUNCTION public.audit_row();

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.holidays FOR EACH ROW EXECUTE FUNCTION public.audit_row();

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.identity_providers FOR EACH ROW EXECUTE FUNCTION public.audit_row('client_secret');

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.import_templates FOR EACH ROW EXECUTE FUNCTION public.audit_row();

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.industries FOR EACH ROW EXECUTE FUNCTION public.audit_row();

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.invitations FOR EACH ROW EXECUTE FUNCTION public.audit_row('token_hash');

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.invoice_lines FOR EACH ROW EXECUTE FUNCTION public.audit_row();

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.invoices FOR EACH ROW EXECUTE FUNCTION public.audit_row('pay_token_hash');

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.job_types FOR EACH ROW EXECUTE FUNCTION public.audit_row();

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.lead_score_rules FOR EACH ROW EXECUTE FUNCTION public.audit_row();

CREATE TRIGGER audit AFTER INSERT OR DELETE ON public.leads FOR EACH ROW EXECUTE FUNCTION public.audit_row();

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.loss_reasons FOR EACH ROW EXECUTE FUNCTION public.audit_row();

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.members FOR EACH ROW EXECUTE FUNCTION public.audit_row('sessions_from');

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.messages FOR EACH ROW EXECUTE FUNCTION public.audit_row();

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.notes FOR EACH ROW EXECUTE FUNCTION public.audit_row();

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.operator_notices FOR EACH ROW EXECUTE FUNCTION public.audit_row();

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.organisation_restrictions FOR EACH ROW EXECUTE FUNCTION public.audit_row();

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.organisations FOR EACH ROW EXECUTE FUNCTION public.audit_row('settings');

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.payments FOR EACH ROW EXECUTE FUNCTION public.audit_row();

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.phone_numbers FOR EACH ROW EXECUTE FUNCTION public.audit_row();

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.pipeline_stages FOR EACH ROW EXECUTE FUNCTION public.audit_row();

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.pipelines FOR EACH ROW EXECUTE FUNCTION public.audit_row();

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.portal_identities FOR EACH ROW EXECUTE FUNCTION public.audit_row('sessions_from');

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.privacy_requests FOR EACH ROW EXECUTE FUNCTION public.audit_row();

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.quote_acceptances FOR EACH ROW EXECUTE FUNCTION public.audit_row('signature');

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.quote_lines FOR EACH ROW EXECUTE FUNCTION public.audit_row();

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.quote_versions FOR EACH ROW EXECUTE FUNCTION public.audit_row('content', 'token_hash');

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.quotes FOR EACH ROW EXECUTE FUNCTION public.audit_row();

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.record_files FOR EACH ROW EXECUTE FUNCTION public.audit_row();

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.record_redirects FOR EACH ROW EXECUTE FUNCTION public.audit_row();

CREATE TRIGGER audit AFTER INSERT OR DELETE ON public.sales_reps FOR EACH ROW EXECUTE FUNCTION public.audit_row();

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.saved_reports FOR EACH ROW EXECUTE FUNCTION public.audit_row();

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.saved_views FOR EACH ROW EXECUTE FUNCTION public.audit_row();

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.segments FOR EACH ROW EXECUTE FUNCTION public.audit_row();

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.shifts FOR EACH ROW EXECUTE FUNCTION public.audit_row();

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.sites FOR EACH ROW EXECUTE FUNCTION public.audit_row();

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.support_sessions FOR EACH ROW EXECUTE FUNCTION public.audit_row();

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.tags FOR EACH ROW EXECUTE FUNCTION public.audit_row();

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.team_members FOR EACH ROW EXECUTE FUNCTION public.audit_row();

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.teams FOR EACH ROW EXECUTE FUNCTION public.audit_row();

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.time_off FOR EACH ROW EXECUTE FUNCTION public.audit_row();

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON public.widgets FOR EACH ROW EXECUTE FUNCTION public.audit_row();

CREATE TRIGGER audit_change AFTER UPDATE ON public.calls FOR EACH ROW WHEN (((to_jsonb(old.*) - '{state,dialogue,turn,last_heard_at,version,updated_at}'::text[]) IS DISTINCT FROM (to_jsonb(new.*) - '{state,dialogue,turn,last_heard_at,version,updated_at}'::text[]))) EXECUTE FUNCTION public.audit_row('state', 'dialogue');

CREATE TRIGGER audit_change AFTER UPDATE ON public.deals FOR EACH ROW WHEN ((NOT (new.learned_at IS DISTINCT FROM old.learned_at))) EXECUTE FUNCTION public.audit_row();

CREATE TRIGGER audit_change AFTER UPDATE ON public.leads FOR EACH ROW WHEN ((NOT (new.scored_at IS DISTINCT FROM old.scored_at))) EXECUTE FUNCTION public.audit_row();

CREATE TRIGGER audit_change AFTER UPDATE ON public.sales_reps FOR EACH ROW WHEN ((NOT (new.last_assigned_at IS DISTINCT FROM old.last_assigned_at))) EXECUTE FUNCTION public.audit_row();

CREATE CONSTRAINT TRIGGER balance AFTER INSERT ON public.journal_lines DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.check_journal();

CREATE CONSTRAINT TRIGGER balance AFTER INSERT ON public.journals DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.check_journal();

CREATE TRIGGER begin_quote BEFORE INSERT ON public.quotes FOR EACH ROW EXECUTE FUNCTION public.begin_quote();

CREATE TRIGGER end_sessions BEFORE UPDATE ON public.members FOR EACH ROW WHEN ((old.is_active AND (NOT new.is_active))) EXECUTE FUNCTION public.end_member_sessions();

CREATE TRIGGER end_sessions BEFORE UPDATE ON public.portal_identities FOR EACH ROW WHEN (((old.is_active AND (NOT new.is_active)) OR (lower(old.email) <> lower(new.email)) OR (old.kind <> new.kind))) EXECUTE FUNCTION public.end_portal_sessions();

CREATE TRIGGER end_sessions_of_removed BEFORE UPDATE ON public.members FOR EACH ROW WHEN (((old.deleted_at IS NULL) AND (new.deleted_at IS NOT NULL))) EXECUTE FUNCTION public.end_member_sessions();

CREATE TRIGGER end_sessions_of_role BEFORE UPDATE ON public.members FOR EACH ROW WHEN ((old.role IS DISTINCT FROM new.role)) EXECUTE FUNCTION public.end_member_sessions();

CREATE TRIGGER follow AFTER INSERT OR DELETE OR UPDATE OF deal_id, quantity, unit_price_minor, discount_percent ON public.deal_lines FOR EACH ROW EXECUTE FUNCTION public.follow_deal_line();

CREATE TRIGGER follow AFTER INSERT OR UPDATE ON public.deal_stage_entries FOR EACH ROW EXECUTE FUNCTION public.follow_deal_stage_entry();

CREATE TRIGGER follow AFTER INSERT OR DELETE OR UPDATE ON public.deals FOR EACH ROW EXECUTE FUNCTION public.follow_deal();

CREATE TRIGGER follow_owner AFTER UPDATE OF owner_id ON public.deals FOR EACH ROW WHEN ((new.owner_id IS DISTINCT FROM old.owner_id)) EXECUTE FUNCTION public.follow_deal_owner();

CREATE TRIGGER guard_role BEFORE UPDATE ON public.members FOR EACH ROW WHEN (((old.role IS DISTINCT FROM new.role) OR (old.custom_role_id IS DISTINCT FROM new.custom_role_id))) EXECUTE FUNCTION public.guard_member_role();

CREATE TRIGGER keep_acceptance BEFORE UPDATE ON public.quote_acceptances FOR EACH ROW WHEN ((current_setting('app.following'::text, true) IS DISTINCT FROM 'on'::text)) EXECUTE FUNCTION public.keep_acceptance();

CREATE TRIGGER keep_an_owner AFTER DELETE OR UPDATE ON public.members FOR EACH ROW WHEN (((old.role = 'owner'::text) AND old.is_active)) EXECUTE FUNCTION public.keep_an_owner();

CREATE TRIGGER keep_billed_currency BEFORE UPDATE ON public.organisations FOR EACH ROW WHEN ((old.currency IS DISTINCT FROM new.currency)) EXECUTE FUNCTION public.keep_billed_currency();

CREATE TRIGGER keep_cap_of_new AFTER INSERT ON public.members FOR EACH ROW WHEN (new.is_active) EXECUTE FUNCTION public.keep_members_cap();

CREATE TRIGGER keep_cap_of_returning AFTER UPDATE OF is_active ON public.members FOR EACH ROW WHEN ((new.is_active AND (NOT old.is_active))) EXECUTE FUNCTION public.keep_members_cap();

CREATE TRIGGER keep_document BEFORE UPDATE ON public.quote_versions FOR EACH ROW WHEN ((current_setting('app.following'::text, true) IS DISTINCT FROM 'on'::text)) EXECUTE FUNCTION public.keep_quote_document();

CREATE TRIGGER keep_issued BEFORE INSERT OR DELETE OR UPDATE ON public.invoice_lines FOR EACH ROW WHEN ((current_setting('app.following'::text, true) IS DISTINCT FROM 'on'::text)) EXECUTE FUNCTION public.keep_issued_lines();

CREATE TRIGGER keep_issued BEFORE DELETE OR UPDATE ON public.invoices FOR EACH ROW WHEN ((current_setting('app.following'::text, true) IS DISTINCT FROM 'on'::text)) EXECUTE FUNCTION public.keep_issued_invoice();

CREATE TRIGGER keep_sent BEFORE INSERT OR DELETE OR UPDATE ON public.quote_lines FOR EACH ROW WHEN ((current_setting('app.following'::text, true) IS DISTINCT FROM 'on'::text)) EXECUTE FUNCTION public.keep_sent_lines();

CREATE TRIGGER keep_sent BEFORE DELETE OR UPDATE ON public.quotes FOR EACH ROW WHEN ((current_setting('app.following'::text, true) IS DISTINCT FROM 'on'::text)) EXECUTE FUNCTION public.keep_sent_quote();

CREATE TRIGGER lead_appointments AFTER UPDATE ON public.customers FOR EACH ROW WHEN (((new.owner_id IS DISTINCT FROM old.owner_id) OR (new.reseller_id IS DISTINCT FROM old.reseller_id))) EXECUTE FUNCTION public.lead_rows('appointments');

CREATE TRIGGER lead_call_lines AFTER UPDATE ON public.calls FOR EACH ROW WHEN ((new.customer_owner_id IS DISTINCT FROM old.customer_owner_id)) EXECUTE FUNCTION public.lead_parts('call_lines', 'call_id', 'customer_owner_id');

CREATE TRIGGER lead_callbacks AFTER UPDATE ON public.customers FOR EACH ROW WHEN (((new.owner_id IS DISTINCT FROM old.owner_id) OR (new.reseller_id IS DISTINCT FROM old.reseller_id))) EXECUTE FUNCTION public.lead_rows('callbacks');

CREATE TRIGGER lead_calls AFTER UPDATE ON public.customers FOR EACH ROW WHEN (((new.owner_id IS DISTINCT FROM old.owner_id) OR (new.reseller_id IS DISTINCT FROM old.reseller_id))) EXECUTE FUNCTION public.lead_rows('calls');

CREATE TRIGGER lead_consents AFTER UPDATE ON public.customers FOR EACH ROW WHEN (((new.owner_id IS DISTINCT FROM old.owner_id) OR (new.reseller_id IS DISTINCT FROM old.reseller_id))) EXECUTE FUNCTION public.lead_rows('consents');

CREATE TRIGGER lead_contacts AFTER UPDATE ON public.customers FOR EACH ROW WHEN (((new.owner_id IS DISTINCT FROM old.owner_id) OR (new.reseller_id IS DISTINCT FROM old.reseller_id))) EXECUTE FUNCTION public.lead_rows('contacts');

CREATE TRIGGER lead_emergencies AFTER UPDATE ON public.customers FOR EACH ROW WHEN (((new.owner_id IS DISTINCT FROM old.owner_id) OR (new.reseller_id IS DISTINCT FROM old.reseller_id))) EXECUTE FUNCTION public.lead_rows('emergencies');

CREATE TRIGGER lead_emergency_alerts AFTER UPDATE ON public.emergencies FOR EACH ROW WHEN ((new.customer_owner_id IS DISTINCT FROM old.customer_owner_id)) EXECUTE FUNCTION public.lead_parts('emergency_alerts', 'emergency_id', 'customer_owner_id');

CREATE TRIGGER lead_invoice_lines AFTER UPDATE ON public.invoices FOR EACH ROW WHEN ((new.customer_owner_id IS DISTINCT FROM old.customer_owner_id)) EXECUTE FUNCTION public.lead_parts('invoice_lines', 'invoice_id', 'customer_owner_id');

CREATE TRIGGER lead_invoices AFTER UPDATE ON public.customers FOR EACH ROW WHEN (((new.owner_id IS DISTINCT FROM old.owner_id) OR (new.reseller_id IS DISTINCT FROM old.reseller_id))) EXECUTE FUNCTION public.lead_rows('invoices');

CREATE TRIGGER lead_messages AFTER UPDATE ON public.customers FOR EACH ROW WHEN (((new.owner_id IS DISTINCT FROM old.owner_id) OR (new.reseller_id IS DISTINCT FROM old.reseller_id))) EXECUTE FUNCTION public.lead_rows('messages');

CREATE TRIGGER lead_notes AFTER UPDATE ON public.customers FOR EACH ROW WHEN (((new.owner_id IS DISTINCT FROM old.owner_id) OR (new.reseller_id IS DISTINCT FROM old.reseller_id))) EXECUTE FUNCTION public.lead_rows('notes');

CREATE TRIGGER lead_payments AFTER UPDATE ON public.customers FOR EACH ROW WHEN (((new.owner_id IS DISTINCT FROM old.owner_id) OR (new.reseller_id IS DISTINCT FROM old.reseller_id))) EXECUTE FUNCTION public.lead_rows('payments');

CREATE TRIGGER lead_portal_identities AFTER UPDATE ON public.customers FOR EACH ROW WHEN (((new.owner_id IS DISTINCT FROM old.owner_id) OR (new.reseller_id IS DISTINCT FROM old.reseller_id))) EXECUTE FUNCTION public.lead_rows('portal_identities');

CREATE TRIGGER lead_quote_acceptances AFTER UPDATE ON public.quotes FOR EACH ROW WHEN ((new.owner_id IS DISTINCT FROM old.owner_id)) EXECUTE FUNCTION public.lead_parts('quote_acceptances', 'quote_id', 'owner_id');

CREATE TRIGGER lead_quote_lines AFTER UPDATE ON public.quotes FOR EACH ROW WHEN ((new.owner_id IS DISTINCT FROM old.owner_id)) EXECUTE FUNCTION public.lead_parts('quote_lines', 'quote_id', 'owner_id');

CREATE TRIGGER lead_quote_versions AFTER UPDATE ON public.quotes FOR EACH ROW WHEN ((new.owner_id IS DISTINCT FROM old.owner_id)) EXECUTE FUNCTION public.lead_parts('quote_versions', 'quote_id', 'owner_id');

CREATE TRIGGER lead_quotes AFTER UPDATE ON public.customers FOR EACH ROW WHEN ((new.reseller_id IS DISTINCT FROM old.reseller_id)) EXECUTE FUNCTION public.lead_resold_rows('quotes');

CREATE TRIGGER lead_segment_members AFTER UPDATE ON public.customers FOR EACH ROW WHEN (((new.owner_id IS DISTINCT FROM old.owner_id) OR (new.reseller_id IS DISTINCT FROM old.reseller_id))) EXECUTE FUNCTION public.lead_rows('segment_members');

CREATE TRIGGER lead_sites AFTER UPDATE ON public.customers FOR EACH ROW WHEN (((new.owner_id IS DISTINCT FROM old.owner_id) OR (new.reseller_id IS DISTINCT FROM old.reseller_id))) EXECUTE FUNCTION public.lead_rows('sites');

CREATE TRIGGER lead_told AFTER UPDATE ON public.activities FOR EACH ROW WHEN ((new.owner_id IS DISTINCT FROM old.owner_id)) EXECUTE FUNCTION public.lead_told();

CREATE TRIGGER lead_told AFTER UPDATE OF customer_id ON public.appointments FOR EACH ROW WHEN ((new.customer_id IS DISTINCT FROM old.customer_id)) EXECUTE FUNCTION public.lead_row_told();

CREATE TRIGGER lead_told AFTER UPDATE OF customer_id ON public.callbacks FOR EACH ROW WHEN ((new.customer_id IS DISTINCT FROM old.customer_id)) EXECUTE FUNCTION public.lead_row_told();

CREATE TRIGGER lead_told AFTER UPDATE OF customer_id ON public.calls FOR EACH ROW WHEN ((new.customer_id IS DISTINCT FROM old.customer_id)) EXECUTE FUNCTION public.lead_row_told();

CREATE TRIGGER lead_told AFTER UPDATE OF customer_id ON public.consents FOR EACH ROW WHEN ((new.customer_id IS DISTINCT FROM old.customer_id)) EXECUTE FUNCTION public.lead_row_told();

CREATE TRIGGER lead_told AFTER UPDATE OF customer_id ON public.contacts FOR EACH ROW WHEN ((new.customer_id IS DISTINCT FROM old.customer_id)) EXECUTE FUNCTION public.lead_row_told();

CREATE TRIGGER lead_told AFTER UPDATE ON public.customers FOR EACH ROW WHEN ((((new.owner_id IS DISTINCT FROM old.owner_id) OR (new.reseller_id IS DISTINCT FROM old.reseller_id)) OR (new.merged_into IS DISTINCT FROM old.merged_into))) EXECUTE FUNCTION public.lead_customer_told();

CREATE TRIGGER lead_told AFTER UPDATE ON public.deals FOR EACH ROW WHEN ((new.owner_id IS DISTINCT FROM old.owner_id)) EXECUTE FUNCTION public.lead_told();

CREATE TRIGGER lead_told AFTER UPDATE OF customer_id ON public.emergencies FOR EACH ROW WHEN ((new.customer_id IS DISTINCT FROM old.customer_id)) EXECUTE FUNCTION public.lead_row_told();

CREATE TRIGGER lead_told AFTER UPDATE OF customer_id ON public.invoices FOR EACH ROW WHEN ((new.customer_id IS DISTINCT FROM old.customer_id)) EXECUTE FUNCTION public.lead_row_told();

CREATE TRIGGER lead_told AFTER UPDATE ON public.leads FOR EACH ROW WHEN ((new.owner_id IS DISTINCT FROM old.owner_id)) EXECUTE FUNCTION public.lead_told();

CREATE TRIGGER lead_told AFTER UPDATE OF customer_id ON public.messages FOR EACH ROW WHEN ((new.customer_id IS DISTINCT FROM old.customer_id)) EXECUTE FUNCTION public.lead_row_told();

CREATE TRIGGER lead_told AFTER UPDATE OF customer_id ON public.notes FOR EACH ROW WHEN ((new.customer_id IS DISTINCT FROM old.customer_id)) EXECUTE FUNCTION public.lead_row_told();

CREATE TRIGGER lead_told AFTER UPDATE OF customer_id ON public.payments FOR EACH ROW WHEN ((new.customer_id IS DISTINCT FROM old.customer_id)) EXECUTE FUNCTION public.lead_row_told();

CREATE TRIGGER lead_told AFTER UPDATE OF customer_id ON public.portal_identities FOR EACH ROW WHEN ((new.customer_id IS DISTINCT FROM old.customer_id)) EXECUTE FUNCTION public.lead_row_told();

CREATE TRIGGER lead_told AFTER UPDATE ON public.quotes FOR EACH ROW WHEN ((new.owner_id IS DISTINCT FROM old.owner_id)) EXECUTE FUNCTION public.lead_told();

CREATE TRIGGER lead_told AFTER UPDATE OF customer_id ON public.segment_members FOR EACH ROW WHEN ((new.customer_id IS DISTINCT FROM old.customer_id)) EXECUTE FUNCTION public.lead_row_told();

CREATE TRIGGER lead_told AFTER UPDATE OF customer_id ON public.sites FOR EACH ROW WHEN ((new.customer_id IS DISTINCT FROM old.customer_id)) EXECUTE FUNCTION public.lead_row_told();

CREATE TRIGGER owner_follows BEFORE INSERT OR UPDATE OF customer_id ON public.appointments FOR EACH ROW EXECUTE FUNCTION public.follow_customer();

CREATE TRIGGER owner_follows BEFORE INSERT ON public.call_lines FOR EACH ROW EXECUTE FUNCTION public.follow_whole_of_call_lines();

CREATE TRIGGER owner_follows BEFORE INSERT OR UPDATE OF customer_id ON public.callbacks FOR EACH ROW EXECUTE FUNCTION public.follow_customer();

CREATE TRIGGER owner_follows BEFORE INSERT OR UPDATE OF customer_id ON public.calls FOR EACH ROW EXECUTE FUNCTION public.follow_customer();

CREATE TRIGGER owner_follows BEFORE INSERT OR UPDATE OF customer_id ON public.consents FOR EACH ROW EXECUTE FUNCTION public.follow_customer();

CREATE TRIGGER owner_follows BEFORE INSERT OR UPDATE OF customer_id ON public.contacts FOR EACH ROW EXECUTE FUNCTION public.follow_customer();

CREATE TRIGGER owner_follows BEFORE INSERT OR UPDATE OF customer_id ON public.emergencies FOR EACH ROW EXECUTE FUNCTION public.follow_customer();

CREATE TRIGGER owner_follows BEFORE INSERT ON public.emergency_alerts FOR EACH ROW EXECUTE FUNCTION public.follow_whole_of_emergency_alerts();

CREATE TRIGGER owner_follows BEFORE INSERT OR UPDATE OF customer_id ON public.events FOR EACH ROW EXECUTE FUNCTION public.follow_event();

CREATE TRIGGER owner_follows BEFORE INSERT ON public.invoice_lines FOR EACH ROW EXECUTE FUNCTION public.follow_whole_of_invoice_lines();

CREATE TRIGGER owner_follows BEFORE INSERT OR UPDATE OF customer_id ON public.invoices FOR EACH ROW EXECUTE FUNCTION public.follow_customer();

CREATE TRIGGER owner_follows BEFORE INSERT OR UPDATE OF customer_id ON public.messages FOR EACH ROW EXECUTE FUNCTION public.follow_customer();

CREATE TRIGGER owner_follows BEFORE INSERT OR UPDATE OF customer_id ON public.notes FOR EACH ROW EXECUTE FUNCTION public.follow_customer();

CREATE TRIGGER owner_follows BEFORE INSERT OR UPDATE OF customer_id ON public.payments FOR EACH ROW EXECUTE FUNCTION public.follow_customer();

CREATE TRIGGER owner_follows BEFORE INSERT OR UPDATE OF customer_id ON public.portal_identities FOR EACH ROW EXECUTE FUNCTION public.follow_customer();

CREATE TRIGGER owner_follows BEFORE INSERT ON public.quote_acceptances FOR EACH ROW EXECUTE FUNCTION public.follow_whole_of_quote_acceptances();

CREATE TRIGGER owner_follows BEFORE INSERT ON public.quote_lines FOR EACH ROW EXECUTE FUNCTION public.follow_whole_of_quote_lines();

CREATE TRIGGER owner_follows BEFORE INSERT ON public.quote_versions FOR EACH ROW EXECUTE FUNCTION public.follow_whole_of_quote_versions();

CREATE TRIGGER owner_follows BEFORE INSERT OR UPDATE OF customer_id ON public.quotes FOR EACH ROW EXECUTE FUNCTION public.follow_reseller();

CREATE TRIGGER owner_follows BEFORE INSERT OR UPDATE OF resource, record_id, customer_id ON public.record_files FOR EACH ROW EXECUTE FUNCTION public.follow_file();

CREATE TRIGGER owner_follows BEFORE INSERT OR UPDATE OF customer_id ON public.segment_members FOR EACH ROW EXECUTE FUNCTION public.follow_customer();

CREATE TRIGGER owner_follows BEFORE INSERT OR UPDATE OF customer_id ON public.sites FOR EACH ROW EXECUTE FUNCTION public.follow_customer();

CREATE TRIGGER owner_follows_about BEFORE INSERT OR UPDATE OF customer_id, about_id ON public.messages FOR EACH ROW EXECUTE FUNCTION public.follow_message();

CREATE TRIGGER place BEFORE INSERT OR UPDATE OF deal_id, contact_id ON public.activities FOR EACH ROW EXECUTE FUNCTION public.place_activity();

CREATE TRIGGER settle BEFORE INSERT OR UPDATE ON public.activities FOR EACH ROW EXECUTE FUNCTION public.settle_activity();

CREATE TRIGGER settle BEFORE INSERT OR UPDATE OF deal_id ON public.deal_competitors FOR EACH ROW EXECUTE FUNCTION public.settle_deal_part();

CREATE TRIGGER settle BEFORE INSERT OR UPDATE OF deal_id ON public.deal_contacts FOR EACH ROW EXECUTE FUNCTION public.settle_deal_part();

CREATE TRIGGER settle BEFORE INSERT OR UPDATE OF deal_id ON public.deal_lines FOR EACH ROW EXECUTE FUNCTION public.settle_deal_part();

CREATE TRIGGER settle BEFORE INSERT OR UPDATE ON public.deals FOR EACH ROW EXECUTE FUNCTION public.settle_deal();

CREATE TRIGGER settle BEFORE UPDATE ON public.leads FOR EACH ROW EXECUTE FUNCTION public.settle_lead();

CREATE TRIGGER settle BEFORE INSERT OR UPDATE ON public.pipeline_stages FOR EACH ROW EXECUTE FUNCTION public.settle_pipeline_stage();

CREATE TRIGGER settle BEFORE UPDATE ON public.pipelines FOR EACH ROW EXECUTE FUNCTION public.settle_pipeline();

CREATE TRIGGER settle BEFORE INSERT OR UPDATE ON public.sales_reps FOR EACH ROW EXECUTE FUNCTION public.settle_sales_rep();

CREATE TRIGGER settle_category BEFORE INSERT OR UPDATE ON public.deals FOR EACH ROW EXECUTE FUNCTION public.note_stage_category();

CREATE TRIGGER tags_added AFTER INSERT ON public.customers FOR EACH ROW WHEN ((new.tags <> '{}'::text[])) EXECUTE FUNCTION public.register_tags();

CREATE TRIGGER tags_added AFTER INSERT ON public.leads FOR EACH ROW WHEN ((new.tags <> '{}'::text[])) EXECUTE FUNCTION public.register_tags();

CREATE TRIGGER tags_changed AFTER UPDATE OF tags ON public.customers FOR EACH ROW WHEN (((new.tags <> '{}'::text[]) AND (new.tags <> old.tags))) EXECUTE FUNCTION public.register_tags();

CREATE TRIGGER tags_changed AFTER UPDATE OF tags ON public.leads FOR EACH ROW WHEN (((new.tags <> '{}'::text[]) AND (new.tags <> old.tags))) EXECUTE FUNCTION public.register_tags();

CREATE TRIGGER tally AFTER INSERT OR DELETE ON public.customers FOR EACH ROW EXECUTE FUNCTION public.tally_customers();

CREATE TRIGGER tally_change AFTER UPDATE ON public.customers FOR EACH ROW WHEN ((((((new.source IS DISTINCT FROM old.source) OR (new.status IS DISTINCT FROM old.status)) OR (new.owner_id IS DISTINCT FROM old.owner_id)) OR (new.created_at IS DISTINCT FROM old.created_at)) OR (new.deleted_at IS DISTINCT FROM old.deleted_at))) EXECUTE FUNCTION public.tally_customers();

CREATE TRIGGER touch BEFORE UPDATE ON public.activities FOR EACH ROW EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.anomalies FOR EACH ROW EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.api_keys FOR EACH ROW EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.appointments FOR EACH ROW EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.assignment_rules FOR EACH ROW EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.business_hours FOR EACH ROW EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.callbacks FOR EACH ROW EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.calls FOR EACH ROW EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.competitors FOR EACH ROW EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.contacts FOR EACH ROW EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.custom_fields FOR EACH ROW EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.custom_roles FOR EACH ROW EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.customer_merges FOR EACH ROW EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.customers FOR EACH ROW EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.deal_competitors FOR EACH ROW EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.deal_contacts FOR EACH ROW EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.deal_lines FOR EACH ROW EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.deals FOR EACH ROW WHEN ((NOT (new.learned_at IS DISTINCT FROM old.learned_at))) EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.duplicate_pairs FOR EACH ROW EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.emergencies FOR EACH ROW EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.exports FOR EACH ROW EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.figure_targets FOR EACH ROW EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.holidays FOR EACH ROW EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.identity_providers FOR EACH ROW EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.industries FOR EACH ROW EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.invitations FOR EACH ROW EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.invoice_lines FOR EACH ROW EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.invoices FOR EACH ROW EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.job_types FOR EACH ROW EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.lead_score_rules FOR EACH ROW EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.leads FOR EACH ROW WHEN ((NOT (new.scored_at IS DISTINCT FROM old.scored_at))) EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.loss_reasons FOR EACH ROW EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.members FOR EACH ROW EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.messages FOR EACH ROW EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.notes FOR EACH ROW EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.organisations FOR EACH ROW EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.payments FOR EACH ROW EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.phone_numbers FOR EACH ROW EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.pipeline_stages FOR EACH ROW EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.pipelines FOR EACH ROW EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.portal_identities FOR EACH ROW EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.privacy_requests FOR EACH ROW EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.quote_lines FOR EACH ROW EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.quotes FOR EACH ROW EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.record_files FOR EACH ROW EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.sales_reps FOR EACH ROW WHEN ((NOT (new.last_assigned_at IS DISTINCT FROM old.last_assigned_at))) EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.saved_reports FOR EACH ROW EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.saved_views FOR EACH ROW EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.segments FOR EACH ROW EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.shifts FOR EACH ROW EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.sites FOR EACH ROW EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.support_sessions FOR EACH ROW EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.tags FOR EACH ROW EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.team_members FOR EACH ROW EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.teams FOR EACH ROW EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.time_off FOR EACH ROW EXECUTE FUNCTION public.touch_record();

CREATE TRIGGER touch BEFORE UPDATE ON public.widgets FOR EACH ROW EXECUTE FUNCTION public.touch_record();

ALTER TABLE ONLY public.account_identities
    ADD CONSTRAINT account_identities_user_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.account_links
    ADD CONSTRAINT account_links_user_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.activities
    ADD CONSTRAINT activities_contact_fkey FOREIGN KEY (org_id, contact_id) REFERENCES public.contacts(org_id, id);

ALTER TABLE ONLY public.activities
    ADD CONSTRAINT activities_customer_fkey FOREIGN KEY (org_id, customer_id) REFERENCES public.customers(org_id, id);

ALTER TABLE ONLY public.activities
    ADD CONSTRAINT activities_deal_fkey FOREIGN KEY (org_id, deal_id) REFERENCES public.deals(org_id, id);

ALTER TABLE ONLY public.activities
    ADD CONSTRAINT activities_lead_fkey FOREIGN KEY (org_id, lead_id) REFERENCES public.leads(org_id, id);

ALTER TABLE ONLY public.activities
    ADD CONSTRAINT activities_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.activities
    ADD CONSTRAINT activities_owner_fkey FOREIGN KEY (org_id, owner_id) REFERENCES public.members(org_id, id);

ALTER TABLE ONLY public.anomalies
    ADD CONSTRAINT anomalies_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.api_key_uses
    ADD CONSTRAINT api_key_uses_key_fkey FOREIGN KEY (org_id, key_id) REFERENCES public.api_keys(org_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.api_keys
    ADD CONSTRAINT api_keys_custom_role_fkey FOREIGN KEY (org_id, custom_role_id, role) REFERENCES public.custom_roles(org_id, id, base_role);

ALTER TABLE ONLY public.api_keys
    ADD CONSTRAINT api_keys_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.api_keys
    ADD CONSTRAINT api_keys_successor_fkey FOREIGN KEY (org_id, successor_id) REFERENCES public.api_keys(org_id, id);

ALTER TABLE ONLY public.api_usage
    ADD CONSTRAINT api_usage_key_fkey FOREIGN KEY (org_id, key_id) REFERENCES public.api_keys(org_id, id) ON DELETE CASCADE;

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

ALTER TABLE ONLY public.assignment_rules
    ADD CONSTRAINT assignment_rules_member_fkey FOREIGN KEY (org_id, member_id) REFERENCES public.members(org_id, id);

ALTER TABLE ONLY public.assignment_rules
    ADD CONSTRAINT assignment_rules_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.audit_checks
    ADD CONSTRAINT audit_checks_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.audit_seals
    ADD CONSTRAINT audit_seals_entry_fkey FOREIGN KEY (org_id, entry_id) REFERENCES public.audit_entries(org_id, id);

ALTER TABLE ONLY public.bulk_change_items
    ADD CONSTRAINT bulk_change_items_change_fkey FOREIGN KEY (org_id, change_id) REFERENCES public.bulk_changes(org_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.bulk_changes
    ADD CONSTRAINT bulk_changes_member_fkey FOREIGN KEY (org_id, member_id) REFERENCES public.members(org_id, id);

ALTER TABLE ONLY public.bulk_changes
    ADD CONSTRAINT bulk_changes_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.business_hours
    ADD CONSTRAINT business_hours_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.calendar_feeds
    ADD CONSTRAINT calendar_feeds_member_fkey FOREIGN KEY (org_id, member_id) REFERENCES public.members(org_id, id);

ALTER TABLE ONLY public.calendar_feeds
    ADD CONSTRAINT calendar_feeds_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

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

ALTER TABLE ONLY public.competitors
    ADD CONSTRAINT competitors_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.consents
    ADD CONSTRAINT consents_contact_fkey FOREIGN KEY (org_id, contact_id) REFERENCES public.contacts(org_id, id);

ALTER TABLE ONLY public.consents
    ADD CONSTRAINT consents_customer_fkey FOREIGN KEY (org_id, customer_id) REFERENCES public.customers(org_id, id);

ALTER TABLE ONLY public.consents
    ADD CONSTRAINT consents_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.contacts
    ADD CONSTRAINT contacts_customer_fkey FOREIGN KEY (org_id, customer_id) REFERENCES public.customers(org_id, id);

ALTER TABLE ONLY public.contacts
    ADD CONSTRAINT contacts_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.custom_fields
    ADD CONSTRAINT custom_fields_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.custom_roles
    ADD CONSTRAINT custom_roles_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.customer_merges
    ADD CONSTRAINT customer_merges_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.customer_tallies
    ADD CONSTRAINT customer_tallies_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.customers
    ADD CONSTRAINT customers_industry_fkey FOREIGN KEY (org_id, industry_id) REFERENCES public.industries(org_id, id);

ALTER TABLE ONLY public.customers
    ADD CONSTRAINT customers_merged_into_fkey FOREIGN KEY (org_id, merged_into) REFERENCES public.customers(org_id, id);

ALTER TABLE ONLY public.customers
    ADD CONSTRAINT customers_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.customers
    ADD CONSTRAINT customers_owner_fkey FOREIGN KEY (org_id, owner_id) REFERENCES public.members(org_id, id);

ALTER TABLE ONLY public.customers
    ADD CONSTRAINT customers_reseller_fkey FOREIGN KEY (org_id, reseller_id) REFERENCES public.customers(org_id, id);

ALTER TABLE ONLY public.deal_competitors
    ADD CONSTRAINT deal_competitors_competitor_fkey FOREIGN KEY (org_id, competitor_id) REFERENCES public.competitors(org_id, id);

ALTER TABLE ONLY public.deal_competitors
    ADD CONSTRAINT deal_competitors_deal_fkey FOREIGN KEY (org_id, deal_id) REFERENCES public.deals(org_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.deal_competitors
    ADD CONSTRAINT deal_competitors_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.deal_contacts
    ADD CONSTRAINT deal_contacts_contact_fkey FOREIGN KEY (org_id, contact_id) REFERENCES public.contacts(org_id, id);

ALTER TABLE ONLY public.deal_contacts
    ADD CONSTRAINT deal_contacts_deal_fkey FOREIGN KEY (org_id, deal_id) REFERENCES public.deals(org_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.deal_contacts
    ADD CONSTRAINT deal_contacts_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.deal_lines
    ADD CONSTRAINT deal_lines_deal_fkey FOREIGN KEY (org_id, deal_id) REFERENCES public.deals(org_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.deal_lines
    ADD CONSTRAINT deal_lines_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.deal_models
    ADD CONSTRAINT deal_models_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.deal_rollups
    ADD CONSTRAINT deal_rollups_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.deal_stage_entries
    ADD CONSTRAINT deal_stage_entries_deal_fkey FOREIGN KEY (org_id, deal_id) REFERENCES public.deals(org_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.deal_stage_entries
    ADD CONSTRAINT deal_stage_entries_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.deal_stage_entries
    ADD CONSTRAINT deal_stage_entries_stage_fkey FOREIGN KEY (org_id, stage_id) REFERENCES public.pipeline_stages(org_id, id);

ALTER TABLE ONLY public.deals
    ADD CONSTRAINT deals_customer_fkey FOREIGN KEY (org_id, customer_id) REFERENCES public.customers(org_id, id);

ALTER TABLE ONLY public.deals
    ADD CONSTRAINT deals_lead_fkey FOREIGN KEY (org_id, lead_id) REFERENCES public.leads(org_id, id);

ALTER TABLE ONLY public.deals
    ADD CONSTRAINT deals_loss_reason_fkey FOREIGN KEY (org_id, loss_reason_id) REFERENCES public.loss_reasons(org_id, id);

ALTER TABLE ONLY public.deals
    ADD CONSTRAINT deals_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.deals
    ADD CONSTRAINT deals_owner_fkey FOREIGN KEY (org_id, owner_id) REFERENCES public.members(org_id, id);

ALTER TABLE ONLY public.deals
    ADD CONSTRAINT deals_pipeline_fkey FOREIGN KEY (org_id, pipeline_id) REFERENCES public.pipelines(org_id, id);

ALTER TABLE ONLY public.deals
    ADD CONSTRAINT deals_stage_fkey FOREIGN KEY (org_id, stage_id) REFERENCES public.pipeline_stages(org_id, id);

ALTER TABLE ONLY public.duplicate_pairs
    ADD CONSTRAINT duplicate_pairs_first_fkey FOREIGN KEY (org_id, first_id) REFERENCES public.customers(org_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.duplicate_pairs
    ADD CONSTRAINT duplicate_pairs_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.duplicate_pairs
    ADD CONSTRAINT duplicate_pairs_second_fkey FOREIGN KEY (org_id, second_id) REFERENCES public.customers(org_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.emergencies
    ADD CONSTRAINT emergencies_call_fkey FOREIGN KEY (org_id, call_id) REFERENCES public.calls(org_id, id);

ALTER TABLE ONLY public.emergencies
    ADD CONSTRAINT emergencies_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.emergency_alerts
    ADD CONSTRAINT emergency_alerts_emergency_fkey FOREIGN KEY (org_id, emergency_id) REFERENCES public.emergencies(org_id, id);

ALTER TABLE ONLY public.emergency_alerts
    ADD CONSTRAINT emergency_alerts_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.erased_identities
    ADD CONSTRAINT erased_identities_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.exports
    ADD CONSTRAINT exports_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.figure_targets
    ADD CONSTRAINT figure_targets_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.files
    ADD CONSTRAINT files_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.forecast_snapshots
    ADD CONSTRAINT forecast_snapshots_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.form_drafts
    ADD CONSTRAINT form_drafts_member_fkey FOREIGN KEY (org_id, member_id) REFERENCES public.members(org_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.form_drafts
    ADD CONSTRAINT form_drafts_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.holidays
    ADD CONSTRAINT holidays_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.identity_providers
    ADD CONSTRAINT identity_providers_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.import_chunks
    ADD CONSTRAINT import_chunks_import_fkey FOREIGN KEY (org_id, import_id) REFERENCES public.imports(org_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.import_rows
    ADD CONSTRAINT import_rows_import_fkey FOREIGN KEY (org_id, import_id) REFERENCES public.imports(org_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.import_templates
    ADD CONSTRAINT import_templates_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.imports
    ADD CONSTRAINT imports_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.industries
    ADD CONSTRAINT industries_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.invitations
    ADD CONSTRAINT invitations_inviter_fkey FOREIGN KEY (org_id, created_by) REFERENCES public.members(org_id, id);

ALTER TABLE ONLY public.invitations
    ADD CONSTRAINT invitations_member_fkey FOREIGN KEY (org_id, accepted_by) REFERENCES public.members(org_id, id);

ALTER TABLE ONLY public.invitations
    ADD CONSTRAINT invitations_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

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

ALTER TABLE ONLY public.lead_score_rules
    ADD CONSTRAINT lead_score_rules_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.leads
    ADD CONSTRAINT leads_converted_customer_fkey FOREIGN KEY (org_id, converted_customer_id) REFERENCES public.customers(org_id, id);

ALTER TABLE ONLY public.leads
    ADD CONSTRAINT leads_converted_deal_fkey FOREIGN KEY (org_id, converted_deal_id) REFERENCES public.deals(org_id, id);

ALTER TABLE ONLY public.leads
    ADD CONSTRAINT leads_loss_reason_fkey FOREIGN KEY (org_id, loss_reason_id) REFERENCES public.loss_reasons(org_id, id);

ALTER TABLE ONLY public.leads
    ADD CONSTRAINT leads_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.leads
    ADD CONSTRAINT leads_owner_fkey FOREIGN KEY (org_id, owner_id) REFERENCES public.members(org_id, id);

ALTER TABLE ONLY public.list_settings
    ADD CONSTRAINT list_settings_member_fkey FOREIGN KEY (org_id, member_id) REFERENCES public.members(org_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.list_settings
    ADD CONSTRAINT list_settings_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.loss_reasons
    ADD CONSTRAINT loss_reasons_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.members
    ADD CONSTRAINT members_custom_role_fkey FOREIGN KEY (org_id, custom_role_id, role) REFERENCES public.custom_roles(org_id, id, base_role);

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

ALTER TABLE ONLY public.notice_dismissals
    ADD CONSTRAINT notice_dismissals_member_fkey FOREIGN KEY (org_id, member_id) REFERENCES public.members(org_id, id);

ALTER TABLE ONLY public.notice_dismissals
    ADD CONSTRAINT notice_dismissals_notice_fkey FOREIGN KEY (org_id, notice_id) REFERENCES public.operator_notices(org_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.notice_dismissals
    ADD CONSTRAINT notice_dismissals_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.notification_preferences
    ADD CONSTRAINT notification_preferences_member_fkey FOREIGN KEY (org_id, member_id) REFERENCES public.members(org_id, id);

ALTER TABLE ONLY public.notification_preferences
    ADD CONSTRAINT notification_preferences_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.notifications
    ADD CONSTRAINT notifications_member_fkey FOREIGN KEY (org_id, member_id) REFERENCES public.members(org_id, id);

ALTER TABLE ONLY public.notifications
    ADD CONSTRAINT notifications_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.number_counters
    ADD CONSTRAINT number_counters_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.operator_notices
    ADD CONSTRAINT operator_notices_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.operator_sessions
    ADD CONSTRAINT operator_sessions_operator_fkey FOREIGN KEY (operator_id) REFERENCES public.operators(id);

ALTER TABLE ONLY public.organisation_restrictions
    ADD CONSTRAINT organisation_restrictions_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.payment_events
    ADD CONSTRAINT payment_events_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.payments
    ADD CONSTRAINT payments_customer_fkey FOREIGN KEY (org_id, customer_id) REFERENCES public.customers(org_id, id);

ALTER TABLE ONLY public.payments
    ADD CONSTRAINT payments_invoice_fkey FOREIGN KEY (org_id, invoice_id) REFERENCES public.invoices(org_id, id);

ALTER TABLE ONLY public.payments
    ADD CONSTRAINT payments_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.pending_sign_ins
    ADD CONSTRAINT pending_sign_ins_user_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.phone_number_routes
    ADD CONSTRAINT phone_number_routes_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.phone_numbers
    ADD CONSTRAINT phone_numbers_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.pipeline_stages
    ADD CONSTRAINT pipeline_stages_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.pipeline_stages
    ADD CONSTRAINT pipeline_stages_pipeline_fkey FOREIGN KEY (org_id, pipeline_id) REFERENCES public.pipelines(org_id, id);

ALTER TABLE ONLY public.pipelines
    ADD CONSTRAINT pipelines_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.plan_usage
    ADD CONSTRAINT plan_usage_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.portal_identities
    ADD CONSTRAINT portal_identities_customer_fkey FOREIGN KEY (org_id, customer_id) REFERENCES public.customers(org_id, id);

ALTER TABLE ONLY public.portal_identities
    ADD CONSTRAINT portal_identities_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.portal_links
    ADD CONSTRAINT portal_links_identity_fkey FOREIGN KEY (org_id, identity_id) REFERENCES public.portal_identities(org_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.portal_sessions
    ADD CONSTRAINT portal_sessions_identity_fkey FOREIGN KEY (org_id, identity_id) REFERENCES public.portal_identities(org_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.privacy_requests
    ADD CONSTRAINT privacy_requests_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.quote_acceptances
    ADD CONSTRAINT quote_acceptances_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.quote_acceptances
    ADD CONSTRAINT quote_acceptances_quote_fkey FOREIGN KEY (org_id, quote_id) REFERENCES public.quotes(org_id, id);

ALTER TABLE ONLY public.quote_acceptances
    ADD CONSTRAINT quote_acceptances_version_fkey FOREIGN KEY (org_id, version_id) REFERENCES public.quote_versions(org_id, id);

ALTER TABLE ONLY public.quote_counters
    ADD CONSTRAINT quote_counters_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.quote_lines
    ADD CONSTRAINT quote_lines_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.quote_lines
    ADD CONSTRAINT quote_lines_quote_fkey FOREIGN KEY (org_id, quote_id) REFERENCES public.quotes(org_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.quote_versions
    ADD CONSTRAINT quote_versions_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.quote_versions
    ADD CONSTRAINT quote_versions_pdf_fkey FOREIGN KEY (org_id, pdf_file_id) REFERENCES public.files(org_id, id);

ALTER TABLE ONLY public.quote_versions
    ADD CONSTRAINT quote_versions_quote_fkey FOREIGN KEY (org_id, quote_id) REFERENCES public.quotes(org_id, id);

ALTER TABLE ONLY public.quotes
    ADD CONSTRAINT quotes_customer_fkey FOREIGN KEY (org_id, customer_id) REFERENCES public.customers(org_id, id);

ALTER TABLE ONLY public.quotes
    ADD CONSTRAINT quotes_deal_fkey FOREIGN KEY (org_id, deal_id) REFERENCES public.deals(org_id, id);

ALTER TABLE ONLY public.quotes
    ADD CONSTRAINT quotes_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.quotes
    ADD CONSTRAINT quotes_owner_fkey FOREIGN KEY (org_id, owner_id) REFERENCES public.members(org_id, id);

ALTER TABLE ONLY public.record_files
    ADD CONSTRAINT record_files_file_fkey FOREIGN KEY (org_id, file_id) REFERENCES public.files(org_id, id);

ALTER TABLE ONLY public.record_files
    ADD CONSTRAINT record_files_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.record_redirects
    ADD CONSTRAINT record_redirects_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.record_sources
    ADD CONSTRAINT record_sources_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.recovery_codes
    ADD CONSTRAINT recovery_codes_user_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.refusal_tallies
    ADD CONSTRAINT refusal_tallies_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.sales_reps
    ADD CONSTRAINT sales_reps_member_fkey FOREIGN KEY (org_id, member_id) REFERENCES public.members(org_id, id);

ALTER TABLE ONLY public.sales_reps
    ADD CONSTRAINT sales_reps_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.saved_reports
    ADD CONSTRAINT saved_reports_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.saved_views
    ADD CONSTRAINT saved_views_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.saved_views
    ADD CONSTRAINT saved_views_owner_fkey FOREIGN KEY (org_id, owner_id) REFERENCES public.members(org_id, id);

ALTER TABLE ONLY public.second_factors
    ADD CONSTRAINT second_factors_user_fkey FOREIGN KEY (id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.segment_members
    ADD CONSTRAINT segment_members_customer_fkey FOREIGN KEY (org_id, customer_id) REFERENCES public.customers(org_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.segment_members
    ADD CONSTRAINT segment_members_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.segment_members
    ADD CONSTRAINT segment_members_segment_fkey FOREIGN KEY (org_id, segment_id) REFERENCES public.segments(org_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.segments
    ADD CONSTRAINT segments_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

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

ALTER TABLE ONLY public.support_sessions
    ADD CONSTRAINT support_sessions_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.tags
    ADD CONSTRAINT tags_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.team_members
    ADD CONSTRAINT team_members_member_fkey FOREIGN KEY (org_id, member_id) REFERENCES public.members(org_id, id);

ALTER TABLE ONLY public.team_members
    ADD CONSTRAINT team_members_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.team_members
    ADD CONSTRAINT team_members_team_fkey FOREIGN KEY (org_id, team_id) REFERENCES public.teams(org_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.teams
    ADD CONSTRAINT teams_lead_fkey FOREIGN KEY (org_id, lead_id) REFERENCES public.members(org_id, id);

ALTER TABLE ONLY public.teams
    ADD CONSTRAINT teams_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.text_opt_outs
    ADD CONSTRAINT text_opt_outs_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.time_off
    ADD CONSTRAINT time_off_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.time_off
    ADD CONSTRAINT time_off_technician_fkey FOREIGN KEY (org_id, technician_id) REFERENCES public.members(org_id, id);

ALTER TABLE ONLY public.widget_uses
    ADD CONSTRAINT widget_uses_widget_fkey FOREIGN KEY (org_id, widget_id) REFERENCES public.widgets(org_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.widgets
    ADD CONSTRAINT widgets_org_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(id);

ALTER TABLE public.account_identities ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.account_links ENABLE ROW LEVEL SECURITY;

CREATE POLICY across_tenants ON public.account_identities TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.account_links TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.activities TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.anomalies TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.api_key_uses TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.api_keys TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.api_quotas TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.api_usage TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.appointments TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.assignment_rules TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.audit_checks TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.audit_entries TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.audit_seals TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.bulk_change_items TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.bulk_changes TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.business_hours TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.calendar_feeds TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.call_lines TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.call_webhooks TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.callbacks TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.calls TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.competitors TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.consents TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.contacts TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.custom_fields TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.custom_roles TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.customer_merges TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.customer_tallies TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.customers TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.deal_competitors TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.deal_contacts TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.deal_lines TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.deal_models TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.deal_rollups TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.deal_stage_entries TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.deals TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.duplicate_pairs TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.emergencies TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.emergency_alerts TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.erased_identities TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.events TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.exports TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.figure_targets TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.files TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.forecast_snapshots TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.form_drafts TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.holidays TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.idempotency_keys TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.identity_providers TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.import_chunks TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.import_rows TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.import_templates TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.imports TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.industries TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.invitations TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.invoice_lines TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.invoices TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.job_history TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.job_keys TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.job_schedules TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.job_types TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.jobs TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.journal_lines TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.journals TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.lead_score_rules TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.leads TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.list_settings TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.loss_reasons TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.members TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.messages TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.notes TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.notice_dismissals TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.notification_preferences TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.notifications TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.number_counters TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.openid_attempts TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.operator_notices TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.operator_sessions TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.operators TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.organisation_restrictions TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.organisations TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.payment_events TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.payments TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.pending_sign_ins TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.phone_number_routes TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.phone_numbers TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.pipeline_stages TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.pipelines TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.plan_usage TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.portal_identities TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.portal_links TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.portal_sessions TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.privacy_requests TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.quote_acceptances TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.quote_counters TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.quote_lines TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.quote_versions TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.quotes TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.record_files TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.record_redirects TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.record_sources TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.recovery_codes TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.refusal_tallies TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.sales_reps TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.saved_reports TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.saved_views TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.second_factors TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.segment_members TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.segments TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.sessions TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.shifts TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.sign_in_attempts TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.sign_ups TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.sites TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.support_sessions TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.tags TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.team_members TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.teams TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.text_opt_outs TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.time_off TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.users TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.widget_uses TO mainline_system USING (true) WITH CHECK (true);

CREATE POLICY across_tenants ON public.widgets TO mainline_system USING (true) WITH CHECK (true);

ALTER TABLE public.activities ENABLE ROW LEVEL SECURITY;

CREATE POLICY admins_delete ON public.custom_roles AS RESTRICTIVE FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND (public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text, 'system'::text]))));

CREATE POLICY admins_delete ON public.team_members AS RESTRICTIVE FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND (public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text, 'system'::text]))));

CREATE POLICY admins_delete ON public.teams AS RESTRICTIVE FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND (public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text, 'system'::text]))));

CREATE POLICY admins_insert ON public.custom_roles AS RESTRICTIVE FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND (public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text, 'system'::text]))));

CREATE POLICY admins_insert ON public.team_members AS RESTRICTIVE FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND (public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text, 'system'::text]))));

CREATE POLICY admins_insert ON public.teams AS RESTRICTIVE FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND (public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text, 'system'::text]))));

CREATE POLICY admins_update ON public.custom_roles AS RESTRICTIVE FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND (public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text, 'system'::text]))));

CREATE POLICY admins_update ON public.team_members AS RESTRICTIVE FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND (public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text, 'system'::text]))));

CREATE POLICY admins_update ON public.teams AS RESTRICTIVE FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND (public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text, 'system'::text]))));

ALTER TABLE public.anomalies ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.api_key_uses ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.api_keys ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.api_quotas ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.api_usage ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.appointments ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.assignment_rules ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.audit_checks ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.audit_entries ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.audit_seals ENABLE ROW LEVEL SECURITY;

CREATE POLICY author_delete ON public.notes AS RESTRICTIVE FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND ((created_by = public.app_user()) OR (public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text, 'manager'::text, 'system'::text])))));

CREATE POLICY author_update ON public.notes AS RESTRICTIVE FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND ((created_by = public.app_user()) OR (public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text, 'manager'::text, 'system'::text])))));

ALTER TABLE public.bulk_change_items ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.bulk_changes ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.business_hours ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.calendar_feeds ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.call_lines ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.call_webhooks ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.callbacks ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.calls ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.competitors ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.consents ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.contacts ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.custom_fields ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.custom_roles ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.customer_merges ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.customer_tallies ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.customers ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.deal_competitors ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.deal_contacts ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.deal_lines ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.deal_models ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.deal_rollups ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.deal_stage_entries ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.deals ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.duplicate_pairs ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.emergencies ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.emergency_alerts ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.erased_identities ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.events ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.exports ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.figure_targets ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.files ENABLE ROW LEVEL SECURITY;

CREATE POLICY follow_update ON public.audit_entries FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND (public.app_role() = 'system'::text) AND (current_setting('app.following'::text, true) = 'on'::text))) WITH CHECK (((org_id = public.app_org()) AND (public.app_role() = 'system'::text)));

CREATE POLICY follow_update ON public.call_lines FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND (public.app_role() = 'system'::text) AND (current_setting('app.following'::text, true) = 'on'::text))) WITH CHECK (((org_id = public.app_org()) AND (public.app_role() = 'system'::text)));

CREATE POLICY follow_update ON public.events FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND (public.app_role() = 'system'::text) AND (current_setting('app.following'::text, true) = 'on'::text))) WITH CHECK (((org_id = public.app_org()) AND (public.app_role() = 'system'::text)));

CREATE POLICY follow_update ON public.quote_acceptances FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND (public.app_role() = 'system'::text) AND (current_setting('app.following'::text, true) = 'on'::text))) WITH CHECK (((org_id = public.app_org()) AND (public.app_role() = 'system'::text)));

ALTER TABLE public.forecast_snapshots ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.form_drafts ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.holidays ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.idempotency_keys ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.identity_providers ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.import_chunks ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.import_rows ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.import_templates ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.imports ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.industries ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.invitations ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.invoice_lines ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.invoices ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.job_history ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.job_keys ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.job_schedules ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.job_types ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.jobs ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.journal_lines ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.journals ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.lead_score_rules ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.leads ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.list_settings ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.loss_reasons ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.members ENABLE ROW LEVEL SECURITY;

CREATE POLICY merge_update ON public.events FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND (current_setting('app.merging'::text, true) = 'on'::text))) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

ALTER TABLE public.messages ENABLE ROW LEVEL SECURITY;

CREATE POLICY narrowed_by_customers ON public.appointments AS RESTRICTIVE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' customers:r='::text)
    WHEN 'o'::text THEN ((customer_owner_id = public.app_user()) OR (technician_id = public.app_user()))
    WHEN 't'::text THEN ((customer_owner_id = ANY (public.app_team())) OR (technician_id = ANY (public.app_team())))
    ELSE true
END)));

CREATE POLICY narrowed_by_customers ON public.call_lines AS RESTRICTIVE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' customers:r='::text)
    WHEN 'o'::text THEN (customer_owner_id = public.app_user())
    WHEN 't'::text THEN (customer_owner_id = ANY (public.app_team()))
    ELSE true
END)));

CREATE POLICY narrowed_by_customers ON public.callbacks AS RESTRICTIVE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' customers:r='::text)
    WHEN 'o'::text THEN (customer_owner_id = public.app_user())
    WHEN 't'::text THEN (customer_owner_id = ANY (public.app_team()))
    ELSE true
END)));

CREATE POLICY narrowed_by_customers ON public.calls AS RESTRICTIVE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' customers:r='::text)
    WHEN 'o'::text THEN (customer_owner_id = public.app_user())
    WHEN 't'::text THEN (customer_owner_id = ANY (public.app_team()))
    ELSE true
END)));

CREATE POLICY narrowed_by_customers ON public.consents AS RESTRICTIVE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' customers:r='::text)
    WHEN 'o'::text THEN (customer_owner_id = public.app_user())
    WHEN 't'::text THEN (customer_owner_id = ANY (public.app_team()))
    ELSE true
END)));

CREATE POLICY narrowed_by_customers ON public.contacts AS RESTRICTIVE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' customers:r='::text)
    WHEN 'o'::text THEN (customer_owner_id = public.app_user())
    WHEN 't'::text THEN (customer_owner_id = ANY (public.app_team()))
    ELSE true
END)));

CREATE POLICY narrowed_by_customers ON public.customer_merges AS RESTRICTIVE FOR SELECT TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR (public.narrowed_reach(' customers:r='::text) <> ALL (ARRAY['o'::text, 't'::text])) OR (created_by = public.app_user()))));

CREATE POLICY narrowed_by_customers ON public.emergencies AS RESTRICTIVE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' customers:r='::text)
    WHEN 'o'::text THEN (customer_owner_id = public.app_user())
    WHEN 't'::text THEN (customer_owner_id = ANY (public.app_team()))
    ELSE true
END)));

CREATE POLICY narrowed_by_customers ON public.emergency_alerts AS RESTRICTIVE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' customers:r='::text)
    WHEN 'o'::text THEN (customer_owner_id = public.app_user())
    WHEN 't'::text THEN (customer_owner_id = ANY (public.app_team()))
    ELSE true
END)));

CREATE POLICY narrowed_by_customers ON public.invoice_lines AS RESTRICTIVE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' customers:r='::text)
    WHEN 'o'::text THEN (customer_owner_id = public.app_user())
    WHEN 't'::text THEN (customer_owner_id = ANY (public.app_team()))
    ELSE true
END)));

CREATE POLICY narrowed_by_customers ON public.invoices AS RESTRICTIVE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' customers:r='::text)
    WHEN 'o'::text THEN (customer_owner_id = public.app_user())
    WHEN 't'::text THEN (customer_owner_id = ANY (public.app_team()))
    ELSE true
END)));

CREATE POLICY narrowed_by_customers ON public.messages AS RESTRICTIVE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' customers:r='::text)
    WHEN 'o'::text THEN (customer_owner_id = public.app_user())
    WHEN 't'::text THEN (customer_owner_id = ANY (public.app_team()))
    ELSE true
END)));

CREATE POLICY narrowed_by_customers ON public.notes AS RESTRICTIVE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' customers:r='::text)
    WHEN 'o'::text THEN (customer_owner_id = public.app_user())
    WHEN 't'::text THEN (customer_owner_id = ANY (public.app_team()))
    ELSE true
END)));

CREATE POLICY narrowed_by_customers ON public.payments AS RESTRICTIVE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' customers:r='::text)
    WHEN 'o'::text THEN (customer_owner_id = public.app_user())
    WHEN 't'::text THEN (customer_owner_id = ANY (public.app_team()))
    ELSE true
END)));

CREATE POLICY narrowed_by_customers ON public.portal_identities AS RESTRICTIVE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' customers:r='::text)
    WHEN 'o'::text THEN (customer_owner_id = public.app_user())
    WHEN 't'::text THEN (customer_owner_id = ANY (public.app_team()))
    ELSE true
END)));

CREATE POLICY narrowed_by_customers ON public.record_files AS RESTRICTIVE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_told(resource)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (is_shared OR (customer_owner_id = public.app_user()))
    WHEN 't'::text THEN (is_shared OR (customer_owner_id = ANY (public.app_team())))
    ELSE false
END)));

CREATE POLICY narrowed_by_customers ON public.segment_members AS RESTRICTIVE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' customers:r='::text)
    WHEN 'o'::text THEN (customer_owner_id = public.app_user())
    WHEN 't'::text THEN (customer_owner_id = ANY (public.app_team()))
    ELSE true
END)));

CREATE POLICY narrowed_by_customers ON public.sites AS RESTRICTIVE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' customers:r='::text)
    WHEN 'o'::text THEN (customer_owner_id = public.app_user())
    WHEN 't'::text THEN (customer_owner_id = ANY (public.app_team()))
    ELSE true
END)));

CREATE POLICY narrowed_delete ON public.activities AS RESTRICTIVE FOR DELETE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' activities:d='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (owner_id = public.app_user())
    WHEN 't'::text THEN (owner_id = ANY (public.app_team()))
    ELSE false
END)));

CREATE POLICY narrowed_delete ON public.anomalies AS RESTRICTIVE FOR DELETE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' anomalies:d='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_delete ON public.api_keys AS RESTRICTIVE FOR DELETE TO mainline_narrowed USING (false);

CREATE POLICY narrowed_delete ON public.appointments AS RESTRICTIVE FOR DELETE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' appointments:d='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (technician_id = public.app_user())
    WHEN 't'::text THEN (technician_id = ANY (public.app_team()))
    ELSE false
END)));

CREATE POLICY narrowed_delete ON public.assignment_rules AS RESTRICTIVE FOR DELETE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' assignment_rules:d='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_delete ON public.business_hours AS RESTRICTIVE FOR DELETE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' business_hours:d='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_delete ON public.call_lines AS RESTRICTIVE FOR DELETE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' calls:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_delete ON public.callbacks AS RESTRICTIVE FOR DELETE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' callbacks:d='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_delete ON public.calls AS RESTRICTIVE FOR DELETE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' calls:d='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_delete ON public.competitors AS RESTRICTIVE FOR DELETE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' competitors:d='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_delete ON public.consents AS RESTRICTIVE FOR DELETE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' consents:d='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_delete ON public.contacts AS RESTRICTIVE FOR DELETE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' contacts:d='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_delete ON public.custom_roles AS RESTRICTIVE FOR DELETE TO mainline_narrowed USING (false);

CREATE POLICY narrowed_delete ON public.customer_merges AS RESTRICTIVE FOR DELETE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' customer_merges:d='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_delete ON public.customer_tallies AS RESTRICTIVE FOR DELETE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' customers:u='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (owner_id = public.app_user())
    WHEN 't'::text THEN (owner_id = ANY (public.app_team()))
    ELSE false
END)));

CREATE POLICY narrowed_delete ON public.customers AS RESTRICTIVE FOR DELETE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' customers:d='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (owner_id = public.app_user())
    WHEN 't'::text THEN (owner_id = ANY (public.app_team()))
    ELSE false
END)));

CREATE POLICY narrowed_delete ON public.deal_competitors AS RESTRICTIVE FOR DELETE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' deals:u='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (owner_id = public.app_user())
    WHEN 't'::text THEN (owner_id = ANY (public.app_team()))
    ELSE false
END)));

CREATE POLICY narrowed_delete ON public.deal_contacts AS RESTRICTIVE FOR DELETE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' deals:u='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (owner_id = public.app_user())
    WHEN 't'::text THEN (owner_id = ANY (public.app_team()))
    ELSE false
END)));

CREATE POLICY narrowed_delete ON public.deal_lines AS RESTRICTIVE FOR DELETE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' deals:u='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (owner_id = public.app_user())
    WHEN 't'::text THEN (owner_id = ANY (public.app_team()))
    ELSE false
END)));

CREATE POLICY narrowed_delete ON public.deal_rollups AS RESTRICTIVE FOR DELETE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' deals:u='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (owner_id = public.app_user())
    WHEN 't'::text THEN (owner_id = ANY (public.app_team()))
    ELSE false
END)));

CREATE POLICY narrowed_delete ON public.deal_stage_entries AS RESTRICTIVE FOR DELETE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' deals:u='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (owner_id = public.app_user())
    WHEN 't'::text THEN (owner_id = ANY (public.app_team()))
    ELSE false
END)));

CREATE POLICY narrowed_delete ON public.deals AS RESTRICTIVE FOR DELETE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' deals:d='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (owner_id = public.app_user())
    WHEN 't'::text THEN (owner_id = ANY (public.app_team()))
    ELSE false
END)));

CREATE POLICY narrowed_delete ON public.duplicate_pairs AS RESTRICTIVE FOR DELETE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' duplicate_pairs:d='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_delete ON public.emergencies AS RESTRICTIVE FOR DELETE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' emergencies:d='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_delete ON public.emergency_alerts AS RESTRICTIVE FOR DELETE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' emergencies:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_delete ON public.figure_targets AS RESTRICTIVE FOR DELETE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' figure_targets:d='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_delete ON public.forecast_snapshots AS RESTRICTIVE FOR DELETE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' deals:u='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (owner_id = public.app_user())
    WHEN 't'::text THEN (owner_id = ANY (public.app_team()))
    ELSE false
END)));

CREATE POLICY narrowed_delete ON public.holidays AS RESTRICTIVE FOR DELETE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' holidays:d='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_delete ON public.industries AS RESTRICTIVE FOR DELETE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' industries:d='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_delete ON public.invitations AS RESTRICTIVE FOR DELETE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' invitations:d='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_delete ON public.invoice_lines AS RESTRICTIVE FOR DELETE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' invoices:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_delete ON public.invoices AS RESTRICTIVE FOR DELETE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' invoices:d='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_delete ON public.job_types AS RESTRICTIVE FOR DELETE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' job_types:d='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_delete ON public.journal_lines AS RESTRICTIVE FOR DELETE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' invoices:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_delete ON public.journals AS RESTRICTIVE FOR DELETE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' invoices:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_delete ON public.lead_score_rules AS RESTRICTIVE FOR DELETE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' lead_score_rules:d='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_delete ON public.leads AS RESTRICTIVE FOR DELETE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' leads:d='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (owner_id = public.app_user())
    WHEN 't'::text THEN (owner_id = ANY (public.app_team()))
    ELSE false
END)));

CREATE POLICY narrowed_delete ON public.loss_reasons AS RESTRICTIVE FOR DELETE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' loss_reasons:d='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_delete ON public.messages AS RESTRICTIVE FOR DELETE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' messages:d='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_delete ON public.notes AS RESTRICTIVE FOR DELETE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' notes:d='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (created_by = public.app_user())
    WHEN 't'::text THEN (created_by = ANY (public.app_team()))
    ELSE false
END)));

CREATE POLICY narrowed_delete ON public.payments AS RESTRICTIVE FOR DELETE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' payments:d='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_delete ON public.phone_numbers AS RESTRICTIVE FOR DELETE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' phone_numbers:d='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_delete ON public.pipeline_stages AS RESTRICTIVE FOR DELETE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' pipelines:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_delete ON public.pipelines AS RESTRICTIVE FOR DELETE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' pipelines:d='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_delete ON public.portal_identities AS RESTRICTIVE FOR DELETE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' portal_identities:d='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_delete ON public.privacy_requests AS RESTRICTIVE FOR DELETE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' privacy_requests:d='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_delete ON public.quote_acceptances AS RESTRICTIVE FOR DELETE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' quotes:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_delete ON public.quote_lines AS RESTRICTIVE FOR DELETE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' quotes:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_delete ON public.quote_versions AS RESTRICTIVE FOR DELETE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' quotes:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_delete ON public.quotes AS RESTRICTIVE FOR DELETE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' quotes:d='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (owner_id = public.app_user())
    WHEN 't'::text THEN (owner_id = ANY (public.app_team()))
    ELSE false
END)));

CREATE POLICY narrowed_delete ON public.sales_reps AS RESTRICTIVE FOR DELETE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' sales_reps:d='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_delete ON public.saved_reports AS RESTRICTIVE FOR DELETE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' saved_reports:d='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_delete ON public.segment_members AS RESTRICTIVE FOR DELETE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' segments:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_delete ON public.segments AS RESTRICTIVE FOR DELETE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' segments:d='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_delete ON public.shifts AS RESTRICTIVE FOR DELETE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' shifts:d='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (technician_id = public.app_user())
    WHEN 't'::text THEN (technician_id = ANY (public.app_team()))
    ELSE false
END)));

CREATE POLICY narrowed_delete ON public.sites AS RESTRICTIVE FOR DELETE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' sites:d='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_delete ON public.tags AS RESTRICTIVE FOR DELETE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' tags:d='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_delete ON public.team_members AS RESTRICTIVE FOR DELETE TO mainline_narrowed USING (false);

CREATE POLICY narrowed_delete ON public.teams AS RESTRICTIVE FOR DELETE TO mainline_narrowed USING (false);

CREATE POLICY narrowed_delete ON public.time_off AS RESTRICTIVE FOR DELETE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' time_off:d='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (technician_id = public.app_user())
    WHEN 't'::text THEN (technician_id = ANY (public.app_team()))
    ELSE false
END)));

CREATE POLICY narrowed_delete ON public.widgets AS RESTRICTIVE FOR DELETE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' widgets:d='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_insert ON public.activities AS RESTRICTIVE FOR INSERT TO mainline_narrowed WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' activities:c='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (owner_id = public.app_user())
    WHEN 't'::text THEN (owner_id = ANY (public.app_team()))
    ELSE false
END)));

CREATE POLICY narrowed_insert ON public.anomalies AS RESTRICTIVE FOR INSERT TO mainline_narrowed WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' anomalies:c='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_insert ON public.api_keys AS RESTRICTIVE FOR INSERT TO mainline_narrowed WITH CHECK (false);

CREATE POLICY narrowed_insert ON public.appointments AS RESTRICTIVE FOR INSERT TO mainline_narrowed WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' appointments:c='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (technician_id = public.app_user())
    WHEN 't'::text THEN (technician_id = ANY (public.app_team()))
    ELSE false
END)));

CREATE POLICY narrowed_insert ON public.assignment_rules AS RESTRICTIVE FOR INSERT TO mainline_narrowed WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' assignment_rules:c='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_insert ON public.business_hours AS RESTRICTIVE FOR INSERT TO mainline_narrowed WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' business_hours:c='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_insert ON public.call_lines AS RESTRICTIVE FOR INSERT TO mainline_narrowed WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' calls:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_insert ON public.callbacks AS RESTRICTIVE FOR INSERT TO mainline_narrowed WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' callbacks:c='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_insert ON public.calls AS RESTRICTIVE FOR INSERT TO mainline_narrowed WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' calls:c='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_insert ON public.competitors AS RESTRICTIVE FOR INSERT TO mainline_narrowed WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' competitors:c='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_insert ON public.consents AS RESTRICTIVE FOR INSERT TO mainline_narrowed WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' consents:c='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_insert ON public.contacts AS RESTRICTIVE FOR INSERT TO mainline_narrowed WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' contacts:c='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_insert ON public.custom_roles AS RESTRICTIVE FOR INSERT TO mainline_narrowed WITH CHECK (false);

CREATE POLICY narrowed_insert ON public.customer_merges AS RESTRICTIVE FOR INSERT TO mainline_narrowed WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' customer_merges:c='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_insert ON public.customer_tallies AS RESTRICTIVE FOR INSERT TO mainline_narrowed WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' customers:u='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (owner_id = public.app_user())
    WHEN 't'::text THEN (owner_id = ANY (public.app_team()))
    ELSE false
END)));

CREATE POLICY narrowed_insert ON public.customers AS RESTRICTIVE FOR INSERT TO mainline_narrowed WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' customers:c='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (owner_id = public.app_user())
    WHEN 't'::text THEN (owner_id = ANY (public.app_team()))
    ELSE false
END)));

CREATE POLICY narrowed_insert ON public.deal_competitors AS RESTRICTIVE FOR INSERT TO mainline_narrowed WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' deals:u='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (owner_id = public.app_user())
    WHEN 't'::text THEN (owner_id = ANY (public.app_team()))
    ELSE false
END)));

CREATE POLICY narrowed_insert ON public.deal_contacts AS RESTRICTIVE FOR INSERT TO mainline_narrowed WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' deals:u='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (owner_id = public.app_user())
    WHEN 't'::text THEN (owner_id = ANY (public.app_team()))
    ELSE false
END)));

CREATE POLICY narrowed_insert ON public.deal_lines AS RESTRICTIVE FOR INSERT TO mainline_narrowed WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' deals:u='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (owner_id = public.app_user())
    WHEN 't'::text THEN (owner_id = ANY (public.app_team()))
    ELSE false
END)));

CREATE POLICY narrowed_insert ON public.deal_rollups AS RESTRICTIVE FOR INSERT TO mainline_narrowed WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' deals:u='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (owner_id = public.app_user())
    WHEN 't'::text THEN (owner_id = ANY (public.app_team()))
    ELSE false
END)));

CREATE POLICY narrowed_insert ON public.deal_stage_entries AS RESTRICTIVE FOR INSERT TO mainline_narrowed WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' deals:u='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (owner_id = public.app_user())
    WHEN 't'::text THEN (owner_id = ANY (public.app_team()))
    ELSE false
END)));

CREATE POLICY narrowed_insert ON public.deals AS RESTRICTIVE FOR INSERT TO mainline_narrowed WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' deals:c='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (owner_id = public.app_user())
    WHEN 't'::text THEN (owner_id = ANY (public.app_team()))
    ELSE false
END)));

CREATE POLICY narrowed_insert ON public.duplicate_pairs AS RESTRICTIVE FOR INSERT TO mainline_narrowed WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' duplicate_pairs:c='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_insert ON public.emergencies AS RESTRICTIVE FOR INSERT TO mainline_narrowed WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' emergencies:c='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_insert ON public.emergency_alerts AS RESTRICTIVE FOR INSERT TO mainline_narrowed WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' emergencies:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_insert ON public.figure_targets AS RESTRICTIVE FOR INSERT TO mainline_narrowed WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' figure_targets:c='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_insert ON public.forecast_snapshots AS RESTRICTIVE FOR INSERT TO mainline_narrowed WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' deals:u='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (owner_id = public.app_user())
    WHEN 't'::text THEN (owner_id = ANY (public.app_team()))
    ELSE false
END)));

CREATE POLICY narrowed_insert ON public.holidays AS RESTRICTIVE FOR INSERT TO mainline_narrowed WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' holidays:c='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_insert ON public.industries AS RESTRICTIVE FOR INSERT TO mainline_narrowed WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' industries:c='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_insert ON public.invitations AS RESTRICTIVE FOR INSERT TO mainline_narrowed WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' invitations:c='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_insert ON public.invoice_lines AS RESTRICTIVE FOR INSERT TO mainline_narrowed WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' invoices:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_insert ON public.invoices AS RESTRICTIVE FOR INSERT TO mainline_narrowed WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' invoices:c='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_insert ON public.job_types AS RESTRICTIVE FOR INSERT TO mainline_narrowed WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' job_types:c='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_insert ON public.journal_lines AS RESTRICTIVE FOR INSERT TO mainline_narrowed WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' invoices:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_insert ON public.journals AS RESTRICTIVE FOR INSERT TO mainline_narrowed WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' invoices:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_insert ON public.lead_score_rules AS RESTRICTIVE FOR INSERT TO mainline_narrowed WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' lead_score_rules:c='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_insert ON public.leads AS RESTRICTIVE FOR INSERT TO mainline_narrowed WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' leads:c='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (owner_id = public.app_user())
    WHEN 't'::text THEN (owner_id = ANY (public.app_team()))
    ELSE false
END)));

CREATE POLICY narrowed_insert ON public.loss_reasons AS RESTRICTIVE FOR INSERT TO mainline_narrowed WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' loss_reasons:c='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_insert ON public.members AS RESTRICTIVE FOR INSERT TO mainline_narrowed WITH CHECK (false);

CREATE POLICY narrowed_insert ON public.messages AS RESTRICTIVE FOR INSERT TO mainline_narrowed WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' messages:c='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_insert ON public.notes AS RESTRICTIVE FOR INSERT TO mainline_narrowed WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' notes:c='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (created_by = public.app_user())
    WHEN 't'::text THEN (created_by = ANY (public.app_team()))
    ELSE false
END)));

CREATE POLICY narrowed_insert ON public.payments AS RESTRICTIVE FOR INSERT TO mainline_narrowed WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' payments:c='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_insert ON public.phone_numbers AS RESTRICTIVE FOR INSERT TO mainline_narrowed WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' phone_numbers:c='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_insert ON public.pipeline_stages AS RESTRICTIVE FOR INSERT TO mainline_narrowed WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' pipelines:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_insert ON public.pipelines AS RESTRICTIVE FOR INSERT TO mainline_narrowed WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' pipelines:c='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_insert ON public.portal_identities AS RESTRICTIVE FOR INSERT TO mainline_narrowed WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' portal_identities:c='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_insert ON public.privacy_requests AS RESTRICTIVE FOR INSERT TO mainline_narrowed WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' privacy_requests:c='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_insert ON public.quote_acceptances AS RESTRICTIVE FOR INSERT TO mainline_narrowed WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' quotes:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_insert ON public.quote_lines AS RESTRICTIVE FOR INSERT TO mainline_narrowed WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' quotes:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_insert ON public.quote_versions AS RESTRICTIVE FOR INSERT TO mainline_narrowed WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' quotes:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_insert ON public.quotes AS RESTRICTIVE FOR INSERT TO mainline_narrowed WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' quotes:c='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (owner_id = public.app_user())
    WHEN 't'::text THEN (owner_id = ANY (public.app_team()))
    ELSE false
END)));

CREATE POLICY narrowed_insert ON public.sales_reps AS RESTRICTIVE FOR INSERT TO mainline_narrowed WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' sales_reps:c='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_insert ON public.saved_reports AS RESTRICTIVE FOR INSERT TO mainline_narrowed WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' saved_reports:c='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_insert ON public.segment_members AS RESTRICTIVE FOR INSERT TO mainline_narrowed WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' segments:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_insert ON public.segments AS RESTRICTIVE FOR INSERT TO mainline_narrowed WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' segments:c='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_insert ON public.shifts AS RESTRICTIVE FOR INSERT TO mainline_narrowed WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' shifts:c='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (technician_id = public.app_user())
    WHEN 't'::text THEN (technician_id = ANY (public.app_team()))
    ELSE false
END)));

CREATE POLICY narrowed_insert ON public.sites AS RESTRICTIVE FOR INSERT TO mainline_narrowed WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' sites:c='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_insert ON public.tags AS RESTRICTIVE FOR INSERT TO mainline_narrowed WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' tags:c='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_insert ON public.team_members AS RESTRICTIVE FOR INSERT TO mainline_narrowed WITH CHECK (false);

CREATE POLICY narrowed_insert ON public.teams AS RESTRICTIVE FOR INSERT TO mainline_narrowed WITH CHECK (false);

CREATE POLICY narrowed_insert ON public.time_off AS RESTRICTIVE FOR INSERT TO mainline_narrowed WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' time_off:c='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (technician_id = public.app_user())
    WHEN 't'::text THEN (technician_id = ANY (public.app_team()))
    ELSE false
END)));

CREATE POLICY narrowed_insert ON public.widgets AS RESTRICTIVE FOR INSERT TO mainline_narrowed WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' widgets:c='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_read ON public.activities AS RESTRICTIVE FOR SELECT TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' activities:r='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (owner_id = public.app_user())
    WHEN 't'::text THEN (owner_id = ANY (public.app_team()))
    ELSE false
END)));

CREATE POLICY narrowed_read ON public.anomalies AS RESTRICTIVE FOR SELECT TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' anomalies:r='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_read ON public.appointments AS RESTRICTIVE FOR SELECT TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' appointments:r='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (technician_id = public.app_user())
    WHEN 't'::text THEN (technician_id = ANY (public.app_team()))
    ELSE false
END)));

CREATE POLICY narrowed_read ON public.assignment_rules AS RESTRICTIVE FOR SELECT TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' assignment_rules:r='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_read ON public.audit_entries AS RESTRICTIVE FOR SELECT TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_told(record_kind)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN ((owner_id = public.app_user()) OR (actor = ('user:'::text || public.app_user())))
    WHEN 't'::text THEN ((owner_id = ANY (public.app_team())) OR (actor = ('user:'::text || public.app_user())))
    ELSE false
END)));

CREATE POLICY narrowed_read ON public.business_hours AS RESTRICTIVE FOR SELECT TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' business_hours:r='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_read ON public.call_lines AS RESTRICTIVE FOR SELECT TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' calls:r='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_read ON public.callbacks AS RESTRICTIVE FOR SELECT TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' callbacks:r='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_read ON public.calls AS RESTRICTIVE FOR SELECT TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' calls:r='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_read ON public.competitors AS RESTRICTIVE FOR SELECT TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' competitors:r='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_read ON public.consents AS RESTRICTIVE FOR SELECT TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' consents:r='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_read ON public.contacts AS RESTRICTIVE FOR SELECT TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' contacts:r='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_read ON public.customer_merges AS RESTRICTIVE FOR SELECT TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' customer_merges:r='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_read ON public.customer_tallies AS RESTRICTIVE FOR SELECT TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' customers:r='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (owner_id = public.app_user())
    WHEN 't'::text THEN (owner_id = ANY (public.app_team()))
    ELSE false
END)));

CREATE POLICY narrowed_read ON public.customers AS RESTRICTIVE FOR SELECT TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' customers:r='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (owner_id = public.app_user())
    WHEN 't'::text THEN (owner_id = ANY (public.app_team()))
    ELSE false
END)));

CREATE POLICY narrowed_read ON public.deal_competitors AS RESTRICTIVE FOR SELECT TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' deals:r='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (owner_id = public.app_user())
    WHEN 't'::text THEN (owner_id = ANY (public.app_team()))
    ELSE false
END)));

CREATE POLICY narrowed_read ON public.deal_contacts AS RESTRICTIVE FOR SELECT TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' deals:r='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (owner_id = public.app_user())
    WHEN 't'::text THEN (owner_id = ANY (public.app_team()))
    ELSE false
END)));

CREATE POLICY narrowed_read ON public.deal_lines AS RESTRICTIVE FOR SELECT TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' deals:r='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (owner_id = public.app_user())
    WHEN 't'::text THEN (owner_id = ANY (public.app_team()))
    ELSE false
END)));

CREATE POLICY narrowed_read ON public.deal_rollups AS RESTRICTIVE FOR SELECT TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' deals:r='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (owner_id = public.app_user())
    WHEN 't'::text THEN (owner_id = ANY (public.app_team()))
    ELSE false
END)));

CREATE POLICY narrowed_read ON public.deal_stage_entries AS RESTRICTIVE FOR SELECT TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' deals:r='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (owner_id = public.app_user())
    WHEN 't'::text THEN (owner_id = ANY (public.app_team()))
    ELSE false
END)));

CREATE POLICY narrowed_read ON public.deals AS RESTRICTIVE FOR SELECT TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' deals:r='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (owner_id = public.app_user())
    WHEN 't'::text THEN (owner_id = ANY (public.app_team()))
    ELSE false
END)));

CREATE POLICY narrowed_read ON public.duplicate_pairs AS RESTRICTIVE FOR SELECT TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' duplicate_pairs:r='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_read ON public.emergencies AS RESTRICTIVE FOR SELECT TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' emergencies:r='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_read ON public.emergency_alerts AS RESTRICTIVE FOR SELECT TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' emergencies:r='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_read ON public.events AS RESTRICTIVE FOR SELECT TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_told(record_kind)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (is_shared OR (owner_id = public.app_user()) OR (actor = ('user:'::text || public.app_user())))
    WHEN 't'::text THEN (is_shared OR (owner_id = ANY (public.app_team())) OR (actor = ('user:'::text || public.app_user())))
    ELSE false
END)));

CREATE POLICY narrowed_read ON public.figure_targets AS RESTRICTIVE FOR SELECT TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' figure_targets:r='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_read ON public.forecast_snapshots AS RESTRICTIVE FOR SELECT TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' deals:r='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (owner_id = public.app_user())
    WHEN 't'::text THEN (owner_id = ANY (public.app_team()))
    ELSE false
END)));

CREATE POLICY narrowed_read ON public.holidays AS RESTRICTIVE FOR SELECT TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' holidays:r='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_read ON public.industries AS RESTRICTIVE FOR SELECT TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' industries:r='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_read ON public.invitations AS RESTRICTIVE FOR SELECT TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' invitations:r='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_read ON public.invoice_lines AS RESTRICTIVE FOR SELECT TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' invoices:r='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_read ON public.invoices AS RESTRICTIVE FOR SELECT TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' invoices:r='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_read ON public.job_types AS RESTRICTIVE FOR SELECT TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' job_types:r='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_read ON public.journal_lines AS RESTRICTIVE FOR SELECT TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' invoices:r='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_read ON public.journals AS RESTRICTIVE FOR SELECT TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' invoices:r='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_read ON public.lead_score_rules AS RESTRICTIVE FOR SELECT TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' lead_score_rules:r='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_read ON public.leads AS RESTRICTIVE FOR SELECT TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' leads:r='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (owner_id = public.app_user())
    WHEN 't'::text THEN (owner_id = ANY (public.app_team()))
    ELSE false
END)));

CREATE POLICY narrowed_read ON public.loss_reasons AS RESTRICTIVE FOR SELECT TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' loss_reasons:r='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_read ON public.messages AS RESTRICTIVE FOR SELECT TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' messages:r='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_read ON public.notes AS RESTRICTIVE FOR SELECT TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' notes:r='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (created_by = public.app_user())
    WHEN 't'::text THEN (created_by = ANY (public.app_team()))
    ELSE false
END)));

CREATE POLICY narrowed_read ON public.payments AS RESTRICTIVE FOR SELECT TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' payments:r='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_read ON public.phone_numbers AS RESTRICTIVE FOR SELECT TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' phone_numbers:r='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_read ON public.pipeline_stages AS RESTRICTIVE FOR SELECT TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' pipelines:r='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_read ON public.pipelines AS RESTRICTIVE FOR SELECT TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' pipelines:r='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_read ON public.portal_identities AS RESTRICTIVE FOR SELECT TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' portal_identities:r='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_read ON public.privacy_requests AS RESTRICTIVE FOR SELECT TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' privacy_requests:r='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_read ON public.quote_acceptances AS RESTRICTIVE FOR SELECT TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' quotes:r='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_read ON public.quote_lines AS RESTRICTIVE FOR SELECT TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' quotes:r='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_read ON public.quote_versions AS RESTRICTIVE FOR SELECT TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' quotes:r='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_read ON public.quotes AS RESTRICTIVE FOR SELECT TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' quotes:r='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (owner_id = public.app_user())
    WHEN 't'::text THEN (owner_id = ANY (public.app_team()))
    ELSE false
END)));

CREATE POLICY narrowed_read ON public.record_files AS RESTRICTIVE FOR SELECT TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR (public.narrowed_reach(((' '::text || resource) || ':r='::text)) <> 'n'::text))));

CREATE POLICY narrowed_read ON public.sales_reps AS RESTRICTIVE FOR SELECT TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' sales_reps:r='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_read ON public.saved_reports AS RESTRICTIVE FOR SELECT TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' saved_reports:r='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_read ON public.segment_members AS RESTRICTIVE FOR SELECT TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' segments:r='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_read ON public.segments AS RESTRICTIVE FOR SELECT TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' segments:r='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_read ON public.shifts AS RESTRICTIVE FOR SELECT TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' shifts:r='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (technician_id = public.app_user())
    WHEN 't'::text THEN (technician_id = ANY (public.app_team()))
    ELSE false
END)));

CREATE POLICY narrowed_read ON public.sites AS RESTRICTIVE FOR SELECT TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' sites:r='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_read ON public.tags AS RESTRICTIVE FOR SELECT TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' tags:r='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_read ON public.time_off AS RESTRICTIVE FOR SELECT TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' time_off:r='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (technician_id = public.app_user())
    WHEN 't'::text THEN (technician_id = ANY (public.app_team()))
    ELSE false
END)));

CREATE POLICY narrowed_read ON public.widgets AS RESTRICTIVE FOR SELECT TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' widgets:r='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_update ON public.activities AS RESTRICTIVE FOR UPDATE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' activities:u='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (owner_id = public.app_user())
    WHEN 't'::text THEN (owner_id = ANY (public.app_team()))
    ELSE false
END))) WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' activities:u='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (owner_id = public.app_user())
    WHEN 't'::text THEN (owner_id = ANY (public.app_team()))
    ELSE false
END)));

CREATE POLICY narrowed_update ON public.anomalies AS RESTRICTIVE FOR UPDATE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' anomalies:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END))) WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' anomalies:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_update ON public.api_keys AS RESTRICTIVE FOR UPDATE TO mainline_narrowed USING (false);

CREATE POLICY narrowed_update ON public.appointments AS RESTRICTIVE FOR UPDATE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' appointments:u='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (technician_id = public.app_user())
    WHEN 't'::text THEN (technician_id = ANY (public.app_team()))
    ELSE false
END))) WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' appointments:u='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (technician_id = public.app_user())
    WHEN 't'::text THEN (technician_id = ANY (public.app_team()))
    ELSE false
END)));

CREATE POLICY narrowed_update ON public.assignment_rules AS RESTRICTIVE FOR UPDATE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' assignment_rules:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END))) WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' assignment_rules:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_update ON public.business_hours AS RESTRICTIVE FOR UPDATE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' business_hours:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END))) WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' business_hours:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_update ON public.call_lines AS RESTRICTIVE FOR UPDATE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' calls:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END))) WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' calls:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_update ON public.callbacks AS RESTRICTIVE FOR UPDATE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' callbacks:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END))) WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' callbacks:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_update ON public.calls AS RESTRICTIVE FOR UPDATE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' calls:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END))) WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' calls:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_update ON public.competitors AS RESTRICTIVE FOR UPDATE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' competitors:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END))) WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' competitors:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_update ON public.consents AS RESTRICTIVE FOR UPDATE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' consents:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END))) WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' consents:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_update ON public.contacts AS RESTRICTIVE FOR UPDATE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' contacts:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END))) WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' contacts:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_update ON public.custom_roles AS RESTRICTIVE FOR UPDATE TO mainline_narrowed USING (false);

CREATE POLICY narrowed_update ON public.customer_merges AS RESTRICTIVE FOR UPDATE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' customer_merges:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END))) WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' customer_merges:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_update ON public.customer_tallies AS RESTRICTIVE FOR UPDATE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' customers:u='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (owner_id = public.app_user())
    WHEN 't'::text THEN (owner_id = ANY (public.app_team()))
    ELSE false
END))) WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' customers:u='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (owner_id = public.app_user())
    WHEN 't'::text THEN (owner_id = ANY (public.app_team()))
    ELSE false
END)));

CREATE POLICY narrowed_update ON public.customers AS RESTRICTIVE FOR UPDATE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' customers:u='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (owner_id = public.app_user())
    WHEN 't'::text THEN (owner_id = ANY (public.app_team()))
    ELSE false
END))) WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' customers:u='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (owner_id = public.app_user())
    WHEN 't'::text THEN (owner_id = ANY (public.app_team()))
    ELSE false
END)));

CREATE POLICY narrowed_update ON public.deal_competitors AS RESTRICTIVE FOR UPDATE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' deals:u='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (owner_id = public.app_user())
    WHEN 't'::text THEN (owner_id = ANY (public.app_team()))
    ELSE false
END))) WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' deals:u='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (owner_id = public.app_user())
    WHEN 't'::text THEN (owner_id = ANY (public.app_team()))
    ELSE false
END)));

CREATE POLICY narrowed_update ON public.deal_contacts AS RESTRICTIVE FOR UPDATE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' deals:u='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (owner_id = public.app_user())
    WHEN 't'::text THEN (owner_id = ANY (public.app_team()))
    ELSE false
END))) WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' deals:u='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (owner_id = public.app_user())
    WHEN 't'::text THEN (owner_id = ANY (public.app_team()))
    ELSE false
END)));

CREATE POLICY narrowed_update ON public.deal_lines AS RESTRICTIVE FOR UPDATE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' deals:u='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (owner_id = public.app_user())
    WHEN 't'::text THEN (owner_id = ANY (public.app_team()))
    ELSE false
END))) WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' deals:u='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (owner_id = public.app_user())
    WHEN 't'::text THEN (owner_id = ANY (public.app_team()))
    ELSE false
END)));

CREATE POLICY narrowed_update ON public.deal_rollups AS RESTRICTIVE FOR UPDATE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' deals:u='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (owner_id = public.app_user())
    WHEN 't'::text THEN (owner_id = ANY (public.app_team()))
    ELSE false
END))) WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' deals:u='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (owner_id = public.app_user())
    WHEN 't'::text THEN (owner_id = ANY (public.app_team()))
    ELSE false
END)));

CREATE POLICY narrowed_update ON public.deal_stage_entries AS RESTRICTIVE FOR UPDATE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' deals:u='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (owner_id = public.app_user())
    WHEN 't'::text THEN (owner_id = ANY (public.app_team()))
    ELSE false
END))) WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' deals:u='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (owner_id = public.app_user())
    WHEN 't'::text THEN (owner_id = ANY (public.app_team()))
    ELSE false
END)));

CREATE POLICY narrowed_update ON public.deals AS RESTRICTIVE FOR UPDATE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' deals:u='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (owner_id = public.app_user())
    WHEN 't'::text THEN (owner_id = ANY (public.app_team()))
    ELSE false
END))) WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' deals:u='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (owner_id = public.app_user())
    WHEN 't'::text THEN (owner_id = ANY (public.app_team()))
    ELSE false
END)));

CREATE POLICY narrowed_update ON public.duplicate_pairs AS RESTRICTIVE FOR UPDATE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' duplicate_pairs:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END))) WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' duplicate_pairs:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_update ON public.emergencies AS RESTRICTIVE FOR UPDATE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' emergencies:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END))) WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' emergencies:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_update ON public.emergency_alerts AS RESTRICTIVE FOR UPDATE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' emergencies:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END))) WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' emergencies:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_update ON public.figure_targets AS RESTRICTIVE FOR UPDATE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' figure_targets:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END))) WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' figure_targets:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_update ON public.forecast_snapshots AS RESTRICTIVE FOR UPDATE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' deals:u='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (owner_id = public.app_user())
    WHEN 't'::text THEN (owner_id = ANY (public.app_team()))
    ELSE false
END))) WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' deals:u='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (owner_id = public.app_user())
    WHEN 't'::text THEN (owner_id = ANY (public.app_team()))
    ELSE false
END)));

CREATE POLICY narrowed_update ON public.holidays AS RESTRICTIVE FOR UPDATE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' holidays:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END))) WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' holidays:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_update ON public.industries AS RESTRICTIVE FOR UPDATE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' industries:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END))) WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' industries:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_update ON public.invitations AS RESTRICTIVE FOR UPDATE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' invitations:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END))) WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' invitations:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_update ON public.invoice_lines AS RESTRICTIVE FOR UPDATE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' invoices:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END))) WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' invoices:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_update ON public.invoices AS RESTRICTIVE FOR UPDATE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' invoices:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END))) WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' invoices:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_update ON public.job_types AS RESTRICTIVE FOR UPDATE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' job_types:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END))) WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' job_types:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_update ON public.journal_lines AS RESTRICTIVE FOR UPDATE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' invoices:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END))) WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' invoices:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_update ON public.journals AS RESTRICTIVE FOR UPDATE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' invoices:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END))) WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' invoices:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_update ON public.lead_score_rules AS RESTRICTIVE FOR UPDATE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' lead_score_rules:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END))) WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' lead_score_rules:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_update ON public.leads AS RESTRICTIVE FOR UPDATE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' leads:u='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (owner_id = public.app_user())
    WHEN 't'::text THEN (owner_id = ANY (public.app_team()))
    ELSE false
END))) WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' leads:u='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (owner_id = public.app_user())
    WHEN 't'::text THEN (owner_id = ANY (public.app_team()))
    ELSE false
END)));

CREATE POLICY narrowed_update ON public.loss_reasons AS RESTRICTIVE FOR UPDATE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' loss_reasons:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END))) WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' loss_reasons:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_update ON public.members AS RESTRICTIVE FOR UPDATE TO mainline_narrowed USING (((org_id = public.app_org()) AND (id = public.app_user())));

CREATE POLICY narrowed_update ON public.messages AS RESTRICTIVE FOR UPDATE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' messages:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END))) WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' messages:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_update ON public.notes AS RESTRICTIVE FOR UPDATE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' notes:u='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (created_by = public.app_user())
    WHEN 't'::text THEN (created_by = ANY (public.app_team()))
    ELSE false
END))) WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' notes:u='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (created_by = public.app_user())
    WHEN 't'::text THEN (created_by = ANY (public.app_team()))
    ELSE false
END)));

CREATE POLICY narrowed_update ON public.payments AS RESTRICTIVE FOR UPDATE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' payments:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END))) WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' payments:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_update ON public.phone_numbers AS RESTRICTIVE FOR UPDATE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' phone_numbers:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END))) WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' phone_numbers:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_update ON public.pipeline_stages AS RESTRICTIVE FOR UPDATE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' pipelines:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END))) WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' pipelines:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_update ON public.pipelines AS RESTRICTIVE FOR UPDATE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' pipelines:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END))) WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' pipelines:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_update ON public.portal_identities AS RESTRICTIVE FOR UPDATE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' portal_identities:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END))) WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' portal_identities:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_update ON public.privacy_requests AS RESTRICTIVE FOR UPDATE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' privacy_requests:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END))) WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' privacy_requests:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_update ON public.quote_acceptances AS RESTRICTIVE FOR UPDATE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' quotes:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END))) WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' quotes:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_update ON public.quote_lines AS RESTRICTIVE FOR UPDATE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' quotes:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END))) WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' quotes:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_update ON public.quote_versions AS RESTRICTIVE FOR UPDATE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' quotes:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END))) WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' quotes:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_update ON public.quotes AS RESTRICTIVE FOR UPDATE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' quotes:u='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (owner_id = public.app_user())
    WHEN 't'::text THEN (owner_id = ANY (public.app_team()))
    ELSE false
END))) WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' quotes:u='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (owner_id = public.app_user())
    WHEN 't'::text THEN (owner_id = ANY (public.app_team()))
    ELSE false
END)));

CREATE POLICY narrowed_update ON public.sales_reps AS RESTRICTIVE FOR UPDATE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' sales_reps:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END))) WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' sales_reps:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_update ON public.saved_reports AS RESTRICTIVE FOR UPDATE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' saved_reports:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END))) WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' saved_reports:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_update ON public.segment_members AS RESTRICTIVE FOR UPDATE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' segments:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END))) WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' segments:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_update ON public.segments AS RESTRICTIVE FOR UPDATE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' segments:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END))) WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' segments:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_update ON public.shifts AS RESTRICTIVE FOR UPDATE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' shifts:u='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (technician_id = public.app_user())
    WHEN 't'::text THEN (technician_id = ANY (public.app_team()))
    ELSE false
END))) WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' shifts:u='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (technician_id = public.app_user())
    WHEN 't'::text THEN (technician_id = ANY (public.app_team()))
    ELSE false
END)));

CREATE POLICY narrowed_update ON public.sites AS RESTRICTIVE FOR UPDATE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' sites:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END))) WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' sites:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_update ON public.tags AS RESTRICTIVE FOR UPDATE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' tags:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END))) WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' tags:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

CREATE POLICY narrowed_update ON public.team_members AS RESTRICTIVE FOR UPDATE TO mainline_narrowed USING (false);

CREATE POLICY narrowed_update ON public.teams AS RESTRICTIVE FOR UPDATE TO mainline_narrowed USING (false);

CREATE POLICY narrowed_update ON public.time_off AS RESTRICTIVE FOR UPDATE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' time_off:u='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (technician_id = public.app_user())
    WHEN 't'::text THEN (technician_id = ANY (public.app_team()))
    ELSE false
END))) WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' time_off:u='::text)
    WHEN 'a'::text THEN true
    WHEN 'o'::text THEN (technician_id = public.app_user())
    WHEN 't'::text THEN (technician_id = ANY (public.app_team()))
    ELSE false
END)));

CREATE POLICY narrowed_update ON public.widgets AS RESTRICTIVE FOR UPDATE TO mainline_narrowed USING (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' widgets:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END))) WITH CHECK (((org_id = public.app_org()) AND ((pg_trigger_depth() > 0) OR
CASE public.narrowed_reach(' widgets:u='::text)
    WHEN 'a'::text THEN true
    ELSE false
END)));

ALTER TABLE public.notes ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.notice_dismissals ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.notification_preferences ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.notifications ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.number_counters ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.openid_attempts ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.operator_notices ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.operator_sessions ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.operators ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.organisation_restrictions ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.organisations ENABLE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON public.appointments AS RESTRICTIVE TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_role() <> 'sales'::text) OR (customer_owner_id = public.app_user())))) WITH CHECK (((org_id = public.app_org()) AND ((public.app_role() <> 'sales'::text) OR (customer_owner_id = public.app_user()))));

CREATE POLICY own_rows ON public.audit_entries AS RESTRICTIVE FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_role() <> 'sales'::text) OR (owner_id = public.app_user()))));

CREATE POLICY own_rows ON public.call_lines AS RESTRICTIVE TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_role() <> 'sales'::text) OR (customer_owner_id = public.app_user())))) WITH CHECK (((org_id = public.app_org()) AND ((public.app_role() <> 'sales'::text) OR (customer_owner_id = public.app_user()))));

CREATE POLICY own_rows ON public.call_webhooks AS RESTRICTIVE TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_role() <> 'sales'::text) OR false))) WITH CHECK (((org_id = public.app_org()) AND ((public.app_role() <> 'sales'::text) OR false)));

CREATE POLICY own_rows ON public.callbacks AS RESTRICTIVE TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_role() <> 'sales'::text) OR (customer_owner_id = public.app_user())))) WITH CHECK (((org_id = public.app_org()) AND ((public.app_role() <> 'sales'::text) OR (customer_owner_id = public.app_user()))));

CREATE POLICY own_rows ON public.calls AS RESTRICTIVE TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_role() <> 'sales'::text) OR (customer_owner_id = public.app_user())))) WITH CHECK (((org_id = public.app_org()) AND ((public.app_role() <> 'sales'::text) OR (customer_owner_id = public.app_user()))));

CREATE POLICY own_rows ON public.consents AS RESTRICTIVE TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_role() <> 'sales'::text) OR (customer_owner_id = public.app_user())))) WITH CHECK (((org_id = public.app_org()) AND ((public.app_role() <> 'sales'::text) OR (customer_owner_id = public.app_user()))));

CREATE POLICY own_rows ON public.contacts AS RESTRICTIVE TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_role() <> 'sales'::text) OR (customer_owner_id = public.app_user())))) WITH CHECK (((org_id = public.app_org()) AND ((public.app_role() <> 'sales'::text) OR (customer_owner_id = public.app_user()))));

CREATE POLICY own_rows ON public.customer_merges AS RESTRICTIVE FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_role() <> 'sales'::text) OR (created_by = public.app_user()))));

CREATE POLICY own_rows ON public.emergencies AS RESTRICTIVE TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_role() <> 'sales'::text) OR (customer_owner_id = public.app_user())))) WITH CHECK (((org_id = public.app_org()) AND ((public.app_role() <> 'sales'::text) OR (customer_owner_id = public.app_user()))));

CREATE POLICY own_rows ON public.emergency_alerts AS RESTRICTIVE TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_role() <> 'sales'::text) OR (customer_owner_id = public.app_user())))) WITH CHECK (((org_id = public.app_org()) AND ((public.app_role() <> 'sales'::text) OR (customer_owner_id = public.app_user()))));

CREATE POLICY own_rows ON public.events AS RESTRICTIVE FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_role() <> 'sales'::text) OR ((owner_id = public.app_user()) OR is_shared))));

CREATE POLICY own_rows ON public.exports AS RESTRICTIVE TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_role() <> 'sales'::text) OR (member_id = public.app_user())))) WITH CHECK (((org_id = public.app_org()) AND ((public.app_role() <> 'sales'::text) OR (member_id = public.app_user()))));

CREATE POLICY own_rows ON public.import_rows AS RESTRICTIVE TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_role() <> 'sales'::text) OR (member_id = public.app_user())))) WITH CHECK (((org_id = public.app_org()) AND ((public.app_role() <> 'sales'::text) OR (member_id = public.app_user()))));

CREATE POLICY own_rows ON public.invoice_lines AS RESTRICTIVE TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_role() <> 'sales'::text) OR (customer_owner_id = public.app_user())))) WITH CHECK (((org_id = public.app_org()) AND ((public.app_role() <> 'sales'::text) OR (customer_owner_id = public.app_user()))));

CREATE POLICY own_rows ON public.invoices AS RESTRICTIVE TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_role() <> 'sales'::text) OR (customer_owner_id = public.app_user())))) WITH CHECK (((org_id = public.app_org()) AND ((public.app_role() <> 'sales'::text) OR (customer_owner_id = public.app_user()))));

CREATE POLICY own_rows ON public.messages AS RESTRICTIVE TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_role() <> 'sales'::text) OR (customer_owner_id = public.app_user())))) WITH CHECK (((org_id = public.app_org()) AND ((public.app_role() <> 'sales'::text) OR (customer_owner_id = public.app_user()))));

CREATE POLICY own_rows ON public.notes AS RESTRICTIVE TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_role() <> 'sales'::text) OR (customer_owner_id = public.app_user())))) WITH CHECK (((org_id = public.app_org()) AND ((public.app_role() <> 'sales'::text) OR (customer_owner_id = public.app_user()))));

CREATE POLICY own_rows ON public.payments AS RESTRICTIVE TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_role() <> 'sales'::text) OR (customer_owner_id = public.app_user())))) WITH CHECK (((org_id = public.app_org()) AND ((public.app_role() <> 'sales'::text) OR (customer_owner_id = public.app_user()))));

CREATE POLICY own_rows ON public.portal_identities AS RESTRICTIVE TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_role() <> 'sales'::text) OR (customer_owner_id = public.app_user())))) WITH CHECK (((org_id = public.app_org()) AND ((public.app_role() <> 'sales'::text) OR (customer_owner_id = public.app_user()))));

CREATE POLICY own_rows ON public.quote_acceptances AS RESTRICTIVE TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_role() <> 'sales'::text) OR (owner_id = public.app_user())))) WITH CHECK (((org_id = public.app_org()) AND ((public.app_role() <> 'sales'::text) OR (owner_id = public.app_user()))));

CREATE POLICY own_rows ON public.quote_lines AS RESTRICTIVE TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_role() <> 'sales'::text) OR (owner_id = public.app_user())))) WITH CHECK (((org_id = public.app_org()) AND ((public.app_role() <> 'sales'::text) OR (owner_id = public.app_user()))));

CREATE POLICY own_rows ON public.quote_versions AS RESTRICTIVE TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_role() <> 'sales'::text) OR (owner_id = public.app_user())))) WITH CHECK (((org_id = public.app_org()) AND ((public.app_role() <> 'sales'::text) OR (owner_id = public.app_user()))));

CREATE POLICY own_rows ON public.record_files AS RESTRICTIVE TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_role() <> 'sales'::text) OR ((customer_owner_id = public.app_user()) OR is_shared)))) WITH CHECK (((org_id = public.app_org()) AND ((public.app_role() <> 'sales'::text) OR ((customer_owner_id = public.app_user()) OR is_shared))));

CREATE POLICY own_rows ON public.segment_members AS RESTRICTIVE TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_role() <> 'sales'::text) OR (customer_owner_id = public.app_user())))) WITH CHECK (((org_id = public.app_org()) AND ((public.app_role() <> 'sales'::text) OR (customer_owner_id = public.app_user()))));

CREATE POLICY own_rows ON public.sites AS RESTRICTIVE TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_role() <> 'sales'::text) OR (customer_owner_id = public.app_user())))) WITH CHECK (((org_id = public.app_org()) AND ((public.app_role() <> 'sales'::text) OR (customer_owner_id = public.app_user()))));

ALTER TABLE public.payment_events ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.payments ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.pending_sign_ins ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.phone_number_routes ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.phone_numbers ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.pipeline_stages ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.pipelines ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.plan_usage ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.portal_identities ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.portal_links ENABLE ROW LEVEL SECURITY;

CREATE POLICY portal_read ON public.appointments FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND true AND (((public.app_role() = 'customer'::text) AND (customer_id = public.app_customer())) OR ((public.app_role() = 'reseller'::text) AND ((reseller_id = public.app_reseller()) OR (customer_id = public.app_reseller()))))));

CREATE POLICY portal_read ON public.customers FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND (deleted_at IS NULL) AND (public.app_role() = 'reseller'::text) AND ((id = public.app_reseller()) OR (reseller_id = public.app_reseller()))));

CREATE POLICY portal_read ON public.invoices FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND (status <> 'draft'::text) AND (((public.app_role() = 'customer'::text) AND (customer_id = public.app_customer())) OR ((public.app_role() = 'reseller'::text) AND ((reseller_id = public.app_reseller()) OR (customer_id = public.app_reseller()))))));

CREATE POLICY portal_read ON public.messages FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND (((public.app_role() = 'customer'::text) AND (customer_id = public.app_customer())) OR ((public.app_role() = 'reseller'::text) AND (customer_id = public.app_reseller())))));

CREATE POLICY portal_read ON public.payments FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND true AND (((public.app_role() = 'customer'::text) AND (customer_id = public.app_customer())) OR ((public.app_role() = 'reseller'::text) AND ((reseller_id = public.app_reseller()) OR (customer_id = public.app_reseller()))))));

CREATE POLICY portal_read ON public.portal_identities FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND (((public.app_role() = 'customer'::text) AND (customer_id = public.app_customer())) OR ((public.app_role() = 'reseller'::text) AND (customer_id = public.app_reseller())))));

CREATE POLICY portal_read ON public.quotes FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((deleted_at IS NULL) AND (status <> 'draft'::text)) AND (((public.app_role() = 'customer'::text) AND (customer_id = public.app_customer())) OR ((public.app_role() = 'reseller'::text) AND ((reseller_id = public.app_reseller()) OR (customer_id = public.app_reseller()))))));

CREATE POLICY portal_read ON public.sites FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND (deleted_at IS NULL) AND (((public.app_role() = 'customer'::text) AND (customer_id = public.app_customer())) OR ((public.app_role() = 'reseller'::text) AND ((reseller_id = public.app_reseller()) OR (customer_id = public.app_reseller()))))));

ALTER TABLE public.portal_sessions ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.privacy_requests ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.quote_acceptances ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.quote_counters ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.quote_lines ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.quote_versions ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.quotes ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.record_files ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.record_redirects ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.record_sources ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.recovery_codes ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.refusal_tallies ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.sales_reps ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.saved_reports ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.saved_views ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.second_factors ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.segment_members ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.segments ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.sessions ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.shifts ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.sign_in_attempts ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.sign_ups ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.sites ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.support_sessions ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.tags ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.team_members ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.teams ENABLE ROW LEVEL SECURITY;

CREATE POLICY tenant_delete ON public.activities FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND ((public.app_role() <> 'sales'::text) OR (owner_id = public.app_user()))));

CREATE POLICY tenant_delete ON public.anomalies FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND (public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text, 'manager'::text, 'system'::text]))));

CREATE POLICY tenant_delete ON public.appointments FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true));

CREATE POLICY tenant_delete ON public.assignment_rules FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true));

CREATE POLICY tenant_delete ON public.bulk_change_items FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND ((member_id = public.app_user()) OR (public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text, 'manager'::text, 'system'::text])))));

CREATE POLICY tenant_delete ON public.bulk_changes FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND ((member_id = public.app_user()) OR (public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text, 'manager'::text, 'system'::text])))));

CREATE POLICY tenant_delete ON public.business_hours FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true));

CREATE POLICY tenant_delete ON public.calendar_feeds FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_is_staff() AND (member_id = public.app_user())));

CREATE POLICY tenant_delete ON public.callbacks FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true));

CREATE POLICY tenant_delete ON public.calls FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true));

CREATE POLICY tenant_delete ON public.competitors FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true));

CREATE POLICY tenant_delete ON public.consents FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true));

CREATE POLICY tenant_delete ON public.contacts FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true));

CREATE POLICY tenant_delete ON public.custom_fields FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true));

CREATE POLICY tenant_delete ON public.custom_roles FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true));

CREATE POLICY tenant_delete ON public.customer_merges FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true));

CREATE POLICY tenant_delete ON public.customer_tallies FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND ((public.app_role() <> 'sales'::text) OR (owner_id = public.app_user()))));

CREATE POLICY tenant_delete ON public.customers FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND ((public.app_role() <> 'sales'::text) OR (owner_id = public.app_user()))));

CREATE POLICY tenant_delete ON public.deal_competitors FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND ((public.app_role() <> 'sales'::text) OR (owner_id = public.app_user()))));

CREATE POLICY tenant_delete ON public.deal_contacts FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND ((public.app_role() <> 'sales'::text) OR (owner_id = public.app_user()))));

CREATE POLICY tenant_delete ON public.deal_lines FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND ((public.app_role() <> 'sales'::text) OR (owner_id = public.app_user()))));

CREATE POLICY tenant_delete ON public.deal_models FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true));

CREATE POLICY tenant_delete ON public.deal_rollups FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND ((public.app_role() <> 'sales'::text) OR (owner_id = public.app_user()))));

CREATE POLICY tenant_delete ON public.deal_stage_entries FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND ((public.app_role() <> 'sales'::text) OR (owner_id = public.app_user()))));

CREATE POLICY tenant_delete ON public.deals FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND ((public.app_role() <> 'sales'::text) OR (owner_id = public.app_user()))));

CREATE POLICY tenant_delete ON public.duplicate_pairs FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND (public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text, 'manager'::text, 'system'::text]))));

CREATE POLICY tenant_delete ON public.emergencies FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true));

CREATE POLICY tenant_delete ON public.emergency_alerts FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true));

CREATE POLICY tenant_delete ON public.erased_identities FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true));

CREATE POLICY tenant_delete ON public.exports FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true));

CREATE POLICY tenant_delete ON public.figure_targets FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true));

CREATE POLICY tenant_delete ON public.files FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true));

CREATE POLICY tenant_delete ON public.forecast_snapshots FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND ((public.app_role() <> 'sales'::text) OR (owner_id = public.app_user()))));

CREATE POLICY tenant_delete ON public.form_drafts FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND (member_id = public.app_user())));

CREATE POLICY tenant_delete ON public.holidays FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true));

CREATE POLICY tenant_delete ON public.idempotency_keys FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true));

CREATE POLICY tenant_delete ON public.identity_providers FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND (public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text, 'system'::text]))));

CREATE POLICY tenant_delete ON public.import_chunks FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true));

CREATE POLICY tenant_delete ON public.import_rows FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true));

CREATE POLICY tenant_delete ON public.import_templates FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true));

CREATE POLICY tenant_delete ON public.imports FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND ((public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text, 'manager'::text, 'system'::text])) OR (member_id = public.app_user()))));

CREATE POLICY tenant_delete ON public.industries FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true));

CREATE POLICY tenant_delete ON public.invoice_lines FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true));

CREATE POLICY tenant_delete ON public.invoices FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true));

CREATE POLICY tenant_delete ON public.job_types FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true));

CREATE POLICY tenant_delete ON public.lead_score_rules FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true));

CREATE POLICY tenant_delete ON public.leads FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND ((public.app_role() <> 'sales'::text) OR (owner_id = public.app_user()))));

CREATE POLICY tenant_delete ON public.list_settings FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND (member_id = public.app_user())));

CREATE POLICY tenant_delete ON public.loss_reasons FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true));

CREATE POLICY tenant_delete ON public.messages FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true));

CREATE POLICY tenant_delete ON public.notes FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true));

CREATE POLICY tenant_delete ON public.notification_preferences FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_is_staff() AND (member_id = public.app_user())));

CREATE POLICY tenant_delete ON public.notifications FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND ((public.app_role() = 'system'::text) OR (member_id = public.app_user()))));

CREATE POLICY tenant_delete ON public.number_counters FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true));

CREATE POLICY tenant_delete ON public.organisation_restrictions FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_role() = 'system'::text) OR ((public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text])) AND (kind = ANY (ARRAY['lockdown'::text, 'keys_paused'::text]))))));

CREATE POLICY tenant_delete ON public.phone_numbers FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true));

CREATE POLICY tenant_delete ON public.pipeline_stages FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true));

CREATE POLICY tenant_delete ON public.pipelines FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true));

CREATE POLICY tenant_delete ON public.portal_identities FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true));

CREATE POLICY tenant_delete ON public.privacy_requests FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND (public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text, 'system'::text]))));

CREATE POLICY tenant_delete ON public.quote_counters FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true));

CREATE POLICY tenant_delete ON public.quote_lines FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true));

CREATE POLICY tenant_delete ON public.quotes FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND ((public.app_role() <> 'sales'::text) OR (owner_id = public.app_user()))));

CREATE POLICY tenant_delete ON public.record_files FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true));

CREATE POLICY tenant_delete ON public.record_redirects FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true));

CREATE POLICY tenant_delete ON public.record_sources FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true));

CREATE POLICY tenant_delete ON public.sales_reps FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true));

CREATE POLICY tenant_delete ON public.saved_reports FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND (is_shared OR (created_by IS NULL) OR (created_by = public.app_user()))));

CREATE POLICY tenant_delete ON public.saved_views FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND ((owner_id = public.app_user()) OR (is_shared AND (public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text, 'manager'::text]))))));

CREATE POLICY tenant_delete ON public.segment_members FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true));

CREATE POLICY tenant_delete ON public.segments FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true));

CREATE POLICY tenant_delete ON public.shifts FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true));

CREATE POLICY tenant_delete ON public.sites FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true));

CREATE POLICY tenant_delete ON public.tags FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true));

CREATE POLICY tenant_delete ON public.team_members FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true));

CREATE POLICY tenant_delete ON public.teams FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true));

CREATE POLICY tenant_delete ON public.text_opt_outs FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true));

CREATE POLICY tenant_delete ON public.time_off FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true));

CREATE POLICY tenant_delete ON public.widgets FOR DELETE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND (public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text, 'system'::text]))));

CREATE POLICY tenant_insert ON public.activities FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.anomalies FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.api_keys FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND (public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text, 'system'::text])) AND ((role <> 'owner'::text) OR (public.app_role() = ANY (ARRAY['owner'::text, 'system'::text])))));

CREATE POLICY tenant_insert ON public.appointments FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.assignment_rules FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.audit_entries FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.bulk_change_items FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.bulk_changes FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.business_hours FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.calendar_feeds FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_is_staff() AND (member_id = public.app_user())));

CREATE POLICY tenant_insert ON public.call_lines FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.call_webhooks FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.callbacks FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.calls FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.competitors FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.consents FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.contacts FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.custom_fields FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.custom_roles FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.customer_merges FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.customer_tallies FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.customers FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.deal_competitors FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.deal_contacts FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.deal_lines FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.deal_models FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.deal_rollups FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.deal_stage_entries FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.deals FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.duplicate_pairs FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.emergencies FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.emergency_alerts FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.erased_identities FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.events FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.exports FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.figure_targets FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.files FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.forecast_snapshots FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.form_drafts FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.holidays FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.idempotency_keys FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.identity_providers FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND (public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text, 'system'::text]))));

CREATE POLICY tenant_insert ON public.import_chunks FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.import_rows FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.import_templates FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.imports FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.industries FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.invitations FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND (public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text, 'system'::text])) AND ((role <> 'owner'::text) OR (public.app_role() = ANY (ARRAY['owner'::text, 'system'::text])))));

CREATE POLICY tenant_insert ON public.invoice_lines FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.invoices FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.job_keys FOR INSERT TO mainline_app WITH CHECK ((org_id = public.app_org()));

CREATE POLICY tenant_insert ON public.job_types FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.jobs FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND (fence = 0)));

CREATE POLICY tenant_insert ON public.journal_lines FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.journals FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.lead_score_rules FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.leads FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.list_settings FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write() AND (member_id = public.app_user())));

CREATE POLICY tenant_insert ON public.loss_reasons FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.members FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND (public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text, 'system'::text])) AND ((role <> 'owner'::text) OR (public.app_role() = ANY (ARRAY['owner'::text, 'system'::text])))));

CREATE POLICY tenant_insert ON public.messages FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.notes FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.notice_dismissals FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_is_staff() AND (member_id = public.app_user())));

CREATE POLICY tenant_insert ON public.notification_preferences FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_is_staff() AND (member_id = public.app_user())));

CREATE POLICY tenant_insert ON public.notifications FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.number_counters FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.organisation_restrictions FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND ((public.app_role() = 'system'::text) OR ((public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text])) AND (kind = ANY (ARRAY['lockdown'::text, 'keys_paused'::text]))))));

CREATE POLICY tenant_insert ON public.organisations FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND (public.app_role() = 'system'::text)));

CREATE POLICY tenant_insert ON public.payment_events FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.payments FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.phone_numbers FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.pipeline_stages FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.pipelines FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.portal_identities FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.privacy_requests FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.quote_acceptances FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.quote_counters FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.quote_lines FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.quote_versions FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.quotes FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.record_files FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.record_redirects FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.record_sources FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.sales_reps FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.saved_reports FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.saved_views FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write() AND (owner_id = public.app_user())));

CREATE POLICY tenant_insert ON public.segment_members FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.segments FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.shifts FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.sites FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.support_sessions FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND (public.app_role() = 'system'::text)));

CREATE POLICY tenant_insert ON public.tags FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.team_members FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.teams FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.text_opt_outs FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.time_off FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_insert ON public.widgets FOR INSERT TO mainline_app WITH CHECK (((org_id = public.app_org()) AND (public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text, 'system'::text]))));

CREATE POLICY tenant_lock ON public.jobs FOR UPDATE TO mainline_app USING ((org_id = public.app_org())) WITH CHECK (false);

CREATE POLICY tenant_read ON public.activities FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND ((public.app_role() <> 'sales'::text) OR (owner_id = public.app_user()))) OR false)));

CREATE POLICY tenant_read ON public.anomalies FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND (public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text, 'manager'::text, 'system'::text]))) OR false)));

CREATE POLICY tenant_read ON public.api_key_uses FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND (public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text, 'system'::text]))) OR false)));

CREATE POLICY tenant_read ON public.api_keys FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND (public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text, 'system'::text]))) OR false)));

CREATE POLICY tenant_read ON public.api_quotas FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND (public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text, 'system'::text]))) OR false)));

CREATE POLICY tenant_read ON public.api_usage FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND (public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text, 'system'::text]))) OR false)));

CREATE POLICY tenant_read ON public.appointments FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR ((public.app_role() = 'customer'::text) AND (customer_id = public.app_customer())))));

CREATE POLICY tenant_read ON public.assignment_rules FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.audit_checks FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND (public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text, 'manager'::text, 'system'::text]))) OR false)));

CREATE POLICY tenant_read ON public.audit_entries FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.audit_seals FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.bulk_change_items FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND ((member_id = public.app_user()) OR (public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text, 'manager'::text, 'system'::text])))) OR false)));

CREATE POLICY tenant_read ON public.bulk_changes FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND ((member_id = public.app_user()) OR (public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text, 'manager'::text, 'system'::text])))) OR false)));

CREATE POLICY tenant_read ON public.business_hours FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR (public.app_role() = ANY (ARRAY['customer'::text, 'reseller'::text, 'visitor'::text])))));

CREATE POLICY tenant_read ON public.calendar_feeds FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND (member_id = public.app_user())) OR false)));

CREATE POLICY tenant_read ON public.call_lines FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.call_webhooks FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.callbacks FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.calls FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.competitors FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.consents FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR ((public.app_role() = 'customer'::text) AND (customer_id = public.app_customer())))));

CREATE POLICY tenant_read ON public.contacts FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.custom_fields FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR (public.app_role() = ANY (ARRAY['customer'::text, 'reseller'::text])))));

CREATE POLICY tenant_read ON public.custom_roles FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.customer_merges FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.customer_tallies FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND ((public.app_role() <> 'sales'::text) OR (owner_id = public.app_user()))) OR false)));

CREATE POLICY tenant_read ON public.customers FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND ((public.app_role() <> 'sales'::text) OR (owner_id = public.app_user()))) OR (((public.app_role() = 'customer'::text) AND (id = public.app_customer())) OR ((public.app_role() = 'reseller'::text) AND (reseller_id = public.app_reseller()))))));

CREATE POLICY tenant_read ON public.deal_competitors FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND ((public.app_role() <> 'sales'::text) OR (owner_id = public.app_user()))) OR false)));

CREATE POLICY tenant_read ON public.deal_contacts FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND ((public.app_role() <> 'sales'::text) OR (owner_id = public.app_user()))) OR false)));

CREATE POLICY tenant_read ON public.deal_lines FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND ((public.app_role() <> 'sales'::text) OR (owner_id = public.app_user()))) OR false)));

CREATE POLICY tenant_read ON public.deal_models FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.deal_rollups FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND ((public.app_role() <> 'sales'::text) OR (owner_id = public.app_user()))) OR false)));

CREATE POLICY tenant_read ON public.deal_stage_entries FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND ((public.app_role() <> 'sales'::text) OR (owner_id = public.app_user()))) OR false)));

CREATE POLICY tenant_read ON public.deals FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND ((public.app_role() <> 'sales'::text) OR (owner_id = public.app_user()))) OR false)));

CREATE POLICY tenant_read ON public.duplicate_pairs FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND (public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text, 'manager'::text, 'system'::text]))) OR false)));

CREATE POLICY tenant_read ON public.emergencies FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.emergency_alerts FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.erased_identities FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.events FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.exports FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.figure_targets FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.files FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.forecast_snapshots FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND ((public.app_role() <> 'sales'::text) OR (owner_id = public.app_user()))) OR false)));

CREATE POLICY tenant_read ON public.form_drafts FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND (member_id = public.app_user())) OR false)));

CREATE POLICY tenant_read ON public.holidays FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR (public.app_role() = ANY (ARRAY['customer'::text, 'reseller'::text, 'visitor'::text])))));

CREATE POLICY tenant_read ON public.idempotency_keys FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.identity_providers FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND (public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text, 'system'::text]))) OR false)));

CREATE POLICY tenant_read ON public.import_chunks FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.import_rows FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.import_templates FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.imports FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND ((public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text, 'manager'::text, 'system'::text])) OR (member_id = public.app_user()))) OR false)));

CREATE POLICY tenant_read ON public.industries FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.invitations FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND (public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text, 'system'::text]))) OR false)));

CREATE POLICY tenant_read ON public.invoice_lines FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.invoices FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR ((public.app_role() = 'customer'::text) AND (customer_id = public.app_customer()) AND (status <> 'draft'::text)))));

CREATE POLICY tenant_read ON public.job_history FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.job_keys FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR true)));

CREATE POLICY tenant_read ON public.job_types FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR (public.app_role() = ANY (ARRAY['customer'::text, 'reseller'::text, 'visitor'::text])))));

CREATE POLICY tenant_read ON public.jobs FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.journal_lines FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.journals FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.lead_score_rules FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.leads FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND ((public.app_role() <> 'sales'::text) OR (owner_id = public.app_user()))) OR false)));

CREATE POLICY tenant_read ON public.list_settings FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND (member_id = public.app_user())) OR false)));

CREATE POLICY tenant_read ON public.loss_reasons FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.members FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.messages FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.notes FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.notice_dismissals FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND (member_id = public.app_user())) OR false)));

CREATE POLICY tenant_read ON public.notification_preferences FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.notifications FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_role() = 'system'::text) OR (public.app_is_staff() AND (member_id = public.app_user())))));

CREATE POLICY tenant_read ON public.number_counters FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.operator_notices FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.organisation_restrictions FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.organisations FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR true)));

CREATE POLICY tenant_read ON public.payment_events FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND (public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text, 'manager'::text, 'system'::text]))) OR false)));

CREATE POLICY tenant_read ON public.payments FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR ((public.app_role() = 'customer'::text) AND (customer_id = public.app_customer())))));

CREATE POLICY tenant_read ON public.phone_numbers FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.pipeline_stages FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.pipelines FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.plan_usage FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.portal_identities FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.privacy_requests FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND (public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text, 'system'::text]))) OR false)));

CREATE POLICY tenant_read ON public.quote_acceptances FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.quote_counters FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.quote_lines FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.quote_versions FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.quotes FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND ((public.app_role() <> 'sales'::text) OR (owner_id = public.app_user()))) OR false)));

CREATE POLICY tenant_read ON public.record_files FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.record_redirects FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.record_sources FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.refusal_tallies FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND (public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text, 'manager'::text, 'system'::text]))) OR false)));

CREATE POLICY tenant_read ON public.sales_reps FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.saved_reports FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND (is_shared OR (created_by IS NULL) OR (created_by = public.app_user()))) OR false)));

CREATE POLICY tenant_read ON public.saved_views FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND (is_shared OR (owner_id = public.app_user()))) OR false)));

CREATE POLICY tenant_read ON public.segment_members FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.segments FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.shifts FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.sites FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR ((public.app_role() = 'customer'::text) AND (customer_id = public.app_customer())))));

CREATE POLICY tenant_read ON public.support_sessions FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.tags FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.team_members FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.teams FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.text_opt_outs FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.time_off FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND true) OR false)));

CREATE POLICY tenant_read ON public.widget_uses FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND (public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text, 'system'::text]))) OR false)));

CREATE POLICY tenant_read ON public.widgets FOR SELECT TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_is_staff() AND (public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text, 'system'::text]))) OR false)));

CREATE POLICY tenant_update ON public.activities FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND ((public.app_role() <> 'sales'::text) OR (owner_id = public.app_user())))) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.anomalies FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND (public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text, 'manager'::text, 'system'::text])))) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.api_keys FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND (public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text, 'system'::text])) AND ((role <> 'owner'::text) OR (public.app_role() = ANY (ARRAY['owner'::text, 'system'::text]))))) WITH CHECK (((org_id = public.app_org()) AND (public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text, 'system'::text])) AND ((role <> 'owner'::text) OR (public.app_role() = ANY (ARRAY['owner'::text, 'system'::text])))));

CREATE POLICY tenant_update ON public.appointments FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true)) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.assignment_rules FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true)) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.bulk_change_items FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND ((member_id = public.app_user()) OR (public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text, 'manager'::text, 'system'::text]))))) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.bulk_changes FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND ((member_id = public.app_user()) OR (public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text, 'manager'::text, 'system'::text]))))) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.business_hours FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true)) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.calendar_feeds FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_is_staff() AND (member_id = public.app_user()))) WITH CHECK (((org_id = public.app_org()) AND public.app_is_staff() AND (member_id = public.app_user())));

CREATE POLICY tenant_update ON public.callbacks FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true)) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.calls FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true)) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.competitors FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true)) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.consents FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true)) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.contacts FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true)) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.custom_fields FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true)) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.custom_roles FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true)) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.customer_merges FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true)) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.customer_tallies FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND ((public.app_role() <> 'sales'::text) OR (owner_id = public.app_user())))) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.customers FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND ((public.app_role() <> 'sales'::text) OR (owner_id = public.app_user())))) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.deal_competitors FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND ((public.app_role() <> 'sales'::text) OR (owner_id = public.app_user())))) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.deal_contacts FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND ((public.app_role() <> 'sales'::text) OR (owner_id = public.app_user())))) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.deal_lines FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND ((public.app_role() <> 'sales'::text) OR (owner_id = public.app_user())))) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.deal_models FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true)) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.deal_rollups FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND ((public.app_role() <> 'sales'::text) OR (owner_id = public.app_user())))) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.deal_stage_entries FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND ((public.app_role() <> 'sales'::text) OR (owner_id = public.app_user())))) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.deals FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND ((public.app_role() <> 'sales'::text) OR (owner_id = public.app_user())))) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.duplicate_pairs FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND (public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text, 'manager'::text, 'system'::text])))) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.emergencies FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true)) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.emergency_alerts FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true)) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.erased_identities FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true)) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.exports FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true)) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.figure_targets FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true)) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.forecast_snapshots FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND ((public.app_role() <> 'sales'::text) OR (owner_id = public.app_user())))) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.form_drafts FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND (member_id = public.app_user()))) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.holidays FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true)) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.idempotency_keys FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true)) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.identity_providers FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND (public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text, 'system'::text])))) WITH CHECK (((org_id = public.app_org()) AND (public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text, 'system'::text]))));

CREATE POLICY tenant_update ON public.import_chunks FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true)) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.import_rows FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true)) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.import_templates FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true)) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.imports FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND ((public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text, 'manager'::text, 'system'::text])) OR (member_id = public.app_user())))) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.industries FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true)) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.invitations FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND (public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text, 'system'::text])) AND ((role <> 'owner'::text) OR (public.app_role() = ANY (ARRAY['owner'::text, 'system'::text]))))) WITH CHECK (((org_id = public.app_org()) AND (public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text, 'system'::text])) AND ((role <> 'owner'::text) OR (public.app_role() = ANY (ARRAY['owner'::text, 'system'::text])))));

CREATE POLICY tenant_update ON public.invoice_lines FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true)) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.invoices FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true)) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.job_keys FOR UPDATE TO mainline_app USING ((org_id = public.app_org())) WITH CHECK ((org_id = public.app_org()));

CREATE POLICY tenant_update ON public.job_types FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true)) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.lead_score_rules FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true)) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.leads FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND ((public.app_role() <> 'sales'::text) OR (owner_id = public.app_user())))) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.list_settings FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND (member_id = public.app_user()))) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write() AND (member_id = public.app_user())));

CREATE POLICY tenant_update ON public.loss_reasons FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true)) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.members FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND (public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text, 'system'::text])) AND ((role <> 'owner'::text) OR (public.app_role() = ANY (ARRAY['owner'::text, 'system'::text]))))) WITH CHECK (((org_id = public.app_org()) AND (public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text, 'system'::text])) AND ((role <> 'owner'::text) OR (public.app_role() = ANY (ARRAY['owner'::text, 'system'::text])))));

CREATE POLICY tenant_update ON public.messages FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true)) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.notes FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true)) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.notification_preferences FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_is_staff() AND (member_id = public.app_user()))) WITH CHECK (((org_id = public.app_org()) AND public.app_is_staff() AND (member_id = public.app_user())));

CREATE POLICY tenant_update ON public.notifications FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_role() = 'system'::text) OR (public.app_is_staff() AND (member_id = public.app_user()))))) WITH CHECK (((org_id = public.app_org()) AND ((public.app_role() = 'system'::text) OR (public.app_is_staff() AND (member_id = public.app_user())))));

CREATE POLICY tenant_update ON public.number_counters FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true)) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.organisation_restrictions FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND ((public.app_role() = 'system'::text) OR ((public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text])) AND (kind = ANY (ARRAY['lockdown'::text, 'keys_paused'::text])))))) WITH CHECK (((org_id = public.app_org()) AND ((public.app_role() = 'system'::text) OR ((public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text])) AND (kind = ANY (ARRAY['lockdown'::text, 'keys_paused'::text]))))));

CREATE POLICY tenant_update ON public.organisations FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND (public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text, 'system'::text])))) WITH CHECK (((org_id = public.app_org()) AND (public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text, 'system'::text]))));

CREATE POLICY tenant_update ON public.payments FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true)) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.phone_numbers FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true)) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.pipeline_stages FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true)) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.pipelines FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true)) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.portal_identities FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true)) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.privacy_requests FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND (public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text, 'system'::text])))) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.quote_counters FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true)) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.quote_lines FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true)) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.quote_versions FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true)) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.quotes FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND ((public.app_role() <> 'sales'::text) OR (owner_id = public.app_user())))) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.record_files FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true)) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.record_redirects FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true)) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.record_sources FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true)) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.sales_reps FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true)) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.saved_reports FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND (is_shared OR (created_by IS NULL) OR (created_by = public.app_user())))) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.saved_views FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND ((owner_id = public.app_user()) OR (is_shared AND (public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text, 'manager'::text])))))) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write() AND ((owner_id = public.app_user()) OR (public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text, 'manager'::text])))));

CREATE POLICY tenant_update ON public.segment_members FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true)) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.segments FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true)) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.shifts FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true)) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.sites FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true)) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.support_sessions FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND (public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text, 'system'::text])))) WITH CHECK (((org_id = public.app_org()) AND (public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text, 'system'::text]))));

CREATE POLICY tenant_update ON public.tags FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true)) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.team_members FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true)) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.teams FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true)) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.text_opt_outs FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true)) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.time_off FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND public.app_may_write() AND true)) WITH CHECK (((org_id = public.app_org()) AND public.app_may_write()));

CREATE POLICY tenant_update ON public.widgets FOR UPDATE TO mainline_app USING (((org_id = public.app_org()) AND (public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text, 'system'::text])))) WITH CHECK (((org_id = public.app_org()) AND (public.app_role() = ANY (ARRAY['owner'::text, 'admin'::text, 'system'::text]))));

ALTER TABLE public.text_opt_outs ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.time_off ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.users ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.widget_uses ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.widgets ENABLE ROW LEVEL SECURITY;

GRANT USAGE ON SCHEMA public TO mainline_app;
GRANT USAGE ON SCHEMA public TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.deal_rollups TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.deal_rollups TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.pipeline_stages TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.pipeline_stages TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.pipelines TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.pipelines TO mainline_system;

GRANT SELECT,INSERT ON TABLE public.organisations TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.organisations TO mainline_system;

GRANT UPDATE(name) ON TABLE public.organisations TO mainline_app;

GRANT UPDATE(slug) ON TABLE public.organisations TO mainline_app;

GRANT UPDATE(zone) ON TABLE public.organisations TO mainline_app;

GRANT UPDATE(currency) ON TABLE public.organisations TO mainline_app;

GRANT UPDATE(country) ON TABLE public.organisations TO mainline_app;

GRANT UPDATE(locale) ON TABLE public.organisations TO mainline_app;

GRANT UPDATE(settings) ON TABLE public.organisations TO mainline_app;

GRANT UPDATE(require_second_factor) ON TABLE public.organisations TO mainline_app;

GRANT UPDATE(allow_password_sign_in) ON TABLE public.organisations TO mainline_app;

GRANT UPDATE(allow_provider_sign_in) ON TABLE public.organisations TO mainline_app;

GRANT UPDATE(session_idle_minutes) ON TABLE public.organisations TO mainline_app;

GRANT UPDATE(session_absolute_minutes) ON TABLE public.organisations TO mainline_app;

GRANT UPDATE(invitation_domains) ON TABLE public.organisations TO mainline_app;

GRANT UPDATE(support_access) ON TABLE public.organisations TO mainline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.lead_score_rules TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.lead_score_rules TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.deals TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.deals TO mainline_system;

GRANT SELECT,INSERT,DELETE ON TABLE public.customer_tallies TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.customer_tallies TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.customers TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.customers TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.account_identities TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.account_links TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.activities TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.activities TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.anomalies TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.anomalies TO mainline_system;

GRANT SELECT ON TABLE public.api_key_uses TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.api_key_uses TO mainline_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.api_keys TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.api_keys TO mainline_system;

GRANT SELECT ON TABLE public.api_quotas TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.api_quotas TO mainline_system;

GRANT SELECT ON TABLE public.api_usage TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.api_usage TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.appointments TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.appointments TO mainline_system;

GRANT UPDATE(customer_owner_id) ON TABLE public.appointments TO mainline_app;
GRANT UPDATE(customer_owner_id) ON TABLE public.appointments TO mainline_system;

GRANT UPDATE(reseller_id) ON TABLE public.appointments TO mainline_app;
GRANT UPDATE(reseller_id) ON TABLE public.appointments TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.assignment_rules TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.assignment_rules TO mainline_system;

GRANT SELECT ON TABLE public.audit_checks TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.audit_checks TO mainline_system;

GRANT SELECT,INSERT ON TABLE public.audit_entries TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.audit_entries TO mainline_system;

GRANT UPDATE(customer_id) ON TABLE public.audit_entries TO mainline_app;
GRANT UPDATE(customer_id) ON TABLE public.audit_entries TO mainline_system;

GRANT UPDATE(owner_id) ON TABLE public.audit_entries TO mainline_app;
GRANT UPDATE(owner_id) ON TABLE public.audit_entries TO mainline_system;

GRANT SELECT ON TABLE public.audit_seals TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.audit_seals TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.bulk_change_items TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.bulk_change_items TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.bulk_changes TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.bulk_changes TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.business_hours TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.business_hours TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.calendar_feeds TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.calendar_feeds TO mainline_system;

GRANT SELECT,INSERT ON TABLE public.call_lines TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.call_lines TO mainline_system;

GRANT UPDATE(customer_owner_id) ON TABLE public.call_lines TO mainline_app;
GRANT UPDATE(customer_owner_id) ON TABLE public.call_lines TO mainline_system;

GRANT SELECT,INSERT ON TABLE public.call_webhooks TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.call_webhooks TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.callbacks TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.callbacks TO mainline_system;

GRANT UPDATE(customer_owner_id) ON TABLE public.callbacks TO mainline_app;
GRANT UPDATE(customer_owner_id) ON TABLE public.callbacks TO mainline_system;

GRANT UPDATE(reseller_id) ON TABLE public.callbacks TO mainline_app;
GRANT UPDATE(reseller_id) ON TABLE public.callbacks TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.calls TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.calls TO mainline_system;

GRANT UPDATE(customer_owner_id) ON TABLE public.calls TO mainline_app;
GRANT UPDATE(customer_owner_id) ON TABLE public.calls TO mainline_system;

GRANT UPDATE(reseller_id) ON TABLE public.calls TO mainline_app;
GRANT UPDATE(reseller_id) ON TABLE public.calls TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.competitors TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.competitors TO mainline_system;

GRANT SELECT,INSERT ON TABLE public.consents TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.consents TO mainline_system;

GRANT UPDATE(customer_id) ON TABLE public.consents TO mainline_app;

GRANT UPDATE(customer_owner_id) ON TABLE public.consents TO mainline_app;
GRANT UPDATE(customer_owner_id) ON TABLE public.consents TO mainline_system;

GRANT UPDATE(reseller_id) ON TABLE public.consents TO mainline_app;
GRANT UPDATE(reseller_id) ON TABLE public.consents TO mainline_system;

GRANT SELECT ON TABLE public.consent_states TO mainline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.contacts TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.contacts TO mainline_system;

GRANT UPDATE(customer_owner_id) ON TABLE public.contacts TO mainline_app;
GRANT UPDATE(customer_owner_id) ON TABLE public.contacts TO mainline_system;

GRANT UPDATE(reseller_id) ON TABLE public.contacts TO mainline_app;
GRANT UPDATE(reseller_id) ON TABLE public.contacts TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.custom_fields TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.custom_fields TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.custom_roles TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.custom_roles TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.customer_merges TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.customer_merges TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.deal_competitors TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.deal_competitors TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.deal_contacts TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.deal_contacts TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.deal_lines TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.deal_lines TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.deal_models TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.deal_models TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.deal_stage_entries TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.deal_stage_entries TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.duplicate_pairs TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.duplicate_pairs TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.emergencies TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.emergencies TO mainline_system;

GRANT UPDATE(customer_owner_id) ON TABLE public.emergencies TO mainline_app;
GRANT UPDATE(customer_owner_id) ON TABLE public.emergencies TO mainline_system;

GRANT UPDATE(reseller_id) ON TABLE public.emergencies TO mainline_app;
GRANT UPDATE(reseller_id) ON TABLE public.emergencies TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.emergency_alerts TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.emergency_alerts TO mainline_system;

GRANT UPDATE(customer_owner_id) ON TABLE public.emergency_alerts TO mainline_app;
GRANT UPDATE(customer_owner_id) ON TABLE public.emergency_alerts TO mainline_system;

GRANT SELECT,INSERT ON TABLE public.erased_identities TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.erased_identities TO mainline_system;

GRANT SELECT,INSERT ON TABLE public.events TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.events TO mainline_system;

GRANT UPDATE(customer_id) ON TABLE public.events TO mainline_app;

GRANT UPDATE(owner_id) ON TABLE public.events TO mainline_app;
GRANT UPDATE(owner_id) ON TABLE public.events TO mainline_system;

GRANT UPDATE(reseller_id) ON TABLE public.events TO mainline_app;
GRANT UPDATE(reseller_id) ON TABLE public.events TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.exports TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.exports TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.figure_targets TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.figure_targets TO mainline_system;

GRANT SELECT,INSERT,DELETE ON TABLE public.files TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.files TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.forecast_snapshots TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.forecast_snapshots TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.form_drafts TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.form_drafts TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.holidays TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.holidays TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.idempotency_keys TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.idempotency_keys TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.identity_providers TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.identity_providers TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.import_chunks TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.import_chunks TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.import_rows TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.import_rows TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.import_templates TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.import_templates TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.imports TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.imports TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.industries TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.industries TO mainline_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.invitations TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.invitations TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.invoice_lines TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.invoice_lines TO mainline_system;

GRANT UPDATE(customer_owner_id) ON TABLE public.invoice_lines TO mainline_app;
GRANT UPDATE(customer_owner_id) ON TABLE public.invoice_lines TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.invoices TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.invoices TO mainline_system;

GRANT UPDATE(customer_owner_id) ON TABLE public.invoices TO mainline_app;
GRANT UPDATE(customer_owner_id) ON TABLE public.invoices TO mainline_system;

GRANT UPDATE(reseller_id) ON TABLE public.invoices TO mainline_app;
GRANT UPDATE(reseller_id) ON TABLE public.invoices TO mainline_system;

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

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.list_settings TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.list_settings TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.loss_reasons TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.loss_reasons TO mainline_system;

GRANT SELECT,INSERT ON TABLE public.members TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.members TO mainline_system;

GRANT UPDATE(name) ON TABLE public.members TO mainline_app;

GRANT UPDATE(role) ON TABLE public.members TO mainline_app;

GRANT UPDATE(phone) ON TABLE public.members TO mainline_app;

GRANT UPDATE(colour) ON TABLE public.members TO mainline_app;

GRANT UPDATE(is_active) ON TABLE public.members TO mainline_app;

GRANT UPDATE(custom) ON TABLE public.members TO mainline_app;

GRANT UPDATE(deleted_at) ON TABLE public.members TO mainline_app;

GRANT UPDATE(custom_role_id) ON TABLE public.members TO mainline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.messages TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.messages TO mainline_system;

GRANT UPDATE(customer_owner_id) ON TABLE public.messages TO mainline_app;
GRANT UPDATE(customer_owner_id) ON TABLE public.messages TO mainline_system;

GRANT UPDATE(reseller_id) ON TABLE public.messages TO mainline_app;
GRANT UPDATE(reseller_id) ON TABLE public.messages TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.notes TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.notes TO mainline_system;

GRANT UPDATE(customer_owner_id) ON TABLE public.notes TO mainline_app;
GRANT UPDATE(customer_owner_id) ON TABLE public.notes TO mainline_system;

GRANT UPDATE(reseller_id) ON TABLE public.notes TO mainline_app;
GRANT UPDATE(reseller_id) ON TABLE public.notes TO mainline_system;

GRANT SELECT,INSERT ON TABLE public.notice_dismissals TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.notice_dismissals TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.notification_preferences TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.notification_preferences TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.notifications TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.notifications TO mainline_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.number_counters TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.number_counters TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.openid_attempts TO mainline_system;

GRANT SELECT ON TABLE public.operator_notices TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.operator_notices TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.operator_sessions TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.operators TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.organisation_restrictions TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.organisation_restrictions TO mainline_system;

GRANT SELECT,INSERT ON TABLE public.payment_events TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.payment_events TO mainline_system;

GRANT SELECT,INSERT ON TABLE public.payments TO mainline_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.payments TO mainline_system;

GRANT UPDATE(customer_id) ON TABLE public.payments TO mainline_app;

GRANT UPDATE(receipt_message_id) ON TABLE public.payments TO mainline_app;

GRANT UPDATE(customer_owner_id) ON TABLE public.payments TO mainline_app;
GRANT UPDATE(customer_owner_id) ON TABLE public.payments TO mainline_system;

GRANT UPDATE(reseller_id) ON TABLE public.payments TO mainline_app;
GRANT UPDATE(reseller_id) ON TABLE public.payments TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.pending_sign_ins TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.phone_number_routes TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.phone_numbers TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.phone_numbers TO mainline_system;

GRANT SELECT ON TABLE public.plan_usage TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.plan_usage TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.portal_identities TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.portal_identities TO mainline_system;

GRANT UPDATE(customer_owner_id) ON TABLE public.portal_identities TO mainline_app;
GRANT UPDATE(customer_owner_id) ON TABLE public.portal_identities TO mainline_system;

GRANT UPDATE(reseller_id) ON TABLE public.portal_identities TO mainline_app;
GRANT UPDATE(reseller_id) ON TABLE public.portal_identities TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.portal_links TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.portal_sessions TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.privacy_requests TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.privacy_requests TO mainline_system;

GRANT SELECT,INSERT ON TABLE public.quote_acceptances TO mainline_app;
GRANT SELECT,INSERT ON TABLE public.quote_acceptances TO mainline_system;

GRANT UPDATE(signature) ON TABLE public.quote_acceptances TO mainline_system;

GRANT UPDATE(address) ON TABLE public.quote_acceptances TO mainline_system;

GRANT UPDATE(user_agent) ON TABLE public.quote_acceptances TO mainline_system;

GRANT UPDATE(owner_id) ON TABLE public.quote_acceptances TO mainline_app;
GRANT UPDATE(owner_id) ON TABLE public.quote_acceptances TO mainline_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.quote_counters TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.quote_counters TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.quote_lines TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.quote_lines TO mainline_system;

GRANT UPDATE(owner_id) ON TABLE public.quote_lines TO mainline_app;
GRANT UPDATE(owner_id) ON TABLE public.quote_lines TO mainline_system;

GRANT SELECT,INSERT ON TABLE public.quote_versions TO mainline_app;
GRANT SELECT,INSERT ON TABLE public.quote_versions TO mainline_system;

GRANT UPDATE(content) ON TABLE public.quote_versions TO mainline_system;

GRANT UPDATE(pdf_file_id) ON TABLE public.quote_versions TO mainline_app;

GRANT UPDATE(owner_id) ON TABLE public.quote_versions TO mainline_app;
GRANT UPDATE(owner_id) ON TABLE public.quote_versions TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.quotes TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.quotes TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.record_files TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.record_files TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.record_redirects TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.record_redirects TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.record_sources TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.record_sources TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.recovery_codes TO mainline_system;

GRANT SELECT ON TABLE public.refusal_tallies TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.refusal_tallies TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sales_reps TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sales_reps TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.saved_reports TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.saved_reports TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.saved_views TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.saved_views TO mainline_system;

GRANT SELECT ON TABLE public.schema_migrations TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.second_factors TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.segment_members TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.segment_members TO mainline_system;

GRANT UPDATE(customer_owner_id) ON TABLE public.segment_members TO mainline_app;
GRANT UPDATE(customer_owner_id) ON TABLE public.segment_members TO mainline_system;

GRANT UPDATE(reseller_id) ON TABLE public.segment_members TO mainline_app;
GRANT UPDATE(reseller_id) ON TABLE public.segment_members TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.segments TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.segments TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sessions TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.shifts TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.shifts TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sign_in_attempts TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sign_ups TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sites TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sites TO mainline_system;

GRANT UPDATE(customer_owner_id) ON TABLE public.sites TO mainline_app;
GRANT UPDATE(customer_owner_id) ON TABLE public.sites TO mainline_system;

GRANT UPDATE(reseller_id) ON TABLE public.sites TO mainline_app;
GRANT UPDATE(reseller_id) ON TABLE public.sites TO mainline_system;

GRANT SELECT,INSERT ON TABLE public.support_sessions TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.support_sessions TO mainline_system;

GRANT UPDATE(may_write) ON TABLE public.support_sessions TO mainline_app;

GRANT UPDATE(decision) ON TABLE public.support_sessions TO mainline_app;

GRANT UPDATE(decided_at) ON TABLE public.support_sessions TO mainline_app;

GRANT UPDATE(decided_by) ON TABLE public.support_sessions TO mainline_app;

GRANT UPDATE(expires_at) ON TABLE public.support_sessions TO mainline_app;

GRANT UPDATE(ended_at) ON TABLE public.support_sessions TO mainline_app;

GRANT UPDATE(ended_by) ON TABLE public.support_sessions TO mainline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.tags TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.tags TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.team_members TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.team_members TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.teams TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.teams TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.text_opt_outs TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.text_opt_outs TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.time_off TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.time_off TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.users TO mainline_system;

GRANT SELECT ON TABLE public.widget_uses TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.widget_uses TO mainline_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.widgets TO mainline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.widgets TO mainline_system;

