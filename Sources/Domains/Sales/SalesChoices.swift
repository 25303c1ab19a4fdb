internal import Records

/// Choices that several resources share.
enum SalesChoices {
    static let dealStatus = [
        Choice("open", tone: "info"), Choice("won", tone: "good"), Choice("lost", tone: "bad"),
    ]

    static let forecastCategory = [
        Choice("pipeline"), Choice("best_case", "Best case", tone: "info"), Choice("commit", tone: "warn"),
        Choice("closed", tone: "good"), Choice("omitted", "Left out"),
    ]

    static let tone = [
        Choice("neutral", "Grey"), Choice("info", "Blue", tone: "info"), Choice("good", "Green", tone: "good"),
        Choice("warn", "Amber", tone: "warn"), Choice("bad", "Red", tone: "bad"),
    ]

    /// Fields of a deal that a stage may ask for.
    static let requirable = [
        Choice("customer_id", "Customer"), Choice("value_minor", "Value"),
        Choice("expected_close_on", "Expected close"), Choice("owner_id", "Owner"), Choice("next_step", "Next step"),
        Choice("next_step_on", "Next step on"), Choice("notes", "Notes"), Choice("tags", "Tags"),
    ]
}
