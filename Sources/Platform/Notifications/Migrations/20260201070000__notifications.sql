-- What each member is told, and how they want to be told.

create table notifications (
  org_id uuid not null constraint notifications_org_fkey references organisations (id),
  id uuid not null,
  member_id uuid not null,
  -- `lead.assigned`: preferences go by it.
  kind text not null constraint notifications_kind_check check (kind ~ '^[a-z]+(-[a-z]+)*[.][a-z]+(-[a-z]+)*$'),
  title text not null constraint notifications_title_check check (length(title) between 1 and 200),
  body text not null default '' constraint notifications_body_check check (length(body) <= 500),
  -- Where it leads, in the workspace.
  path text not null constraint notifications_path_check check (path like '/%' and length(path) <= 300),
  tone text not null default 'info'
    constraint notifications_tone_check check (tone in ('neutral', 'info', 'good', 'warn', 'bad')),
  -- Under it the same is told once.
  key text constraint notifications_key_length_check check (length(key) between 1 and 200),
  -- Whether it is listed; some want an e-mail alone.
  in_app boolean not null default true,
  -- Whether it still waits for the next e-mail.
  awaits_email boolean not null default false,
  read_at timestamptz,
  created_at timestamptz not null default now(),
  constraint notifications_pkey primary key (org_id, id),
  constraint notifications_member_fkey foreign key (org_id, member_id) references members (org_id, id),
  constraint notifications_key_key unique (org_id, member_id, key)
);
create index notifications_by_member on notifications (org_id, member_id, id desc);
create index notifications_unread on notifications (org_id, member_id, id desc) where read_at is null and in_app;
create index notifications_awaiting_email on notifications (org_id, member_id) where awaits_email;
-- Everyone tells everyone; each sees and ticks off their own, viewers too.
select tenant_table('notifications', staff => $$app_role() = 'system' or member_id = app_user()$$);
drop policy tenant_read on notifications;
create policy tenant_read on notifications for select to mainline_app
  using (org_id = app_org() and (app_role() = 'system' or (app_is_staff() and member_id = app_user())));
drop policy tenant_update on notifications;
create policy tenant_update on notifications for update to mainline_app
  using (org_id = app_org() and (app_role() = 'system' or (app_is_staff() and member_id = app_user())))
  with check (org_id = app_org() and (app_role() = 'system' or (app_is_staff() and member_id = app_user())));

-- How a member wants to hear of a kind; without a row, as the kind has it.
create table notification_preferences (
  org_id uuid not null constraint notification_preferences_org_fkey references organisations (id),
  member_id uuid not null,
  kind text not null constraint notification_preferences_kind_check check (length(kind) between 1 and 80),
  in_app boolean not null,
  by_email boolean not null,
  updated_at timestamptz not null default now(),
  constraint notification_preferences_pkey primary key (org_id, member_id, kind),
  constraint notification_preferences_member_fkey foreign key (org_id, member_id) references members (org_id, id)
);
-- Read by whoever tells somebody something; set by each for themselves.
select tenant_table('notification_preferences', staff => 'true');
drop policy tenant_insert on notification_preferences;
create policy tenant_insert on notification_preferences for insert to mainline_app
  with check (org_id = app_org() and app_is_staff() and member_id = app_user());
drop policy tenant_update on notification_preferences;
create policy tenant_update on notification_preferences for update to mainline_app
  using (org_id = app_org() and app_is_staff() and member_id = app_user())
  with check (org_id = app_org() and app_is_staff() and member_id = app_user());
drop policy tenant_delete on notification_preferences;
create policy tenant_delete on notification_preferences for delete to mainline_app
  using (org_id = app_org() and app_is_staff() and member_id = app_user());
