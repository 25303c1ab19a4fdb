-- The secret address of a member's calendar: only the hash of its token is kept.

create table calendar_feeds (
  org_id uuid not null constraint calendar_feeds_org_fkey references organisations (id),
  member_id uuid not null,
  token_hash bytea not null,
  made_at timestamptz not null,
  -- To the hour, so that subscribers do not make a write of every look.
  asked_at timestamptz,
  constraint calendar_feeds_pkey primary key (org_id, member_id),
  constraint calendar_feeds_member_fkey foreign key (org_id, member_id) references members (org_id, id)
);
-- The address names no organisation: this finds it.
create index calendar_feeds_by_token on calendar_feeds (token_hash);
-- Each sees and changes their own, viewers too.
select tenant_table('calendar_feeds', staff => 'member_id = app_user()');
drop policy tenant_insert on calendar_feeds;
create policy tenant_insert on calendar_feeds for insert to mainline_app
  with check (org_id = app_org() and app_is_staff() and member_id = app_user());
drop policy tenant_update on calendar_feeds;
create policy tenant_update on calendar_feeds for update to mainline_app
  using (org_id = app_org() and app_is_staff() and member_id = app_user())
  with check (org_id = app_org() and app_is_staff() and member_id = app_user());
drop policy tenant_delete on calendar_feeds;
create policy tenant_delete on calendar_feeds for delete to mainline_app
  using (org_id = app_org() and app_is_staff() and member_id = app_user());
