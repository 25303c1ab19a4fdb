-- What people typed into forms and have not sent yet: offered to them again, removed when it is saved or after thirty days.
create table form_drafts (
  org_id uuid not null constraint form_drafts_org_fkey references organisations (id),
  member_id uuid not null,
  -- customers/new, customers/<id>
  form text not null constraint form_drafts_form_check check (length(form) between 1 and 200),
  -- As a browser encodes a form.
  inputs text not null constraint form_drafts_inputs_check check (length(inputs) <= 65536),
  saved_at timestamptz not null default now(),
  constraint form_drafts_pkey primary key (org_id, member_id, form),
  constraint form_drafts_member_fkey foreign key (org_id, member_id) references members (org_id, id) on delete cascade
);
create index form_drafts_by_age on form_drafts (saved_at);
-- A draft is nobody else's business.
select tenant_table('form_drafts', staff => $$member_id = app_user()$$);
