-- What an organisation has agreed to, what it has used of it, and what else narrows its channels.

alter table organisations
  add plan text not null default 'unlimited' constraint organisations_plan_check check (plan ~ '^[a-z][a-z0-9-]{0,39}$'),
  add plan_since timestamptz,
  add trial_ends_at timestamptz,
  add grace_until timestamptz,
  -- Where its caps differ from its plan's: {"calls": 500}; a negative number takes the limit away.
  add plan_caps jsonb not null default '{}' constraint organisations_plan_caps_check check (jsonb_typeof(plan_caps) = 'object'),
  -- The plan's cap of members, so that no way of adding one gets past it; null: none.
  add members_cap int constraint organisations_members_cap_check check (members_cap > 0);

create function keep_members_cap() returns trigger language plpgsql as $$
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
create trigger keep_cap_of_new after insert on members for each row
  when (new.is_active) execute function keep_members_cap();
create trigger keep_cap_of_returning after update of is_active on members for each row
  when (new.is_active and not old.is_active) execute function keep_members_cap();

-- What narrows an organisation besides its plan: a lockdown, an address nobody has confirmed. A row while it holds.
create table organisation_restrictions (
  org_id uuid not null constraint organisation_restrictions_org_fkey references organisations (id),
  kind text not null constraint organisation_restrictions_kind_check
    check (kind in ('lockdown', 'keys_paused', 'unverified', 'suspended')),
  since timestamptz not null default now(),
  -- Over by itself then.
  until timestamptz,
  note text constraint organisation_restrictions_note_check check (length(note) between 1 and 500),
  made_by text not null,
  constraint organisation_restrictions_pkey primary key (org_id, kind),
  constraint organisation_restrictions_until_check check (until > since)
);
select tenant_table('organisation_restrictions', grants => 'select, insert, update, delete');
drop policy tenant_insert on organisation_restrictions;
drop policy tenant_update on organisation_restrictions;
drop policy tenant_delete on organisation_restrictions;
-- Admins shut and open their own doors; what was put there by Mainline or the operator is not theirs to lift.
create policy tenant_insert on organisation_restrictions for insert to mainline_app with check (org_id = app_org()
  and (app_role() = 'system' or app_role() in ('owner', 'admin') and kind in ('lockdown', 'keys_paused')));
create policy tenant_update on organisation_restrictions for update to mainline_app
  using (org_id = app_org()
    and (app_role() = 'system' or app_role() in ('owner', 'admin') and kind in ('lockdown', 'keys_paused')))
  with check (org_id = app_org()
    and (app_role() = 'system' or app_role() in ('owner', 'admin') and kind in ('lockdown', 'keys_paused')));
create policy tenant_delete on organisation_restrictions for delete to mainline_app
  using (org_id = app_org()
    and (app_role() = 'system' or app_role() in ('owner', 'admin') and kind in ('lockdown', 'keys_paused')));
select audited_table('organisation_restrictions');

-- How much has been used, by month of the organisation's own calendar. Counted by a job beside the work, never by the
-- work itself, so that no call waits for another's count.
create table plan_usage (
  org_id uuid not null constraint plan_usage_org_fkey references organisations (id),
  cap text not null constraint plan_usage_cap_check check (cap in ('members', 'calls', 'texts', 'storage', 'requests')),
  period date not null,
  amount bigint not null constraint plan_usage_amount_check check (amount >= 0),
  -- Everything before this has been counted.
  counted_to timestamptz not null,
  -- When the cap was reached; null while it is not.
  reached_at timestamptz,
  -- Of how many hundredths the organisation has been told: 0, 80 or 100.
  told int not null default 0,
  constraint plan_usage_pkey primary key (org_id, cap, period)
);
select tenant_table('plan_usage', grants => 'select');
drop policy tenant_insert on plan_usage;
drop policy tenant_update on plan_usage;
drop policy tenant_delete on plan_usage;

-- Tells every process that what it remembers of the organisation's standing no longer holds.
create function announce_standing() returns trigger language plpgsql as $$
begin
  perform pg_notify('mainline_access', 'organisation:' || case tg_op when 'DELETE' then old.org_id else new.org_id end);
  return null;
end $$;
create trigger announce after insert or update or delete on organisation_restrictions
  for each row execute function announce_standing();
create trigger announce_reached after update on plan_usage for each row
  when (old.reached_at is distinct from new.reached_at) execute function announce_standing();
create trigger announce_new after insert on plan_usage for each row execute function announce_standing();

-- Refusals that a process counted before anybody was known by name: webhooks with a wrong signature, keys used too often.
create table refusal_tallies (
  org_id uuid not null constraint refusal_tallies_org_fkey references organisations (id),
  kind text not null constraint refusal_tallies_kind_check check (kind in ('webhooks', 'rate_limits')),
  hour timestamptz not null,
  amount bigint not null,
  constraint refusal_tallies_pkey primary key (org_id, kind, hour)
);
select tenant_table('refusal_tallies', staff => $$app_role() in ('owner', 'admin', 'manager', 'system')$$, grants => 'select');
drop policy tenant_insert on refusal_tallies;
drop policy tenant_update on refusal_tallies;
drop policy tenant_delete on refusal_tallies;

-- What was far from usual, until somebody has looked at it.
create table anomalies (
  org_id uuid not null constraint anomalies_org_fkey references organisations (id),
  id uuid not null,
  kind text not null constraint anomalies_kind_check
    check (kind in ('calls_of_number', 'calls', 'texts', 'sign_ins', 'webhooks', 'rate_limits')),
  -- The number, or empty where it is about the whole organisation.
  subject text not null default '',
  observed bigint not null,
  usual bigint not null,
  status text not null default 'open' constraint anomalies_status_check check (status in ('open', 'dismissed', 'over')),
  raised_at timestamptz not null,
  last_seen_at timestamptz not null,
  dismissed_by text,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint anomalies_pkey primary key (org_id, id)
);
create unique index anomalies_open_key on anomalies (org_id, kind, subject) where status = 'open';
create index anomalies_newest on anomalies (org_id, raised_at desc, id desc);
select record_table('anomalies', staff => $$app_role() in ('owner', 'admin', 'manager', 'system')$$);
