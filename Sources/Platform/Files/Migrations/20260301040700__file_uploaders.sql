-- Who stored a file: one that belongs to no record yet is theirs.
alter table files add created_by uuid default app_user();
