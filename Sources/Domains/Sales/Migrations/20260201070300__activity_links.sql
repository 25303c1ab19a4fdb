-- Deals and contacts have tables now: what refers to them is held to it.

alter table activities
  add constraint activities_deal_fkey foreign key (org_id, deal_id) references deals (org_id, id),
  add constraint activities_contact_fkey foreign key (org_id, contact_id) references contacts (org_id, id);
alter table quotes add constraint quotes_deal_fkey foreign key (org_id, deal_id) references deals (org_id, id);
create index activities_by_contact on activities (org_id, contact_id, starts_at desc, id desc)
  where contact_id is not null and deleted_at is null;
