-- Custom roles narrow this table (narrowed_table).
select narrowed_table('anomalies');
