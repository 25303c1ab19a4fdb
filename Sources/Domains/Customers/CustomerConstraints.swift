internal import Core

/// What a person reads when a constraint refuses them.
enum CustomerConstraints {
    static let messages: [String: Problem.FieldError] = [
        "customers_phone_key": .init(
            "phone", "taken",
            "Another customer already has this phone number. Open that customer, or leave the number out."),
        "customers_owner_fkey": .init("owner_id", "unknown_record", "The owner must be a member of this organisation."),
        "customers_industry_fkey": .init("industry_id", "unknown_record", "There is no such industry."),
        "customers_merged_check": .init(
            "merged_into", "merged", "This customer was merged into another. Undo the merge to get it back."),
        "sites_address_key": .init("line1", "taken", "This customer already has a site at this address."),
        "contacts_primary_key": .init(
            "is_primary", "taken", "This customer already has a primary contact. Make that one ordinary first."),
        "industries_name_key": .init("name", "taken", "There is already an industry of this name."),
        "segments_name_key": .init("name", "taken", "There is already a segment of this name."),
        "tags_name_key": .init("name", "taken", "There is already such a tag."),
        "consents_contact_fkey": .init("contact", "unknown_record", "There is no such contact."),
    ]
}
