-- Sales people see what they took out themselves, not what others did.
select own_rows_only('exports', 'member_id = app_user()');
