internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Records

/// What somebody else has saved while this form was open: both values of every field that both changed, to choose from.
struct FormConflict {
    /// A field that both changed.
    struct Clash {
        let field: Field
        let theirs: String
        let yours: String
    }

    let noun: String
    let clashes: [Clash]
    /// What they changed and the form has taken over: label, before, after.
    let taken: [(label: String, before: String, after: String)]

    /// The name under which the choice for a field is sent.
    static func choice(_ field: Field) -> String { "choose." + field.name }

    func write(_ html: HTML) {
        html.section(.class("conflict stack-tight"), .tabindex(-1), .data("form-problem")) {
            html.callout(
                .warn,
                "Somebody saved this \(noun) while you were editing. \(clashes.isEmpty ? "Nothing you changed is affected." : "Choose which values to keep.") Then save again."
            )
            for clash in clashes { write(clash, html) }
            if !taken.isEmpty {
                html.p(.class("muted"), "Also changed by them, and kept:")
                html.ul(.class("stack-tight")) {
                    for each in taken {
                        html.li {
                            html.text("\(each.label): ")
                            html.change(from: each.before, to: each.after)
                        }
                    }
                }
            }
        }
    }

    private func write(_ clash: Clash, _ html: HTML) {
        let name = Self.choice(clash.field)
        html.fieldset(.class("choice-group")) {
            html.legend(.class("field-label"), clash.field.label)
            html.div(.class("conflict-sides")) {
                html.label(.class("choice conflict-side")) {
                    html.input(.type("radio"), .name(name), .value("theirs"))
                    html.span(.class("choice-text")) {
                        html.span(.class("field-hint"), "Theirs")
                        html.ins(.dir("auto"), clash.theirs)
                    }
                }
                html.label(.class("choice conflict-side")) {
                    html.input(.type("radio"), .name(name), .value("yours"), .checked)
                    html.span(.class("choice-text")) {
                        html.span(.class("field-hint"), "Yours")
                        html.ins(.dir("auto"), clash.yours)
                    }
                }
            }
        }
    }

    /// - Parameters:
    ///   - base: what the form showed at first.
    ///   - theirs: what is stored now.
    init(
        _ declaration: FormDeclaration, noun: String, base: Fields, theirs: Fields, yours: Fields,
        words: (Field, Fields) -> String
    ) {
        self.noun = noun
        let mine = declaration.changed(from: base, to: yours)
        let others = declaration.changed(from: base, to: declaration.complete(theirs))
        clashes = declaration.fields.filter { field in
            mine.contains(field.name) && others.contains(field.name)
                && !declaration.changed(from: declaration.complete(theirs), to: yours).isDisjoint(with: [field.name])
        }.map { Clash(field: $0, theirs: words($0, theirs), yours: words($0, yours)) }
        taken = declaration.fields.filter { others.contains($0.name) && !mine.contains($0.name) }.map {
            ($0.label, words($0, base), words($0, theirs))
        }
    }
}

extension FormDeclaration {
    /// With an empty input for each field that has none, as a browser would send it.
    func complete(_ form: Fields) -> Fields {
        var all = form
        for field in fields { for name in field.inputNames where !form.contains(name) { all.append(name, "") } }
        return all
    }

    /// What the form shows after a conflict: theirs where only they changed something, else what was typed.
    func merged(base: Fields, theirs: Fields, yours: Fields) -> Fields {
        let mine = changed(from: base, to: yours)
        return Fields(
            fields.flatMap { field -> [(String, String)] in
                let source = mine.contains(field.name) ? yours : theirs
                return field.inputNames.flatMap { name in source.all(name).map { (name, $0) } }
            })
    }
}
