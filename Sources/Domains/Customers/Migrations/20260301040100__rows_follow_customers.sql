-- Rows about a customer are seen by whoever sees the customer: they carry its owner and its reseller, which a trigger
-- copies when they are added or change hands, and which the customer's own trigger hands on when it is given to somebody
-- else. A row without a customer is nobody's: sales people do not see it, unless they added it themselves.

-- Runs what follows as Mainline itself: who adds a note need not see everything that the rule reads. Gives the role to go
-- back to.
create function follow_as_system() returns text language plpgsql as $$
declare
  was constant text := coalesce(current_setting('app.role', true), '');
begin
  if was <> 'system' then perform set_config('app.role', 'system', true); end if;
  return was;
end $$;

-- Before a row is added or changes its customer. (The trigger is called owner_follows on every table: it comes after those
-- that keep issued documents as they are, which look at what the statement itself changes.)
create function follow_customer() returns trigger language plpgsql as $$
declare
  was text;
  held text;
begin
  if tg_op = 'UPDATE' and new.customer_id is not distinct from old.customer_id then return new; end if;
  new.reseller_id := null;
  if new.customer_id is null then
    new.customer_owner_id := case when app_role() = 'sales' then app_user() end;
    return new;
  end if;
  -- A merge hands thousands of rows to one customer, which is looked up once.
  if current_setting('app.merging', true) = 'on' then
    held := current_setting('app.followed', true);
    if split_part(held, '/', 1) = new.customer_id::text then
      new.customer_owner_id := nullif(split_part(held, '/', 2), '')::uuid;
      new.reseller_id := nullif(split_part(held, '/', 3), '')::uuid;
      return new;
    end if;
  end if;
  was := follow_as_system();
  select owner_id, reseller_id into new.customer_owner_id, new.reseller_id from customers
    where org_id = new.org_id and id = new.customer_id;
  if was <> 'system' then perform set_config('app.role', was, true); end if;
  if current_setting('app.merging', true) = 'on' then
    perform set_config('app.followed', concat_ws('/', new.customer_id, coalesce(new.customer_owner_id::text, ''),
      coalesce(new.reseller_id::text, '')), true);
  end if;
  return new;
end $$;

-- The same for records that are somebody's own, such as quotes: of the customer they take the reseller alone.
create function follow_reseller() returns trigger language plpgsql as $$
declare
  was text;
begin
  if tg_op = 'UPDATE' and new.customer_id is not distinct from old.customer_id then return new; end if;
  was := follow_as_system();
  select reseller_id into new.reseller_id from customers where org_id = new.org_id and id = new.customer_id;
  if was <> 'system' then perform set_config('app.role', was, true); end if;
  return new;
end $$;

-- After a customer was given to somebody else. Argument: the table whose rows follow.
create function lead_rows() returns trigger language plpgsql as $$
declare
  was constant text := follow_as_system();
begin
  perform set_config('app.following', 'on', true);
  execute format('update %I set customer_owner_id = $1, reseller_id = $2 where org_id = $3 and customer_id = $4
    and (customer_owner_id, reseller_id) is distinct from ($1, $2)', tg_argv[0])
    using new.owner_id, new.reseller_id, new.org_id, new.id;
  perform set_config('app.following', 'off', true), set_config('app.role', was, true);
  return null;
end $$;

-- After its reseller changed, the same for records that are somebody's own.
create function lead_resold_rows() returns trigger language plpgsql as $$
declare
  was constant text := follow_as_system();
begin
  perform set_config('app.following', 'on', true);
  execute format('update %I set reseller_id = $1 where org_id = $2 and customer_id = $3
    and reseller_id is distinct from $1', tg_argv[0]) using new.reseller_id, new.org_id, new.id;
  perform set_config('app.following', 'off', true), set_config('app.role', was, true);
  return null;
end $$;

-- Fills what a new column of existing rows must say. The owner of the tables sees their rows only while the protection is
-- not forced upon it.
create function fill_followers(statement text, variadic tables regclass[]) returns void language plpgsql as $$
declare
  target regclass;
begin
  foreach target in array tables loop execute format('alter table %s no force row level security', target); end loop;
  perform set_config('app.following', 'on', true), set_config('app.role', 'system', true);
  execute statement;
  perform set_config('app.following', 'off', true), set_config('app.role', '', true);
  foreach target in array tables loop execute format('alter table %s force row level security', target); end loop;
end $$;

-- What has been told of existing rows: their entries, files and, where they are somebody's own, events.
create function fill_told(target regclass, own text, customer text) returns void language plpgsql as $$
begin
  perform fill_followers(format('update audit_entries a set owner_id = t.%I, customer_id = %s from %s t
    where a.record_kind = %L and t.org_id = a.org_id and t.id = a.record_id', own, customer, target, target),
    'audit_entries', target);
  if customer = 'null' then
    perform fill_followers(format('update events e set owner_id = t.%I, is_shared = false from %s t
      where e.record_kind = %L and t.org_id = e.org_id and t.id = e.record_id', own, target, target), 'events', target);
  end if;
  if to_regclass('record_files') is not null then
    perform fill_followers(format('update record_files f set customer_owner_id = t.%I, customer_id = %s, is_shared = false
      from %s t where f.resource = %L and t.org_id = f.org_id and t.id = f.record_id', own, customer, target, target),
      'record_files', target, 'customers');
  end if;
end $$;

-- Makes a table's rows follow the customer that their customer_id names.
create function follows_customers(target regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s add customer_owner_id uuid, add reseller_id uuid', target);
  execute format('create trigger owner_follows before insert or update of customer_id on %s
    for each row execute function follow_customer()', target);
  execute format('create trigger lead_told after update of customer_id on %s for each row
    when (new.customer_id is distinct from old.customer_id) execute function lead_row_told()', target);
  execute format('create trigger lead_%s after update on customers for each row
    when ((new.owner_id, new.reseller_id) is distinct from (old.owner_id, old.reseller_id))
    execute function lead_rows(%L)', target, target);
  perform own_rows_only(target, 'customer_owner_id = app_user()');
  execute format('grant update (customer_owner_id, reseller_id) on %s to mainline_app, mainline_system', target);
  perform fill_followers(format('update %s t set customer_owner_id = c.owner_id, reseller_id = c.reseller_id
    from customers c where c.org_id = t.org_id and c.id = t.customer_id
      and (c.owner_id is not null or c.reseller_id is not null)', target), target, 'customers');
  if exists (select from pg_attribute where attrelid = target and attname = 'id') then
    perform fill_told(target, 'customer_owner_id', 't.customer_id');
  end if;
end $$;

-- Makes the rows of a table that are somebody's own carry their customer's reseller.
create function follows_resellers(target regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s add reseller_id uuid', target);
  execute format('create trigger owner_follows before insert or update of customer_id on %s
    for each row execute function follow_reseller()', target);
  execute format('create trigger lead_%s after update on customers for each row
    when (new.reseller_id is distinct from old.reseller_id) execute function lead_resold_rows(%L)', target, target);
  perform fill_followers(format('update %s t set reseller_id = c.reseller_id from customers c
    where c.org_id = t.org_id and c.id = t.customer_id and c.reseller_id is not null', target), target, 'customers');
end $$;

-- After the record was given to somebody else. Arguments: the parts' table, its column that names the record, the column
-- that both have.
create function lead_parts() returns trigger language plpgsql as $$
declare
  was constant text := follow_as_system();
  held constant text := coalesce(current_setting('app.following', true), '');
begin
  perform set_config('app.following', 'on', true);
  execute format('update %I set %I = $1 where org_id = $2 and %I = $3', tg_argv[0], tg_argv[2], tg_argv[1])
    using (to_jsonb(new) ->> tg_argv[2])::uuid, new.org_id, new.id;
  perform set_config('app.following', held, true), set_config('app.role', was, true);
  return null;
end $$;

-- Makes the parts of a record be seen by whoever sees the record. `shared` is the column by which they do.
create function follows_whole(target regclass, whole regclass, by_column text, shared text) returns void language plpgsql as $$
begin
  execute format('alter table %s add %I uuid', target, shared);
  -- Before a part is added. A function for each table: a call adds a line with every sentence, and a statement whose table
  -- is named when it runs would be planned each time.
  execute format($f$
    create function %1$I() returns trigger language plpgsql as $t$
    declare
      was constant text := follow_as_system();
    begin
      select %2$I into new.%2$I from %3$s where org_id = new.org_id and id = new.%4$I;
      if was <> 'system' then perform set_config('app.role', was, true); end if;
      return new;
    end $t$ $f$, 'follow_whole_of_' || target, shared, whole, by_column);
  execute format('create trigger owner_follows before insert on %s for each row execute function %I()',
    target, 'follow_whole_of_' || target);
  execute format('create trigger lead_%s after update on %s for each row when (new.%I is distinct from old.%I)
    execute function lead_parts(%L, %L, %L)', target, whole, shared, shared, target, by_column, shared);
  perform own_rows_only(target, format('%I = app_user()', shared));
  execute format('grant update (%I) on %s to mainline_app, mainline_system', shared, target);
  perform fill_followers(format('update %s t set %I = w.%I from %s w
    where w.org_id = t.org_id and w.id = t.%I and w.%I is not null', target, shared, shared, whole, by_column, shared),
    target, whole);
end $$;

-- What portal identities may read of a table whose rows have a customer and carry its reseller.
create function portal_rows(target regclass, shown text default 'true') returns void language plpgsql as $$
begin
  execute format('create policy portal_read on %s for select to mainline_app using (org_id = app_org() and (%s)
    and ((app_role() = ''customer'' and customer_id = app_customer())
      or (app_role() = ''reseller'' and (reseller_id = app_reseller() or customer_id = app_reseller()))))', target, shown);
end $$;

-- The owner of a record of whatever kind: its own, or its customer's; null where its table knows neither.
create function record_owner(org uuid, kind text, record uuid, out owner uuid, out is_owned boolean) language plpgsql stable as $$
declare
  found_column text;
begin
  select attname into found_column from pg_attribute
    where attrelid = to_regclass('public.' || quote_ident(kind)) and attname in ('owner_id', 'customer_owner_id')
      and not attisdropped order by attname desc limit 1;
  is_owned := found_column is not null;
  if is_owned then
    execute format('select %I from %I where org_id = $1 and id = $2', found_column, kind) into owner using org, record;
  end if;
end $$;

-- Kinds of record that are assigned to members themselves, whoever their customer's owner is.
create function has_own_owner(kind text) returns boolean language sql stable as $$
  select exists (select from pg_attribute where attrelid = to_regclass('public.' || quote_ident(kind))
    and attname = 'owner_id' and not attisdropped) $$;

-- Before a row about a record of whatever kind is added: an event, a file, a message. Arguments: the columns of the kind
-- and of the id; whether the record's owner goes before the customer's.
create function follow_event() returns trigger language plpgsql as $$
declare
  was text;
begin
  if tg_op = 'UPDATE' and new.customer_id is not distinct from old.customer_id then return new; end if;
  was := follow_as_system();
  if new.customer_id is not null then
    select owner_id, reseller_id into new.owner_id, new.reseller_id from customers
      where org_id = new.org_id and id = new.customer_id;
  end if;
  if new.customer_id is null or (new.record_kind <> 'customers' and has_own_owner(new.record_kind)) then
    select r.owner, new.customer_id is null and not r.is_owned into new.owner_id, new.is_shared
      from record_owner(new.org_id, new.record_kind, new.record_id) r;
  end if;
  if was <> 'system' then perform set_config('app.role', was, true); end if;
  return new;
end $$;
create trigger owner_follows before insert or update of customer_id on events for each row execute function follow_event();

-- A file belongs to whoever its record does; one of a record that is nobody's in particular, to all.
create function follow_file() returns trigger language plpgsql as $$
declare
  was constant text := follow_as_system();
begin
  if tg_op = 'UPDATE' and new.record_id = old.record_id and new.customer_id is not null then
    select owner_id into new.customer_owner_id from customers where org_id = new.org_id and id = new.customer_id;
  else
    select r.owner, not r.is_owned into new.customer_owner_id, new.is_shared
      from record_owner(new.org_id, new.resource, new.record_id) r;
    new.customer_id := case when new.resource = 'customers' then new.record_id end;
    if new.resource <> 'customers' and not new.is_shared and not has_own_owner(new.resource) then
      execute format('select customer_id from %I where org_id = $1 and id = $2', new.resource)
        into new.customer_id using new.org_id, new.record_id;
    end if;
  end if;
  if was <> 'system' then perform set_config('app.role', was, true); end if;
  return new;
end $$;

-- For a trigger on messages. A message belongs to its customer, or, where it has none, to what it is about.
create function follow_message() returns trigger language plpgsql as $$
declare
  was text;
begin
  if new.customer_id is not null or new.about_kind is null then return new; end if;
  if tg_op = 'UPDATE' and (new.customer_id, new.about_id) is not distinct from (old.customer_id, old.about_id) then
    return new;
  end if;
  was := follow_as_system();
  select coalesce(r.owner, new.customer_owner_id) into new.customer_owner_id
    from record_owner(new.org_id, new.about_kind, new.about_id) r;
  if was <> 'system' then perform set_config('app.role', was, true); end if;
  return new;
end $$;

-- What has been told of a record goes with it when it is given to somebody else: its events, entries and files.
create function lead_told() returns trigger language plpgsql as $$
declare
  was constant text := follow_as_system();
begin
  perform set_config('app.following', 'on', true);
  update events set owner_id = new.owner_id
    where org_id = new.org_id and record_kind = tg_table_name and record_id = new.id;
  update audit_entries set owner_id = new.owner_id
    where org_id = new.org_id and record_kind = tg_table_name and record_id = new.id;
  if to_regclass('record_files') is not null then
    update record_files set customer_owner_id = new.owner_id
      where org_id = new.org_id and resource = tg_table_name and record_id = new.id;
  end if;
  perform set_config('app.following', 'off', true), set_config('app.role', was, true);
  return null;
end $$;

-- Lets what is told of a record that is somebody's own go with it.
create function leads_told(target regclass) returns void language plpgsql as $$
begin
  execute format('create trigger lead_told after update on %s for each row
    when (new.owner_id is distinct from old.owner_id) execute function lead_told()', target);
  perform fill_told(target, 'owner_id', 'null');
end $$;

-- The same for a row that follows a customer, when it got another one. What a merge hands over is not looked through row by
-- row: the customer's trigger does that at once.
create function lead_row_told() returns trigger language plpgsql as $$
declare
  was text;
begin
  if current_setting('app.merging', true) = 'on' or not to_jsonb(new) ? 'id' then return null; end if;
  was := follow_as_system();
  perform set_config('app.following', 'on', true);
  update events set owner_id = new.customer_owner_id
    where org_id = new.org_id and record_kind = tg_table_name and record_id = new.id and customer_id is null;
  update audit_entries set owner_id = new.customer_owner_id, customer_id = new.customer_id
    where org_id = new.org_id and record_kind = tg_table_name and record_id = new.id;
  if to_regclass('record_files') is not null then
    update record_files set customer_owner_id = new.customer_owner_id, customer_id = new.customer_id
      where org_id = new.org_id and resource = tg_table_name and record_id = new.id;
  end if;
  perform set_config('app.following', 'off', true), set_config('app.role', was, true);
  return null;
end $$;

-- What has been told of a customer and of the rows that follow it. A customer that was merged into another is seen by
-- whoever sees that one.
create function lead_customer_told() returns trigger language plpgsql as $$
declare
  was constant text := follow_as_system();
  keeper uuid := new.owner_id;
begin
  perform set_config('app.following', 'on', true), set_config('app.followed', '', true);
  if new.merged_into is not null then
    select owner_id into keeper from customers where org_id = new.org_id and id = new.merged_into;
  end if;
  update events set owner_id = new.owner_id, reseller_id = new.reseller_id
    where org_id = new.org_id and customer_id = new.id
      and (record_kind = 'customers' or not has_own_owner(record_kind));
  update audit_entries set owner_id = keeper where org_id = new.org_id and customer_id = new.id;
  update audit_entries a set owner_id = new.owner_id from customers m
    where m.org_id = new.org_id and m.merged_into = new.id and a.org_id = m.org_id and a.customer_id = m.id;
  if to_regclass('record_files') is not null then
    update record_files set customer_owner_id = new.owner_id where org_id = new.org_id and customer_id = new.id;
  end if;
  perform set_config('app.following', 'off', true), set_config('app.role', was, true);
  return null;
end $$;
create trigger lead_told after update on customers for each row
  when ((new.owner_id, new.reseller_id, new.merged_into) is distinct from (old.owner_id, old.reseller_id, old.merged_into))
  execute function lead_customer_told();

-- Files: the rows that say whose they are.
do $$ begin
  if to_regclass('record_files') is null then return; end if;
  alter table record_files add customer_id uuid, add customer_owner_id uuid, add is_shared boolean not null default false;
  create index record_files_by_customer on record_files (org_id, customer_id) where customer_id is not null;
  create trigger owner_follows before insert or update of resource, record_id, customer_id on record_files
    for each row execute function follow_file();
  perform own_rows_only('record_files', 'customer_owner_id = app_user() or is_shared');
  perform fill_followers($f$update record_files f set is_shared = true
    where not (select r.is_owned from record_owner(f.org_id, f.resource, f.record_id) r)$f$, 'record_files');
  perform fill_told('customers', 'owner_id', 't.id');
end $$;

-- The entries of customers, and the events: of those that are about records of other kinds, the others' migrations tell.
do $$ begin if to_regclass('record_files') is null then perform fill_told('customers', 'owner_id', 't.id'); end if; end $$;
select fill_followers($f$update events e set owner_id = c.owner_id, reseller_id = c.reseller_id
  from customers c where c.org_id = e.org_id and c.id = e.customer_id
    and (e.record_kind = 'customers' or not has_own_owner(e.record_kind))$f$, 'events', 'customers');
select fill_followers($f$update events e set is_shared = true
  where e.customer_id is null and to_regclass('public.' || quote_ident(e.record_kind)) is not null
    and not (select r.is_owned from record_owner(e.org_id, e.record_kind, e.record_id) r)$f$, 'events');

select follows_customers('sites');
select follows_customers('notes');
select follows_customers('contacts');
select follows_customers('consents');
select follows_customers('segment_members');
create index sites_by_customer_owner on sites (org_id, customer_owner_id, created_at desc, id desc)
  where customer_owner_id is not null and deleted_at is null;
create index notes_by_customer_owner on notes (org_id, customer_owner_id, created_at desc, id desc)
  where customer_owner_id is not null and deleted_at is null;
create index contacts_by_customer_owner on contacts (org_id, customer_owner_id, created_at desc, id desc)
  where customer_owner_id is not null and deleted_at is null;
create index consents_by_customer_owner on consents (org_id, customer_owner_id, created_at desc, id desc)
  where customer_owner_id is not null;
select portal_rows('sites', 'deleted_at is null');
-- What was merged, in full, is for those who see all customers.
select own_rows_read('customer_merges', 'created_by = app_user()');

-- Resellers see themselves too.
create policy portal_read on customers for select to mainline_app using (org_id = app_org() and deleted_at is null
  and app_role() = 'reseller' and (id = app_reseller() or reseller_id = app_reseller()));

