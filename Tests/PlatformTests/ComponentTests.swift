import Core
import Foundation
import HTML
import Interface
import Testing

private func rendered(_ body: (HTML) -> Void) -> String { HTML.Markup(body).string }

/// What the parts of pages promise to those who hear them or use the keyboard, and to those who name things oddly.
@Suite struct ComponentTests {
    @Test func a_combobox_is_a_select_that_works_without_scripts() {
        let text = rendered {
            $0.combobox(
                FormField("owner_id", "Owner", required: true), from: "/members/options",
                chosen: [FormOption("7", "Jo <Reyes>")], options: [FormOption("7", "Jo"), FormOption("8", "Sam")])
        }
        #expect(text.contains(#"data-source="/members/options""#))
        #expect(text.contains(#"<option value="7" selected>Jo &lt;Reyes&gt;</option>"#))
        #expect(text.contains(#"<option value="8">Sam</option>"#))
        #expect(text.components(separatedBy: #"value="7""#).count == 2)
        #expect(text.contains(#"role="combobox""#))
        #expect(text.contains(#"aria-controls="field-owner_id-options""#))
        #expect(text.contains(#"id="field-owner_id-options" role="listbox""#))
    }

    @Test func options_say_what_they_stand_for_and_that_there_are_none() {
        let some = rendered { $0.comboboxOptions([FormOption("7", "A & B", hint: "Austin")]) }
        #expect(some.contains(#"role="option" aria-selected="false" data-value="7" data-label="A &amp; B""#))
        #expect(some.contains("Austin"))
        let none = rendered { $0.comboboxOptions([], none: "No customers") }
        #expect(none.contains("aria-disabled=\"true\""))
        #expect(none.contains("No customers"))
    }

    @Test func tags_are_sent_as_one_value() {
        let text = rendered { $0.tagField(FormField("tags", "Tags"), values: ["VIP", "Gate"]) }
        #expect(text.contains(#"value="VIP, Gate""#))
        #expect(text.contains("data-free"))
    }

    @Test func the_segment_where_one_is_says_so() {
        let text = rendered {
            $0.segmented("Layout", [Place("Table", "/a"), Place("Board", "/b", icon: .board)], current: "/b")
        }
        #expect(text.contains(#"href="/b" title="Board" aria-current="true""#))
        #expect(text.components(separatedBy: "aria-current").count == 2)
    }

    @Test func cards_tell_how_they_are_moved_only_where_they_move() {
        func board(_ path: String?) -> String {
            rendered { html in
                html.board(label: "Deals", movePath: path) {
                    html.boardColumn(id: "new", "New", count: 10_001, isMore: true, total: "$1.00") {
                        html.boardCard(id: "1", "<b>", to: "/deals/1", facts: {}, owner: "Jo Reyes")
                    }
                }
            }
        }
        let moving = board("/deals/board/move")
        #expect(moving.contains("Press Space to pick the card up"))
        #expect(moving.contains(#"data-move="/deals/board/move""#))
        #expect(moving.contains("10,000+"))
        #expect(moving.contains("&lt;b&gt;"))
        #expect(moving.contains(#"<span class="visually-hidden">Jo Reyes</span>"#))
        #expect(!board(nil).contains("Press Space"))
    }

    @Test func people_in_a_group_are_read_aloud_all() {
        let names = ["Jo", "Sam", "Kim", "Lou", "Max", "Ada"]
        let text = rendered { $0.avatarGroup(names, limit: 4) }
        #expect(text.contains(#"aria-label="Jo, Sam, Kim, Lou, Max, Ada""#))
        #expect(text.contains("+2"))
    }

    @Test func what_is_owed_looks_different_and_has_its_sign() {
        let text = rendered { $0.money(Money(minor: -18_240, .usd)) }
        #expect(text.contains(#"data-tone="bad""#))
        #expect(text.contains("182.40"))
    }

    @Test(arguments: ["line", "bar", "stacked", "lying", "doughnut", "funnel"])
    func every_chart_has_its_numbers_as_a_table(kind: String) throws {
        let kind = try #require(ChartKind(rawValue: kind))
        let text = rendered {
            $0.chart(
                kind, id: "c", label: "Calls", of: "Day", labels: ["Mon"], series: [ChartSeries("Answered", [42])])
        }
        #expect(text.contains("<caption class=\"visually-hidden\">Calls</caption>"))
        #expect(text.contains(#"data-value="42.0""#))
    }
}
