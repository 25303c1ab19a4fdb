-- Who sees the customer sees the messages; one without a customer is seen by whoever sees what it is about, a lead for
-- instance. The portal shows a customer what was written to and by them, a reseller what was written to the reseller.
select follows_customers('messages');
create trigger owner_follows_about before insert or update of customer_id, about_id on messages
  for each row execute function follow_message();
do $$ begin
  if to_regclass('leads') is null then return; end if;
  perform fill_followers($f$update messages m
    set customer_owner_id = (select r.owner from record_owner(m.org_id, m.about_kind, m.about_id) r)
    where m.customer_id is null and m.about_kind in ('leads', 'deals', 'quotes', 'activities')$f$, 'messages', 'leads',
    'deals', 'quotes', 'activities');
end $$;
create index messages_by_customer_owner on messages (org_id, customer_owner_id, created_at desc, id desc)
  where customer_owner_id is not null;
create policy portal_read on messages for select to mainline_app using (org_id = app_org()
  and ((app_role() = 'customer' and customer_id = app_customer())
    or (app_role() = 'reseller' and customer_id = app_reseller())));
