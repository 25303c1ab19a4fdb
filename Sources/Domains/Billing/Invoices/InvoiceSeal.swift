internal import Postgres

/// The chain that ties each invoice of a series to the one before it: whoever changes, adds or takes one out breaks it.
enum InvoiceSeal {
    /// What is sealed of the invoice called `name`: what it charges whom. An SQL expression of type text.
    static func content(of name: String) -> SQL {
        SQL(
            trusted: """
                concat_ws('|', \(name).id, coalesce(\(name).issued_to, \(name).customer_id), \(name).currency, \(name).net_minor, \(name).tax_minor, \
                \(name).total_minor, (select string_agg(concat_ws('|', l.position, l.description, l.quantity, l.unit_minor, \
                l.tax_code, l.tax_rate, l.net_minor), E'\\n' order by l.position) from invoice_lines l \
                where l.org_id = \(name).org_id and l.invoice_id = \(name).id))
                """)
    }

    /// Numbers whose seal does not follow from their content and the seal before; none if all is well.
    static func broken(series: String) -> SQL {
        """
        select number from (
          select number, content_hash, convert_to(\(content(of: "i")), 'UTF8') as bytes,
            coalesce(lag(content_hash) over (order by length(number), number), ''::bytea) as before
          from invoices i where i.org_id = app_org() and i.series = \(series) and number is not null
        ) sealed where content_hash is distinct from sha256(before || bytes) order by number
        """
    }
}
