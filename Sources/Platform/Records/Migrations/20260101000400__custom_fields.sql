-- Fields that an organisation adds to its records; their values are in the record's `custom` object.
create table custom_fields (
  org_id uuid not null references organisations (id),
  id uuid not null,
  resource text not null,
  name text not null constraint custom_fields_name_check check (name ~ '^[a-z][a-z0-9_]{0,39}$'),
  label text not null constraint custom_fields_label_check check (length(label) between 1 and 80),
  kind text not null constraint custom_fields_kind_check
    check (kind in ('text', 'long_text', 'email', 'phone', 'url', 'number', 'percent', 'boolean', 'date', 'timestamp', 'choice')),
  choices text[] not null default '{}',
  is_required boolean not null default false,
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid default app_user(),
  updated_at timestamptz not null default now(),
  primary key (org_id, id),
  constraint custom_fields_name_key unique (org_id, resource, name),
  constraint custom_fields_choices_check check (kind <> 'choice' or cardinality(choices) between 1 and 100)
);
select record_table('custom_fields', others => $$app_role() in ('customer', 'reseller')$$);
