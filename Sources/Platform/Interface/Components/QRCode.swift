internal import CQREncode
internal import Core
public import HTML

extension HTML {
    /// A QR code of `text`, drawn as one path so that it is sharp at any size; always dark on light, as cameras want it.
    /// Writes nothing if the text is too long for one.
    public func qrCode(_ text: String, label: String) {
        guard let code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M) else { return }
        defer { QRcode_free(code) }
        let width = Int(code.pointee.width)
        // Four modules of margin all around (ISO 18004).
        let side = width + 8
        raw("<svg class=\"qr-code\" role=\"img\" shape-rendering=\"crispEdges\" viewBox=\"0 0 ")
        out.append(Int64(side))
        raw(" ")
        out.append(Int64(side))
        raw("\"")
        write(.aria("label", label))
        raw("><path class=\"qr-paper\" d=\"M0 0h")
        out.append(Int64(side))
        raw("v")
        out.append(Int64(side))
        raw("h-")
        out.append(Int64(side))
        raw("z\"/><path class=\"qr-ink\" d=\"")
        for y in 0..<width {
            var x = 0
            while x < width {
                let start = x
                while x < width, code.pointee.data[y * width + x] & 1 == 1 { x += 1 }
                if x > start { run(from: start + 4, y + 4, length: x - start) } else { x += 1 }
            }
        }
        raw("\"/></svg>")
    }

    private func run(from x: Int, _ y: Int, length: Int) {
        raw("M")
        out.append(Int64(x))
        raw(" ")
        out.append(Int64(y))
        raw("h")
        out.append(Int64(length))
        raw("v1h-")
        out.append(Int64(length))
        raw("z")
    }
}
