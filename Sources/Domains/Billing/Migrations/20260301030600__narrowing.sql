-- Custom roles narrow these tables (narrowed_table).
select narrowed_table(name::regclass) from unnest('{invoices, payments}'::text[]) as name;
select narrowed_table('invoice_lines', resource => 'invoices');
select narrowed_table(name::regclass, resource => 'invoices') from unnest('{journals, journal_lines}'::text[]) as name;
