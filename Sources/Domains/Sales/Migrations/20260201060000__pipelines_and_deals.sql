-- Pipelines, their stages, and the deals that move through them.

create table pipelines (
  org_id uuid not null constraint pipelines_org_fkey references organisations (id),
  id uuid not null,
  name text not null constraint pipelines_name_check check (length(name) between 1 and 80),
  position int not null default 0,
  -- Where a deal goes that names no pipeline.
  is_default boolean not null default false,
  -- Whether a move to a stage that is not there makes it, instead of being refused.
  creates_missing_stages boolean not null default false,
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid default app_user(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  constraint pipelines_pkey primary key (org_id, id)
);
create unique index pipelines_name_key on pipelines (org_id, lower(name)) where deleted_at is null;
create unique index pipelines_default_key on pipelines (org_id) where is_default and deleted_at is null;
create index pipelines_by_position on pipelines (org_id, position, id) where deleted_at is null;
create index pipelines_by_age on pipelines (org_id, created_at desc, id desc) where deleted_at is null;
select record_table('pipelines');

create table pipeline_stages (
  org_id uuid not null constraint pipeline_stages_org_fkey references organisations (id),
  id uuid not null,
  pipeline_id uuid not null,
  name text not null constraint pipeline_stages_name_check check (length(name) between 1 and 80),
  position int not null default 0,
  kind text not null default 'open' constraint pipeline_stages_kind_check check (kind in ('open', 'won', 'lost')),
  probability int not null default 10 constraint pipeline_stages_probability_check check (probability between 0 and 100),
  forecast_category text not null default 'pipeline' constraint pipeline_stages_forecast_category_check
    check (forecast_category in ('pipeline', 'best_case', 'commit', 'closed', 'omitted')),
  -- Days without a move or an activity after which a deal counts as stalled; null for never.
  rot_days int constraint pipeline_stages_rot_days_check check (rot_days between 1 and 1000),
  -- Fields of a deal that must be filled in before it may come here.
  required_fields text[] not null default '{}',
  tone text not null default 'neutral'
    constraint pipeline_stages_tone_check check (tone in ('neutral', 'info', 'good', 'warn', 'bad')),
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid default app_user(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  constraint pipeline_stages_pkey primary key (org_id, id),
  constraint pipeline_stages_pipeline_fkey foreign key (org_id, pipeline_id) references pipelines (org_id, id)
);
create unique index pipeline_stages_name_key on pipeline_stages (org_id, pipeline_id, lower(name)) where deleted_at is null;
create index pipeline_stages_by_position on pipeline_stages (org_id, position, id) where deleted_at is null;
create index pipeline_stages_by_age on pipeline_stages (org_id, created_at desc, id desc) where deleted_at is null;
select record_table('pipeline_stages');

create table loss_reasons (
  org_id uuid not null constraint loss_reasons_org_fkey references organisations (id),
  id uuid not null,
  name text not null constraint loss_reasons_name_check check (length(name) between 1 and 80),
  position int not null default 0,
  is_active boolean not null default true,
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid default app_user(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  constraint loss_reasons_pkey primary key (org_id, id)
);
create unique index loss_reasons_name_key on loss_reasons (org_id, lower(name)) where deleted_at is null;
create index loss_reasons_by_position on loss_reasons (org_id, position, id) where deleted_at is null;
create index loss_reasons_by_age on loss_reasons (org_id, created_at desc, id desc) where deleted_at is null;
select record_table('loss_reasons');

create table competitors (
  org_id uuid not null constraint competitors_org_fkey references organisations (id),
  id uuid not null,
  name text not null constraint competitors_name_check check (length(name) between 1 and 120),
  website text constraint competitors_website_check check (length(website) <= 2000),
  strengths text constraint competitors_strengths_check check (length(strengths) <= 4000),
  weaknesses text constraint competitors_weaknesses_check check (length(weaknesses) <= 4000),
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid default app_user(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  constraint competitors_pkey primary key (org_id, id)
);
create unique index competitors_name_key on competitors (org_id, lower(name)) where deleted_at is null;
create index competitors_by_age on competitors (org_id, created_at desc, id desc) where deleted_at is null;
select record_table('competitors');

create table deals (
  org_id uuid not null constraint deals_org_fkey references organisations (id),
  id uuid not null,
  title text not null constraint deals_title_check check (length(title) between 1 and 200),
  customer_id uuid,
  lead_id uuid,
  -- The stage's; a deal that names neither begins in the default pipeline's first open stage.
  pipeline_id uuid not null,
  stage_id uuid not null,
  -- The stage's kind.
  status text not null default 'open' constraint deals_status_check check (status in ('open', 'won', 'lost')),
  -- Where the card lies in its column, smallest first. New and moved ones come on top.
  position bigint not null,
  value_minor bigint not null default 0 constraint deals_value_minor_check check (value_minor >= 0),
  currency char(3) not null constraint deals_currency_check check (currency ~ '^[A-Z]{3}$'),
  -- While a deal has lines, its value is their sum.
  line_count int not null default 0,
  lines_minor bigint not null default 0,
  -- What counts: the stage's, or the owner's own estimate.
  probability int not null constraint deals_probability_check check (probability between 0 and 100),
  stage_probability int not null default 0
    constraint deals_stage_probability_check check (stage_probability between 0 and 100),
  -- From the history of what was won and lost; see the job deals.learn.
  learned_probability int constraint deals_learned_probability_check check (learned_probability between 0 and 100),
  learned_reasons jsonb not null default '[]',
  learned_at timestamptz,
  forecast_category text not null constraint deals_forecast_category_check
    check (forecast_category in ('pipeline', 'best_case', 'commit', 'closed', 'omitted')),
  expected_close_on date,
  closed_at timestamptz,
  -- The day of closed_at where the organisation is.
  closed_on date,
  loss_reason_id uuid,
  loss_notes text constraint deals_loss_notes_check check (length(loss_notes) <= 4000),
  -- A sales person sees only their own, so what they add is theirs unless said otherwise.
  owner_id uuid default case when app_role() = 'sales' then app_user() end,
  source text not null default 'manual' constraint deals_source_check check (length(source) between 1 and 60),
  next_step text constraint deals_next_step_check check (length(next_step) <= 300),
  next_step_on date,
  notes text constraint deals_notes_check check (length(notes) <= 20000),
  tags text[] not null default '{}',
  stage_entered_at timestamptz not null default now(),
  last_activity_at timestamptz,
  -- When the stage's days are over without a move or an activity.
  stalls_at timestamptz,
  custom jsonb not null default '{}',
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid default app_user(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  constraint deals_pkey primary key (org_id, id),
  constraint deals_customer_fkey foreign key (org_id, customer_id) references customers (org_id, id),
  constraint deals_lead_fkey foreign key (org_id, lead_id) references leads (org_id, id),
  constraint deals_pipeline_fkey foreign key (org_id, pipeline_id) references pipelines (org_id, id),
  constraint deals_stage_fkey foreign key (org_id, stage_id) references pipeline_stages (org_id, id),
  constraint deals_owner_fkey foreign key (org_id, owner_id) references members (org_id, id),
  constraint deals_loss_reason_fkey foreign key (org_id, loss_reason_id) references loss_reasons (org_id, id),
  constraint deals_loss_reason_check check (status <> 'lost' or loss_reason_id is not null),
  constraint deals_closed_check check ((status = 'open') = (closed_at is null))
);
create index deals_by_age on deals (org_id, created_at desc, id desc) where deleted_at is null;
create index deals_by_stage on deals (org_id, stage_id, position, id) where deleted_at is null;
create index deals_by_pipeline on deals (org_id, pipeline_id, created_at desc, id desc) where deleted_at is null;
create index deals_by_status on deals (org_id, status, created_at desc, id desc) where deleted_at is null;
create index deals_by_owner on deals (org_id, owner_id, created_at desc, id desc) where deleted_at is null;
create index deals_by_customer on deals (org_id, customer_id, created_at desc, id desc) where deleted_at is null;
create index deals_by_value on deals (org_id, value_minor desc, id desc) where deleted_at is null;
create index deals_by_expected_close on deals (org_id, expected_close_on, id) where deleted_at is null;
create index deals_by_closed on deals (org_id, closed_on, id) where closed_on is not null and deleted_at is null;
create index deals_by_title on deals (org_id, title, id) where deleted_at is null;
create index deals_by_probability on deals (org_id, probability desc, id desc) where deleted_at is null;
create index deals_by_stall on deals (org_id, stalls_at, id) where status = 'open' and deleted_at is null;
create unique index deals_lead_key on deals (org_id, lead_id) where lead_id is not null and deleted_at is null;
create index deals_by_loss_reason on deals (org_id, loss_reason_id) where loss_reason_id is not null;
create index deals_title_search on deals using gin (org_id, title gin_trgm_ops);
create index deals_tags on deals using gin (org_id, tags);
select record_table('deals', staff => $$app_role() <> 'sales' or owner_id = app_user()$$);

-- What the machine learns of a deal is no change anyone made: neither a new version nor an entry in the audit trail.
drop trigger touch on deals;
create trigger touch before update on deals for each row
  when (new.learned_at is not distinct from old.learned_at) execute function touch_record();
drop trigger audit on deals;
create trigger audit after insert or delete on deals for each row execute function audit_row();
create trigger audit_change after update on deals for each row
  when (new.learned_at is not distinct from old.learned_at) execute function audit_row();

-- What is sold: while there are lines, they make the deal's value.
create table deal_lines (
  org_id uuid not null constraint deal_lines_org_fkey references organisations (id),
  id uuid not null,
  deal_id uuid not null,
  position int not null default 0,
  description text not null constraint deal_lines_description_check check (length(description) between 1 and 300),
  quantity int not null default 1 constraint deal_lines_quantity_check check (quantity between 1 and 1000000),
  unit_price_minor bigint not null constraint deal_lines_unit_price_check
    check (unit_price_minor between 0 and 1000000000000),
  discount_percent numeric(5, 2) not null default 0
    constraint deal_lines_discount_check check (discount_percent between 0 and 100),
  currency char(3) not null constraint deal_lines_currency_check check (currency ~ '^[A-Z]{3}$'),
  total_minor bigint not null
    generated always as (round(quantity * unit_price_minor * (100 - discount_percent) / 100)::bigint) stored,
  -- The deal's, so that a sales person sees the lines of their own.
  owner_id uuid default case when app_role() = 'sales' then app_user() end,
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid default app_user(),
  updated_at timestamptz not null default now(),
  constraint deal_lines_pkey primary key (org_id, id),
  constraint deal_lines_deal_fkey foreign key (org_id, deal_id) references deals (org_id, id) on delete cascade
);
create index deal_lines_by_deal on deal_lines (org_id, deal_id, position, id);
create index deal_lines_by_age on deal_lines (org_id, created_at desc, id desc);
select record_table('deal_lines', staff => $$app_role() <> 'sales' or owner_id = app_user()$$);

create table deal_competitors (
  org_id uuid not null constraint deal_competitors_org_fkey references organisations (id),
  id uuid not null,
  deal_id uuid not null,
  competitor_id uuid not null,
  note text constraint deal_competitors_note_check check (length(note) <= 1000),
  -- Whether the deal went to them.
  is_winner boolean not null default false,
  owner_id uuid default case when app_role() = 'sales' then app_user() end,
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid default app_user(),
  updated_at timestamptz not null default now(),
  constraint deal_competitors_pkey primary key (org_id, id),
  constraint deal_competitors_deal_fkey foreign key (org_id, deal_id) references deals (org_id, id) on delete cascade,
  constraint deal_competitors_competitor_fkey foreign key (org_id, competitor_id) references competitors (org_id, id),
  constraint deal_competitors_competitor_key unique (org_id, deal_id, competitor_id)
);
create index deal_competitors_by_competitor on deal_competitors (org_id, competitor_id, created_at desc, id desc);
create index deal_competitors_by_age on deal_competitors (org_id, created_at desc, id desc);
select record_table('deal_competitors', staff => $$app_role() <> 'sales' or owner_id = app_user()$$);

-- Every stay of a deal in a stage.
create table deal_stage_entries (
  org_id uuid not null constraint deal_stage_entries_org_fkey references organisations (id),
  id uuid not null,
  deal_id uuid not null,
  pipeline_id uuid not null,
  stage_id uuid not null,
  from_stage_id uuid,
  entered_at timestamptz not null,
  left_at timestamptz,
  entered_by uuid default app_user(),
  owner_id uuid,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint deal_stage_entries_pkey primary key (org_id, id),
  constraint deal_stage_entries_deal_fkey foreign key (org_id, deal_id) references deals (org_id, id) on delete cascade,
  constraint deal_stage_entries_stage_fkey foreign key (org_id, stage_id) references pipeline_stages (org_id, id)
);
create index deal_stage_entries_by_deal on deal_stage_entries (org_id, deal_id, entered_at desc, id desc);
create index deal_stage_entries_by_stage on deal_stage_entries (org_id, stage_id, entered_at desc);
create index deal_stage_entries_by_age on deal_stage_entries (org_id, entered_at desc, id desc);
select tenant_table('deal_stage_entries', staff => $$app_role() <> 'sales' or owner_id = app_user()$$);

-- Sums over deals by everything figures ask for. Changes are added as rows of their own (nobody waits for anybody), and
-- folded into one row per key by the job deals.fold-rollups: a sum over all rows is right at any time.
create table deal_rollups (
  org_id uuid not null constraint deal_rollups_org_fkey references organisations (id),
  -- Of the columns up to currency.
  key uuid not null,
  id uuid not null,
  is_delta boolean not null,
  pipeline_id uuid not null,
  stage_id uuid not null,
  -- A deal's status, or 'passed' for a stay in a stage that has ended.
  status text not null,
  forecast_category text not null,
  owner_id uuid,
  source text not null,
  loss_reason_id uuid,
  -- First day of the month in which an open deal is expected to close, a closed one was closed, or a stage was left.
  month date,
  currency char(3) not null,
  deals bigint not null,
  value_minor numeric(30, 0) not null,
  weighted_minor numeric(30, 0) not null,
  -- By the learned probability; the stage's where nothing has been learned.
  learned_minor numeric(30, 0) not null,
  -- From the making to the closing of closed deals; or stays in a stage.
  seconds numeric(30, 0) not null,
  passages bigint not null,
  constraint deal_rollups_pkey primary key (org_id, key, id)
);
create index deal_rollups_deltas on deal_rollups (org_id) where is_delta;
create index deal_rollups_by_status on deal_rollups (org_id, status, month);
select tenant_table('deal_rollups', staff => $$app_role() <> 'sales' or owner_id = app_user()$$);

-- What the rollups of open and closed deals said on a day.
create table forecast_snapshots (
  org_id uuid not null constraint forecast_snapshots_org_fkey references organisations (id),
  day date not null,
  key uuid not null,
  pipeline_id uuid not null,
  owner_id uuid,
  status text not null,
  forecast_category text not null,
  month date,
  currency char(3) not null,
  deals bigint not null,
  value_minor numeric(30, 0) not null,
  weighted_minor numeric(30, 0) not null,
  learned_minor numeric(30, 0) not null,
  constraint forecast_snapshots_pkey primary key (org_id, day, key)
);
select tenant_table('forecast_snapshots', staff => $$app_role() <> 'sales' or owner_id = app_user()$$);

-- What has been learned from deals won and lost, to judge open ones by.
create table deal_models (
  org_id uuid not null constraint deal_models_org_fkey references organisations (id),
  -- Of each feature and value, how many were won and lost.
  counts jsonb not null,
  won bigint not null,
  lost bigint not null,
  trained_at timestamptz not null,
  constraint deal_models_pkey primary key (org_id)
);
select tenant_table('deal_models');
