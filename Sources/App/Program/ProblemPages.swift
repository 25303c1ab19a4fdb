internal import Core
internal import HTML
internal import HTTP
internal import Interface

/// Problems as pages, for people.
struct ProblemPages: Sendable {
    private let assets: AssetURLs

    init(assets: AssetStore) { self.assets = AssetURLs { assets.url($0) } }

    func render(_ problem: Problem, _ request: Request) -> Response {
        let page = ByteWriter()
        let theme = request.cookie("theme").flatMap(Theme.init(rawValue:)) ?? .system
        HTML(page).problemPage(problem, correlation: request.requestID, theme: theme, assets: assets)
        return .html(page, status: problem.status)
    }
}
