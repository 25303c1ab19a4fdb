-- Who sees the customer sees the calls, what was said in them, and what came of them.
select follows_customers('calls');
select follows_customers('callbacks');
select follows_customers('emergencies');
select follows_whole('call_lines', 'calls', 'call_id', 'customer_owner_id');
select follows_whole('emergency_alerts', 'emergencies', 'emergency_id', 'customer_owner_id');
select follows_only('call_lines', 'customer_owner_id');
-- What the carrier sent and was answered is between it and Mainline.
select own_rows_only('call_webhooks', 'false');
create index calls_by_customer_owner on calls (org_id, customer_owner_id, started_at desc, id desc)
  where customer_owner_id is not null;
create index callbacks_by_customer on callbacks (org_id, customer_id) where customer_id is not null;
create index callbacks_by_customer_owner on callbacks (org_id, customer_owner_id, created_at desc, id desc)
  where customer_owner_id is not null;
create index emergencies_by_customer on emergencies (org_id, customer_id) where customer_id is not null;
create index emergencies_by_customer_owner on emergencies (org_id, customer_owner_id, raised_at desc, id desc)
  where customer_owner_id is not null;

-- What a call adds to the audit trail is what became of it, not each turn of the conversation.
drop trigger audit on calls;
create trigger audit after insert or delete on calls for each row execute function audit_row('state', 'dialogue');
create trigger audit_change after update on calls for each row
  when (to_jsonb(old) - '{state, dialogue, turn, last_heard_at, version, updated_at}'::text[]
    is distinct from to_jsonb(new) - '{state, dialogue, turn, last_heard_at, version, updated_at}'::text[])
  execute function audit_row('state', 'dialogue');
