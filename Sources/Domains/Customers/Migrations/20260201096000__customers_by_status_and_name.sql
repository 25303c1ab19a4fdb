-- Customers of one status in the order of their names: without it the names of all the others are read on the way.
create index customers_by_status_and_name on customers (org_id, status, name, id) where deleted_at is null;
