/// Rules that every table keeps, each as a query that names the breaches: `<table> <rule>`, or `<table> <rule> <object>`.
///
/// A table is a tenant's unless the reviewed list says `<table> shared` (a table of the whole installation) or `<table>
/// reference` (its rows are tenants). On a distributed database those are kept whole on every node, so that their keys
/// need no tenant and everything may refer to them.
struct TenancyLint {
    /// Tables that belong to no tenant.
    let shared: [String]
    /// Tables of the tenants themselves.
    let references: [String]

    /// All rules.
    var queries: [String] {
        [protection, orgColumn, keys, foreignKeys, referencesToTenants, policies, policyTables, policyFunctions]
            + [defaults, triggers, rules, nesting, owners, grants, customerRows]
    }

    private static let tables = """
        from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public' and c.relkind in ('r', 'p')
        """
    private var isTenant: String { "c.relname not in (\(list))" }
    private var list: String { (shared + references + [""]).map { "'\($0)'" }.joined(separator: ", ") }

    /// Row-level security is on, for the owner too, and lets somebody in.
    private var protection: String {
        """
        select c.relname || ' row-security' \(Self.tables) where not (c.relrowsecurity and c.relforcerowsecurity)
        union all select c.relname || ' policies' \(Self.tables)
          where not exists (select from pg_policy p where p.polrelid = c.oid)
        """
    }

    private var orgColumn: String {
        """
        select c.relname || ' org-id' \(Self.tables) where \(isTenant) and not exists (select from pg_attribute a
          where a.attrelid = c.oid and a.attname = 'org_id' and a.atttypid = 'uuid'::regtype and a.attnotnull)
        """
    }

    /// Primary keys, unique constraints and indexes and exclusions begin with the tenant, compared by equality.
    private var keys: String {
        """
        select c.relname || ' key ' || i.relname \(Self.tables)
          join pg_index x on x.indrelid = c.oid and (x.indisunique or x.indisexclusion) join pg_class i on i.oid = x.indexrelid
          left join pg_constraint k on k.conindid = x.indexrelid and k.contype = 'x'
          where \(isTenant) and (not exists (select from pg_attribute a where a.attrelid = c.oid and a.attnum = x.indkey[0]
            and a.attname = 'org_id') or (k.oid is not null and (select oprname from pg_operator o where o.oid = k.conexclop[1]) <> '='))
        """
    }

    /// A reference from one tenant's row to another row carries the tenant, first on both sides.
    private var foreignKeys: String {
        """
        select c.relname || ' foreign-key ' || k.conname \(Self.tables)
          join pg_constraint k on k.conrelid = c.oid and k.contype = 'f' join pg_class r on r.oid = k.confrelid
          where \(isTenant) and r.relname not in (\(list)) and not (
            (select attname from pg_attribute where attrelid = c.oid and attnum = k.conkey[1]) = 'org_id'
            and (select attname from pg_attribute where attrelid = r.oid and attnum = k.confkey[1]) = 'org_id')
        """
    }

    /// What belongs to no tenant refers to no tenant's rows.
    private var referencesToTenants: String {
        """
        select c.relname || ' foreign-key ' || k.conname \(Self.tables)
          join pg_constraint k on k.conrelid = c.oid and k.contype = 'f' join pg_class r on r.oid = k.confrelid
          where not \(isTenant) and r.relname not in (\(list))
        """
    }

    /// Policies look at the row and the settings: no sub-select. Those of the application hold the row to its tenant.
    private var policies: String {
        """
        select c.relname || ' sub-select ' || p.polname \(Self.tables) join pg_policy p on p.polrelid = c.oid
          where concat(pg_get_expr(p.polqual, c.oid), pg_get_expr(p.polwithcheck, c.oid)) ~* '\\mselect\\M'
        union all select c.relname || ' open-policy ' || p.polname \(Self.tables) join pg_policy p on p.polrelid = c.oid
          where 'mainline_system'::regrole <> all (p.polroles) and not (
            (coalesce(pg_get_expr(p.polqual, c.oid), 'org_id = app_org()') like '%org_id = app_org()%'
              or pg_get_expr(p.polqual, c.oid) = 'false')
            and (coalesce(pg_get_expr(p.polwithcheck, c.oid), 'org_id = app_org()') like '%org_id = app_org()%'
              or pg_get_expr(p.polwithcheck, c.oid) = 'false'))
        """
    }

    /// No policy depends on another table.
    private var policyTables: String {
        """
        select c.relname || ' other-table ' || p.polname \(Self.tables) join pg_policy p on p.polrelid = c.oid
          join pg_depend d on d.classid = 'pg_policy'::regclass and d.objid = p.oid and d.refclassid = 'pg_class'::regclass
            and d.refobjid <> c.oid
        """
    }

    /// Functions of ours in policies are stable or immutable and read no table.
    private var policyFunctions: String {
        """
        select distinct c.relname || ' policy-function ' || f.proname \(Self.tables) join pg_policy p on p.polrelid = c.oid
          join pg_depend d on d.classid = 'pg_policy'::regclass and d.objid = p.oid and d.refclassid = 'pg_proc'::regclass
          join pg_proc f on f.oid = d.refobjid and f.pronamespace = 'public'::regnamespace
          where f.provolatile = 'v' or f.prosecdef or pg_get_functiondef(f.oid) ~* '\\m(select|from)\\M'
        """
    }

    /// A default that differs from call to call cannot be given by an UPDATE on a distributed table.
    private var defaults: String {
        """
        select distinct c.relname || ' volatile-default ' || a.attname \(Self.tables)
          join pg_attrdef e on e.adrelid = c.oid join pg_attribute a on a.attrelid = c.oid and a.attnum = e.adnum
          join pg_depend d on d.classid = 'pg_attrdef'::regclass and d.objid = e.oid and d.refclassid = 'pg_proc'::regclass
          join pg_proc f on f.oid = d.refobjid and f.provolatile = 'v' where \(isTenant)
        union all select c.relname || ' volatile-default ' || a.attname \(Self.tables)
          join pg_attrdef e on e.adrelid = c.oid join pg_attribute a on a.attrelid = c.oid and a.attnum = e.adnum
          where \(isTenant) and pg_get_expr(e.adbin, c.oid) ~ '\\m(clock_timestamp|gen_random_uuid|random|nextval|timeofday)\\M'
        """
    }

    /// A row about a customer says whose it is, so that its policy can hold it to them.
    private var customerRows: String {
        """
        select c.relname || ' customer-rows' \(Self.tables)
          where exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'customer_id')
            and not exists (select from pg_attribute a join pg_policy p on p.polrelid = c.oid
              where a.attrelid = c.oid and a.attname in ('owner_id', 'customer_owner_id')
                and pg_get_expr(p.polqual, c.oid) like '%' || a.attname || ' = app_user()%')
        """
    }

    private var triggers: String {
        """
        select c.relname || ' statement-trigger ' || t.tgname \(Self.tables)
          join pg_trigger t on t.tgrelid = c.oid and not t.tgisinternal where t.tgtype & 1 = 0
        """
    }

    private var rules: String {
        """
        select tablename || ' rule ' || rulename from pg_rules where schemaname = 'public'
        """
    }

    /// Partitions of partitions cannot be distributed.
    private var nesting: String {
        """
        select c.relname || ' nested-partitions' \(Self.tables) where c.relkind = 'p'
          and exists (select from pg_inherits i where i.inhrelid = c.oid)
        """
    }

    /// Those who serve requests own nothing: an owner could switch row-level security off.
    private var owners: String {
        """
        select c.relname || ' owner' \(Self.tables) where c.relowner in ('mainline_app'::regrole, 'mainline_system'::regrole)
        union all select rolname || ' bypasses-row-security' from pg_roles
          where rolname = 'mainline_app' and rolbypassrls
        union all select rolname || ' administers' from pg_roles
          where rolname in ('mainline_app', 'mainline_system') and (rolsuper or rolcreaterole or rolcreatedb)
        """
    }

    /// What belongs to no tenant is out of the application's reach, and nobody else has been let in.
    private var grants: String {
        """
        select c.relname || ' grant ' || g.privilege_type \(Self.tables), information_schema.table_privileges g
          where c.relname in (\((shared + [""]).map { "'\($0)'" }.joined(separator: ", "))) and g.table_schema = 'public' and g.table_name = c.relname and g.grantee = 'mainline_app'
        union all select distinct g.table_name || ' grant ' || g.grantee from information_schema.table_privileges g
          where g.table_schema = 'public' and g.grantee not in ('mainline_app', 'mainline_system', 'mainline_owner', 'postgres')
            and g.table_name in (select c.relname \(Self.tables))
        union all select distinct g.table_name || ' truncate ' || g.grantee from information_schema.table_privileges g
          where g.table_schema = 'public' and g.grantee in ('mainline_app', 'mainline_system')
            and g.privilege_type in ('TRUNCATE', 'TRIGGER', 'REFERENCES')
        """
    }
}
