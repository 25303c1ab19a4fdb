public import HTTP

/// Every page of the platform's operators.
public enum OperatorRoutes {
    public static func routes(_ parts: OperatorParts) -> [Route] {
        let pages = OperatorPages(parts: parts)
        return OperatorSignInPage(pages: pages).routes + OrganisationPages(pages: pages).routes
            + SupportPages(pages: pages).routes + NoticePages(pages: pages).routes + HealthPage(pages: pages).routes
    }
}
