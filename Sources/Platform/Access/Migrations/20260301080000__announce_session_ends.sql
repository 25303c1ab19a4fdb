-- Whoever keeps a connection open for a person must hear that one of their sessions is over or has moved: the name of
-- the session alone does not tell them whose it was.
create function announce_session_owner() returns trigger language plpgsql as $$
begin
  perform pg_notify('mainline_access', 'user:' || old.user_id);
  return null;
end $$;
create trigger announce_owner after update of token_hash, current_org_id, ended_at or delete on sessions
  for each row execute function announce_session_owner();
