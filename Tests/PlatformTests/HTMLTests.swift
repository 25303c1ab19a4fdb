import Core
import HTML
import Testing

private func rendered(_ body: (HTML) -> Void) -> String { HTML.Markup(body).string }

@Suite struct HTMLTests {
    @Test func writes_elements_as_they_nest() {
        let text = rendered { html in
            html.tr(.id("c1"), .class("row")) {
                html.td { html.a(.href("/customers/1"), "Ada") }
                html.td(.class("number"), 42)
                html.td { html.br() }
            }
        }
        #expect(
            text
                == #"<tr id="c1" class="row"><td><a href="/customers/1">Ada</a></td><td class="number">42</td><td><br></td></tr>"#
        )
    }

    @Test func escapes_text() {
        #expect(rendered { $0.p("<b>\"A\" & 'B'</b>") } == "<p>&lt;b&gt;&#34;A&#34; &amp; &#39;B&#39;&lt;/b&gt;</p>")
        #expect(rendered { $0.text("<script>"[...]) } == "&lt;script&gt;")
    }

    @Test func escapes_attribute_values() {
        #expect(rendered { $0.input(.value("\" onfocus=\"x")) } == #"<input value="&#34; onfocus=&#34;x">"#)
        #expect(
            rendered { $0.div(.data("name", "<&>"), .aria("label", "a\"b")) {} }
                == #"<div data-name="&lt;&amp;&gt;" aria-label="a&#34;b"></div>"#)
    }

    @Test(arguments: [
        "javascript:alert(1)", "JavaScript:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)",
        "\u{1}javascript:alert(1)", "java\nscript:alert(1)", "data:text/html,<script>", "vbscript:x", "blob:x",
        "file:///etc",
        "view-source:javascript:1", "averyveryverylongscheme:x",
    ])
    func refuses_addresses_that_run_code(address: String) {
        #expect(rendered { $0.a(.href(address), "x") } == #"<a href="about:invalid">x</a>"#)
        #expect(rendered { $0.button(.hxGet(address), "x") } == #"<button hx-get="about:invalid">x</button>"#)
        #expect(rendered { $0.form(.action(address)) {} } == #"<form action="about:invalid"></form>"#)
    }

    @Test(arguments: [
        "/customers?status=eq.active", "?a=b:c", "#top", "", "relative", "https://example.com/a:b",
        "mailto:a@example.com",
        "tel:+15125550142", "//host/path", "/a b", "HTTPS://example.com",
    ])
    func passes_addresses_a_page_may_link_to(address: String) {
        #expect(rendered { $0.img(.src(address)) }.hasPrefix(#"<img src="\#(address)"#))
    }

    @Test func leaves_absent_attributes_out() {
        let text = rendered {
            $0.input(
                .required, .disabled(if: false), .checked(if: true), .none, .class("x", if: false), .class("a", nil))
        }
        #expect(text == #"<input required checked class="a">"#)
    }

    @Test func takes_attributes_from_a_list() {
        #expect(rendered { $0.input([.name("q"), .type("search")]) } == #"<input name="q" type="search">"#)
        #expect(rendered { html in html.p([.id("a")]) { html.text("b") } } == #"<p id="a">b</p>"#)
    }

    @Test(arguments: [
        (0, "0"), (7, "7"), (999, "999"), (1000, "1,000"), (-1_234_567, "−1,234,567"),
    ])
    func groups_thousands(number: Int, text: String) {
        #expect(rendered { $0.text(Grouped(number)) } == text)
    }

    @Test(arguments: [0, 5, 99, 100, 123_450, -1, -100_000, 99_999_999_999, .max, .min + 1])
    func writes_money_as_its_description(minor: Int64) {
        for code in ["USD", "JPY", "KWD", "EUR", "CHF"] {
            guard let currency = Currency(code) else { continue }
            let money = Money(minor: minor, currency)
            #expect(rendered { $0.text(money) } == money.description)
        }
    }

    @Test func closes_what_it_opens() {
        let text = rendered { html in
            html.doctype()
            html.root(.lang("en")) {
                html.head {
                    html.meta(.charset("utf-8")); html.title("a < b")
                }
                html.body {
                    for index in 0..<3 {
                        html.section {
                            html.h2(index); html.hr(); html.p { html.em("x") }
                        }
                    }
                    html.element("<live-region", "</live-region>")(.id("r")) {}
                }
            }
        }
        #expect(unclosedElements(in: text) == [])
    }
}

/// The elements left open, or closed out of order, in markup without raw `<` in text. Empty means well-formed.
func unclosedElements(in text: String) -> [String] {
    let void: Set = ["meta", "link", "base", "br", "hr", "wbr", "img", "input", "col", "source", "track", "!doctype"]
    var open: [String] = []
    for piece in text.split(separator: "<").dropFirst(text.hasPrefix("<") ? 0 : 1) {
        let name = piece.prefix { $0 != ">" && $0 != " " }.lowercased()
        if name.hasPrefix("/") {
            guard open.last == String(name.dropFirst()) else { return open + [name] }
            open.removeLast()
        } else if !void.contains(name), !piece.prefix(while: { $0 != ">" }).hasSuffix("/") {
            open.append(name)
        }
    }
    return open
}
