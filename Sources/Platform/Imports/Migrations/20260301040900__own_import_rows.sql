-- The rows of a file are seen by whoever sees the import.
alter table import_rows add member_id uuid default app_user();
alter table import_rows no force row level security;
alter table imports no force row level security;
update import_rows r set member_id = i.member_id from imports i where i.org_id = r.org_id and i.id = r.import_id;
alter table import_rows force row level security;
alter table imports force row level security;
select own_rows_only('import_rows', 'member_id = app_user()');
