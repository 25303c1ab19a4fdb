-- When work can be done, by whom, and what has been agreed.

-- A time of day as people write it, 00:00 to 24:00. Text, because a form and the API take it as it is; compares by
-- the clock.
create domain time_of_day as text collate "C"
  constraint time_of_day_check check (value ~ '^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$');
create domain weekday as text
  constraint weekday_check
  check (value in ('monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'));

create table job_types (
  org_id uuid not null constraint job_types_org_fkey references organisations (id),
  id uuid not null,
  name text not null constraint job_types_name_check check (length(name) between 1 and 120),
  description text,
  -- Words by which a caller's own description is recognised; each matches the beginning of a word.
  keywords text[] not null default '{}',
  duration_minutes int not null constraint job_types_duration_minutes_check check (duration_minutes between 5 and 1440),
  -- Kept free after the visit: the way to the next one.
  buffer_minutes int not null default 0 constraint job_types_buffer_minutes_check check (buffer_minutes between 0 and 720),
  price_minor bigint not null default 0 constraint job_types_price_minor_check check (price_minor >= 0),
  currency char(3) not null constraint job_types_currency_check check (currency ~ '^[A-Z]{3}$'),
  colour text not null default '#5e6ad2' constraint job_types_colour_check check (colour ~ '^#[0-9a-f]{6}$'),
  -- What is booked when no description fits.
  is_general boolean not null default false,
  is_active boolean not null default true,
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid default app_user(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  constraint job_types_pkey primary key (org_id, id)
);
create unique index job_types_name_key on job_types (org_id, lower(name)) where deleted_at is null;
create unique index job_types_general_key on job_types (org_id) where is_general and deleted_at is null;
select record_table('job_types', others => $$app_role() in ('customer', 'reseller', 'visitor')$$);

create table business_hours (
  org_id uuid not null constraint business_hours_org_fkey references organisations (id),
  id uuid not null,
  weekday weekday not null,
  opens time_of_day not null,
  closes time_of_day not null,
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid default app_user(),
  updated_at timestamptz not null default now(),
  constraint business_hours_pkey primary key (org_id, id),
  constraint business_hours_closes_check check (opens < closes),
  constraint business_hours_opens_key unique (org_id, weekday, opens)
);
select record_table('business_hours', others => $$app_role() in ('customer', 'reseller', 'visitor')$$);

create table holidays (
  org_id uuid not null constraint holidays_org_fkey references organisations (id),
  id uuid not null,
  day date not null,
  name text not null constraint holidays_name_check check (length(name) between 1 and 120),
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid default app_user(),
  updated_at timestamptz not null default now(),
  constraint holidays_pkey primary key (org_id, id),
  constraint holidays_day_key unique (org_id, day)
);
select record_table('holidays', others => $$app_role() in ('customer', 'reseller', 'visitor')$$);

-- A technician without shifts works whenever the business is open.
create table shifts (
  org_id uuid not null constraint shifts_org_fkey references organisations (id),
  id uuid not null,
  technician_id uuid not null,
  weekday weekday not null,
  starts time_of_day not null,
  ends time_of_day not null,
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid default app_user(),
  updated_at timestamptz not null default now(),
  constraint shifts_pkey primary key (org_id, id),
  constraint shifts_technician_fkey foreign key (org_id, technician_id) references members (org_id, id),
  constraint shifts_ends_check check (starts < ends),
  constraint shifts_starts_key unique (org_id, technician_id, weekday, starts)
);
select record_table('shifts');

create table time_off (
  org_id uuid not null constraint time_off_org_fkey references organisations (id),
  id uuid not null,
  technician_id uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  reason text constraint time_off_reason_check check (length(reason) <= 200),
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid default app_user(),
  updated_at timestamptz not null default now(),
  constraint time_off_pkey primary key (org_id, id),
  constraint time_off_technician_fkey foreign key (org_id, technician_id) references members (org_id, id),
  constraint time_off_ends_at_check check (starts_at < ends_at)
);
create index time_off_by_technician on time_off (org_id, technician_id, ends_at);
create index time_off_by_end on time_off (org_id, ends_at);
select record_table('time_off');

create table appointments (
  org_id uuid not null constraint appointments_org_fkey references organisations (id),
  id uuid not null,
  customer_id uuid not null,
  site_id uuid,
  job_type_id uuid not null,
  -- Null: not assigned yet.
  technician_id uuid,
  -- The visit itself, half-open.
  during tstzrange not null,
  -- The visit with its buffers: what no other visit of the technician may overlap.
  occupies tstzrange not null,
  starts_at timestamptz not null generated always as (lower(during)) stored,
  ends_at timestamptz not null generated always as (upper(during)) stored,
  status text not null default 'booked' constraint appointments_status_check check (status in (
    'new', 'booked', 'confirmed', 'en_route', 'on_site', 'completed', 'invoiced', 'cancelled', 'no_show')),
  notes text not null default '' constraint appointments_notes_check check (length(notes) <= 20000),
  -- By which way it was booked: call, booking, workspace, api.
  source text not null default 'workspace' constraint appointments_source_check check (length(source) between 1 and 60),
  arrived_at timestamptz,
  completed_at timestamptz,
  cancelled_at timestamptz,
  cancel_reason text,
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid default app_user(),
  updated_at timestamptz not null default now(),
  constraint appointments_pkey primary key (org_id, id),
  constraint appointments_customer_fkey foreign key (org_id, customer_id) references customers (org_id, id),
  constraint appointments_site_fkey foreign key (org_id, site_id) references sites (org_id, id),
  constraint appointments_job_type_fkey foreign key (org_id, job_type_id) references job_types (org_id, id),
  constraint appointments_technician_fkey foreign key (org_id, technician_id) references members (org_id, id),
  constraint appointments_during_check check (
    not isempty(during) and lower_inc(during) and not upper_inc(during) and not lower_inf(during)
    and not upper_inf(during)),
  -- At most two days, so that whoever looks for what is taken in a window knows how far back to look.
  constraint appointments_occupies_check check (
    occupies @> during and lower_inc(occupies) and not upper_inc(occupies)
    and upper(occupies) - lower(occupies) <= interval '48 hours'),
  constraint appointments_cancelled_check check ((status = 'cancelled') = (cancelled_at is not null)),
  constraint appointments_completed_check check ((status in ('completed', 'invoiced')) = (completed_at is not null)),
  constraint appointments_technician_excl exclude using gist (org_id with =, technician_id with =, occupies with &&)
    where (status not in ('cancelled', 'no_show'))
);
-- Windows are read by starts_at: range operators are not leakproof, so row-level security keeps them out of index scans.
create index appointments_by_start on appointments (org_id, starts_at, id);
create index appointments_by_technician on appointments (org_id, technician_id, starts_at);
create index appointments_by_customer on appointments (org_id, customer_id, starts_at desc);
create index appointments_by_status on appointments (org_id, status, starts_at);
create index appointments_by_age on appointments (org_id, created_at desc, id desc);
select record_table('appointments', others => $$app_role() = 'customer' and customer_id = app_customer()$$);
