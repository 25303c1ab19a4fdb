-- What holds of deals however they are changed: a page, the board, an import, a program.

-- A day where the organisation is.
create function local_day(org uuid, at timestamptz) returns date language sql stable
  return (at at time zone (select zone from organisations where id = org))::date;

create function settle_pipeline_stage() returns trigger language plpgsql as $$
begin
  if new.kind = 'won' then
    new.probability := 100; new.forecast_category := 'closed'; new.rot_days := null;
  elsif new.kind = 'lost' then
    new.probability := 0; new.forecast_category := 'omitted'; new.rot_days := null;
  end if;
  if tg_op = 'INSERT' then
    if new.position = 0 then
      new.position := coalesce((select max(position) from pipeline_stages
        where org_id = new.org_id and pipeline_id = new.pipeline_id and deleted_at is null), 0) + 10;
    end if;
    return new;
  end if;
  if new.kind <> old.kind and exists (select from deals where org_id = new.org_id and stage_id = new.id and deleted_at is null) then
    raise exception 'a stage with deals keeps its kind'
      using errcode = 'check_violation', constraint = 'pipeline_stages_kind_in_use_check', table = 'pipeline_stages';
  end if;
  if new.pipeline_id <> old.pipeline_id then
    raise exception 'a stage stays in its pipeline'
      using errcode = 'check_violation', constraint = 'pipeline_stages_pipeline_check', table = 'pipeline_stages';
  end if;
  if new.deleted_at is not null and old.deleted_at is null
      and exists (select from deals where org_id = new.org_id and stage_id = new.id and deleted_at is null) then
    raise exception 'a stage with deals cannot be deleted'
      using errcode = 'check_violation', constraint = 'pipeline_stages_in_use_check', table = 'pipeline_stages';
  end if;
  return new;
end $$;
create trigger settle before insert or update on pipeline_stages for each row execute function settle_pipeline_stage();

create function settle_pipeline() returns trigger language plpgsql as $$
begin
  if new.deleted_at is not null and old.deleted_at is null
      and exists (select from deals where org_id = new.org_id and pipeline_id = new.id and deleted_at is null) then
    raise exception 'a pipeline with deals cannot be deleted'
      using errcode = 'check_violation', constraint = 'pipelines_in_use_check', table = 'pipelines';
  end if;
  return new;
end $$;
create trigger settle before update on pipelines for each row execute function settle_pipeline();

-- The stage a new deal begins in.
create function first_stage(org uuid, pipeline uuid) returns uuid language sql stable
  return (select s.id from pipeline_stages s join pipelines p on p.org_id = s.org_id and p.id = s.pipeline_id
    where s.org_id = org and s.kind = 'open' and s.deleted_at is null and p.deleted_at is null
      and (pipeline is null or p.id = pipeline)
    order by p.is_default desc, p.position, p.id, s.position, s.id limit 1);

create function settle_deal() returns trigger language plpgsql as $$
declare
  stage pipeline_stages;
  field text;
  moved boolean := tg_op = 'INSERT';
  rot int;
begin
  if tg_op = 'UPDATE' then
    -- A deal put into another pipeline without a stage begins at its first.
    if new.pipeline_id <> old.pipeline_id and new.stage_id = old.stage_id then
      new.stage_id := first_stage(new.org_id, new.pipeline_id);
    end if;
    moved := new.stage_id is distinct from old.stage_id;
  elsif new.stage_id is null then
    new.stage_id := first_stage(new.org_id, new.pipeline_id);
  end if;
  if new.stage_id is null then
    raise exception 'there is no stage to begin in'
      using errcode = 'check_violation', constraint = 'deals_no_stage_check', table = 'deals';
  end if;
  if moved then
    select * into stage from pipeline_stages where org_id = new.org_id and id = new.stage_id and deleted_at is null;
    if not found then
      raise exception 'the stage does not exist'
        using errcode = 'foreign_key_violation', constraint = 'deals_stage_fkey', table = 'deals';
    end if;
    foreach field in array stage.required_fields loop
      if coalesce(nullif(to_jsonb(new) ->> field, ''), case field when 'value_minor' then '0' else '' end) in ('', '0', '[]') then
        raise exception 'a field is needed for this stage'
          using errcode = 'check_violation', constraint = 'deals_requires_' || field, table = 'deals', column = field;
      end if;
    end loop;
    new.pipeline_id := stage.pipeline_id;
    new.status := stage.kind;
    new.stage_probability := stage.probability;
    if stage.kind <> 'open' or new.probability is null or (tg_op = 'UPDATE' and new.probability = old.probability) then
      new.probability := stage.probability;
    end if;
    if stage.kind <> 'open' or new.forecast_category is null
        or (tg_op = 'UPDATE' and new.forecast_category = old.forecast_category) then
      new.forecast_category := stage.forecast_category;
    end if;
    if tg_op = 'UPDATE' then
      if new.stage_entered_at = old.stage_entered_at then new.stage_entered_at := greatest(now(), old.stage_entered_at); end if;
      if new.position = old.position then new.position := null; end if;
    end if;
  else
    new.status := old.status;
    if new.status <> 'open' then
      new.probability := old.probability; new.forecast_category := old.forecast_category;
    end if;
  end if;
  if new.status = 'open' then
    new.closed_at := null; new.closed_on := null;
  else
    new.closed_at := coalesce(new.closed_at, new.stage_entered_at, now());
    new.closed_on := local_day(new.org_id, new.closed_at);
  end if;
  if new.status <> 'lost' then new.loss_reason_id := null; new.loss_notes := null; end if;
  -- On top of its column: the later, the smaller.
  new.position := coalesce(new.position, -(extract(epoch from clock_timestamp()) * 1000)::bigint * 1024);
  new.currency := coalesce(nullif(new.currency, ''), (select currency from organisations where id = new.org_id));
  if new.line_count > 0 then new.value_minor := new.lines_minor; end if;
  if moved or new.last_activity_at is distinct from old.last_activity_at or new.status <> 'open' then
    select rot_days into rot from pipeline_stages where org_id = new.org_id and id = new.stage_id;
    new.stalls_at := case when new.status = 'open'
      then greatest(new.stage_entered_at, new.last_activity_at) + rot * interval '1 day' end;
  end if;
  return new;
end $$;
create trigger settle before insert or update on deals for each row execute function settle_deal();

create function deal_rollup_key(pipeline uuid, stage uuid, status text, category text, owner uuid, source text, reason uuid,
    month date, currency text) returns uuid language sql stable
  return md5(concat_ws('|', pipeline, stage, status, category, coalesce(owner::text, '-'), source,
    coalesce(reason::text, '-'), coalesce(to_char(month, 'YYYY-MM-DD'), '-'), currency))::uuid;

create function add_deal_rollup(org uuid, pipeline uuid, stage uuid, status text, category text, owner uuid, source text,
    reason uuid, month date, currency text, deals bigint, value numeric, weighted numeric, learned numeric,
    seconds numeric, passages bigint) returns void language sql volatile
  begin atomic
    insert into deal_rollups (org_id, key, id, is_delta, pipeline_id, stage_id, status, forecast_category, owner_id, source,
      loss_reason_id, month, currency, deals, value_minor, weighted_minor, learned_minor, seconds, passages)
    values (org, deal_rollup_key(pipeline, stage, status, category, owner, source, reason, month, currency), uuid_v7(), true,
      pipeline, stage, status, category, owner, source, reason, month, currency, deals, value, weighted, learned, seconds,
      passages);
  end;

-- Counts a deal in (sign 1) or out (-1).
create function roll_deal(deal deals, sign int) returns void language plpgsql as $$
begin
  perform add_deal_rollup(deal.org_id, deal.pipeline_id, deal.stage_id, deal.status, deal.forecast_category, deal.owner_id,
    deal.source, deal.loss_reason_id,
    date_trunc('month', case when deal.status = 'open' then deal.expected_close_on else deal.closed_on end)::date,
    deal.currency, sign, sign * deal.value_minor, sign * round(deal.value_minor * deal.probability / 100.0),
    sign * round(deal.value_minor * coalesce(deal.learned_probability, deal.probability) / 100.0),
    case when deal.status = 'open' then 0
      else sign * greatest(0, floor(extract(epoch from deal.closed_at - deal.created_at))) end, 0);
end $$;

create function follow_deal() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    if old.deleted_at is null then perform roll_deal(old, -1); end if;
    return null;
  end if;
  if tg_op = 'INSERT' then
    if new.deleted_at is null then perform roll_deal(new, 1); end if;
    insert into deal_stage_entries (org_id, id, deal_id, pipeline_id, stage_id, entered_at, owner_id)
    values (new.org_id, uuid_v7(), new.id, new.pipeline_id, new.stage_id, new.stage_entered_at, new.owner_id);
    return null;
  end if;
  if (new.deleted_at, new.stage_id, new.forecast_category, new.owner_id, new.source, new.loss_reason_id,
      new.expected_close_on, new.closed_at, new.closed_on, new.currency, new.value_minor, new.probability, new.learned_probability)
    is distinct from (old.deleted_at, old.stage_id, old.forecast_category, old.owner_id, old.source, old.loss_reason_id,
      old.expected_close_on, old.closed_at, old.closed_on, old.currency, old.value_minor, old.probability, old.learned_probability)
  then
    if old.deleted_at is null then perform roll_deal(old, -1); end if;
    if new.deleted_at is null then perform roll_deal(new, 1); end if;
  end if;
  if new.stage_id <> old.stage_id then
    update deal_stage_entries set left_at = greatest(new.stage_entered_at, entered_at)
      where org_id = new.org_id and deal_id = new.id and left_at is null;
    insert into deal_stage_entries (org_id, id, deal_id, pipeline_id, stage_id, from_stage_id, entered_at, owner_id)
    values (new.org_id, uuid_v7(), new.id, new.pipeline_id, new.stage_id, old.stage_id, new.stage_entered_at, new.owner_id);
  end if;
  -- Who sees the deal sees what belongs to it.
  if new.owner_id is distinct from old.owner_id then
    update deal_stage_entries set owner_id = new.owner_id where org_id = new.org_id and deal_id = new.id;
    update deal_lines set owner_id = new.owner_id where org_id = new.org_id and deal_id = new.id;
    update deal_competitors set owner_id = new.owner_id where org_id = new.org_id and deal_id = new.id;
  end if;
  if new.currency <> old.currency then
    update deal_lines set currency = new.currency where org_id = new.org_id and deal_id = new.id;
  end if;
  return null;
end $$;
create trigger follow after insert or update or delete on deals for each row execute function follow_deal();

-- A stay that has ended counts towards how long deals remain in a stage.
create function follow_deal_stage_entry() returns trigger language plpgsql as $$
begin
  if new.left_at is not null and (tg_op = 'INSERT' or old.left_at is null) then
    perform add_deal_rollup(new.org_id, new.pipeline_id, new.stage_id, 'passed', 'omitted', new.owner_id, '', null,
      date_trunc('month', local_day(new.org_id, new.left_at))::date, '---', 0, 0, 0, 0,
      greatest(0, floor(extract(epoch from new.left_at - new.entered_at))), 1);
  end if;
  return null;
end $$;
create trigger follow after insert or update on deal_stage_entries for each row execute function follow_deal_stage_entry();

create function settle_deal_part() returns trigger language plpgsql as $$
declare
  deal deals;
begin
  select * into deal from deals where org_id = new.org_id and id = new.deal_id and deleted_at is null;
  if not found then
    raise exception 'the deal does not exist'
      using errcode = 'foreign_key_violation', constraint = tg_table_name || '_deal_fkey', table = tg_table_name;
  end if;
  new.owner_id := deal.owner_id;
  if tg_table_name = 'deal_lines' then
    new.currency := deal.currency;
    if tg_op = 'INSERT' and new.position = 0 then
      new.position := coalesce((select max(position) from deal_lines where org_id = new.org_id and deal_id = new.deal_id), 0) + 10;
    end if;
  end if;
  return new;
end $$;
create trigger settle before insert or update of deal_id on deal_lines for each row execute function settle_deal_part();
create trigger settle before insert or update of deal_id on deal_competitors for each row execute function settle_deal_part();

-- The deal's value is the sum of its lines.
create function follow_deal_line() returns trigger language plpgsql as $$
declare
  deal uuid;
begin
  foreach deal in array array_remove(array[case when tg_op <> 'DELETE' then new.deal_id end,
      case when tg_op <> 'INSERT' then old.deal_id end], null) loop
    -- Two lines changed at once must not each count without the other.
    perform from deals where org_id = coalesce(new.org_id, old.org_id) and id = deal for update;
    update deals set line_count = l.count, lines_minor = l.sum,
        value_minor = case when l.count > 0 then l.sum else value_minor end
      from (select count(*)::int as count, coalesce(sum(total_minor), 0)::bigint as sum from deal_lines
        where org_id = coalesce(new.org_id, old.org_id) and deal_id = deal) l
      where org_id = coalesce(new.org_id, old.org_id) and id = deal
        and (line_count, lines_minor) is distinct from (l.count, l.sum);
  end loop;
  return null;
end $$;
create trigger follow after insert or delete or update of deal_id, quantity, unit_price_minor, discount_percent on deal_lines
  for each row execute function follow_deal_line();

-- What an organisation starts to sell with. Does nothing where there are pipelines already.
create function plant_sales(org uuid) returns void language plpgsql as $$
declare
  pipeline uuid := uuid_v7();
begin
  if not exists (select from pipelines where org_id = org) then
    insert into pipelines (org_id, id, name, position, is_default) values (org, pipeline, 'Sales', 10, true);
    insert into pipeline_stages (org_id, id, pipeline_id, name, position, kind, probability, forecast_category, rot_days,
        required_fields, tone)
      values (org, uuid_v7(), pipeline, 'Lead', 10, 'open', 10, 'pipeline', 14, '{}', 'neutral'),
        (org, uuid_v7(), pipeline, 'Qualified', 20, 'open', 30, 'pipeline', 21, '{customer_id}', 'info'),
        (org, uuid_v7(), pipeline, 'Proposal', 30, 'open', 50, 'best_case', 21, '{customer_id,value_minor}', 'info'),
        (org, uuid_v7(), pipeline, 'Negotiation', 40, 'open', 75, 'commit', 14, '{customer_id,value_minor,expected_close_on}', 'warn'),
        (org, uuid_v7(), pipeline, 'Won', 50, 'won', 100, 'closed', null, '{}', 'good'),
        (org, uuid_v7(), pipeline, 'Lost', 60, 'lost', 0, 'omitted', null, '{}', 'bad');
  end if;
  if not exists (select from loss_reasons where org_id = org) then
    insert into loss_reasons (org_id, id, name, position)
      select org, uuid_v7(), name, place * 10 from unnest(array['Price', 'Chose a competitor', 'No budget', 'Bad timing',
        'No answer', 'Not a fit', 'Did it themselves', 'Duplicate']) with ordinality as reason (name, place);
  end if;
end $$;
