internal import Contracts
internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Phone
internal import Plans
internal import Postgres
internal import Records

/// From a new organisation to the first call, step by step: `/setup`. Each step's state is read from the data.
struct SetupPage: Sendable {
    let pages: WorkspacePages
    let tester: any LineTester

    static let path = "/setup"

    var routes: [Route] {
        [
            .signedIn(.get, Self.path, .admins) { try await show($0, $1) },
            .signedIn(.post, Self.path + "/steps/{step}", .admins) { try await mark($0, $1) },
            .signedIn(.post, Self.path + "/number", .admins) { try await takeNumber($0, $1) },
            .signedIn(.post, Self.path + "/test-call", .admins) { try await testCall($0, $1) },
            .signedIn(.post, Self.path + "/test-text", .admins) { try await testText($0, $1) },
        ]
    }

    // MARK: - Showing

    private func show(
        _ request: Request, _ context: Context, problem: Problem? = nil, call: [LineTestStep]? = nil
    ) async throws -> Response {
        let texted = try await tester.textSteps(context)
        if !texted.isEmpty, texted.allSatisfy({ $0.state == .passed }) {
            _ = try await pages.store.database.query(context, SetupState.mark("test_text", .bool(true)))
        }
        let (page, rows) = try await pages.read(request, context, [SetupState.sql])
        let state = try SetupState(rows[0])
        let called = call ?? Self.steps(state.marks["call_steps"])
        var response = pages.write(request) { html in
            html.settingsPage(
                page, .setup, lead: "What it takes until the first caller is answered. Half an hour, in any order."
            ) {
                html.formProblem(problem)
                overview(html, state)
                html.ol(.class("steps")) {
                    for step in SetupState.Step.allCases {
                        write(html, page, state, step, step == .testCall ? called : step == .testText ? texted : [])
                    }
                }
            }
        }
        if let problem { response.status = problem.status }
        return response
    }

    private func overview(_ html: HTML, _ state: SetupState) {
        html.div(.class("stack-tight")) {
            html.progressBar("Steps done", done: state.doneCount, of: state.needed.count)
            html.div(.class("row-group")) {
                if state.isComplete {
                    html.status("Ready to take calls", .good)
                } else if !state.isHidden {
                    html.postButton("Hide from Home", to: Self.path + "/steps/hidden", .quiet, size: .small)
                }
            }
        }
    }

    private func write(
        _ html: HTML, _ page: PageContext, _ state: SetupState, _ step: SetupState.Step, _ diagnosis: [LineTestStep]
    ) {
        let isDone = state.isDone(step)
        let hasFailed = diagnosis.contains { $0.state == .failed }
        html.li(
            .class("step"), .id("step-\(step.rawValue)"),
            !isDone && state.next == step ? .data("next", "true") : .none
        ) {
            html.icon(isDone ? .done : hasFailed ? .error : .circle, tone: isDone ? .good : hasFailed ? .bad : nil)
            html.div {
                html.h2 {
                    html.text(state.title(step))
                    html.span(.class("visually-hidden"), isDone ? ", done" : ", to do")
                }
                html.p(state.words(step, page.context))
            }
            html.div(.class("row-group")) { actions(html, state, step, isDone: isDone) }
            if step == .number { numberHelp(html, page, state) }
            if step == .testText { textForm(html, state) }
            if !diagnosis.isEmpty { self.diagnosis(html, diagnosis, of: step) }
        }
    }

    private func actions(_ html: HTML, _ state: SetupState, _ step: SetupState.Step, isDone: Bool) {
        if let place = state.place(step) { html.linkButton(place.title, to: place.path, size: .small) }
        if step.isConfirmed, !isDone {
            html.postButton(
                step == .live ? "We are live" : "This is right", to: "\(Self.path)/steps/\(step.rawValue)", .primary,
                size: .small)
        }
        if step == .number, !isDone, tester.isSimulated {
            html.postButton("Get a test number", to: Self.path + "/number", .primary, size: .small)
        }
        if step == .testCall {
            html.postButton(
                isDone ? "Test again" : "Test call", to: Self.path + "/test-call", isDone ? .secondary : .primary,
                icon: .phone, size: .small)
        }
    }

    /// With a real carrier the number is bought there; what to enter where.
    private func numberHelp(_ html: HTML, _ page: PageContext, _ state: SetupState) {
        guard !tester.isSimulated else { return }
        html.div(.class("diagnosis")) {
            if state.number == nil {
                html.p("Ask the operator of this installation for a number, or to connect yours.")
            }
            html.details {
                html.summary("What to enter at the carrier")
                html.facts {
                    for place in tester.addresses { html.copyableFact(place.label, place.address) }
                }
            }
        }
    }

    private func textForm(_ html: HTML, _ state: SetupState) {
        html.form(.method("post"), .action(Self.path + "/test-text"), .class("diagnosis")) {
            html.phoneField(
                FormField("phone", "Your mobile number", hint: "The text goes there.", required: true),
                value: state.ownPhone ?? "")
            html.div { html.submitButton("Test text", .secondary, icon: .send, size: .small) }
        }
    }

    private func diagnosis(_ html: HTML, _ steps: [LineTestStep], of step: SetupState.Step) {
        // A text is on its way for a moment: the page looks again by itself.
        let isWaiting = steps.contains { $0.state == .waiting }
        let refresh: [HTML.Attribute] =
            isWaiting
            ? [
                .hxGet(Self.path), .hxTrigger("every 2s"), .hxSelect("#step-\(step.rawValue)"),
                .hxTarget("#step-\(step.rawValue)"), .hxSwap("outerHTML"),
            ] : []
        html.ul([.class("diagnosis"), .aria("live", "polite")] + refresh) {
            for step in steps {
                html.li {
                    html.icon(Self.icon(step.state), tone: Self.tone(step.state))
                    html.div {
                        html.strong(step.title)
                        if !step.detail.isEmpty { html.text(": \(step.detail)") }
                        if let remedy = step.remedy, step.state == .failed { html.p(remedy) }
                    }
                }
            }
        }
    }

    private static func icon(_ state: LineTestStep.State) -> Icon {
        switch state {
        case .passed: .done
        case .failed: .error
        case .waiting: .clock
        case .skipped: .circle
        }
    }

    private static func tone(_ state: LineTestStep.State) -> Tone? {
        switch state {
        case .passed: .good
        case .failed: .bad
        case .waiting, .skipped: nil
        }
    }

    // MARK: - Doing

    private func mark(_ request: Request, _ context: Context) async throws -> Response {
        let name = try request.parameter("step")
        guard name == "hidden" || SetupState.Step(rawValue: name)?.isConfirmed == true else {
            throw Problem.notFound("step")
        }
        _ = try await pages.store.work(context, "organisation.set_up") { work in
            try await work.query(SetupState.mark(name, .bool(true)))
        }
        let words = name == "hidden" ? "Hidden. It stays under Settings, Set-up." : "Noted"
        return NoticeCookie.redirect(request, to: name == "hidden" ? "/" : Self.path, Notice(words))
    }

    private func takeNumber(_ request: Request, _ context: Context) async throws -> Response {
        do {
            let number = try await tester.giveTestNumber(context)
            return NoticeCookie.redirect(
                request, to: Self.path, Notice("\(Words.phone(number, context)) rings here now"))
        } catch let problem as Problem where problem.status == 409 {
            return try await show(request, context, problem: problem)
        }
    }

    private func testCall(_ request: Request, _ context: Context) async throws -> Response {
        let steps = try await tester.call(context)
        let hasPassed = steps.allSatisfy { $0.state == .passed || $0.state == .skipped }
        try await pages.store.work(context, "organisation.test_call") { work in
            if hasPassed { work.queue(SetupState.mark("test_call", .bool(true))) }
            try await work.query(SetupState.mark("call_steps", Self.json(steps)))
        }
        return NoticeCookie.redirect(
            request, to: Self.path + "#step-test_call",
            hasPassed
                ? Notice("The test call went all the way") : Notice("The test call stopped on its way", tone: .warn))
    }

    private func testText(_ request: Request, _ context: Context) async throws -> Response {
        let typed = try request.form()["phone"] ?? ""
        do {
            guard let number = Self.number(typed, context) else {
                throw Problem.invalid("phone", "phone", "Write your number with its area code, such as (512) 555-0142.")
            }
            try await tester.sendText(to: number, context)
        } catch let problem as Problem where [409, 422].contains(problem.status) {
            return try await show(request, context, problem: problem)
        }
        return NoticeCookie.redirect(request, to: Self.path + "#step-test_text", Notice("The text is on its way"))
    }

    private static func number(_ text: String, _ context: Context) -> String? {
        do { return try PhoneNumber(parsing: text, country: context.country).e164 } catch {
            // No number: said beside the field.
            return nil
        }
    }

    // MARK: - The last call's steps

    private static func json(_ steps: [LineTestStep]) -> JSON {
        .array(
            steps.map {
                [
                    "title": .string($0.title), "state": .string($0.state.rawValue), "detail": .string($0.detail),
                    "remedy": .text($0.remedy),
                ]
            })
    }

    private static func steps(_ json: JSON?) -> [LineTestStep] {
        (json?.array ?? []).compactMap { item in
            guard let title = item["title"]?.string,
                let state = item["state"]?.string.flatMap(LineTestStep.State.init(rawValue:))
            else { return nil }
            return LineTestStep(title, state, item["detail"]?.string ?? "", remedy: item["remedy"]?.string)
        }
    }
}
