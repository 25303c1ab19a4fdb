-- Part of a number or of an address finds its customer among millions.
create index customers_phone_search on customers using gin (org_id, phone gin_trgm_ops);
create index contacts_phone_search on contacts using gin (org_id, phone gin_trgm_ops);
create index contacts_second_phone_search on contacts using gin (org_id, second_phone gin_trgm_ops);
create index contacts_by_email on contacts (org_id, email) where email is not null and deleted_at is null;
create index sites_line1_search on sites using gin (org_id, line1 gin_trgm_ops);
