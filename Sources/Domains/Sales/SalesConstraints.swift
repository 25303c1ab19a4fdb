internal import Core
internal import Records

/// What a person reads when the database refuses them.
enum SalesConstraints {
    static let messages: [String: Problem.FieldError] = {
        var messages: [String: Problem.FieldError] = [
            "leads_owner_fkey": .init(
                "owner_id", "unknown_record", "The owner must be a member of this organisation."),
            "deals_owner_fkey": .init(
                "owner_id", "unknown_record", "The owner must be a member of this organisation."),
            "leads_loss_reason_check": .init(
                "loss_reason_id", "required", "Say why the lead is lost: use Mark as lost and choose a reason."),
            "leads_converted_check": .init(
                "status", "invalid", "A lead becomes a customer by Convert, which makes the customer and the deal."),
            "deals_loss_reason_check": .init(
                "loss_reason_id", "required", "Say why the deal is lost: choose a loss reason."),
            "activities_deal_fkey": .init(
                "deal_id", "unknown_record", "There is no such deal, or you may not see it. Choose another one."),
            "activities_contact_fkey": .init(
                "contact_id", "unknown_record", "There is no such contact. Choose another one."),
            "deals_no_stage_check": .init(
                "pipeline_id", "no_stage",
                "This pipeline has no open stage to begin in. Add one, or choose another pipeline."),
            "deals_stage_fkey": .init(
                "stage_id", "unknown_record", "This stage does not exist any more. Choose another one."),
            "deals_lead_key": .init("lead_id", "taken", "This lead has a deal already."),
            "pipelines_name_key": .init("name", "taken", "There is already a pipeline of this name."),
            "pipelines_default_key": .init(
                "is_default", "taken",
                "Another pipeline is used where none is named. Take the mark off that one first."),
            "pipelines_in_use_check": .init(
                "pipeline", "in_use", "This pipeline still has deals. Move them to another pipeline first."),
            "pipeline_stages_name_key": .init("name", "taken", "This pipeline already has a stage of this name."),
            "pipeline_stages_in_use_check": .init(
                "stage", "in_use",
                "This stage still has deals. Use Remove stage, which moves them to a stage of your choice."),
            "pipeline_stages_kind_in_use_check": .init(
                "kind", "in_use",
                "A stage with deals keeps its kind, or they would be won or lost unawares. Add a new stage instead."),
            "pipeline_stages_pipeline_check": .init(
                "pipeline_id", "invalid", "A stage stays in its pipeline. Add one of the same name to the other."),
            "loss_reasons_name_key": .init("name", "taken", "There is already a reason of this name."),
            "competitors_name_key": .init("name", "taken", "There is already a competitor of this name."),
            "deal_competitors_competitor_key": .init(
                "competitor_id", "taken", "This competitor is noted for the deal already."),
            "sales_reps_member_key": .init("member_id", "taken", "This member takes leads already."),
        ]
        for field in SalesChoices.requirable {
            messages["deals_requires_\(field.value)"] = .init(
                field.value, "required_for_stage", "\(field.label) is needed before a deal may come to this stage.")
        }
        return messages
    }()
}
