import Core
import Testing

@testable import CallEngine

@Suite struct ExtractionTests {
    @Test(arguments: [
        ("this is Ada Marsh", "Ada Marsh"), ("my name is ada marsh", "Ada Marsh"), ("Ada Marsh", "Ada Marsh"),
        ("it's Bob Lee", "Bob Lee"),
        ("Hi, my name's Joe and my sink leaks", "Joe"), ("um, Mary Ann O'Neill", "Mary Ann O'Neill"), ("Ada", "Ada"),
        ("yeah it's Juan Carlos Ortiz", "Juan Carlos Ortiz"), ("Mr. Peter Grant", "Peter Grant"),
        ("ada marsh here", "Ada Marsh"),
        ("sure, it's Kim. K I M", "Kim"), ("I'm Sarah Connor", "Sarah Connor"), ("the name is Bond", "Bond"),
        ("you can call me Al", "Al"),
        ("Jean-Luc Picard", "Jean Luc Picard"), ("Mrs Robinson", "Robinson"),
    ])
    func hears_a_name(said: String, name: String) {
        #expect(SpokenName.find(in: said, asked: true) == name, "\(said)")
    }

    @Test(arguments: [
        "I don't know", "why do you need that", "my sink is leaking", "it's leaking", "tomorrow", "yes", "what",
        "14 Elm Street", "I'm calling about my heater",
    ])
    func hears_no_name(said: String) {
        #expect(SpokenName.find(in: said, asked: true) == nil, "\(said)")
    }

    @Test(arguments: [
        ("14 Elm Street, Austin", "14 Elm Street, Austin"),
        ("it's 220 west 5th street apartment 3", "220 West 5th Street, apartment 3"),
        ("my address is fourteen elm street", "14 Elm Street"),
        ("1600 Pennsylvania Avenue in Washington DC", "1600 Pennsylvania Avenue, Washington DC"),
        ("two twenty Oak Road", "220 Oak Road"), ("one oh five Main St, Springfield", "105 Main St, Springfield"),
        ("I live at 9 Old Mill Lane, Apt 4B, Dover", "9 Old Mill Lane, apartment 4B, Dover"),
        ("42 Sunset Boulevard Los Angeles 90028", "42 Sunset Boulevard, Los Angeles 90028"),
        ("it's 7 Park Place and hurry please", "7 Park Place"), ("four hundred Lake Drive", "400 Lake Drive"),
        ("12 North 3rd Ave unit 7", "12 North 3rd Ave, unit 7"),
        ("that would be 2210 Forest Hill Road, Austin, Texas 78704", "2210 Forest Hill Road, Austin Texas 78704"),
    ])
    func hears_an_address(said: String, address: String) {
        #expect(SpokenAddress.find(in: said) == address, "\(said)")
    }

    @Test(arguments: [
        "Elm Street", "tomorrow at 2", "I have two bathrooms", "Austin", "", "yes", "the fourteenth",
        "between 2 and 4 on the way",
    ])
    func hears_no_address(said: String) {
        #expect(SpokenAddress.find(in: said) == nil, "\(said)")
    }

    @Test(arguments: [
        ("yes", YesNo.yes), ("yeah sure", .yes), ("no", .no), ("nope", .no), ("sounds good", .yes),
        ("no problem, go ahead", .yes), ("why not", .yes),
        ("I don't think so", .no), ("not really", .no), ("yes but not at two", .no), ("okay", .yes),
        ("please do", .yes), ("that works", .yes), ("that doesn't work", .no),
        ("perfect", .yes), ("absolutely not", .no),
    ])
    func hears_yes_or_no(said: String, answer: YesNo) {
        #expect(YesNo(in: said) == answer, "\(said)")
    }

    @Test func hears_neither() {
        for said in ["maybe", "tomorrow", "", "hm", "my sink"] { #expect(YesNo(in: said) == nil, "\(said)") }
    }

    @Test(arguments: [
        ("five one two five five five oh one two three", "5125550123"), ("512-555-0123", "5125550123"),
        ("four one double three", "4133"),
        ("it's five five five twenty two triple seven", "55522777"), ("512 555 0123", "5125550123"),
        ("(512) 555-0123", "5125550123"),
    ])
    func hears_digits(said: String, digits: String) {
        #expect(SpokenNumber.digits(Words(said).list) == digits, "\(said)")
    }

    @Test(arguments: [
        ("my kitchen sink is leaking", "leak"), ("the toilet is clogged", "drain"),
        ("water drips from the faucet", "leak"), ("can someone take a look", "general"),
        ("the drains are slow", "drain"),
    ])
    func finds_the_job(said: String, code: String) {
        #expect(JobMatch.find(in: said, among: DialogueBench().facts.jobs)?.code == code, "\(said)")
    }

    @Test(arguments: [
        ("I'd like to book an appointment", Intent.schedule), ("my heater is broken", .schedule),
        ("can someone come out and look at my sink", .schedule),
        ("do you have anything available tomorrow", .schedule), ("I need a plumber", .schedule),
        ("my toilet won't flush", .schedule),
        ("I need to reschedule", .reschedule), ("can we push back my visit", .reschedule),
        ("I can't make it on Thursday", .reschedule), ("could you come a different day", .reschedule),
        ("please cancel my appointment", .cancel), ("I no longer need the visit", .cancel),
        ("I want to call off the visit", .cancel),
        ("what are your hours", .question), ("are you open on Saturday", .question),
        ("how much is a service call", .question), ("do you service Round Rock", .question),
        ("do you fix water heaters", .question), ("are you licensed and insured", .question),
        ("do you do emergencies", .question),
        ("where is the technician", .status), ("when is my appointment", .status), ("is he on his way", .status),
        ("what time are you supposed to be here", .status),
        ("I have a question about my bill", .billing), ("I was charged twice", .billing),
        ("I'd like to make a payment", .billing), ("I need a copy of my invoice", .billing),
        ("can I speak to someone", .person), ("operator", .person), ("give me a human", .person),
        ("let me talk to the manager", .person),
        ("I'd like to leave a message", .message), ("please have someone call me back", .message),
        ("sorry, wrong number", .wrongNumber),
        ("the weather is nice", .fallback), ("", .fallback),
    ])
    func recognises_what_is_wanted(said: String, intent: Intent) {
        #expect(IntentMatch.find(said, DialogueBench().facts, hasVisit: true) == intent, "\(said)")
    }
}
