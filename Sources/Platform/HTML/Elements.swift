// The elements by name.
extension HTML {
    // Document
    /// `<html>`; named so that a page does not read `html.html`.
    @inlinable public var root: Element { Element(self, "<html", "</html>") }
    @inlinable public var head: Element { Element(self, "<head", "</head>") }
    @inlinable public var title: Element { Element(self, "<title", "</title>") }
    @inlinable public var body: Element { Element(self, "<body", "</body>") }
    @inlinable public var script: Element { Element(self, "<script", "</script>") }
    @inlinable public var noscript: Element { Element(self, "<noscript", "</noscript>") }
    @inlinable public var template: Element { Element(self, "<template", "</template>") }

    // Sections
    @inlinable public var main: Element { Element(self, "<main", "</main>") }
    @inlinable public var header: Element { Element(self, "<header", "</header>") }
    @inlinable public var footer: Element { Element(self, "<footer", "</footer>") }
    @inlinable public var nav: Element { Element(self, "<nav", "</nav>") }
    @inlinable public var section: Element { Element(self, "<section", "</section>") }
    @inlinable public var article: Element { Element(self, "<article", "</article>") }
    @inlinable public var aside: Element { Element(self, "<aside", "</aside>") }
    @inlinable public var h1: Element { Element(self, "<h1", "</h1>") }
    @inlinable public var h2: Element { Element(self, "<h2", "</h2>") }
    @inlinable public var h3: Element { Element(self, "<h3", "</h3>") }
    @inlinable public var h4: Element { Element(self, "<h4", "</h4>") }
    @inlinable public var address: Element { Element(self, "<address", "</address>") }
    @inlinable public var search: Element { Element(self, "<search", "</search>") }

    // Blocks
    @inlinable public var div: Element { Element(self, "<div", "</div>") }
    @inlinable public var p: Element { Element(self, "<p", "</p>") }
    @inlinable public var pre: Element { Element(self, "<pre", "</pre>") }
    @inlinable public var blockquote: Element { Element(self, "<blockquote", "</blockquote>") }
    @inlinable public var ul: Element { Element(self, "<ul", "</ul>") }
    @inlinable public var ol: Element { Element(self, "<ol", "</ol>") }
    @inlinable public var li: Element { Element(self, "<li", "</li>") }
    @inlinable public var dl: Element { Element(self, "<dl", "</dl>") }
    @inlinable public var dt: Element { Element(self, "<dt", "</dt>") }
    @inlinable public var dd: Element { Element(self, "<dd", "</dd>") }
    @inlinable public var figure: Element { Element(self, "<figure", "</figure>") }
    @inlinable public var figcaption: Element { Element(self, "<figcaption", "</figcaption>") }
    @inlinable public var menu: Element { Element(self, "<menu", "</menu>") }
    @inlinable public var details: Element { Element(self, "<details", "</details>") }
    @inlinable public var summary: Element { Element(self, "<summary", "</summary>") }
    @inlinable public var dialog: Element { Element(self, "<dialog", "</dialog>") }

    // Text
    @inlinable public var a: Element { Element(self, "<a", "</a>") }
    @inlinable public var span: Element { Element(self, "<span", "</span>") }
    @inlinable public var strong: Element { Element(self, "<strong", "</strong>") }
    @inlinable public var em: Element { Element(self, "<em", "</em>") }
    @inlinable public var small: Element { Element(self, "<small", "</small>") }
    @inlinable public var b: Element { Element(self, "<b", "</b>") }
    @inlinable public var i: Element { Element(self, "<i", "</i>") }
    @inlinable public var s: Element { Element(self, "<s", "</s>") }
    @inlinable public var code: Element { Element(self, "<code", "</code>") }
    @inlinable public var kbd: Element { Element(self, "<kbd", "</kbd>") }
    @inlinable public var samp: Element { Element(self, "<samp", "</samp>") }
    @inlinable public var mark: Element { Element(self, "<mark", "</mark>") }
    @inlinable public var abbr: Element { Element(self, "<abbr", "</abbr>") }
    @inlinable public var q: Element { Element(self, "<q", "</q>") }
    @inlinable public var sub: Element { Element(self, "<sub", "</sub>") }
    @inlinable public var sup: Element { Element(self, "<sup", "</sup>") }
    @inlinable public var time: Element { Element(self, "<time", "</time>") }
    @inlinable public var bdi: Element { Element(self, "<bdi", "</bdi>") }
    @inlinable public var bdo: Element { Element(self, "<bdo", "</bdo>") }
    @inlinable public var data: Element { Element(self, "<data", "</data>") }
    @inlinable public var del: Element { Element(self, "<del", "</del>") }
    @inlinable public var ins: Element { Element(self, "<ins", "</ins>") }
    @inlinable public var output: Element { Element(self, "<output", "</output>") }

    // Forms
    @inlinable public var form: Element { Element(self, "<form", "</form>") }
    @inlinable public var fieldset: Element { Element(self, "<fieldset", "</fieldset>") }
    @inlinable public var legend: Element { Element(self, "<legend", "</legend>") }
    @inlinable public var label: Element { Element(self, "<label", "</label>") }
    @inlinable public var button: Element { Element(self, "<button", "</button>") }
    @inlinable public var select: Element { Element(self, "<select", "</select>") }
    @inlinable public var optgroup: Element { Element(self, "<optgroup", "</optgroup>") }
    @inlinable public var option: Element { Element(self, "<option", "</option>") }
    @inlinable public var datalist: Element { Element(self, "<datalist", "</datalist>") }
    @inlinable public var textarea: Element { Element(self, "<textarea", "</textarea>") }
    @inlinable public var progress: Element { Element(self, "<progress", "</progress>") }
    @inlinable public var meter: Element { Element(self, "<meter", "</meter>") }

    // Tables
    @inlinable public var table: Element { Element(self, "<table", "</table>") }
    @inlinable public var caption: Element { Element(self, "<caption", "</caption>") }
    @inlinable public var colgroup: Element { Element(self, "<colgroup", "</colgroup>") }
    @inlinable public var thead: Element { Element(self, "<thead", "</thead>") }
    @inlinable public var tbody: Element { Element(self, "<tbody", "</tbody>") }
    @inlinable public var tfoot: Element { Element(self, "<tfoot", "</tfoot>") }
    @inlinable public var tr: Element { Element(self, "<tr", "</tr>") }
    @inlinable public var th: Element { Element(self, "<th", "</th>") }
    @inlinable public var td: Element { Element(self, "<td", "</td>") }

    // Media
    @inlinable public var picture: Element { Element(self, "<picture", "</picture>") }
    @inlinable public var audio: Element { Element(self, "<audio", "</audio>") }
    @inlinable public var video: Element { Element(self, "<video", "</video>") }
    @inlinable public var canvas: Element { Element(self, "<canvas", "</canvas>") }
    @inlinable public var iframe: Element { Element(self, "<iframe", "</iframe>") }
    @inlinable public var svg: Element { Element(self, "<svg", "</svg>") }
    @inlinable public var g: Element { Element(self, "<g", "</g>") }
    @inlinable public var path: Element { Element(self, "<path", "</path>") }
    @inlinable public var circle: Element { Element(self, "<circle", "</circle>") }
    @inlinable public var rect: Element { Element(self, "<rect", "</rect>") }
    @inlinable public var line: Element { Element(self, "<line", "</line>") }
    @inlinable public var polyline: Element { Element(self, "<polyline", "</polyline>") }
    @inlinable public var polygon: Element { Element(self, "<polygon", "</polygon>") }

    // Without content
    @inlinable public var meta: VoidElement { VoidElement(self, "<meta") }
    @inlinable public var link: VoidElement { VoidElement(self, "<link") }
    @inlinable public var base: VoidElement { VoidElement(self, "<base") }
    @inlinable public var br: VoidElement { VoidElement(self, "<br") }
    @inlinable public var hr: VoidElement { VoidElement(self, "<hr") }
    @inlinable public var wbr: VoidElement { VoidElement(self, "<wbr") }
    @inlinable public var img: VoidElement { VoidElement(self, "<img") }
    @inlinable public var input: VoidElement { VoidElement(self, "<input") }
    @inlinable public var col: VoidElement { VoidElement(self, "<col") }
    @inlinable public var source: VoidElement { VoidElement(self, "<source") }
    @inlinable public var track: VoidElement { VoidElement(self, "<track") }

    /// An element without a name above, such as a custom element: `html.element("<live-region", "</live-region>")`.
    @inlinable public func element(_ opening: StaticString, _ closing: StaticString) -> Element {
        Element(self, opening, closing)
    }
}
