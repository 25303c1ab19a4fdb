public import HTML

extension HTML {
    /// A whole page: head, style sheets, modules, and the body that `content` writes. Nothing inline, so that the
    /// content security policy can forbid it.
    /// - Parameters:
    ///   - title: Shown in the tab, before the site's name.
    ///   - index: Whether search engines may list the page.
    ///   - modules: Further ES modules by asset name (`board.js`), and `styles` likewise.
    ///   - libraries: Scripts of others that those modules need (`sortable.min.js`).
    public func document(
        title: String, site: String, language: String = "en", theme: Theme = .system, assets: AssetURLs,
        description: String? = nil, index: Bool = false, styles: [String] = [], modules: [String] = [],
        libraries: [String] = [], _ content: () throws -> Void
    ) rethrows {
        doctype()
        try root(
            .lang(language), .dir(isRightToLeft(language) ? "rtl" : "ltr"),
            theme == .system ? .none : .data("theme", theme.rawValue)
        ) {
            head {
                meta(.charset("utf-8"))
                self.title(title == site ? title : "\(title) · \(site)")
                meta(.name("viewport"), .content("width=device-width, initial-scale=1, viewport-fit=cover"))
                meta(.name("color-scheme"), .content("light dark"))
                if let description { meta(.name("description"), .content(description)) }
                if !index { meta(.name("robots"), .content("noindex")) }
                meta(.name("htmx-config"), .content(htmxSettings))
                link(.rel("icon"), .href(assets["favicon.svg"]), .type("image/svg+xml"))
                for name in ["interface.css"] + styles { link(.rel("stylesheet"), .href(assets[name])) }
                for name in ["htmx.min.js"] + libraries { script(.src(assets[name]), .defer) {} }
                for name in ["interface.js"] + modules { script(.type("module"), .src(assets[name])) {} }
            }
            try body {
                try content()
                toastPlace()
            }
        }
    }

    /// Where toasts appear, and the shape they have.
    private func toastPlace() {
        div(.class("toasts"), .data("toasts"), .role("status"), .aria("live", "polite")) {}
        template(.data("toast")) {
            div(.class("toast")) {
                icon(.info)
                span(.class("toast-text")) {}
                actionButton("Undo", size: .small, attributes: [.data("toast-action"), .hidden])
                iconButton(.close, "Dismiss", size: .small, attributes: [.data("toast-close")])
            }
        }
    }
}

/// No evaluation, no inline styles, requests to this site alone; a form with mistakes (422) is shown again.
private let htmxSettings = """
    {"allowEval":false,"includeIndicatorStyles":false,"selfRequestsOnly":true,"historyCacheSize":0,"attributesToSettle":["class"],\
    "scrollBehavior":"auto","timeout":20000,"responseHandling":[{"code":"204","swap":false},{"code":"[23]..","swap":true},\
    {"code":"422","swap":true},{"code":"[45]..","swap":false,"error":true}]}
    """

/// Whether the language is written from right to left.
func isRightToLeft(_ language: String) -> Bool {
    ["ar", "he", "fa", "ur", "ps", "yi"].contains(language.prefix { $0 != "-" }.lowercased())
}
