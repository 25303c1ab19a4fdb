internal import Core
internal import Files
internal import HTML
internal import HTTP
internal import Interface
internal import Postgres
internal import Records

/// The files of a record: sent by choosing or dropping, shown with what they are.
enum FilesTab {
    static let name = "files"
    /// Who may add and take away, if they may see the record.
    static let writers: Access = .workers
    private static let limit = 200
    /// Pictures up to this size stand in the list as they are; larger ones would make the page heavy.
    private static let pictureLimit = 3 << 20

    static var tab: RecordPageTab {
        RecordPageTab(
            name, "Files",
            count: { RecordFiles.count($0.resource, $0.id, ceiling: RecordTabs.ceiling) },
            part: RecordPagePart(
                reads: { [RecordFiles.select($0.resource, $0.id, limit: limit)] }, write: { try write($0, $1, $2) }))
    }

    private static func write(_ html: HTML, _ content: RecordPageContent, _ rows: [Rows]) throws {
        let mayWrite = writers.allows(content.context.role)
        if mayWrite { upload(html, content) }
        try html.section(
            .class("panel"), .id("files"), .data("live", "\(content.resource.name)/\(content.request.id)"),
            .hxGet(content.request.address(tab: name)), .hxTrigger("live"), .hxSelect("#files"), .hxTarget("#files"),
            .hxSwap("outerHTML")
        ) {
            if rows[0].isEmpty {
                return html.emptyState(
                    .files, "No files yet",
                    mayWrite
                        ? "Photos, quotes and papers about this \(content.resource.noun) are kept here. Choose them above, or drop them."
                        : "Photos, quotes and papers about this \(content.resource.noun) are kept here.")
            }
            try html.ul(.class("work-list")) {
                for row in rows[0] { try file(html, content, row, mayWrite: mayWrite) }
            }
        }
    }

    private static func upload(_ html: HTML, _ content: RecordPageContent) {
        html.form(
            .class("panel panel-body stack-tight"), .method("post"), .enctype("multipart/form-data"),
            .action("\(content.request.path)/files"), .data("record-upload"),
            .data("limit", String(FileStore.sizeLimit))
        ) {
            html.fileField(
                FormField(
                    "file", "Add files", hint: "Up to \(FileStore.sizeLimit >> 20) MB in one go.", required: true),
                accept: "", multiple: true)
            html.div(.class("spread")) {
                html.span(.class("muted"), .data("upload-state"), .role("status")) {}
                html.submitButton("Upload", .secondary, icon: .upload)
            }
        }
    }

    private static func file(_ html: HTML, _ content: RecordPageContent, _ row: Row, mayWrite: Bool) throws {
        let link: Identifier = try row.get("link")
        let file: Identifier = try row.get("file_id")
        let title: String = try row.get("name")
        let type: String = try row.get("content_type")
        let size: Int = try row.get("size")
        let at: Instant = try row.get("created_at")
        let person: String? = try row.optional("person")
        html.li(.class("work-item file-item")) {
            if FileType.pictures.contains(type), size <= pictureLimit {
                html.img([
                    .class("file-picture"), .src("/files/\(file)"), .alt(""), .loading("lazy"), .width(40),
                    .height(40),
                ])
            } else {
                html.span(.class("file-sign")) { html.icon(FileWords.icon(type)) }
            }
            html.div(.class("work-text")) {
                html.a(.href("/files/\(file)"), .target("_blank"), .rel("noopener"), .dir("auto"), title)
                html.span {
                    html.text("\(FileWords.kind(type)) · \(FileWords.size(size)) · ")
                    if let person { html.text("\(person), ") }
                    html.relativeTime(at, content.page)
                }
            }
            html.iconLink(.download, "Download \(title)", to: "/files/\(file)?download=1", size: .small)
            if mayWrite { tools(html, "\(content.request.path)/files/\(link)", link, title) }
        }
    }

    private static func tools(_ html: HTML, _ path: String, _ link: Identifier, _ title: String) {
        html.iconMenu("More for \(title)", id: "file-\(link)", size: .small) {
            html.form(.class("menu-form stack-tight"), .method("post"), .action("\(path)/rename")) {
                html.textField(
                    FormField("name", "Name", required: true, id: "name-\(link)"), value: title,
                    attributes: [.maxlength(200)])
                html.submitButton("Rename", .secondary, size: .small)
            }
            html.menuLine()
            html.form(.method("post"), .action("\(path)/delete")) {
                html.menuButton("Delete", icon: .delete, type: "submit")
            }
        }
    }
}

/// Types and sizes of files as people say them.
enum FileWords {
    static func icon(_ type: String) -> Icon {
        switch type {
        case _ where type.hasPrefix("image/"): .image
        case _ where type.hasPrefix("audio/"): .microphone
        case "text/html", "text/javascript", "application/json", "text/xml": .code
        case "application/zip", "application/gzip", "application/x-tar": .box
        default: .file
        }
    }

    static func kind(_ type: String) -> String {
        switch type {
        case "application/pdf": "PDF"
        case "application/zip": "Archive"
        case "text/plain": "Text"
        case "text/html": "Web page"
        case "text/csv": "Table"
        case "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Spreadsheet"
        case "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "application/msword":
            "Document"
        case _ where type.hasPrefix("image/"): "Picture"
        case _ where type.hasPrefix("audio/"): "Sound"
        case _ where type.hasPrefix("video/"): "Film"
        default: "File"
        }
    }

    /// `312 B`, `4 KB`, `1.2 MB`.
    static func size(_ bytes: Int) -> String {
        if bytes < 1000 { return "\(bytes) B" }
        if bytes < 1_000_000 { return "\((bytes + 500) / 1000) KB" }
        let tenths = (bytes + 50_000) / 100_000
        return tenths % 10 == 0 ? "\(tenths / 10) MB" : "\(tenths / 10).\(tenths % 10) MB"
    }
}
