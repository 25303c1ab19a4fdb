public import HTML

extension HTML {
    /// A drawn signature: the path of an SVG of 400 by 120; nothing without one.
    public func signature(_ path: String?, of name: String) {
        guard let path else { return }
        raw("<svg class=\"signature\" viewBox=\"0 0 400 120\" role=\"img\"")
        write(.aria("label", "Signature of \(name)"))
        raw("><path")
        write(.attribute("d", path))
        raw("></path></svg>")
    }
}
