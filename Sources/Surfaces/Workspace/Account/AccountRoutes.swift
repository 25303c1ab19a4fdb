internal import Access
internal import HTTP

/// Every page about accounts.
enum AccountRoutes {
    static func routes(_ accounts: Accounts, _ pages: WorkspacePages) -> [Route] {
        let forms = AccountForms(accounts, AccountPage(assets: pages.assets))
        return SignUpPages(forms: forms).routes + ResetPages(forms: forms).routes + VerifyPages(forms: forms).routes
            + InvitationPages(forms: forms).routes + OrganisationsPages(forms: forms).routes
            + ProfilePage(pages: pages, accounts: accounts).routes
            + MembersPage(pages: pages, accounts: accounts).routes
            + InvitePages(pages: pages, accounts: accounts).routes
            + MemberPage(pages: pages, accounts: accounts).routes
    }
}
