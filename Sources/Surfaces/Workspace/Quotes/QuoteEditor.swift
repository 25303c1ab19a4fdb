internal import Contracts
internal import Core
internal import HTML
internal import Interface

/// The form in which the lines of a quote are edited.
struct QuoteEditor {
    let quote: QuoteDetail
    let form: QuoteForm
    /// nil while something typed is no number yet.
    let sums: QuoteSums?
    let problem: Problem?

    private var path: String { "/quotes/\(quote.id)/lines" }

    func write(_ html: HTML) {
        html.form([
            .class("line-editor"), .id("line-editor"), .method("post"), .action(path), .data("line-editor"),
            .novalidate,
            .hxPost(path), .hxTarget("#line-editor"), .hxSwap("outerHTML"),
        ]) {
            // What Enter in a field does.
            html.button(
                .class("visually-hidden"), .type("submit"), .name("do"), .value("add"), .tabindex(-1), "Add a line")
            if let problem {
                html.callout(.bad, problem.detail) {
                    if problem.fields.count > 1 {
                        html.ul { for field in problem.fields { html.li(field.message) } }
                    }
                }
            }
            table(html)
            html.div(.class("row-group")) {
                html.submitButton("Add line", .secondary, icon: .add, attributes: [.name("do"), .value("add")])
                html.span(.class("muted line-keys")) {
                    html.keyHint("Enter")
                    html.text(" adds a line, ")
                    html.keyHint("Alt ↑")
                    html.text(" ")
                    html.keyHint("Alt ↓")
                    html.text(" move it")
                }
            }
            html.div(.class("line-foot")) {
                html.div(.class("stack")) { whole(html) }
                html.section(.class("panel"), .aria("label", "Sums")) { writeSums(html) }
            }
            html.div(.class("row-group")) {
                html.submitButton("Save lines", attributes: [.name("do"), .value("save")])
                html.submitButton(
                    "Save and preview", .secondary, icon: .eye, attributes: [.name("do"), .value("preview")])
                html.linkButton("Back", to: "/quotes/\(quote.id)", .quiet)
            }
        }
    }

    private func whole(_ html: HTML) {
        html.textField(
            FormField(
                "whole_discount", "Discount on the whole quote", hint: "A percentage such as 10%, or an amount."
            ).showing(problem), value: form.discount, attributes: typing + [.autocomplete("off")])
        html.checkbox(
            FormField("prices_include_tax", "Prices include tax", hint: "As consumers expect in many countries."),
            checked: form.pricesIncludeTax, attributes: typing)
    }

    private var typing: [HTML.Attribute] {
        [
            .hxPost(path + "/sums"), .hxTrigger("input changed delay:250ms, change"), .hxTarget("#line-sums"),
            .hxSwap("outerHTML"), .hxInclude("#line-editor"),
        ]
    }

    // MARK: - Lines

    private func table(_ html: HTML) {
        html.div(.class("table-frame"), .tabindex(0), .role("region"), .aria("label", "Lines")) {
            html.table(.class("table line-table")) {
                html.thead {
                    html.tr {
                        html.th(.scope("col"), .class("wide"), "Description")
                        for title in ["Quantity", "Price", "Discount", "Tax %"] {
                            html.th(.scope("col"), .class("number"), title)
                        }
                        html.th(.scope("col"), "Choice")
                        html.th(.scope("col"), .class("number"), "Amount")
                        html.th(.scope("col")) { html.span(.class("visually-hidden"), "Order") }
                    }
                }
                html.tbody {
                    for (index, line) in form.lines.enumerated() { row(html, line, index) }
                }
            }
        }
    }

    private func row(_ html: HTML, _ line: QuoteForm.Line, _ index: Int) {
        let number = index + 1
        html.tr(.data("line", String(index))) {
            html.td(.class("wide"), .data("label", "Description")) {
                html.hiddenField("id", line.id)
                html.textarea(
                    [
                        .class("textarea"), .name("description"), .rows(1), .dir("auto"),
                        .aria("label", "Description of line \(number)"), .attribute("maxlength", "1000"),
                        invalid("description", index),
                    ] + typing
                ) {
                    html.raw("\n")
                    html.text(line.description)
                }
            }
            cell(html, "quantity", "Quantity", line.quantity, index)
            cell(html, "unit", "Price", line.unit, index)
            cell(html, "discount", "Discount", line.discount, index, placeholder: "10%")
            cell(html, "tax", "Tax %", line.tax, index)
            html.td(.class("line-marks"), .data("label", "Choice")) {
                html.div {
                    mark(html, "optional", "Optional", line.isOptional, index)
                    if line.isOptional { mark(html, "chosen", "In the total", line.isChosen, index) }
                }
            }
            html.td(.class("line-amount number"), .data("label", "Amount"), .id("line-amount-\(line.id)")) {
                html.text(amount(line))
            }
            html.td(.data("label", "Order")) {
                html.div(.class("line-tools")) {
                    tool(html, .arrowUp, "Move line \(number) up", "up-\(index)", disabled: index == 0)
                    tool(
                        html, .arrowDown, "Move line \(number) down", "down-\(index)",
                        disabled: number == form.lines.count)
                    tool(html, .delete, "Remove line \(number)", "remove-\(index)")
                }
            }
        }
    }

    private func cell(
        _ html: HTML, _ name: String, _ title: String, _ value: String, _ index: Int, placeholder: String = ""
    ) {
        html.td(.class("number"), .data("label", title)) {
            html.input(
                [
                    .class("input"), .type("text"), .name(name), .value(value), .inputmode("decimal"),
                    .autocomplete("off"), .aria("label", "\(title) of line \(index + 1)"),
                    placeholder.isEmpty ? .none : .placeholder(placeholder), invalid(name, index),
                ] + typing)
        }
    }

    private func mark(_ html: HTML, _ name: String, _ title: String, _ isOn: Bool, _ index: Int) {
        html.label {
            html.input(
                [
                    .type("checkbox"), .name(name), .value(String(index)), .checked(if: isOn),
                    .aria("label", "\(title), line \(index + 1)"),
                ]
                    + (name == "optional"
                        // Another box appears or goes with it.
                        ? [
                            .hxPost(path), .hxTrigger("change"), .hxTarget("#line-editor"), .hxSwap("outerHTML"),
                            .hxInclude("#line-editor"), .hx("vals", "{\"do\":\"show\"}"),
                        ] : typing))
            html.text(title)
        }
    }

    private func tool(_ html: HTML, _ icon: Icon, _ title: String, _ order: String, disabled: Bool = false) {
        html.iconButton(
            icon, title, size: .small, type: "submit", disabled: disabled, attributes: [.name("do"), .value(order)])
    }

    private func invalid(_ name: String, _ index: Int) -> HTML.Attribute {
        let isWrong = problem?.fields.contains { $0.field == "\(name)[\(index)]" } ?? false
        return isWrong ? .aria("invalid", true) : .none
    }

    private func amount(_ line: QuoteForm.Line) -> String {
        Identifier(line.id).flatMap { sums?.amounts[$0] }?.description ?? "—"
    }

    // MARK: - Sums

    /// The sums, and beside them each line's amount, which find their places by themselves.
    func writeSums(_ html: HTML) {
        html.div(.id("line-sums"), .aria("live", "polite")) {
            if let sums {
                html.dl(.class("totals")) {
                    for row in sums.rows {
                        html.div(row.isTotal ? .class("is-sum") : .none) {
                            html.dt(row.label)
                            html.dd(.class("number"), row.amount.description)
                        }
                    }
                }
            } else {
                html.p(.class("muted panel-body"), "The sum follows once every line has numbers.")
            }
            for line in form.lines { html.data(.data("amount", line.id), .value(amount(line))) {} }
        }
    }
}
