internal import Carrier
internal import Core
internal import Modules
internal import Plans
internal import Records

/// What plans, lockdowns and anomalies contribute: their actions and records, and the counting by the clock.
enum PlansModule {
    /// Throws if a schedule is malformed, which a test rules out.
    static func module() throws -> Module {
        var module = Module("Plans")
        module.resources = [.anomalies]
        module.actions = { catalogue in
            catalogue.add(LockDown.self)
            catalogue.add(LiftLockdown.self)
            catalogue.add(SetEmergencyPolicy.self)
            catalogue.add(DismissAnomaly.self)
        }
        module.notificationKinds = PlanNotifications.kinds
        module.constraintMessages["members_plan_cap"] = .init(
            "email", "plan_cap",
            "The plan has no place for another member. Deactivate somebody, or choose a larger plan under Settings, Plan."
        )
        module.jobs = { store in
            UsageCount(store, measures: UsageMeasures.all).kinds
                + [RestrictionUpkeep(store).kind, AnomalyWatch(store, rules: AnomalyRules.all).kind]
        }
        module.cron = try UsageCount.schedules() + [RestrictionUpkeep.schedule(), AnomalyWatch.schedule()]
        return module
    }
}
