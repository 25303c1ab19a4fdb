-- The beginning of a subject finds its activity.
create index activities_by_subject on activities (org_id, subject, id) where deleted_at is null;
