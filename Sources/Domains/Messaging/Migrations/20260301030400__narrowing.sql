-- Custom roles narrow these tables (narrowed_table).
select narrowed_table('messages');
