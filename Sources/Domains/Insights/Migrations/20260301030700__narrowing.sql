-- Custom roles narrow these tables (narrowed_table).
select narrowed_table(name::regclass) from unnest('{saved_reports, figure_targets}'::text[]) as name;
-- Sums over customers tell of them too.
select narrowed_table('customer_tallies', owner => 'owner_id', resource => 'customers');
