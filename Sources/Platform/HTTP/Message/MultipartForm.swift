internal import Core

/// A `multipart/form-data` body (RFC 7578).
public struct MultipartForm: Sendable {
    /// An uploaded file.
    public struct File: Sendable {
        /// The form field.
        public let name: String
        /// As the client calls it, without directories. Not to be trusted as a path.
        public let filename: String
        /// As the client claims; sniff before relying on it.
        public let contentType: String
        public let content: SpooledFile
    }

    /// The fields that are not files.
    public private(set) var fields = Fields()
    public private(set) var files: [File] = []

    /// The first file of that field; nil if none was chosen.
    public func file(_ name: String) -> File? { files.first { $0.name == name } }

    static let maxParts = 1000

    /// Throws `Problem` 400 if malformed, 503 if the disk refuses a file.
    init(_ body: UnsafeRawBufferPointer, boundary: String, directory: String) throws {
        var reader = MultipartReader(body, boundary: boundary)
        var count = 0
        while let part = try reader.next() {
            count += 1
            guard count <= Self.maxParts else { throw MultipartReader.malformed("more than \(Self.maxParts) parts") }
            try add(part, directory: directory)
        }
    }

    private mutating func add(_ part: MultipartReader.Part, directory: String) throws {
        guard let disposition = part.headers["Content-Disposition"],
            let name = parameterValue(of: disposition, named: "name")
        else { throw MultipartReader.malformed("a part without a name") }
        guard let filename = parameterValue(of: disposition, named: "filename") else {
            guard let value = String(validating: part.content, as: UTF8.self), !value.utf8.contains(0) else {
                throw MultipartReader.malformed("the field “\(name)” is not UTF-8")
            }
            return fields.append(name, value)
        }
        // Browsers send an empty, nameless file for an input left blank.
        if filename.isEmpty, part.content.isEmpty { return }
        let content = try SpooledFile(directory: directory)
        try content.append(part.content)
        content.finish()
        let base = filename.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? "file"
        files.append(
            File(
                name: name, filename: String(base.unicodeScalars.filter { $0.value >= 32 && $0.value != 127 }),
                contentType: part.headers["Content-Type"] ?? "application/octet-stream", content: content))
    }
}
