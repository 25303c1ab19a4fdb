-- What is done about a lead: scored, assigned, answered in time, converted or lost.

alter table leads
  add column city text constraint leads_city_check check (length(city) <= 120),
  add column region text constraint leads_region_check check (length(region) <= 120),
  add column postcode text constraint leads_postcode_check check (length(postcode) <= 20),
  -- Why the score: rules and their points.
  add column score_reasons jsonb not null default '[]',
  add column scored_at timestamptz,
  -- Why the owner.
  add column assignment_reasons jsonb not null default '[]',
  add column assigned_at timestamptz,
  add column response_due_at timestamptz,
  add column first_response_at timestamptz,
  add column loss_reason_id uuid,
  add column loss_notes text constraint leads_loss_notes_check check (length(loss_notes) <= 4000),
  add column lost_at timestamptz,
  add column converted_deal_id uuid,
  add column converted_at timestamptz,
  add constraint leads_loss_reason_fkey foreign key (org_id, loss_reason_id) references loss_reasons (org_id, id),
  add constraint leads_converted_deal_fkey foreign key (org_id, converted_deal_id) references deals (org_id, id);
create index leads_waiting on leads (org_id, created_at, id) where owner_id is null and status = 'new' and deleted_at is null;
create index leads_in_hand on leads (org_id, owner_id)
  where status in ('new', 'contacted', 'qualified') and deleted_at is null;
create index leads_by_due on leads (org_id, response_due_at, id) where first_response_at is null and deleted_at is null;
create index leads_to_score on leads (org_id, scored_at nulls first, id)
  where status in ('new', 'contacted', 'qualified') and deleted_at is null;

-- A score is no change anyone made: neither a new version nor an entry in the audit trail.
drop trigger touch on leads;
create trigger touch before update on leads for each row
  when (new.scored_at is not distinct from old.scored_at) execute function touch_record();
drop trigger audit on leads;
create trigger audit after insert or delete on leads for each row execute function audit_row();
create trigger audit_change after update on leads for each row
  when (new.scored_at is not distinct from old.scored_at) execute function audit_row();

create function settle_lead() returns trigger language plpgsql as $$
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
create trigger settle before update on leads for each row execute function settle_lead();

-- Points for what is known of a lead.
create table lead_score_rules (
  org_id uuid not null constraint lead_score_rules_org_fkey references organisations (id),
  id uuid not null,
  name text not null constraint lead_score_rules_name_check check (length(name) between 1 and 120),
  field text not null constraint lead_score_rules_field_check check (field in (
    'source', 'status', 'name', 'company', 'phone', 'email', 'notes', 'tags', 'city', 'region', 'postcode', 'age_days')),
  operator text not null constraint lead_score_rules_operator_check
    check (operator in ('is', 'is_not', 'contains', 'starts_with', 'is_set', 'is_empty', 'at_least', 'at_most')),
  value text constraint lead_score_rules_value_check check (length(value) <= 200),
  points int not null constraint lead_score_rules_points_check check (points between -100 and 100),
  position int not null default 0,
  is_active boolean not null default true,
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid default app_user(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  constraint lead_score_rules_pkey primary key (org_id, id)
);
create index lead_score_rules_by_position on lead_score_rules (org_id, position, id) where deleted_at is null;
create index lead_score_rules_by_age on lead_score_rules (org_id, created_at desc, id desc) where deleted_at is null;
select record_table('lead_score_rules');

-- Who takes leads, and how many.
create table sales_reps (
  org_id uuid not null constraint sales_reps_org_fkey references organisations (id),
  id uuid not null,
  member_id uuid not null,
  is_available boolean not null default true,
  -- A share of the leads: 2 gets twice as many as 1.
  weight int not null default 1 constraint sales_reps_weight_check check (weight between 1 and 100),
  -- Of two who are equally short of leads the higher goes first.
  priority int not null default 0 constraint sales_reps_priority_check check (priority between 0 and 100),
  -- Open leads at once; null for no limit.
  capacity int constraint sales_reps_capacity_check check (capacity between 0 and 100000),
  -- Beginnings of postcodes and phone numbers, or names of regions and towns; none means everywhere.
  territories text[] not null default '{}',
  skills text[] not null default '{}',
  -- Leads given since the shares were last made even.
  assigned_count bigint not null default 0,
  last_assigned_at timestamptz,
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid default app_user(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  constraint sales_reps_pkey primary key (org_id, id),
  constraint sales_reps_member_fkey foreign key (org_id, member_id) references members (org_id, id)
);
create unique index sales_reps_member_key on sales_reps (org_id, member_id) where deleted_at is null;
create index sales_reps_by_age on sales_reps (org_id, created_at desc, id desc) where deleted_at is null;
select record_table('sales_reps');
drop trigger touch on sales_reps;
create trigger touch before update on sales_reps for each row
  when (new.last_assigned_at is not distinct from old.last_assigned_at) execute function touch_record();
drop trigger audit on sales_reps;
create trigger audit after insert or delete on sales_reps for each row execute function audit_row();
create trigger audit_change after update on sales_reps for each row
  when (new.last_assigned_at is not distinct from old.last_assigned_at) execute function audit_row();

-- Whoever joins, comes back or gets another share starts level with the others: nobody has to make up for their absence.
create function settle_sales_rep() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    if new.weight = old.weight and (new.is_available = old.is_available or not new.is_available)
      and new.deleted_at is not distinct from old.deleted_at then return new; end if;
  end if;
  new.assigned_count := coalesce((select round(new.weight * sum(assigned_count)::numeric / nullif(sum(weight), 0))
    from sales_reps where org_id = new.org_id and id <> new.id and is_available and deleted_at is null), new.assigned_count);
  return new;
end $$;
create trigger settle before insert or update on sales_reps for each row execute function settle_sales_rep();

-- What a lead of a kind asks of whoever takes it. The first that fits counts.
create table assignment_rules (
  org_id uuid not null constraint assignment_rules_org_fkey references organisations (id),
  id uuid not null,
  name text not null constraint assignment_rules_name_check check (length(name) between 1 and 120),
  position int not null default 0,
  is_active boolean not null default true,
  -- Fits leads from one of these sources, in one of these territories and with all of these tags; none means any.
  sources text[] not null default '{}',
  territories text[] not null default '{}',
  tags text[] not null default '{}',
  minimum_score int constraint assignment_rules_minimum_score_check check (minimum_score between 0 and 100),
  -- All of which the rep must have.
  skills text[] not null default '{}',
  -- To whom alone it goes; null for whoever is next.
  member_id uuid,
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid default app_user(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  constraint assignment_rules_pkey primary key (org_id, id),
  constraint assignment_rules_member_fkey foreign key (org_id, member_id) references members (org_id, id)
);
create index assignment_rules_by_position on assignment_rules (org_id, position, id) where deleted_at is null;
create index assignment_rules_by_age on assignment_rules (org_id, created_at desc, id desc) where deleted_at is null;
select record_table('assignment_rules');

create function plant_lead_rules(org uuid) returns void language sql volatile
  begin atomic
    insert into lead_score_rules (org_id, id, name, field, operator, value, points, position)
      select org, uuid_v7(), rule.name, rule.field, rule.operator, rule.value, rule.points, rule.place * 10
      from (values (1, 'Has a phone number', 'phone', 'is_set', null, 15), (2, 'Has an e-mail address', 'email', 'is_set', null, 10),
        (3, 'Is a business', 'company', 'is_set', null, 15), (4, 'Was referred', 'source', 'is', 'referral', 30),
        (5, 'Called us', 'source', 'is', 'call', 25), (6, 'Wrote through the website', 'source', 'is', 'web', 15),
        (7, 'From a list', 'source', 'is', 'list', -10), (8, 'Asks for a quote', 'notes', 'contains', 'quote', 15),
        (9, 'Is in a hurry', 'notes', 'contains', 'urgent', 20), (10, 'Qualified', 'status', 'is', 'qualified', 20),
        (11, 'Came this week', 'age_days', 'at_most', '7', 10), (12, 'Older than a month', 'age_days', 'at_least', '31', -20),
        (13, 'Older than a quarter', 'age_days', 'at_least', '92', -20)
      ) as rule (place, name, field, operator, value, points)
      where not exists (select from lead_score_rules where org_id = org);
  end;
