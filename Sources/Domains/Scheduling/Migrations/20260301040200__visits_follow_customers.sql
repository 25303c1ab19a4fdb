-- Who sees the customer sees the visits. Whether a technician is free is asked for the whole organisation all the same.
select follows_customers('appointments');
create index appointments_by_customer_owner on appointments (org_id, customer_owner_id, starts_at, id)
  where customer_owner_id is not null;
create index appointments_by_reseller on appointments (org_id, reseller_id, starts_at, id) where reseller_id is not null;
select portal_rows('appointments');
