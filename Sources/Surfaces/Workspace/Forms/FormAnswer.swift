internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Records

/// Writes a form as what was asked for: a dialog for scripts, a page otherwise.
struct FormAnswer {
    let pages: WorkspacePages

    func write(
        _ request: Request, _ context: Context, _ sheet: FormSheet, _ options: ReferenceOptions, _ page: PageContext?
    ) throws -> Response {
        let catalogue = pages.store.catalogue(for: context)
        var response = pages.write(request) { html in
            if let page {
                sheet.page(html, page, options, catalogue)
            } else {
                sheet.dialog(html, context, options, catalogue)
            }
        }
        if let problem = sheet.problem {
            // htmx shows a refused form again only for 422.
            response.status = page == nil ? 422 : problem.status
        }
        return response
    }
}

extension Problem {
    /// Whether somebody who fills in a form can do something about it.
    var isForPerson: Bool { [400, 409, 422].contains(status) }
}

extension Fields {
    /// Keeps a form sent twice from acting twice.
    var formKey: String? {
        self["_key"].flatMap { key in
            (8...100).contains(key.utf8.count) && key.utf8.allSatisfy({ $0 > 32 && $0 < 127 }) ? key : nil
        }
    }
}

extension FormDeclaration {
    /// Required fields of which the form says nothing at all.
    func missing(_ form: Fields) throws -> [Problem.FieldError] {
        fields.filter { field in
            field.isRequired && field.defaultValue == nil && field.inputNames.allSatisfy { !form.contains($0) }
        }.map { .init($0.name, "required", "\($0.label) is needed.") }
    }

    /// In the order of the form.
    func ordered(_ faults: [Problem.FieldError]) -> [Problem.FieldError] {
        let places = Dictionary(fields.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        return faults.sorted { (places[$0.field] ?? .max) < (places[$1.field] ?? .max) }
    }

    /// A draft's values over those of the form.
    func overlaid(_ form: Fields, with draft: Fields) -> Fields {
        Fields(
            fields.flatMap { field -> [(String, String)] in
                field.inputNames.flatMap { name in
                    (draft.contains(name) ? draft : form).all(name).map { (name, $0) }
                }
            })
    }
}

extension String {
    /// With a capital first letter.
    var capitalisedStart: String { prefix(1).uppercased() + dropFirst() }

    /// An address without the wish to restore a draft.
    var withoutDraft: String {
        var text = self
        for wish in ["&draft=restore", "draft=restore"] { text = text.replacing(wish, with: "") }
        return text.hasSuffix("?") ? String(text.dropLast()) : text
    }
}

extension JSON {
    /// For a header, which takes ASCII alone.
    var headerText: String {
        text.unicodeScalars.map { scalar in
            if scalar.isASCII { return String(scalar) }
            return String(scalar).utf16.map { unit in
                let digits = String(unit, radix: 16)
                return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            }.joined()
        }.joined()
    }
}
