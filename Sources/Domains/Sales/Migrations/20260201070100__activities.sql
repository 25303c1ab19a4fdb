-- What people have planned with customers and leads, and what came of it: calls, meetings, e-mails, tasks.

create table activities (
  org_id uuid not null constraint activities_org_fkey references organisations (id),
  id uuid not null,
  kind text not null default 'task' constraint activities_kind_check check (kind in ('call', 'meeting', 'email', 'task')),
  subject text not null constraint activities_subject_check check (length(subject) between 1 and 200),
  notes text constraint activities_notes_check check (length(notes) <= 20000),
  place text constraint activities_place_check check (length(place) <= 300),
  -- When it begins; of a task, when it is due.
  starts_at timestamptz not null,
  ends_at timestamptz,
  all_day boolean not null default false,
  priority text not null default 'normal' constraint activities_priority_check check (priority in ('low', 'normal', 'high')),
  -- Overdue is written down by the clock, so that lists find it by an index.
  status text not null default 'open' constraint activities_status_check check (status in ('open', 'overdue', 'done', 'cancelled')),
  owner_id uuid default app_user(),
  customer_id uuid,
  lead_id uuid,
  deal_id uuid,
  contact_id uuid,
  done_at timestamptz,
  done_by uuid,
  outcome text constraint activities_outcome_length_check check (length(outcome) <= 4000),
  -- Minutes before it begins at which the owner is reminded.
  remind_before int constraint activities_remind_before_check check (remind_before between 0 and 40320),
  remind_at timestamptz,
  reminded_at timestamptz,
  custom jsonb not null default '{}',
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid default app_user(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  constraint activities_pkey primary key (org_id, id),
  constraint activities_owner_fkey foreign key (org_id, owner_id) references members (org_id, id),
  constraint activities_customer_fkey foreign key (org_id, customer_id) references customers (org_id, id),
  constraint activities_lead_fkey foreign key (org_id, lead_id) references leads (org_id, id),
  constraint activities_ends_check check (ends_at >= starts_at),
  constraint activities_done_check check ((status = 'done') = (done_at is not null))
);
create index activities_by_start on activities (org_id, starts_at, id) where deleted_at is null;
create index activities_by_age on activities (org_id, created_at desc, id desc) where deleted_at is null;
create index activities_by_status on activities (org_id, status, starts_at, id) where deleted_at is null;
create index activities_by_kind on activities (org_id, kind, starts_at, id) where deleted_at is null;
create index activities_by_owner on activities (org_id, owner_id, starts_at, id) where deleted_at is null;
create index activities_waiting on activities (org_id, owner_id, starts_at, id)
  where status in ('open', 'overdue') and deleted_at is null;
create index activities_by_customer on activities (org_id, customer_id, starts_at desc, id desc)
  where customer_id is not null and deleted_at is null;
create index activities_by_lead on activities (org_id, lead_id, starts_at desc, id desc)
  where lead_id is not null and deleted_at is null;
create index activities_by_deal on activities (org_id, deal_id, starts_at desc, id desc)
  where deal_id is not null and deleted_at is null;
-- What the clock looks for, over all organisations.
create index activities_to_remind on activities (remind_at)
  where remind_at is not null and reminded_at is null and status in ('open', 'overdue') and deleted_at is null;
create index activities_to_fall_due on activities (starts_at) where status = 'open' and deleted_at is null;
create index activities_subject_search on activities using gin (org_id, subject gin_trgm_ops);

-- When to remind follows from when it begins; one that is moved reminds anew. One that lies ahead again is not overdue.
create function settle_activity() returns trigger language plpgsql as $$
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
create trigger settle before insert or update on activities for each row execute function settle_activity();
select record_table('activities', staff => $$app_role() <> 'sales' or owner_id = app_user()$$);
