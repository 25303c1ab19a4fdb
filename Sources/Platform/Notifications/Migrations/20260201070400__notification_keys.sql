-- Whether something has been told to anybody yet.

create index notifications_by_key on notifications (org_id, key) where key is not null;
