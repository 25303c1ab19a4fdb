internal import Core

extension HTML {
    /// One attribute of an element. Names come from the source; values are escaped.
    @frozen public struct Attribute {
        @usableFromInline enum Kind: UInt8 { case absent, bare, plain, url, aria, data, hx, hxURL }

        @usableFromInline let kind: Kind
        @usableFromInline let name: StaticString
        @usableFromInline let value: String

        @inlinable init(_ kind: Kind, _ name: StaticString, _ value: String) {
            self.kind = kind
            self.name = name
            self.value = value
        }

        /// Nothing: for `condition ? .title("…") : .none`.
        @inlinable public static var none: Attribute { Attribute(.absent, "", "") }

        /// An attribute without a helper of its own. Not for addresses: those go through `url`.
        @inlinable public static func attribute(_ name: StaticString, _ value: String) -> Attribute {
            Attribute(.plain, name, value)
        }

        /// An attribute that is there or not.
        @inlinable public static func flag(_ name: StaticString, if present: Bool = true) -> Attribute {
            Attribute(present ? .bare : .absent, name, "")
        }

        /// An address. Schemes that run code or carry content (`javascript:`, `data:`, …) become `about:invalid`.
        @inlinable public static func url(_ name: StaticString, _ value: String) -> Attribute {
            Attribute(.url, name, value)
        }

        /// This attribute, or nothing.
        @inlinable public func when(_ condition: Bool) -> Attribute { condition ? self : .none }
    }

    /// One attribute inside a tag being written by hand.
    @inline(never) public func write(_ attribute: Attribute) {
        switch attribute.kind {
        case .absent: return
        case .bare:
            out.append(UInt8(ascii: " "))
            out.append(attribute.name)
            return
        case .plain, .url: out.append(UInt8(ascii: " "))
        case .aria: out.append(" aria-" as StaticString)
        case .data: out.append(" data-" as StaticString)
        case .hx, .hxURL: out.append(" hx-" as StaticString)
        }
        out.append(attribute.name)
        out.append("=\"" as StaticString)
        if (attribute.kind == .url || attribute.kind == .hxURL), !isSafeAddress(attribute.value) {
            out.append("about:invalid" as StaticString)
        } else {
            out.appendEscapedHTML(attribute.value)
        }
        out.append(UInt8(ascii: "\""))
    }
}

/// Whether a browser that follows the address neither runs code nor shows content carried in it. Relative addresses
/// and the schemes a page may link to pass. Browsers skip leading controls and any tab or line break (WHATWG URL §4.4),
/// so those are refused outright where a scheme could hide behind them.
func isSafeAddress(_ address: String) -> Bool {
    var scheme = ""
    for byte in address.utf8 {
        switch byte {
        case UInt8(ascii: ":"):
            return ["http", "https", "mailto", "tel", "sms", "webcal", "geo"].contains(scheme)
        case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"):
            return true
        case 0...32:
            return false
        default:
            guard scheme.utf8.count < 16 else { continue }
            scheme.unicodeScalars.append(Unicode.Scalar(byte >= 65 && byte <= 90 ? byte | 32 : byte))
        }
    }
    return true
}
