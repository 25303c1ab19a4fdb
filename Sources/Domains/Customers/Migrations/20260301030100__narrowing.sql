-- Custom roles narrow these tables (narrowed_table).
select narrowed_table('customers', owner => 'owner_id');
select narrowed_table(name::regclass) from unnest('{sites, contacts, consents, tags, segments, industries,
  duplicate_pairs, customer_merges, privacy_requests}'::text[]) as name;
select narrowed_table('notes', owner => 'created_by');
select narrowed_table('segment_members', resource => 'segments');
