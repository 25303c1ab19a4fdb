-- When customers are merged, their invoices go to the one that stays. What was issued keeps whom it was issued to, which
-- its seal is made of. When a person is erased, an issued invoice keeps the name and address that the law asks for.
alter table invoices add issued_to uuid;

create or replace function keep_issued_invoice() returns trigger language plpgsql as $$
declare
  free text[] :=
    '{status, paid_minor, paid_at, sent_at, pay_token_hash, pdf_file_id, pdf_sha256, version, updated_at}';
begin
  if tg_op = 'DELETE' then
    raise exception 'an invoice is cancelled, not deleted' using errcode = 'check_violation',
      constraint = 'invoices_kept_check', table = 'invoices';
  end if;
  if old.status = 'draft' then return new; end if;
  if current_setting('app.merging', true) = 'on' and new.customer_id <> old.customer_id then
    new.issued_to := coalesce(old.issued_to, old.customer_id);
    free := free || '{customer_id, issued_to}';
  end if;
  if current_setting('app.erasing', true) = 'on' and new.billed_to = old.billed_to - '{email, phone}'::text[] then
    free := free || '{billed_to, notes}';
  end if;
  if to_jsonb(new) - free is distinct from to_jsonb(old) - free or new.status = 'draft'
    or (old.status = 'cancelled' and new.status <> 'cancelled')
    or (old.pay_token_hash is not null and new.pay_token_hash is distinct from old.pay_token_hash)
    or (old.pdf_sha256 is not null and (new.pdf_sha256, new.pdf_file_id) is distinct from (old.pdf_sha256, old.pdf_file_id))
  then
    raise exception 'an issued invoice does not change' using errcode = 'check_violation',
      constraint = 'invoices_issued_kept_check', table = 'invoices';
  end if;
  return new;
end $$;
grant update (customer_id) on payments to mainline_app;
