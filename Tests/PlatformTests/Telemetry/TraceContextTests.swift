import Telemetry
import Testing

@Suite struct TraceContextTests {
    private let header = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"

    @Test func a_header_survives_reading_and_writing() throws {
        let context = try #require(TraceContext(traceparent: header))
        #expect(context.traceparent == header)
        #expect(context.trace == "4bf92f3577b34da6a3ce929d0e0e4736")
        #expect(context.isSampled)
    }

    @Test func a_child_keeps_the_trace_and_has_a_span_of_its_own() throws {
        let parent = try #require(TraceContext(traceparent: header))
        let child = parent.child()
        #expect(child.trace == parent.trace)
        #expect(child.span != parent.span)
        #expect(child.isSampled == parent.isSampled)
    }

    @Test func a_new_trace_reads_back() {
        let context = TraceContext.start(isSampled: false)
        #expect(TraceContext(traceparent: context.traceparent) == context)
    }

    @Test func a_later_version_is_read_as_far_as_known() {
        #expect(TraceContext(traceparent: "cc" + header.dropFirst(2) + "-what-comes") != nil)
        #expect(TraceContext(traceparent: "cc" + header.dropFirst(2)) != nil)
    }

    @Test(arguments: [
        "", "00", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
        "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01x",
        "00-4bf92f3577b34da6a3ce929d0e0e473g-00f067aa0ba902b7-01",
    ])
    func refuses_what_the_specification_refuses(header: String) {
        #expect(TraceContext(traceparent: header) == nil)
    }
}
