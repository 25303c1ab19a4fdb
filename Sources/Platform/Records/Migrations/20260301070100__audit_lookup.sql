-- The audit trail by who, what, on which kind of record and from where, newest first.
create index audit_entries_by_actor on audit_entries (org_id, actor, id desc);
create index audit_entries_by_action on audit_entries (org_id, action, id desc);
create index audit_entries_by_kind on audit_entries (org_id, record_kind, id desc);
create index audit_entries_by_address on audit_entries (org_id, address, id desc) where address <> '';

-- What the last check of an organisation's chain of seals found.
create table audit_checks (
  org_id uuid not null constraint audit_checks_org_fkey references organisations (id),
  checked_at timestamptz not null,
  -- Links that hold.
  links bigint not null,
  -- The first that does not.
  broken_position bigint,
  asked_by uuid,
  constraint audit_checks_pkey primary key (org_id)
);
select tenant_table('audit_checks', staff => $$app_role() in ('owner', 'admin', 'manager', 'system')$$,
  grants => 'select');
drop policy tenant_insert on audit_checks;
drop policy tenant_update on audit_checks;
drop policy tenant_delete on audit_checks;
