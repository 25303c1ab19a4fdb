-- Part of a number finds its lead among millions.
create index leads_phone_search on leads using gin (org_id, phone gin_trgm_ops);
