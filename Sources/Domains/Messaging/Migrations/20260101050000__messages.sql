-- Text messages and e-mails, in and out.
create table messages (
  org_id uuid not null references organisations (id),
  id uuid not null,
  channel text not null constraint messages_channel_check check (channel in ('sms', 'email')),
  direction text not null constraint messages_direction_check check (direction in ('inbound', 'outbound')),
  status text not null constraint messages_status_check
    check (status in ('queued', 'sending', 'sent', 'delivered', 'undelivered', 'failed', 'received', 'suppressed')),
  from_address text not null,
  to_address text not null,
  subject text,
  body text not null,
  attachments jsonb not null default '[]',
  customer_id uuid,
  about_kind text,
  about_id uuid,
  provider_id text,
  error text,
  correlation_id text not null,
  sent_at timestamptz,
  settled_at timestamptz,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (org_id, id),
  constraint messages_provider_key unique (org_id, provider_id),
  constraint messages_customer_fkey foreign key (org_id, customer_id) references customers (org_id, id)
);
create index messages_by_customer on messages (org_id, customer_id, created_at desc, id desc);
create index messages_newest on messages (org_id, created_at desc, id desc);
select record_table('messages');

-- Numbers that have asked for no more text messages. The carrier keeps its own list but tells it to nobody.
create table text_opt_outs (
  org_id uuid not null references organisations (id),
  number text not null,
  keyword text not null,
  opted_out_at timestamptz not null default now(),
  primary key (org_id, number)
);
select tenant_table('text_opt_outs');
