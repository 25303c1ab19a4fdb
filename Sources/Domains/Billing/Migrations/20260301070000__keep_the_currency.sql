-- What has been billed stays in the currency it was billed in, so an organisation that has billed keeps its currency.
create function keep_billed_currency() returns trigger language plpgsql as $$
begin
  perform from invoices where org_id = new.id limit 1;
  if found then
    raise exception 'an organisation that has billed keeps its currency'
      using errcode = 'check_violation', constraint = 'organisations_currency_billed_check', table = 'organisations';
  end if;
  return new;
end $$;
create trigger keep_billed_currency before update on organisations for each row
  when (old.currency is distinct from new.currency) execute function keep_billed_currency();
