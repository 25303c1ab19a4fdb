/// One row in every table for each of two organisations, whatever the tables are: what tests of isolation need.
///
/// The checks of the tables' own columns are dropped for it, so it suits only databases that are thrown away. Every text
/// holds the organisation's mark, so that it can be recognised wherever it turns up.
public struct SampleRows: Sendable {
    /// In each text of the first and of the second organisation.
    public static let marks = ["markalpha", "markomega"]

    private let test: TestDatabase

    /// - Parameter organisations: ids of two; their own rows are made too if they are not there.
    public init(_ test: TestDatabase, organisations: [String]) throws {
        self.test = test
        try test.run(Self.preparation)
        for (organisation, mark) in zip(organisations, Self.marks) {
            try test.run("select fill_samples('\(organisation)', '\(mark)')")
        }
    }

    /// The id of a row of `table` that belongs to the organisation.
    public func id(_ table: String, organisation: String) throws -> String {
        try test.column("select id from \(table) where org_id = '\(organisation)' order by id limit 1")[0]
    }

    private static let preparation = """
        -- Columns that take one of a few words get the first of them.
        create schema samples;
        create table samples.choices as
          select conrelid as t, a.attname as col, (regexp_match(pg_get_constraintdef(k.oid), 'ARRAY\\[''([^'']*)'''))[1] as value
            from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
            where k.contype = 'c' and k.connamespace = 'public'::regnamespace and cardinality(k.conkey) = 1;
        do $$ declare c record; begin
          for c in select case when conrelid <> 0 then 'table ' || conrelid::regclass else 'domain ' || contypid::regtype end as t,
              conname from pg_constraint where contype = 'c' and connamespace = 'public'::regnamespace loop
            execute format('alter %s drop constraint %I', c.t, c.conname);
          end loop;
        end $$;

        create function sample_id(t text, org uuid) returns uuid language sql immutable as
          $$ select case when t = 'organisations' then org else overlay(overlay(md5(t || org)::text placing '7' from 13)
            placing '8' from 17)::uuid end $$;

        -- What a column without a default gets; the id of the row referred to, if the column refers to one.
        create function sample_value(t regclass, col text, type regtype, org uuid, mark text) returns text language plpgsql as $$
        declare target text;
        begin
          if col = 'org_id' then return org; end if;
          select k.confrelid::regclass::text into target from pg_constraint k, unnest(k.conkey, k.confkey) as pair(near, far)
            where k.contype = 'f' and k.conrelid = t and k.confrelid <> t
              and pair.near = (select attnum from pg_attribute where attrelid = t and attname = col)
              and (select attname from pg_attribute where attrelid = k.confrelid and attnum = pair.far) = 'id'
            order by k.conname limit 1;
          if target is not null then return sample_id(target, org); end if;
          if type = 'uuid'::regtype then return sample_id(case col when 'id' then t::text else col end, org); end if;
          select value into target from samples.choices c where c.t = sample_value.t and c.col = sample_value.col
            and value is not null limit 1;
          if target is not null then return target; end if;
          type := coalesce((select nullif(typbasetype, 0) from pg_type where oid = type), type);
          return case type::text
            when 'text' then mark when 'character varying' then mark when 'character' then case col when 'currency' then 'USD' else 'US' end
            when 'bytea' then '\\x' || encode(mark::bytea, 'hex')
            when 'boolean' then 'false' when 'jsonb' then '{}' when 'json' then '{}' when 'date' then '2030-01-07'
            when 'time without time zone' then '09:00' when 'timestamp with time zone' then '2030-01-07 09:00+00'
            when 'inet' then '192.0.2.1' when 'cidr' then '192.0.2.0/24' when 'tstzrange' then '[2030-01-07 09:00+00,2030-01-07 10:00+00)'
            when 'daterange' then '[2030-01-07,2030-01-08)' when 'interval' then '1 hour'
            else case when type::text like '%[]' then '{}' else '1' end end;
        end $$;

        create function fill_samples(org uuid, mark text) returns void language plpgsql as $$
        declare t record; columns text; vals text;
        begin
          -- Neither references are checked nor rows audited while the samples are put in.
          set local session_replication_role = replica;
          for t in select oid::regclass as name from pg_class
              where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relname <> 'schema_migrations' loop
            select string_agg(quote_ident(attname), ', '),
                string_agg(quote_nullable(sample_value(t.name, attname, atttypid, org, mark)) || '::' || format_type(atttypid, atttypmod), ', ')
              into columns, vals from pg_attribute a
              where attrelid = t.name and attnum > 0 and not attisdropped and attgenerated = '' and attidentity = ''
                and (attnotnull and not atthasdef or attname in ('id', 'name', 'email', 'slug', 'notes', 'body'));
            execute format('insert into %s (%s) values (%s) on conflict do nothing', t.name, columns, vals);
          end loop;
        end $$;
        """
}
