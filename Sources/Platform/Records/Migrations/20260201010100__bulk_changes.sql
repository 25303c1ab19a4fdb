-- Changes to many records at once: what was asked, of which records, what came of each, and what it takes to undo it.

create table bulk_changes (
  org_id uuid not null constraint bulk_changes_org_fkey references organisations (id),
  id uuid not null,
  resource text not null constraint bulk_changes_resource_check check (length(resource) between 1 and 60),
  kind text not null
    constraint bulk_changes_kind_check check (kind in ('set', 'add_tags', 'remove_tags', 'delete', 'action')),
  -- Values of fields, tags, or the name of the action.
  change jsonb not null default '{}',
  state text not null default 'running'
    constraint bulk_changes_state_check check (state in ('running', 'done', 'undoing', 'undone')),
  total int not null default 0,
  done int not null default 0,
  refused int not null default 0,
  undone int not null default 0,
  -- Left as they are by undo, because somebody has changed them since.
  kept int not null default 0,
  -- Who asked, in which role: it runs as them.
  member_id uuid not null,
  role text not null,
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  constraint bulk_changes_pkey primary key (org_id, id),
  constraint bulk_changes_member_fkey foreign key (org_id, member_id) references members (org_id, id)
);
create index bulk_changes_by_age on bulk_changes (org_id, created_at desc, id desc);
select tenant_table('bulk_changes', staff => $$member_id = app_user() or app_role() in ('owner', 'admin', 'manager', 'system')$$);
select audited_table('bulk_changes');

create table bulk_change_items (
  org_id uuid not null,
  change_id uuid not null,
  record_id uuid not null,
  member_id uuid not null,
  state text not null default 'waiting'
    constraint bulk_change_items_state_check check (state in ('waiting', 'done', 'refused', 'undone', 'kept')),
  -- The changed columns as they were.
  before jsonb,
  -- The record's version after the change: undo leaves alone what has moved on.
  version int,
  -- Why it was refused.
  reason text,
  constraint bulk_change_items_pkey primary key (org_id, change_id, record_id),
  constraint bulk_change_items_change_fkey foreign key (org_id, change_id)
    references bulk_changes (org_id, id) on delete cascade
);
create index bulk_change_items_by_state on bulk_change_items (org_id, change_id, state, record_id);
select tenant_table('bulk_change_items',
  staff => $$member_id = app_user() or app_role() in ('owner', 'admin', 'manager', 'system')$$);
