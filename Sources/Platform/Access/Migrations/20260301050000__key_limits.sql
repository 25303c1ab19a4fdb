-- What a key may ask in a day and a month, what has been asked, and the tokens of chat widgets on customers' own pages.

alter table api_keys
  add requests_per_day bigint
    constraint api_keys_requests_per_day_check check (requests_per_day between 1 and 1000000000),
  add requests_per_month bigint
    constraint api_keys_requests_per_month_check check (requests_per_month between 1 and 30000000000);

-- How much of a quota has been handed out to the processes that count, in blocks, so that a request costs no statement.
create table api_quotas (
  org_id uuid not null,
  -- A key, or the organisation itself for what all of its keys may ask together.
  subject_id uuid not null,
  period text not null constraint api_quotas_period_check check (period in ('day', 'month')),
  -- The first day of the period, as the organisation's wall has it.
  starts_on date not null,
  taken bigint not null constraint api_quotas_taken_check check (taken >= 0),
  -- The block handed out last.
  granted bigint not null,
  constraint api_quotas_pkey primary key (org_id, subject_id, period, starts_on)
);
create index api_quotas_by_age on api_quotas (starts_on);
select tenant_table('api_quotas', staff => $$app_role() in ('owner', 'admin', 'system')$$, grants => 'select');
drop policy tenant_insert on api_quotas;
drop policy tenant_update on api_quotas;
drop policy tenant_delete on api_quotas;

-- What keys have asked. Hours are kept for nine days, days for 400, months for as long as the key is.
create table api_usage (
  org_id uuid not null,
  grain text not null constraint api_usage_grain_check check (grain in ('hour', 'day', 'month')),
  -- By the organisation's wall.
  starts_at timestamptz not null,
  key_id uuid not null,
  requests bigint not null default 0,
  -- Answered with 400 or above.
  errors bigint not null default 0,
  -- Refused because of a limit; among the errors.
  limited bigint not null default 0,
  bytes_in bigint not null default 0,
  bytes_out bigint not null default 0,
  constraint api_usage_pkey primary key (org_id, grain, starts_at, key_id),
  constraint api_usage_key_fkey foreign key (org_id, key_id) references api_keys (org_id, id) on delete cascade
);
create index api_usage_by_age on api_usage (grain, starts_at);
create index api_usage_by_key on api_usage (org_id, key_id, grain, starts_at);
select tenant_table('api_usage', staff => $$app_role() in ('owner', 'admin', 'system')$$, grants => 'select');
drop policy tenant_insert on api_usage;
drop policy tenant_update on api_usage;
drop policy tenant_delete on api_usage;

-- A widget on the organisation's own pages. Its id is public; what lets visitors in is that their page's origin is named
-- here, and a token that is signed, short-lived and bound to that origin.
create table widgets (
  org_id uuid not null constraint widgets_org_fkey references organisations (id),
  id uuid not null,
  name text not null constraint widgets_name_check check (length(name) between 1 and 80),
  -- `https://www.harbor.example`, as browsers write it.
  origins text[] not null constraint widgets_origins_check check (cardinality(origins) between 1 and 20
    and array_to_string(origins, ' ') ~ '^(https?://[a-z0-9.-]{1,253}(:[0-9]{1,5})?( |$))+$'),
  is_active boolean not null default true,
  token_minutes int not null default 15
    constraint widgets_token_minutes_check check (token_minutes between 1 and 60),
  -- However often it is renewed, a visitor's token ends so long after the first.
  visit_hours int not null default 24 constraint widgets_visit_hours_check check (visit_hours between 1 and 168),
  -- Tokens name the generation that signed them. Raised by one the generation before goes on until previous_until, by
  -- two nothing signed before holds any longer.
  generation int not null default 1,
  previous_until timestamptz,
  custom jsonb not null default '{}',
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid,
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  constraint widgets_pkey primary key (org_id, id)
);
create index widgets_by_id on widgets (id);
create index widgets_newest on widgets (org_id, created_at desc, id desc);
select record_table('widgets', staff => $$app_role() in ('owner', 'admin', 'system')$$);
drop policy tenant_insert on widgets;
create policy tenant_insert on widgets for insert to mainline_app
  with check (org_id = app_org() and app_role() in ('owner', 'admin', 'system'));
drop policy tenant_update on widgets;
create policy tenant_update on widgets for update to mainline_app
  using (org_id = app_org() and app_role() in ('owner', 'admin', 'system'))
  with check (org_id = app_org() and app_role() in ('owner', 'admin', 'system'));
create trigger announce after update or delete on widgets
  for each row execute function announce_access_change('widget');

-- When and from which page a widget was last used; apart from it, so that use is no change to audit.
create table widget_uses (
  org_id uuid not null,
  widget_id uuid not null,
  last_used_at timestamptz not null,
  last_origin text not null,
  -- Tokens given out.
  tokens bigint not null default 0,
  constraint widget_uses_pkey primary key (org_id, widget_id),
  constraint widget_uses_widget_fkey foreign key (org_id, widget_id) references widgets (org_id, id) on delete cascade
);
select tenant_table('widget_uses', staff => $$app_role() in ('owner', 'admin', 'system')$$, grants => 'select');
drop policy tenant_insert on widget_uses;
drop policy tenant_update on widget_uses;
drop policy tenant_delete on widget_uses;
