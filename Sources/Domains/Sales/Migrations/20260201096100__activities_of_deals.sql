-- Who plans something for a deal or a contact has to see it; it is planned with their customer then.
create function place_activity() returns trigger language plpgsql as $$
declare
  customer uuid;
begin
  if new.deal_id is not null and (tg_op = 'INSERT' or new.deal_id is distinct from old.deal_id) then
    select customer_id into customer from deals where org_id = new.org_id and id = new.deal_id and deleted_at is null;
    if not found then
      raise exception 'the deal does not exist'
        using errcode = 'foreign_key_violation', constraint = 'activities_deal_fkey', table = 'activities';
    end if;
    new.customer_id := coalesce(new.customer_id, customer);
  end if;
  if new.contact_id is not null and (tg_op = 'INSERT' or new.contact_id is distinct from old.contact_id) then
    select customer_id into customer from contacts where org_id = new.org_id and id = new.contact_id and deleted_at is null;
    if not found then
      raise exception 'the contact does not exist'
        using errcode = 'foreign_key_violation', constraint = 'activities_contact_fkey', table = 'activities';
    end if;
    new.customer_id := coalesce(new.customer_id, customer);
  end if;
  return new;
end $$;
create trigger place before insert or update of deal_id, contact_id on activities
  for each row execute function place_activity();

-- The category that the deal's stage had when it was last given to the deal; one that differs is its owner's own.
alter table deals add column stage_category text;
create function note_stage_category() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' or new.stage_id is distinct from old.stage_id then
    new.stage_category := (select forecast_category from pipeline_stages where org_id = new.org_id and id = new.stage_id);
  end if;
  return new;
end $$;
-- After `settle`, which may choose the stage.
create trigger settle_category before insert or update on deals for each row execute function note_stage_category();
