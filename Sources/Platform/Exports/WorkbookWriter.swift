internal import CXlsxWriter
public import Core
internal import Glibc

/// Writes rows as an XLSX workbook, one row in memory at a time. Text is always text, never a formula. Belongs to one
/// task at a time; what it does blocks on the disk.
public final class WorkbookWriter: @unchecked Sendable {
    private let columns: [ExportColumn]
    private let zone: Zone
    private let title: String
    private var workbook: UnsafeMutablePointer<lxw_workbook>?
    private var sheet: UnsafeMutablePointer<lxw_worksheet>?
    private var sheets = 0
    private var row: UInt32 = 0
    private var formats: [String: UnsafeMutablePointer<lxw_format>] = [:]

    /// What a sheet holds, its heading included.
    private static let rowLimit: UInt32 = 1_048_576
    /// What a cell holds, in UTF-16 units.
    private static let textLimit = 32_767

    /// - Parameters:
    ///   - path: of the file to make.
    ///   - folder: for what is written in between.
    /// Throws `Problem` 503.
    public init(path: String, folder: String, title: String, columns: [ExportColumn], zone: Zone) throws {
        self.columns = columns
        self.zone = zone
        self.title = title
        workbook = folder.withCString { folder in
            var options = lxw_workbook_options()
            options.constant_memory = 1
            options.tmpdir = UnsafeMutablePointer(mutating: folder)
            return workbook_new_opt(path, &options)
        }
        guard workbook != nil else { throw Self.refused }
        try beginSheet()
    }

    deinit { if let workbook { workbook_close(workbook) } }

    /// Throws `Problem` 503.
    public func write(_ values: [ExportValue]) throws {
        if row >= Self.rowLimit { try beginSheet() }
        for (index, value) in values.enumerated() { write(value, UInt16(clamping: index)) }
        row += 1
    }

    /// Finishes the file. Nothing may be written afterwards. Throws `Problem` 503 if the disk refuses.
    public func finish() throws {
        guard let workbook else { return }
        self.workbook = nil
        guard workbook_close(workbook) == LXW_NO_ERROR else { throw Self.refused }
    }

    private func beginSheet() throws {
        sheets += 1
        let name = Self.sheetName(sheets == 1 ? title : "\(title.prefix(26)) \(sheets)")
        sheet = workbook_add_worksheet(workbook, name) ?? workbook_add_worksheet(workbook, "Sheet \(sheets)")
        guard sheet != nil else { throw Self.refused }
        for (index, column) in columns.enumerated() {
            let width: Double = column.kind == .text ? 24 : column.kind == .time ? 18 : 14
            worksheet_set_column(sheet, UInt16(clamping: index), UInt16(clamping: index), width, nil)
        }
        worksheet_freeze_panes(sheet, 1, 0)
        let bold = format("bold") { format_set_bold($0) }
        for (index, column) in columns.enumerated() {
            worksheet_write_string(sheet, 0, UInt16(clamping: index), Self.clipped(column.label), bold)
        }
        row = 1
    }

    private func write(_ value: ExportValue, _ column: UInt16) {
        switch value {
        case .none: break
        case .text(let text): worksheet_write_string(sheet, row, column, Self.clipped(text), nil)
        case .integer(let number): worksheet_write_number(sheet, row, column, Double(number), numeric("0"))
        case .decimal(let text):
            if let number = Double(text) {
                worksheet_write_number(sheet, row, column, number, nil)
            } else {
                worksheet_write_string(sheet, row, column, Self.clipped(text), nil)
            }
        case .money(let money): write(money, column)
        case .boolean(let flag): worksheet_write_boolean(sheet, row, column, flag ? 1 : 0, nil)
        case .date(let date):
            var moment = lxw_datetime()
            moment.year = Int32(date.year)
            moment.month = Int32(date.month)
            moment.day = Int32(date.day)
            worksheet_write_datetime(sheet, row, column, &moment, numeric("yyyy-mm-dd"))
        case .time(let time):
            let local = zone.local(time)
            var moment = lxw_datetime()
            moment.year = Int32(local.date.year)
            moment.month = Int32(local.date.month)
            moment.day = Int32(local.date.day)
            moment.hour = Int32(local.time.hour)
            moment.min = Int32(local.time.minute)
            moment.sec = Double(local.time.second)
            worksheet_write_datetime(sheet, row, column, &moment, numeric("yyyy-mm-dd hh:mm:ss"))
        }
    }

    private func write(_ money: Money, _ column: UInt16) {
        let places = money.currency.digits > 0 ? "." + String(repeating: "0", count: money.currency.digits) : ""
        let symbol = money.currency.symbol.filter { $0 != "\"" }
        worksheet_write_number(
            sheet, row, column, Double(money.decimal) ?? 0,
            numeric("\"\(symbol)\"#,##0\(places);-\"\(symbol)\"#,##0\(places)"))
    }

    private func numeric(_ pattern: String) -> UnsafeMutablePointer<lxw_format>? {
        format(pattern) { format_set_num_format($0, pattern) }
    }

    private func format(_ name: String, _ set: (UnsafeMutablePointer<lxw_format>) -> Void)
        -> UnsafeMutablePointer<lxw_format>?
    {
        if let known = formats[name] { return known }
        guard let made = workbook_add_format(workbook) else { return nil }
        set(made)
        formats[name] = made
        return made
    }

    private static func clipped(_ text: String) -> String {
        text.utf16.count <= textLimit ? text : String(text.prefix(textLimit / 2)) + "…"
    }

    /// At most 31 characters, none of them special.
    private static func sheetName(_ title: String) -> String {
        let clean = title.filter { !"[]:*?/\\'".contains($0) }.prefix(31)
        return clean.isEmpty ? "Sheet" : String(clean)
    }

    private static let refused = Problem.unavailable("The file could not be written. Try again later.", retryAfter: 30)
}
