import Core
import Foundation
import HTML
import Interface
import Testing

private let moment = Instant("2026-03-10T15:00:00Z") ?? Instant(seconds: 0)

private func sampleContext() -> Context {
    Context(
        organisation: ID(Identifier(high: 1, low: 2)), actor: .visitor, role: .admin, correlation: "c",
        surface: .workspace,
        clock: .fixed(moment))
}

private func rendered(_ body: (HTML) -> Void) -> String { HTML.Markup(body).string }

@Suite struct InterfaceTests {
    @Test(arguments: Theme.allCases) func renders_every_component_well_formed(theme: Theme) {
        let text = rendered { Styleguide.page($0, context: sampleContext(), theme: theme, assets: .plain) }
        #expect(unclosedElements(in: text) == [])
    }

    @Test func keeps_scripts_and_styles_out_of_the_markup() {
        let text = rendered { Styleguide.page($0, context: sampleContext(), assets: .plain) }
        #expect(!text.contains(" style=\""))
        #expect(!text.contains("<style"))
        #expect(!text.contains(" onclick="))
        let scripts = text.components(separatedBy: "<script").dropFirst()
        #expect(scripts.allSatisfy { $0.hasPrefix(" ") && $0.contains("></script>") })
    }

    @Test func gives_every_id_once() {
        let text = rendered { Styleguide.page($0, context: sampleContext(), assets: .plain) }
        let ids = text.components(separatedBy: " id=\"").dropFirst().map { String($0.prefix { $0 != "\"" }) }
        let repeated = Dictionary(grouping: ids, by: { $0 }).filter { $0.value.count > 1 }.keys
        #expect(repeated.isEmpty)
    }

    @Test func links_style_sheets_that_exist_by_their_hashed_address() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: InterfaceAssets.directory)
        #expect(Set(InterfaceAssets.styles + InterfaceAssets.modules).isSubset(of: files))
        let text = rendered { html in
            html.publicPage(title: "Pay", brand: "Harbor", assets: AssetURLs { "/assets/1a2b/" + $0 }) {}
        }
        #expect(text.contains(#"<link rel="stylesheet" href="/assets/1a2b/interface.css">"#))
        #expect(text.contains("<title>Pay · Harbor</title>"))
    }

    @Test func marks_the_place_where_one_is() {
        let item = NavigationItem("Customers", .users, "/customers")
        #expect(item.contains("/customers"))
        #expect(item.contains("/customers/1"))
        #expect(!item.contains("/customers-of-others"))
        #expect(!NavigationItem("Home", .home, "/").contains("/customers"))
    }

    @Test func shows_what_is_wrong_with_a_field_and_ties_it_to_the_control() {
        let problem = Problem.invalid("email", "invalid", "Write an address.")
        let text = rendered {
            $0.emailField(FormField("email", "Email", required: true).showing(problem), value: "ada@")
        }
        #expect(text.contains(#"aria-describedby="field-email-error" aria-invalid="true""#))
        #expect(text.contains(#"id="field-email-error""#))
        #expect(text.contains("Write an address."))
    }

    @Test func says_where_a_missing_icon_was_looked_for() {
        #expect(throws: InterfaceAssets.MissingIcon.self) { try InterfaceAssets.iconSprite(from: "/nowhere") }
    }

    @Test(arguments: [
        (10, "now"), (50, "50 s ago"), (300, "5 min ago"), (7200, "2 h ago"), (3 * 86_400, "3 d ago"),
        (-7200, "in 2 h"),
        (8 * 86_400, "2 Mar"), (365 * 86_400, "10 Mar 2025"),
    ])
    func tells_times_relative_up_to_a_week(secondsAgo: Int, words: String) {
        #expect(Moment.relative(moment - .seconds(secondsAgo), now: moment, .utc) == words)
    }

    @Test(arguments: [(42, "42 s"), (60, "1 min"), (95, "1 min 35 s"), (3600, "1 h"), (3900, "1 h 5 min"), (-5, "0 s")])
    func tells_how_long_something_took(seconds: Int, words: String) {
        #expect(Moment.length(.seconds(seconds)) == words)
    }

    @Test func sets_pages_in_right_to_left_languages_from_the_right() {
        let text = rendered { html in
            html.publicPage(title: "دفع", brand: "النور", language: "ar-EG", assets: .plain) {}
        }
        #expect(text.contains(#"<html lang="ar-EG" dir="rtl">"#))
    }
}
