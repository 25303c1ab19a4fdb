-- When customers are merged, their quotes go to the one that stays; what was sent says to whom it was sent. When a
-- person is erased, what was sent and agreed stays with the name and address that the law asks for.

create or replace function keep_sent_quote() returns trigger language plpgsql as $$
declare
  free text[] := '{status, owner_id, deal_id, viewed_at, accepted_at, declined_at, decline_reason, invoice_id, '
    'appointment_id, custom, version, updated_at}';
  is_merging constant boolean := current_setting('app.merging', true) = 'on';
begin
  if tg_op = 'DELETE' then
    if old.status <> 'draft' or old.revision > 1 then
      raise exception 'a quote that was sent is kept' using errcode = 'check_violation',
        constraint = 'quotes_kept_check', table = 'quotes';
    end if;
    return old;
  end if;
  if new.deleted_at is not null and old.deleted_at is null and (old.status <> 'draft' or old.revision > 1) then
    raise exception 'a quote that was sent is kept' using errcode = 'check_violation',
      constraint = 'quotes_kept_check', table = 'quotes';
  end if;
  if old.status = 'draft' then return new; end if;
  if is_merging then free := free || 'customer_id'::text; end if;
  if current_setting('app.erasing', true) = 'on' then free := free || 'notes'::text; end if;
  -- What was taken of the optional lines settles the sums.
  if old.accepted_at is null and new.accepted_at is not null then
    free := free || '{net_minor, tax_minor, total_minor}'::text[];
  end if;
  -- The next version: the same quote, a draft again.
  if new.status = 'draft' and new.revision = old.revision + 1 and old.status in ('sent', 'viewed', 'declined', 'expired')
    and new.accepted_at is null then return new; end if;
  if to_jsonb(new) - free is distinct from to_jsonb(old) - free or new.status = 'draft' then
    raise exception 'a quote that was sent does not change' using errcode = 'check_violation',
      constraint = 'quotes_sent_kept_check', table = 'quotes';
  end if;
  if old.accepted_at is not null and (new.accepted_at is distinct from old.accepted_at
      or new.status not in ('accepted', 'converted')
      or (new.customer_id <> old.customer_id and not is_merging)
      or (old.status = 'converted' and new.status <> 'converted')
      or (old.invoice_id is not null and new.invoice_id is distinct from old.invoice_id)
      or (old.appointment_id is not null and new.appointment_id is distinct from old.appointment_id)) then
    raise exception 'an accepted quote does not change' using errcode = 'check_violation',
      constraint = 'quotes_accepted_kept_check', table = 'quotes';
  end if;
  return new;
end $$;

grant update (content) on quote_versions to mainline_system;
create or replace function keep_quote_document() returns trigger language plpgsql as $$
begin
  if (old.pdf_file_id is not null and new.pdf_file_id is distinct from old.pdf_file_id)
    or (new.content is distinct from old.content and (current_setting('app.erasing', true) is distinct from 'on'
      or new.content - '{addressed_to, notes}'::text[] is distinct from old.content - '{addressed_to, notes}'::text[]))
  then
    raise exception 'a version that was sent does not change' using errcode = 'check_violation',
      constraint = 'quote_versions_kept_check', table = 'quote_versions';
  end if;
  return new;
end $$;

grant update (signature, address, user_agent) on quote_acceptances to mainline_system;
create function keep_acceptance() returns trigger language plpgsql as $$
begin
  if current_setting('app.erasing', true) is distinct from 'on' then
    raise exception 'an acceptance does not change' using errcode = 'check_violation',
      constraint = 'quotes_accepted_kept_check', table = 'quote_acceptances';
  end if;
  return new;
end $$;
create trigger keep_acceptance before update on quote_acceptances for each row execute function keep_acceptance();
