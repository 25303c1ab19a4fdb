-- Custom roles narrow these tables (narrowed_table).
select narrowed_table(name::regclass, owner => 'owner_id')
  from unnest('{leads, deals, activities, quotes}'::text[]) as name;
select narrowed_table(name::regclass, owner => 'owner_id', resource => 'deals')
  from unnest('{deal_lines, deal_contacts, deal_competitors, deal_stage_entries}'::text[]) as name;
select narrowed_table('quote_lines', resource => 'quotes');
select narrowed_table(name::regclass) from unnest('{pipelines, loss_reasons, competitors, lead_score_rules,
  assignment_rules, sales_reps}'::text[]) as name;
select narrowed_table('pipeline_stages', resource => 'pipelines');
-- Sums over deals tell of them too.
select narrowed_table(name::regclass, owner => 'owner_id', resource => 'deals')
  from unnest('{deal_rollups, forecast_snapshots}'::text[]) as name;
select narrowed_table(name::regclass, resource => 'quotes') from unnest('{quote_versions, quote_acceptances}'::text[]) as name;
