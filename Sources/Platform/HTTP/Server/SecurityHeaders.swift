/// Headers that keep browsers from doing with our pages what nobody asked for. A handler's own value stays.
enum SecurityHeaders {
    private static let always: [Headers.Field] = [
        (
            "Content-Security-Policy",
            "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action 'self'; "
                + "frame-ancestors 'none'"
        ),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "strict-origin-when-cross-origin"),
        ("Permissions-Policy", "camera=(), geolocation=(self), microphone=(self), payment=(), usb=()"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
    ].map { Headers.Field(name: $0.0, value: $0.1) }

    static func add(to headers: inout Headers, scheme: String) {
        for field in always { headers.setDefault(field) }
        if scheme == "https" { headers.setDefault("Strict-Transport-Security", "max-age=31536000; includeSubDomains") }
    }
}
