-- Custom roles narrow these tables (narrowed_table).
select narrowed_table(name::regclass, owner => 'technician_id')
  from unnest('{appointments, shifts, time_off}'::text[]) as name;
select narrowed_table(name::regclass) from unnest('{job_types, business_hours, holidays}'::text[]) as name;
