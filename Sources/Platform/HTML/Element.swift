public import Core

extension HTML {
    /// An element about to be written: calling it writes it. `html.td` is one; `html.td(.class("number"), 5)` writes it.
    @frozen public struct Element {
        @usableFromInline let html: HTML
        /// `<td`
        @usableFromInline let opening: StaticString
        /// `</td>`
        @usableFromInline let closing: StaticString

        @inlinable @inline(__always) init(_ html: HTML, _ opening: StaticString, _ closing: StaticString) {
            self.html = html
            self.opening = opening
            self.closing = closing
        }

        @inlinable @inline(__always) func begin() { html.out.append(opening) }
        @inlinable @inline(__always) func add(_ attribute: Attribute) {
            if attribute.kind != .absent { html.write(attribute) }
        }
        @inlinable @inline(__always) func end(_ content: some HTMLContent) {
            html.out.append(UInt8(ascii: ">"))
            content.write(to: html)
            html.out.append(closing)
        }

        /// Writes the element around what `content` writes.
        @inlinable @inline(__always) public func callAsFunction(
            _ a: Attribute = .none, _ b: Attribute = .none, _ c: Attribute = .none, _ d: Attribute = .none,
            _ e: Attribute = .none, _ f: Attribute = .none, _ g: Attribute = .none, _ h: Attribute = .none,
            _ content: () throws -> Void
        ) rethrows {
            begin()
            add(a); add(b); add(c); add(d); add(e); add(f); add(g); add(h)
            html.out.append(UInt8(ascii: ">"))
            try content()
            html.out.append(closing)
        }

        /// As many attributes as there are.
        public func callAsFunction(_ attributes: [Attribute], _ content: () throws -> Void) rethrows {
            begin()
            for attribute in attributes { add(attribute) }
            html.out.append(UInt8(ascii: ">"))
            try content()
            html.out.append(closing)
        }

        /// Writes the element with text in it. One overload per number of attributes: a variadic list would be
        /// an array on the heap for every element.
        @inlinable @inline(__always) public func callAsFunction(_ content: some HTMLContent) {
            begin()
            end(content)
        }

        @inlinable @inline(__always) public func callAsFunction(_ a: Attribute, _ content: some HTMLContent) {
            begin()
            add(a)
            end(content)
        }

        @inlinable @inline(__always) public func callAsFunction(
            _ a: Attribute, _ b: Attribute, _ content: some HTMLContent
        ) {
            begin()
            add(a); add(b)
            end(content)
        }

        @inlinable @inline(__always) public func callAsFunction(
            _ a: Attribute, _ b: Attribute, _ c: Attribute, _ content: some HTMLContent
        ) {
            begin()
            add(a); add(b); add(c)
            end(content)
        }

        @inlinable @inline(__always) public func callAsFunction(
            _ a: Attribute, _ b: Attribute, _ c: Attribute, _ d: Attribute, _ content: some HTMLContent
        ) {
            begin()
            add(a); add(b); add(c); add(d)
            end(content)
        }

        @inlinable @inline(__always) public func callAsFunction(
            _ a: Attribute, _ b: Attribute, _ c: Attribute, _ d: Attribute, _ e: Attribute, _ content: some HTMLContent
        ) {
            begin()
            add(a); add(b); add(c); add(d); add(e)
            end(content)
        }

        @inlinable @inline(__always) public func callAsFunction(
            _ a: Attribute, _ b: Attribute, _ c: Attribute, _ d: Attribute, _ e: Attribute, _ f: Attribute,
            _ content: some HTMLContent
        ) {
            begin()
            add(a); add(b); add(c); add(d); add(e); add(f)
            end(content)
        }
    }

    /// An element that has no content: `html.input(.name("q"))`.
    @frozen public struct VoidElement {
        @usableFromInline let html: HTML
        @usableFromInline let opening: StaticString

        @inlinable @inline(__always) init(_ html: HTML, _ opening: StaticString) {
            self.html = html
            self.opening = opening
        }

        @inlinable @inline(__always) func add(_ attribute: Attribute) {
            if attribute.kind != .absent { html.write(attribute) }
        }

        /// Writes the element.
        @inlinable @inline(__always) public func callAsFunction(
            _ a: Attribute = .none, _ b: Attribute = .none, _ c: Attribute = .none, _ d: Attribute = .none,
            _ e: Attribute = .none, _ f: Attribute = .none, _ g: Attribute = .none, _ h: Attribute = .none
        ) {
            html.out.append(opening)
            add(a); add(b); add(c); add(d); add(e); add(f); add(g); add(h)
            html.out.append(UInt8(ascii: ">"))
        }

        /// As many attributes as there are.
        public func callAsFunction(_ attributes: [Attribute]) {
            html.out.append(opening)
            for attribute in attributes { add(attribute) }
            html.out.append(UInt8(ascii: ">"))
        }
    }
}
