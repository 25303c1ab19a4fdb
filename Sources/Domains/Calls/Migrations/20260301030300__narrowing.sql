-- Custom roles narrow these tables (narrowed_table).
select narrowed_table(name::regclass) from unnest('{calls, callbacks, emergencies, phone_numbers}'::text[]) as name;
select narrowed_table('call_lines', resource => 'calls');
select narrowed_table('emergency_alerts', resource => 'emergencies');
