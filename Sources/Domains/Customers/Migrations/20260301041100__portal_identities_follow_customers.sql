-- Who sees the customer sees who comes to the portal for it.
alter table portal_identities add constraint portal_identities_customer_fkey
  foreign key (org_id, customer_id) references customers (org_id, id);
select follows_customers('portal_identities');
create policy portal_read on portal_identities for select to mainline_app using (org_id = app_org()
  and ((app_role() = 'customer' and customer_id = app_customer())
    or (app_role() = 'reseller' and customer_id = app_reseller())));
select narrowed_table('portal_identities');
