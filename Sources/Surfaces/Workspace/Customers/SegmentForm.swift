internal import HTML
internal import Interface

/// The dialog in which what a list shows is kept as a segment.
struct SegmentForm {
    let html: HTML
    let asked: ListRequest

    func write() {
        html.modal(id: "segment-new", title: "Save as a segment") {
            html.form(.method("post"), .action(SegmentPages.keepPath), .class("stack"), .data("checked")) {
                html.textField(
                    FormField("name", "Name", required: true, id: "segment-name"),
                    attributes: [.maxlength(120), .autocomplete("off")])
                html.textField(
                    FormField("description", "What it is for", id: "segment-description"),
                    attributes: [.maxlength(1000)])
                html.segmentedField(
                    FormField(
                        "kind", "Who is in it",
                        hint: "A live segment follows its filter; a static one keeps those who fit now.",
                        id: "segment-kind"),
                    options: [FormOption("live", "Whoever fits"), FormOption("static", "Those who fit now")],
                    value: "live")
                html.checkbox(
                    FormField(
                        "replace", "Replace the live segment of this name, if there is one", id: "segment-replace"),
                    checked: false)
                html.hiddenField("state", asked.text)
                html.div(.class("dialog-actions")) {
                    html.actionButton("Cancel", attributes: [.data("closes")])
                    html.submitButton("Save segment")
                }
            }
        }
    }
}
