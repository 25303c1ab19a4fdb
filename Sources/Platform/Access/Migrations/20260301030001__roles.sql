-- Teams group members. Whose team somebody is in decides what a custom role that says "team" shows them.
create table teams (
  org_id uuid not null constraint teams_org_fkey references organisations (id),
  id uuid not null,
  name text not null constraint teams_name_check check (length(name) between 1 and 80),
  description text not null default '' constraint teams_description_check check (length(description) <= 500),
  lead_id uuid,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint teams_pkey primary key (org_id, id),
  constraint teams_lead_fkey foreign key (org_id, lead_id) references members (org_id, id)
);
create unique index teams_name_key on teams (org_id, lower(name));
create index teams_by_name on teams (org_id, name, id);
create index teams_by_lead on teams (org_id, lead_id) where lead_id is not null;
select record_table('teams');

create table team_members (
  org_id uuid not null constraint team_members_org_fkey references organisations (id),
  id uuid not null,
  team_id uuid not null,
  member_id uuid not null,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint team_members_pkey primary key (org_id, id),
  constraint team_members_key unique (org_id, team_id, member_id),
  constraint team_members_team_fkey foreign key (org_id, team_id) references teams (org_id, id) on delete cascade,
  constraint team_members_member_fkey foreign key (org_id, member_id) references members (org_id, id)
);
create index team_members_by_member on team_members (org_id, member_id, team_id);
create index team_members_newest on team_members (org_id, created_at desc, id desc);
select record_table('team_members');

-- A role that an organisation makes by taking away from another one. The base never changes: people have both.
create table custom_roles (
  org_id uuid not null constraint custom_roles_org_fkey references organisations (id),
  id uuid not null,
  name text not null constraint custom_roles_name_check check (length(name) between 1 and 80),
  description text not null default '' constraint custom_roles_description_check check (length(description) <= 500),
  -- Owners are never narrowed: an organisation needs somebody who can put everything right.
  base_role text not null constraint custom_roles_base_role_check
    check (base_role in ('admin', 'manager', 'sales', 'agent', 'technician', 'viewer')),
  -- {"leads": {"verbs": {"read": "own"}, "fields": {"phone": "hidden"}}}
  rules jsonb not null default '{}' constraint custom_roles_rules_check
    check (jsonb_typeof(rules) = 'object' and length(rules::text) <= 65536),
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint custom_roles_pkey primary key (org_id, id),
  -- What a member or key refers to, so that its role is always the one that is narrowed.
  constraint custom_roles_base_key unique (org_id, id, base_role)
);
create unique index custom_roles_name_key on custom_roles (org_id, lower(name));
create index custom_roles_by_name on custom_roles (org_id, name, id);
select record_table('custom_roles');

alter table members add custom_role_id uuid,
  add constraint members_custom_role_fkey foreign key (org_id, custom_role_id, role)
    references custom_roles (org_id, id, base_role);
create index members_by_custom_role on members (org_id, custom_role_id) where custom_role_id is not null;
grant update (custom_role_id) on members to mainline_app;

alter table api_keys add custom_role_id uuid,
  add constraint api_keys_custom_role_fkey foreign key (org_id, custom_role_id, role)
    references custom_roles (org_id, id, base_role);
create index api_keys_by_custom_role on api_keys (org_id, custom_role_id) where custom_role_id is not null;

-- Owners and admins say who may do what.
do $$
declare
  target regclass;
begin
  foreach target in array '{teams, team_members, custom_roles}'::regclass[] loop
    execute format('create policy admins_insert on %s as restrictive for insert to mainline_app
      with check (org_id = app_org() and app_role() in (''owner'', ''admin'', ''system''))', target);
    execute format('create policy admins_update on %s as restrictive for update to mainline_app
      using (org_id = app_org() and app_role() in (''owner'', ''admin'', ''system''))', target);
    execute format('create policy admins_delete on %s as restrictive for delete to mainline_app
      using (org_id = app_org() and app_role() in (''owner'', ''admin'', ''system''))', target);
    perform unnarrowed_table(target);
  end loop;
end $$;

-- Whoever is narrowed gives nobody anything, and is given nothing by themselves.
create policy narrowed_insert on members as restrictive for insert to mainline_narrowed with check (false);
create policy narrowed_update on members as restrictive for update to mainline_narrowed
  using (org_id = app_org() and id = app_user());
select unnarrowed_table('api_keys');

-- Nobody changes their own role, and none but owners change an owner's (a policy says so).
create function guard_member_role() returns trigger language plpgsql as $$
begin
  if new.id = nullif(current_setting('app.user', true), '')::uuid then
    raise exception 'nobody changes their own role'
      using errcode = 'check_violation', constraint = 'members_own_role_check', table = 'members';
  end if;
  return new;
end $$;
create trigger guard_role before update on members for each row
  when (old.role is distinct from new.role or old.custom_role_id is distinct from new.custom_role_id)
  execute function guard_member_role();

-- What is remembered of people's roles and teams no longer holds, in any process.
create function announce_role_change() returns trigger language plpgsql as $$
begin
  perform pg_notify('mainline_access', 'role:' || old.id);
  return null;
end $$;
create trigger announce after update or delete on custom_roles for each row execute function announce_role_change();

create function announce_team_change() returns trigger language plpgsql as $$
begin
  perform pg_notify('mainline_access', 'organisation:' || coalesce(new.org_id, old.org_id));
  return null;
end $$;
create trigger announce after insert or update or delete on team_members
  for each row execute function announce_team_change();
create trigger announce after update of lead_id on teams for each row execute function announce_team_change();
