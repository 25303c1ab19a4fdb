-- Telephone numbers of an organisation.
create table phone_numbers (
  org_id uuid not null references organisations (id),
  id uuid not null,
  number text not null,
  label text not null default '',
  is_active boolean not null default true,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (org_id, id),
  constraint phone_numbers_number_key unique (org_id, number)
);
select record_table('phone_numbers');

-- Which organisation answers at a number: what a webhook is routed by. One organisation only, whoever was first.
create table phone_number_routes (
  number text primary key,
  org_id uuid not null references organisations (id)
);
select system_table('phone_number_routes');

create table calls (
  org_id uuid not null references organisations (id),
  id uuid not null,
  provider_call_id text not null,
  direction text not null constraint calls_direction_check check (direction in ('inbound', 'outbound')),
  our_number text not null,
  their_number text,
  customer_id uuid,
  appointment_id uuid,
  status text not null,
  outcome text constraint calls_outcome_check check (outcome in ('booked', 'rescheduled', 'cancelled', 'answered',
    'transferred', 'callback_queued', 'voicemail', 'emergency_escalated', 'abandoned', 'blocked')),
  intent text,
  summary text,
  -- The join of the carrier's events, and the conversation, as the engine keeps them.
  state jsonb not null,
  dialogue jsonb not null,
  turn int not null default 0,
  voicemail_url text,
  voicemail_seconds int,
  started_at timestamptz not null,
  answered_at timestamptz,
  ended_at timestamptz,
  duration_seconds int,
  last_heard_at timestamptz not null,
  correlation_id text not null,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (org_id, id),
  constraint calls_provider_key unique (org_id, provider_call_id),
  constraint calls_customer_fkey foreign key (org_id, customer_id) references customers (org_id, id)
);
create index calls_newest on calls (org_id, started_at desc, id desc);
create index calls_by_customer on calls (org_id, customer_id, started_at desc);
create index calls_open on calls (last_heard_at) where ended_at is null;
select record_table('calls', sensitive => array['state', 'dialogue']);

-- Every webhook of a call with the answer it got, so that a repeated one gets the same answer and changes nothing.
create table call_webhooks (
  org_id uuid not null references organisations (id),
  provider_call_id text not null,
  key text not null,
  response text not null,
  received_at timestamptz not null default now(),
  primary key (org_id, provider_call_id, key)
);
select tenant_table('call_webhooks', grants => 'select, insert');
drop policy tenant_update on call_webhooks;
drop policy tenant_delete on call_webhooks;

-- What was said.
create table call_lines (
  org_id uuid not null references organisations (id),
  call_id uuid not null,
  position int not null,
  speaker text not null constraint call_lines_speaker_check check (speaker in ('caller', 'assistant')),
  text text not null,
  confidence real,
  at timestamptz not null,
  primary key (org_id, call_id, position),
  constraint call_lines_call_fkey foreign key (org_id, call_id) references calls (org_id, id)
);
select tenant_table('call_lines', grants => 'select, insert');
drop policy tenant_update on call_lines;
drop policy tenant_delete on call_lines;

create table callbacks (
  org_id uuid not null references organisations (id),
  id uuid not null,
  call_id uuid,
  customer_id uuid,
  number text,
  name text,
  reason text not null,
  about text not null default '',
  status text not null default 'open' constraint callbacks_status_check check (status in ('open', 'done')),
  resolution text,
  resolved_at timestamptz,
  resolved_by text,
  correlation_id text not null,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (org_id, id),
  constraint callbacks_call_fkey foreign key (org_id, call_id) references calls (org_id, id),
  constraint callbacks_customer_fkey foreign key (org_id, customer_id) references customers (org_id, id)
);
-- One open item per number, however often they call.
create unique index callbacks_open_number_key on callbacks (org_id, number) where status = 'open';
create index callbacks_newest on callbacks (org_id, created_at desc, id desc);
select record_table('callbacks');

create table emergencies (
  org_id uuid not null references organisations (id),
  id uuid not null,
  call_id uuid not null,
  customer_id uuid,
  category text not null,
  reasons text[] not null,
  words text not null,
  number text,
  name text,
  address text,
  status text not null default 'open' constraint emergencies_status_check check (status in ('open', 'acknowledged')),
  raised_at timestamptz not null,
  acknowledged_at timestamptz,
  acknowledged_by text,
  acknowledged_via text,
  correlation_id text not null,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (org_id, id),
  constraint emergencies_call_key unique (org_id, call_id),
  constraint emergencies_call_fkey foreign key (org_id, call_id) references calls (org_id, id)
);
create index emergencies_newest on emergencies (org_id, raised_at desc, id desc);
select record_table('emergencies');

-- Each attempt to reach someone about an emergency.
create table emergency_alerts (
  org_id uuid not null references organisations (id),
  emergency_id uuid not null,
  step int not null,
  contact_name text not null,
  number text,
  provider_call_id text,
  at timestamptz not null,
  primary key (org_id, emergency_id, step),
  constraint emergency_alerts_emergency_fkey foreign key (org_id, emergency_id) references emergencies (org_id, id)
);
select tenant_table('emergency_alerts');
