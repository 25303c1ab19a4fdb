public import Core
public import Records

/// What the clock does for Sales, to be done at once: by demo data and tests.
public enum SalesUpkeep {
    /// Folds the changes in the sums of deals, if there are as many as `threshold`.
    public static func foldRollups(_ context: Context, _ store: RecordStore, threshold: Int = 1) async throws {
        try await FoldRollups.fold(context, store, threshold: threshold)
    }

    /// Keeps what the forecast says today.
    public static func snapshotForecast(_ context: Context, _ store: RecordStore) async throws {
        try await ForecastSnapshot.take(context, store)
    }

    /// Learns from deals won and lost, and estimates the open ones.
    public static func learn(_ context: Context, _ store: RecordStore) async throws {
        try await LearnFromDeals.learn(context, store)
    }

    /// Gives waiting leads to whoever can take them.
    public static func assignWaitingLeads(_ context: Context, _ store: RecordStore) async throws {
        try await AssignWaitingLeads.assign(context, store)
    }

    /// Scores every open lead.
    public static func rescoreLeads(_ context: Context, _ store: RecordStore) async throws {
        try await RescoreLead.all(context, store)
    }
}
