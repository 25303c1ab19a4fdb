-- What the platform's operators tell the people of an organisation above every page, until it is over or withdrawn. A notice
-- to all has a row in each organisation, under the same id.
create table operator_notices (
  org_id uuid not null constraint operator_notices_org_fkey references organisations (id),
  id uuid not null,
  operator_name text not null,
  words text not null constraint operator_notices_words_check check (length(words) between 5 and 300),
  tone text not null default 'info' constraint operator_notices_tone_check check (tone in ('info', 'warn', 'bad')),
  until timestamptz not null,
  withdrawn_at timestamptz,
  created_at timestamptz not null default now(),
  constraint operator_notices_pkey primary key (org_id, id)
);
create index operator_notices_by_id on operator_notices (id);
create index operator_notices_standing on operator_notices (org_id, until) where withdrawn_at is null;
select tenant_table('operator_notices', grants => 'select');
drop policy tenant_insert on operator_notices;
drop policy tenant_update on operator_notices;
drop policy tenant_delete on operator_notices;
select audited_table('operator_notices');

-- Who has read one and wants it out of the way: each for themselves, viewers too.
create table notice_dismissals (
  org_id uuid not null constraint notice_dismissals_org_fkey references organisations (id),
  notice_id uuid not null,
  member_id uuid not null,
  created_at timestamptz not null default now(),
  constraint notice_dismissals_pkey primary key (org_id, member_id, notice_id),
  constraint notice_dismissals_notice_fkey foreign key (org_id, notice_id) references operator_notices (org_id, id)
    on delete cascade,
  constraint notice_dismissals_member_fkey foreign key (org_id, member_id) references members (org_id, id)
);
create index notice_dismissals_by_notice on notice_dismissals (org_id, notice_id);
select tenant_table('notice_dismissals', staff => 'member_id = app_user()', grants => 'select, insert');
drop policy tenant_insert on notice_dismissals;
drop policy tenant_update on notice_dismissals;
drop policy tenant_delete on notice_dismissals;
create policy tenant_insert on notice_dismissals for insert to mainline_app
  with check (org_id = app_org() and app_is_staff() and member_id = app_user());
