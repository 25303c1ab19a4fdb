public import Core
public import HTML

extension HTML {
    /// An amount of money: digits of one width, negative ones with a sign and in the colour of what is owed.
    public func money(_ amount: Money) {
        span(.class("number"), amount.minor < 0 ? .data("tone", "bad") : .none, .dir("ltr"), amount)
    }

    /// A phone number that can be pressed: `number` is dialled, `shown` is read.
    public func phoneLink(_ number: String, shown: String) {
        a(.class("tabular"), .href("tel:" + number), .dir("ltr"), shown)
    }

    /// What a record was and what it became, field by field. Only what changed belongs in it.
    public func differences(id: String, label: String, _ rows: [(name: String, old: String?, new: String?)]) {
        dataTable(
            id: id, label: label, columns: [TableColumn("Field"), TableColumn("Before"), TableColumn("After")]
        ) {
            for row in rows {
                tr {
                    th(.scope("row"), row.name)
                    td(.class("diff")) { if let old = row.old { del(.dir("auto"), old) } else { text("—") } }
                    td(.class("diff")) { if let new = row.new { ins(.dir("auto"), new) } else { text("—") } }
                }
            }
        }
    }
}
