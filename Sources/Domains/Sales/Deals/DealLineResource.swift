internal import Core
internal import Records

/// Something sold within a deal.
enum DealLineResource {
    static let resource = Resource(
        "deal_lines", singular: "deal_line", title: "Lines",
        fields: [
            .reference("deal_id", to: "deals", required: true),
            .text("description", required: true, max: 300),
            .number("quantity", in: 1...1_000_000, default: 1),
            .money("unit_price_minor", label: "Unit price", required: true),
            Field("discount_percent", .percent, label: "Discount, %", default: "0"),
            Field("total_minor", .money(currencyColumn: "currency"), label: "Total", readOnly: true),
            Field("currency", .text(max: 3), readOnly: true),
            .number("position", in: 0...100_000, default: 0),
        ],
        access: .init(read: .staff, create: .sales, update: .sales, delete: .sales),
        list: .init(
            columns: ["description", "quantity", "unit_price_minor", "discount_percent", "total_minor"],
            order: .descending("created_at")), personColumn: "owner_id", partOf: "deals",
        softDelete: false,
        presentation: Presentation(
            icon: "list", isSearchable: false, isImportable: false, emptyTitle: "No lines",
            emptyWords: "Add what is sold; the deal's value becomes their sum."))
}
