-- Leads, deals, quotes and activities are somebody's own, whoever owns the customer: what is told of them, and their parts,
-- goes with their owner. While owners are handed on, documents stay as they are otherwise.
select leads_told('leads');
select leads_told('deals');
select leads_told('quotes');
select leads_told('activities');

drop trigger keep_sent on quotes;
create trigger keep_sent before update or delete on quotes for each row
  when (current_setting('app.following', true) is distinct from 'on') execute function keep_sent_quote();
drop trigger keep_sent on quote_lines;
create trigger keep_sent before insert or update or delete on quote_lines for each row
  when (current_setting('app.following', true) is distinct from 'on') execute function keep_sent_lines();
drop trigger keep_document on quote_versions;
create trigger keep_document before update on quote_versions for each row
  when (current_setting('app.following', true) is distinct from 'on') execute function keep_quote_document();
drop trigger keep_acceptance on quote_acceptances;
create trigger keep_acceptance before update on quote_acceptances for each row
  when (current_setting('app.following', true) is distinct from 'on') execute function keep_acceptance();

select follows_whole('quote_lines', 'quotes', 'quote_id', 'owner_id');
select follows_whole('quote_versions', 'quotes', 'quote_id', 'owner_id');
select follows_whole('quote_acceptances', 'quotes', 'quote_id', 'owner_id');
select follows_only('quote_acceptances', 'owner_id');

select follows_resellers('quotes');
create index quotes_by_reseller on quotes (org_id, reseller_id, created_at desc, id desc)
  where reseller_id is not null and deleted_at is null;
select portal_rows('quotes', $$deleted_at is null and status <> 'draft'$$);
