// The attributes by name. `hx` ones drive htmx.
extension HTML.Attribute {
    @inlinable public static func id(_ value: String) -> Self { Self(.plain, "id", value) }
    @inlinable public static func `class`(_ value: String) -> Self { Self(.plain, "class", value) }
    @inlinable public static func `class`(_ value: String, if condition: Bool) -> Self {
        Self(condition ? .plain : .absent, "class", value)
    }
    /// `base`, and `extra` beside it where there is one: `.class("row", selected ? "is-selected" : nil)`.
    @inlinable public static func `class`(_ base: String, _ extra: String?) -> Self {
        Self(.plain, "class", extra.map { base + " " + $0 } ?? base)
    }
    @inlinable public static func title(_ value: String) -> Self { Self(.plain, "title", value) }
    @inlinable public static func lang(_ value: String) -> Self { Self(.plain, "lang", value) }
    @inlinable public static func dir(_ value: String) -> Self { Self(.plain, "dir", value) }
    @inlinable public static func role(_ value: String) -> Self { Self(.plain, "role", value) }
    @inlinable public static func tabindex(_ value: Int) -> Self { Self(.plain, "tabindex", String(value)) }
    @inlinable public static func slot(_ value: String) -> Self { Self(.plain, "slot", value) }
    @inlinable public static func popover(_ value: String = "auto") -> Self { Self(.plain, "popover", value) }
    @inlinable public static func popovertarget(_ id: String) -> Self { Self(.plain, "popovertarget", id) }
    @inlinable public static var hidden: Self { .flag("hidden") }
    @inlinable public static func hidden(if condition: Bool) -> Self { .flag("hidden", if: condition) }
    @inlinable public static func accesskey(_ value: String) -> Self { Self(.plain, "accesskey", value) }

    // Links and resources
    @inlinable public static func href(_ address: String) -> Self { Self(.url, "href", address) }
    @inlinable public static func src(_ address: String) -> Self { Self(.url, "src", address) }
    @inlinable public static func action(_ address: String) -> Self { Self(.url, "action", address) }
    @inlinable public static func formaction(_ address: String) -> Self { Self(.url, "formaction", address) }
    @inlinable public static func poster(_ address: String) -> Self { Self(.url, "poster", address) }
    @inlinable public static func rel(_ value: String) -> Self { Self(.plain, "rel", value) }
    @inlinable public static func target(_ value: String) -> Self { Self(.plain, "target", value) }
    @inlinable public static func download(_ name: String = "") -> Self { Self(.plain, "download", name) }
    @inlinable public static func alt(_ value: String) -> Self { Self(.plain, "alt", value) }
    @inlinable public static func width(_ value: Int) -> Self { Self(.plain, "width", String(value)) }
    @inlinable public static func height(_ value: Int) -> Self { Self(.plain, "height", String(value)) }
    @inlinable public static func loading(_ value: String) -> Self { Self(.plain, "loading", value) }
    @inlinable public static func charset(_ value: String) -> Self { Self(.plain, "charset", value) }
    @inlinable public static func content(_ value: String) -> Self { Self(.plain, "content", value) }
    @inlinable public static func property(_ value: String) -> Self { Self(.plain, "property", value) }
    @inlinable public static func media(_ value: String) -> Self { Self(.plain, "media", value) }
    @inlinable public static func sizes(_ value: String) -> Self { Self(.plain, "sizes", value) }
    @inlinable public static func `as`(_ value: String) -> Self { Self(.plain, "as", value) }
    @inlinable public static func crossorigin(_ value: String = "anonymous") -> Self {
        Self(.plain, "crossorigin", value)
    }
    @inlinable public static var `defer`: Self { .flag("defer") }
    @inlinable public static var controls: Self { .flag("controls") }
    @inlinable public static func preload(_ value: String) -> Self { Self(.plain, "preload", value) }

    // Forms
    @inlinable public static func method(_ value: String) -> Self { Self(.plain, "method", value) }
    @inlinable public static func enctype(_ value: String) -> Self { Self(.plain, "enctype", value) }
    @inlinable public static func type(_ value: String) -> Self { Self(.plain, "type", value) }
    @inlinable public static func name(_ value: String) -> Self { Self(.plain, "name", value) }
    @inlinable public static func value(_ value: String) -> Self { Self(.plain, "value", value) }
    @inlinable public static func value(_ value: Int) -> Self { Self(.plain, "value", String(value)) }
    @inlinable public static func placeholder(_ value: String) -> Self { Self(.plain, "placeholder", value) }
    @inlinable public static func `for`(_ id: String) -> Self { Self(.plain, "for", id) }
    @inlinable public static func form(_ id: String) -> Self { Self(.plain, "form", id) }
    @inlinable public static func list(_ id: String) -> Self { Self(.plain, "list", id) }
    @inlinable public static func autocomplete(_ value: String) -> Self { Self(.plain, "autocomplete", value) }
    @inlinable public static func inputmode(_ value: String) -> Self { Self(.plain, "inputmode", value) }
    @inlinable public static func enterkeyhint(_ value: String) -> Self { Self(.plain, "enterkeyhint", value) }
    @inlinable public static func pattern(_ value: String) -> Self { Self(.plain, "pattern", value) }
    @inlinable public static func min(_ value: String) -> Self { Self(.plain, "min", value) }
    @inlinable public static func max(_ value: String) -> Self { Self(.plain, "max", value) }
    @inlinable public static func step(_ value: String) -> Self { Self(.plain, "step", value) }
    @inlinable public static func minlength(_ value: Int) -> Self { Self(.plain, "minlength", String(value)) }
    @inlinable public static func maxlength(_ value: Int) -> Self { Self(.plain, "maxlength", String(value)) }
    @inlinable public static func rows(_ value: Int) -> Self { Self(.plain, "rows", String(value)) }
    @inlinable public static func accept(_ value: String) -> Self { Self(.plain, "accept", value) }
    @inlinable public static var required: Self { .flag("required") }
    @inlinable public static func required(if condition: Bool) -> Self { .flag("required", if: condition) }
    @inlinable public static var disabled: Self { .flag("disabled") }
    @inlinable public static func disabled(if condition: Bool) -> Self { .flag("disabled", if: condition) }
    @inlinable public static var readonly: Self { .flag("readonly") }
    @inlinable public static func readonly(if condition: Bool) -> Self { .flag("readonly", if: condition) }
    @inlinable public static var checked: Self { .flag("checked") }
    @inlinable public static func checked(if condition: Bool) -> Self { .flag("checked", if: condition) }
    @inlinable public static func selected(if condition: Bool) -> Self { .flag("selected", if: condition) }
    @inlinable public static var multiple: Self { .flag("multiple") }
    @inlinable public static var autofocus: Self { .flag("autofocus") }
    @inlinable public static var novalidate: Self { .flag("novalidate") }
    @inlinable public static func open(if condition: Bool = true) -> Self { .flag("open", if: condition) }

    // Tables, times
    @inlinable public static func colspan(_ value: Int) -> Self { Self(.plain, "colspan", String(value)) }
    @inlinable public static func rowspan(_ value: Int) -> Self { Self(.plain, "rowspan", String(value)) }
    @inlinable public static func scope(_ value: String) -> Self { Self(.plain, "scope", value) }
    @inlinable public static func datetime(_ value: String) -> Self { Self(.plain, "datetime", value) }

    /// `aria-…`.
    @inlinable public static func aria(_ name: StaticString, _ value: String) -> Self { Self(.aria, name, value) }
    @inlinable public static func aria(_ name: StaticString, _ value: Bool) -> Self {
        Self(.aria, name, value ? "true" : "false")
    }
    /// `data-…`.
    @inlinable public static func data(_ name: StaticString, _ value: String) -> Self { Self(.data, name, value) }
    @inlinable public static func data(_ name: StaticString) -> Self { Self(.data, name, "") }

    // htmx
    @inlinable public static func hxGet(_ address: String) -> Self { Self(.hxURL, "get", address) }
    @inlinable public static func hxPost(_ address: String) -> Self { Self(.hxURL, "post", address) }
    @inlinable public static func hxPut(_ address: String) -> Self { Self(.hxURL, "put", address) }
    @inlinable public static func hxPatch(_ address: String) -> Self { Self(.hxURL, "patch", address) }
    @inlinable public static func hxDelete(_ address: String) -> Self { Self(.hxURL, "delete", address) }
    @inlinable public static func hxTarget(_ selector: String) -> Self { Self(.hx, "target", selector) }
    @inlinable public static func hxSwap(_ value: String) -> Self { Self(.hx, "swap", value) }
    @inlinable public static func hxTrigger(_ value: String) -> Self { Self(.hx, "trigger", value) }
    @inlinable public static func hxSelect(_ selector: String) -> Self { Self(.hx, "select", selector) }
    @inlinable public static func hxInclude(_ selector: String) -> Self { Self(.hx, "include", selector) }
    @inlinable public static func hxIndicator(_ selector: String) -> Self { Self(.hx, "indicator", selector) }
    @inlinable public static func hxConfirm(_ question: String) -> Self { Self(.hx, "confirm", question) }
    @inlinable public static func hxPushURL(_ value: String = "true") -> Self { Self(.hx, "push-url", value) }
    /// Any other `hx-…`: `.hx("sync", "this:replace")`.
    @inlinable public static func hx(_ name: StaticString, _ value: String) -> Self { Self(.hx, name, value) }
}
