-- How much a message weighs: emergencies and the answers the law wants go out whatever else is shut, and what goes to the
-- organisation's own people does when customers are no longer written to.
alter table messages add weight text not null default 'ordinary' constraint messages_weight_check
  check (weight in ('ordinary', 'member', 'mandatory', 'emergency'));
