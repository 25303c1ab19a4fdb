-- A number, or part of one, finds the calls from it.
create index calls_number_search on calls using gin (org_id, their_number gin_trgm_ops);
