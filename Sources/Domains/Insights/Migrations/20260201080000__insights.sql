-- How many customers there are by the day they were added, kept as they change, so that a figure costs the same with a
-- thousand customers and with ten million. Each change adds a line with the difference, so that two at once do not wait
-- for each other; a job adds the lines up.
create table customer_tallies (
  org_id uuid not null constraint customer_tallies_org_fkey references organisations (id),
  id uuid not null,
  -- In the organisation's zone.
  day date not null,
  source text not null,
  status text not null,
  owner_id uuid,
  count bigint not null,
  constraint customer_tallies_pkey primary key (org_id, id)
);
create index customer_tallies_by_day on customer_tallies (org_id, day) include (source, status, owner_id, count);
select tenant_table('customer_tallies', staff => $$app_role() <> 'sales' or owner_id = app_user()$$,
  grants => 'select, insert, delete');

create function tally_customer(customer customers, difference int) returns void language sql volatile
  begin atomic
    insert into customer_tallies (org_id, id, day, source, status, owner_id, count)
    select customer.org_id, uuid_v7(), (customer.created_at at time zone o.zone)::date, customer.source, customer.status,
      customer.owner_id, difference
    from organisations o where o.id = customer.org_id;
  end;

create function tally_customers() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' and old.deleted_at is null then perform tally_customer(old, -1); end if;
  if tg_op <> 'DELETE' and new.deleted_at is null then perform tally_customer(new, 1); end if;
  return null;
end $$;
create trigger tally after insert or delete on customers for each row execute function tally_customers();
create trigger tally_change after update on customers for each row
  when ((new.source, new.status, new.owner_id, new.created_at, new.deleted_at)
    is distinct from (old.source, old.status, old.owner_id, old.created_at, old.deleted_at))
  execute function tally_customers();

-- Those who are there already. The owner sees rows only while the protection is not forced upon it.
alter table customers no force row level security;
alter table organisations no force row level security;
alter table customer_tallies no force row level security;
insert into customer_tallies (org_id, id, day, source, status, owner_id, count)
  select c.org_id, uuid_v7(), (c.created_at at time zone o.zone)::date, c.source, c.status, c.owner_id, count(*)
  from customers c join organisations o on o.id = c.org_id where c.deleted_at is null
  group by 1, 3, 4, 5, 6;
alter table customers force row level security;
alter table organisations force row level security;
alter table customer_tallies force row level security;

-- Reports that people have put together themselves: what is counted, of which records, by what.
create table saved_reports (
  org_id uuid not null constraint saved_reports_org_fkey references organisations (id),
  id uuid not null,
  title text not null constraint saved_reports_title_check check (length(title) between 1 and 120),
  resource text not null,
  -- Conditions as a list's address has them.
  filter text not null default '' constraint saved_reports_filter_check check (length(filter) <= 4000),
  -- Field, or field:month for a date.
  group_by text not null,
  then_by text,
  -- count, or sum:field.
  measure text not null default 'count',
  drawing text not null default 'bar'
    constraint saved_reports_drawing_check check (drawing in ('table', 'bar', 'line', 'stacked', 'horizontal')),
  is_shared boolean not null default false,
  -- Null for one that a program made, which everyone sees.
  created_by uuid default app_user(),
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  constraint saved_reports_pkey primary key (org_id, id)
);
create index saved_reports_by_age on saved_reports (org_id, created_at desc, id desc) where deleted_at is null;
select record_table('saved_reports', staff => $$is_shared or created_by is null or created_by = app_user()$$);

-- What a figure should be in a month.
create table figure_targets (
  org_id uuid not null constraint figure_targets_org_fkey references organisations (id),
  id uuid not null,
  figure text not null,
  target numeric(18, 2) not null constraint figure_targets_target_check check (target >= 0),
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid default app_user(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  constraint figure_targets_pkey primary key (org_id, id)
);
create unique index figure_targets_figure_key on figure_targets (org_id, figure) where deleted_at is null;
create index figure_targets_by_age on figure_targets (org_id, created_at desc, id desc) where deleted_at is null;
select record_table('figure_targets');
