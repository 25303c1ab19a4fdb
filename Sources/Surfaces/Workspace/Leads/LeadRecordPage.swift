internal import Core
internal import HTML
internal import Interface
internal import Records

/// What a lead's page has of its own.
enum LeadRecordPage {
    static let extras = RecordPageExtras()
}
