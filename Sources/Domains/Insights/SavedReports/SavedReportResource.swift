internal import Core
internal import Records

/// A report that somebody has put together and kept.
enum SavedReportResource {
    static let resource = Resource(
        "saved_reports", singular: "saved_report",
        fields: [
            .text("title", required: true, max: 120), .text("resource", required: true, max: 60),
            .text("filter", max: 4000, default: "", hint: "Conditions as in a list's address: status=eq.active."),
            .text("group_by", required: true, max: 80, hint: "A field, with its width for a date: created_at:month."),
            .text("then_by", max: 80), .text("measure", max: 80, default: "count", hint: "count, or sum:value_minor."),
            .choice(
                "drawing",
                [
                    Choice("table"), Choice("bar", "Columns"), Choice("line"), Choice("stacked", "Stacked columns"),
                    Choice("horizontal", "Bars"),
                ], default: "bar"),
            .boolean("is_shared", label: "Shown to everyone", default: false),
            Field("created_by", .reference("members"), readOnly: true),
        ],
        access: .init(read: .staff, create: .workers, update: .workers, delete: .workers),
        list: .init(
            columns: ["title", "resource", "is_shared", "created_by", "created_at"], order: .descending("created_at")),
        titleField: "title")
}
