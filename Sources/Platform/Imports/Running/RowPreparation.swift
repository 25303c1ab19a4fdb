internal import Core
internal import Records

/// Reads a chunk's cells as values: pure work, done beside the database's.
struct RowPreparation: Sendable {
    let layout: ImportLayout
    let reader: ValueReader

    init(_ layout: ImportLayout, _ context: Context) {
        self.layout = layout
        reader = ValueReader(context, isDayFirst: layout.plan.isDayFirst)
    }

    func prepare(_ rows: [SpoolRow], _ seen: inout SeenKeys) -> [PreparedRow] {
        rows.map { row in
            var prepared = prepare(row)
            if prepared.fate != .error { seen.look(at: &prepared, layout) }
            return prepared
        }
    }

    private func prepare(_ row: SpoolRow) -> PreparedRow {
        var prepared = PreparedRow(row: row, values: [])
        checkShape(row, &prepared)
        guard prepared.faults.isEmpty else {
            prepared.values = Array(repeating: nil, count: layout.columns.count)
            return prepared
        }
        prepared.values.reserveCapacity(layout.columns.count)
        for column in layout.columns {
            var value: String?
            do throws(FieldFault) {
                value = try reader.read(cell(row, column.cell), column.field)
            } catch { fail(&prepared, column.cell, error) }
            prepared.values.append(value)
        }
        readCustom(row, &prepared)
        readSite(row, &prepared)
        if let cell = layout.externalCell {
            let text = self.cell(row, cell).trimmedForImport
            if text.count > 200 {
                prepared.fail(
                    fault(
                        cell, text, "too_long",
                        "An external id may have at most 200 characters; this has \(text.count)."))
            }
            prepared.externalID = text.isEmpty ? nil : text
        }
        if let cell = layout.idCell { readID(row, cell, &prepared) }
        return prepared
    }

    private func checkShape(_ row: SpoolRow, _ prepared: inout PreparedRow) {
        if row.flags.contains(.ragged) {
            prepared.fail(
                RowFault(
                    column: nil, value: nil, code: "ragged",
                    message:
                        "This row has \(row.cells.count) values where there are \(layout.headers.count) headings. Look for a missing or surplus delimiter or quotation mark."
                ))
        }
        if row.flags.contains(.encoding) {
            prepared.fail(
                RowFault(
                    column: nil, value: nil, code: "encoding",
                    message: "This row holds bytes that are not UTF-8 like the rest. Save the file as UTF-8."))
        }
        if row.flags.contains(.control) {
            prepared.fail(
                RowFault(
                    column: nil, value: nil, code: "control",
                    message: "This row holds characters that no text has (zero bytes). Take them out."))
        }
    }

    private func readCustom(_ row: SpoolRow, _ prepared: inout PreparedRow) {
        guard !layout.custom.isEmpty else { return }
        var members: [String: JSON] = [:]
        for (field, cell) in layout.custom {
            do throws(FieldFault) {
                let value = try reader.json(self.cell(row, cell), field)
                if !value.isNull { members[field.name] = value }
            } catch { fail(&prepared, cell, error) }
        }
        if !members.isEmpty { prepared.custom = .object(members) }
    }

    private func readSite(_ row: SpoolRow, _ prepared: inout PreparedRow) {
        guard !layout.sites.isEmpty else { return }
        var values: [String?] = []
        for (field, cell) in layout.sites {
            var value: String?
            do throws(FieldFault) {
                let text = self.cell(row, cell)
                // What is no code of a country is left to the line it came from.
                if field.name == "country", text.trimmedForImport.count != 2 {
                    value = nil
                } else {
                    value = try reader.read(text, Self.optional(field))
                    if field.name == "country" { value = value?.uppercased() }
                }
            } catch { fail(&prepared, cell, error) }
            values.append(value)
        }
        let line = layout.sites.firstIndex { $0.field.name == "line1" }.flatMap { values[$0] }
        prepared.site = line == nil ? nil : values
    }

    private static func optional(_ field: Field) -> Field {
        var copy = field
        copy.isRequired = false
        return copy
    }

    private func readID(_ row: SpoolRow, _ cell: Int, _ prepared: inout PreparedRow) {
        let text = self.cell(row, cell).trimmedForImport
        if text.isEmpty { return }
        guard let id = Identifier(text) else {
            return prepared.fail(fault(cell, text, "invalid", "This is not the id of a record."))
        }
        prepared.id = id
    }

    private func cell(_ row: SpoolRow, _ index: Int) -> String { index < row.cells.count ? row.cells[index] : "" }

    private func fail(_ prepared: inout PreparedRow, _ cell: Int, _ error: FieldFault) {
        prepared.fail(fault(cell, self.cell(prepared.row, cell), error.error.code, error.error.message))
    }

    private func fault(_ cell: Int, _ value: String, _ code: String, _ message: String) -> RowFault {
        RowFault(
            column: cell < layout.headers.count ? layout.headers[cell] : nil, value: value, code: code,
            message: message)
    }
}

/// What has been met earlier in the same file: hashes of keys and of what must be unique.
struct SeenKeys: Sendable {
    private var hashes: Set<Int> = []

    /// Marks a row whose key came before as a duplicate, and one that repeats what must be unique as wrong.
    mutating func look(at row: inout PreparedRow, _ layout: ImportLayout) {
        let key = Self.key(of: row, layout)
        if let key, hashes.contains(Self.hash("key", key)) {
            row.fate = .duplicate
            row.faults.append(
                RowFault(
                    column: nil, value: key, code: "duplicate",
                    message: "A row before this one has the same key. The first counts."))
            return
        }
        for index in layout.uniqueColumns {
            let column = layout.columns[index]
            if let value = row.values[index], hashes.contains(Self.hash(column.field.name, value)) {
                row.fail(
                    RowFault(
                        column: layout.headers[column.cell], value: value, code: "repeated",
                        message: "A row before this one has the same \(column.field.label.lowercased())."))
                return
            }
        }
        if let key { hashes.insert(Self.hash("key", key)) }
        for index in layout.uniqueColumns {
            if let value = row.values[index] { hashes.insert(Self.hash(layout.columns[index].field.name, value)) }
        }
    }

    static func key(of row: PreparedRow, _ layout: ImportLayout) -> String? {
        if layout.plan.key == "external_id" { return row.externalID }
        if layout.idCell != nil { return row.id?.description }
        return layout.keyColumn.flatMap { row.values[$0] }
    }

    private static func hash(_ column: String, _ value: String) -> Int {
        var hasher = Hasher()
        hasher.combine(column)
        hasher.combine(value)
        return hasher.finalize()
    }
}
