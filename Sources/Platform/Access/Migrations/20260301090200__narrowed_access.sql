-- Custom roles narrow these tables (narrowed_table).
select narrowed_table(name::regclass) from unnest('{invitations, widgets}'::text[]) as name;
