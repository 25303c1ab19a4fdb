-- What people keep of how they look at lists: views by name, and for each list their columns and their first view.

create table saved_views (
  org_id uuid not null constraint saved_views_org_fkey references organisations (id),
  id uuid not null,
  resource text not null constraint saved_views_resource_check check (length(resource) between 1 and 60),
  name text not null constraint saved_views_name_check check (length(name) between 1 and 80),
  owner_id uuid not null,
  -- Whether everybody in the organisation sees it, or its owner alone.
  is_shared boolean not null default false,
  -- A filter tree.
  filter jsonb not null default '{"all": []}',
  search text not null default '' constraint saved_views_search_check check (length(search) <= 200),
  sort text constraint saved_views_sort_check check (length(sort) <= 100),
  columns jsonb,
  layout text constraint saved_views_layout_check check (length(layout) <= 40),
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint saved_views_pkey primary key (org_id, id),
  constraint saved_views_owner_fkey foreign key (org_id, owner_id) references members (org_id, id)
);
create unique index saved_views_name_key on saved_views (org_id, resource, owner_id, lower(name));
select record_table('saved_views', staff => $$is_shared or owner_id = app_user()$$);
drop policy tenant_insert on saved_views;
drop policy tenant_update on saved_views;
drop policy tenant_delete on saved_views;
create policy tenant_insert on saved_views for insert to mainline_app
  with check (org_id = app_org() and app_may_write() and owner_id = app_user());
-- Shared ones are also kept in order by those who manage.
create policy tenant_update on saved_views for update to mainline_app
  using (org_id = app_org() and app_may_write()
    and (owner_id = app_user() or is_shared and app_role() in ('owner', 'admin', 'manager')))
  with check (org_id = app_org() and app_may_write()
    and (owner_id = app_user() or app_role() in ('owner', 'admin', 'manager')));
create policy tenant_delete on saved_views for delete to mainline_app
  using (org_id = app_org() and app_may_write()
    and (owner_id = app_user() or is_shared and app_role() in ('owner', 'admin', 'manager')));

create table list_settings (
  org_id uuid not null constraint list_settings_org_fkey references organisations (id),
  member_id uuid not null,
  resource text not null constraint list_settings_resource_check check (length(resource) between 1 and 60),
  -- The view that opens by itself; one that has been deleted since counts for nothing.
  view_id uuid,
  -- [{"name": "phone", "width": 140}, …]
  columns jsonb,
  layout text constraint list_settings_layout_check check (length(layout) <= 40),
  updated_at timestamptz not null default now(),
  constraint list_settings_pkey primary key (org_id, member_id, resource),
  constraint list_settings_member_fkey foreign key (org_id, member_id) references members (org_id, id) on delete cascade
);
select tenant_table('list_settings', staff => $$member_id = app_user()$$);
drop policy tenant_insert on list_settings;
drop policy tenant_update on list_settings;
create policy tenant_insert on list_settings for insert to mainline_app
  with check (org_id = app_org() and app_may_write() and member_id = app_user());
create policy tenant_update on list_settings for update to mainline_app
  using (org_id = app_org() and app_may_write() and member_id = app_user())
  with check (org_id = app_org() and app_may_write() and member_id = app_user());
