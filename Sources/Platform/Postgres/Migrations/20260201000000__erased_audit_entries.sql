-- An entry whose values were erased with the person they were about: the seal made before still stands for it.
alter table audit_entries add erased_at timestamptz;
