internal import Core

extension Scenario {
    static let newCaller = Scenario(
        "new-caller", "A leaking sink: greeted, asked for name and address, offered two times, booked.",
        outcome: "booked",
        script: .booking,
        checks: { inspection in
            try await inspection.booking() + inspection.offeredTimes()
                + inspection.confirmation(containing: "is booked for")
                + inspection.newCustomer(address: CallScript.address)
        })

    static let returningCaller = Scenario(
        "returning-caller", "Books, calls again from an attested number and moves the visit.", outcome: "rescheduled",
        play: { run in
            try await run.call(.booking)
            try await run.call(.rescheduling, isAttested: true)
        },
        checks: { inspection in
            try await inspection.booking(daysAhead: 2) + inspection.confirmation(containing: "has been moved to")
                + inspection.greetsByName("Grace")
        })

    static let cancelVisit = Scenario(
        "cancel-visit", "Books, calls again, names the house number and cancels.", outcome: "cancelled",
        play: { run in
            try await run.call(.booking)
            try await run.call(.cancelling)
        },
        checks: { inspection in
            let asked = inspection.lastCall.said.contains("house number") ? [] : ["nobody asked for the house number"]
            return try await inspection.appointments("cancelled", count: 1) + asked
        })

    static let emergency = Scenario(
        "emergency", "A burst pipe: safety words first, the owner is called at once and accepts by key press.",
        outcome: "emergency_escalated", play: { try await $0.emergencyCall(.burstPipe, within: .seconds(60)) },
        checks: { inspection in
            try await inspection.says("main water valve", before: "address")
                + inspection.emergency(acknowledgedVia: "call", within: 60)
        })

    static let gasLeak = Scenario(
        "gas-leak", "A smell of gas: leave the building first; the owner accepts by text message.",
        outcome: "emergency_escalated",
        play: { run in
            try await run.call(.gasSmell)
            try await ScenarioInspection(run).waitForAlert(within: .seconds(60))
            try await run.text("1", from: run.stage.ownerPhone)
        },
        checks: { inspection in
            try await inspection.says("leave the building", before: "address")
                + inspection.emergency(acknowledgedVia: "text", within: 60)
        })

    static let afterHours = Scenario(
        "after-hours", "The business is closed: a voicemail, and somebody is to call back.", outcome: "voicemail",
        setting: Stage.Setting(isOpen: false), script: .voicemail,
        checks: { inspection in
            try await inspection.says("closed", before: "after the tone") + inspection.callback(reason: "voicemail")
        })

    static let personRequest = Scenario(
        "person-request", "Wants a person; nobody is free and nothing is said after the tone: a callback all the same.",
        outcome: "callback_queued", script: .person, checks: { try await $0.callback() })

    static let questionHours = Scenario(
        "question-hours", "Asks when the business is open.", outcome: "answered", script: .hours,
        checks: { $0.lastCall.said.contains("We're open") ? [] : ["the hours were not said"] })

    static let silence = Scenario("silence", "Says nothing at all.", outcome: "abandoned", script: .nothing)

    static let wrongNumber = Scenario("wrong-number", "Has dialled wrong.", outcome: "answered", script: .wrongNumber)

    static let hostile = Scenario(
        "hostile", "Is abusive: met calmly once, then somebody is to call back.", outcome: "callback_queued",
        script: .abuse,
        checks: { try await $0.callback() })

    static let noSlots = Scenario(
        "no-slots", "Nobody is free in the next weeks: a callback instead of a promise.", outcome: "callback_queued",
        setting: Stage.Setting(hasFreeTime: false), script: .anyBooking,
        checks: { try await $0.callback(reason: "no_slots") + $0.appointments("booked", count: 0) })
}
