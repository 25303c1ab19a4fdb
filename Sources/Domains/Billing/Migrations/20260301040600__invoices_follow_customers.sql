-- Who sees the customer sees its invoices and payments. While owners are handed on, an issued invoice stays as it is
-- otherwise.
drop trigger keep_issued on invoices;
create trigger keep_issued before update or delete on invoices for each row
  when (current_setting('app.following', true) is distinct from 'on') execute function keep_issued_invoice();
drop trigger keep_issued on invoice_lines;
create trigger keep_issued before insert or update or delete on invoice_lines for each row
  when (current_setting('app.following', true) is distinct from 'on') execute function keep_issued_lines();

select follows_customers('invoices');
select follows_customers('payments');
select follows_whole('invoice_lines', 'invoices', 'invoice_id', 'customer_owner_id');
create index invoices_by_customer_owner on invoices (org_id, customer_owner_id, created_at desc, id desc)
  where customer_owner_id is not null;
create index invoices_by_reseller on invoices (org_id, reseller_id, created_at desc, id desc) where reseller_id is not null;
create index payments_by_customer_owner on payments (org_id, customer_owner_id, created_at desc, id desc)
  where customer_owner_id is not null;
create index payments_by_reseller on payments (org_id, reseller_id, received_at desc) where reseller_id is not null;
select portal_rows('invoices', $$status <> 'draft'$$);
select portal_rows('payments');
