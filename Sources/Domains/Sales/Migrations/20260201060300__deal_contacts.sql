-- The people at the customer's who have a say in a deal.

create table deal_contacts (
  org_id uuid not null constraint deal_contacts_org_fkey references organisations (id),
  id uuid not null,
  deal_id uuid not null,
  contact_id uuid not null,
  role text not null default 'other' constraint deal_contacts_role_check
    check (role in ('decides', 'influences', 'uses', 'supports', 'blocks', 'other')),
  note text constraint deal_contacts_note_check check (length(note) <= 1000),
  -- The deal's.
  owner_id uuid default case when app_role() = 'sales' then app_user() end,
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid default app_user(),
  updated_at timestamptz not null default now(),
  constraint deal_contacts_pkey primary key (org_id, id),
  constraint deal_contacts_deal_fkey foreign key (org_id, deal_id) references deals (org_id, id) on delete cascade,
  constraint deal_contacts_contact_fkey foreign key (org_id, contact_id) references contacts (org_id, id),
  constraint deal_contacts_contact_key unique (org_id, deal_id, contact_id)
);
create index deal_contacts_by_contact on deal_contacts (org_id, contact_id, created_at desc, id desc);
create index deal_contacts_by_age on deal_contacts (org_id, created_at desc, id desc);
select record_table('deal_contacts', staff => $$app_role() <> 'sales' or owner_id = app_user()$$);
create trigger settle before insert or update of deal_id on deal_contacts for each row execute function settle_deal_part();

-- Who sees the deal sees the people.
create function follow_deal_owner() returns trigger language plpgsql as $$
begin
  update deal_contacts set owner_id = new.owner_id where org_id = new.org_id and deal_id = new.id;
  return null;
end $$;
create trigger follow_owner after update of owner_id on deals for each row
  when (new.owner_id is distinct from old.owner_id) execute function follow_deal_owner();
