"""Every page of the workspace holds for those who see little, press keys only, or have a small screen."""

import pytest
from playwright.sync_api import expect

from letters import link_in

LOOKS = [(1440, False), (360, True)]
# The same colours the other way round, where they differ the most.
SWAPPED = [(1440, True), (360, False)]
ALL_LOOKS = LOOKS + SWAPPED
SWAPPED_PLACES = ["/", "/customers", "/deals", "/forecast", "/styleguide"]
# What no link of the sidebar or of a list leads to.
FURTHER_PLACES = [
    "/styleguide", "/notifications", "/notifications/settings", "/tags", "/duplicates?status=dismissed", "/imports",
    "/imports/new", "/imports/templates", "/reports/build", "/search?q=kim", "/customers?layout=cards",
    "/customers?q=nobody-is-called-so", "/deals?layout=table", "/deals?layout=calendar", "/sites?layout=map",
    "/calendar-feed", "/privacy-requests",
]
# What the list of all settings does not lead to.
FURTHER_SETTINGS = [
    "/settings", "/account/confirm", "/settings/members/invite", "/settings/members?factor=none", "/settings/roles/new",
    "/settings/roles/new?base=manager", "/settings/providers/new", "/settings/api-keys/new", "/settings/widgets/new",
    "/settings/permissions?who=agent&resource=leads", "/organisations", "/organisations/new",
]
# Where somebody is who has not signed in.
DOORS = [
    "/sign-in", "/sign-in?organisation=harbor", "/sign-in/organisation", "/sign-up", "/forgot", "/portal/sign-in",
    "/operator/sign-in",
]
# A record's pages besides itself.
BELOW_A_RECORD = "main a[href^='{path}?tab='], .page-actions a[href^='{path}/']"


class Crawl:
    """One person's way through all pages, in one browser."""

    def __init__(self, workspace):
        self.workspace = workspace
        self.seen: set[str] = set()
        self.faults: list[str] = []

    @property
    def page(self):
        return self.workspace.page

    def links(self, selector: str) -> list[str]:
        return self.page.eval_on_selector_all(selector, "(all) => all.map((each) => each.getAttribute('href'))")

    def look(self, path: str) -> None:
        """Opens a page unless it was seen, and notes what is wrong with it."""
        if path in self.seen:
            return
        self.seen.add(path)
        try:
            self.workspace.open(path)
            self.workspace.check_accessible()
        except AssertionError as fault:
            self.faults.append(f"{path}: {fault}")

    def look_at_list(self, path: str) -> None:
        """A list, its first record with all its tabs and dialogs, and the forms of both."""
        self.look(path)
        first = self.links(f"main a[href^='{path}/0']")
        forms = self.links(f"main a[href='{path}/new'], .page-actions a[href='{path}/new']")
        for form in forms[:1]:
            self.look(form)
        if not first:
            return
        record = first[0].split("?")[0]
        self.look(record)
        below = self.links(BELOW_A_RECORD.format(path=record))
        edits = self.links(f"a[href='{record}/edit']")
        for each in dict.fromkeys(below + edits[:1]):
            self.look(each)


@pytest.mark.parametrize("width, dark", LOOKS)
def test_every_page_is_accessible(visit, width, dark):
    crawl = Crawl(visit("olivia", width=width, dark=dark))
    crawl.look("/")
    sidebar = list(dict.fromkeys(crawl.links(".sidebar a[href^='/']")))
    assert len(sidebar) > 20
    for path in sidebar[1:]:
        crawl.look_at_list(path)
    crawl.workspace.open("/reports")
    for path in dict.fromkeys(crawl.links("main a[href^='/reports/'], main a[href^='/dashboards/']")):
        crawl.look(path)
    for path in FURTHER_PLACES:
        crawl.look(path)
    assert len(crawl.seen) > 80
    assert crawl.faults == []


@pytest.mark.parametrize("width, dark", SWAPPED)
def test_places_are_accessible_in_the_other_light(visit, width, dark):
    crawl = Crawl(visit("olivia", width=width, dark=dark))
    for path in SWAPPED_PLACES:
        crawl.look(path)
    assert crawl.faults == []


@pytest.mark.parametrize("width, dark", ALL_LOOKS)
def test_every_page_of_the_settings_is_accessible(visit, api, width, dark):
    narrow_role(api)
    crawl = Crawl(visit("olivia", width=width, dark=dark))
    crawl.workspace.open("/settings")
    places = list(dict.fromkeys(crawl.links(".settings-index a[href^='/']")))
    assert len(places) > 25
    for path in FURTHER_SETTINGS + places:
        crawl.look(path)
    for path in ["/settings/members", "/settings/roles"]:
        crawl.workspace.open(path)
        for record in crawl.links(f"main a[href^='{path}/0']")[:2]:
            crawl.look(record)
    crawl.workspace.open("/settings/members")
    member = crawl.links("main a[href^='/settings/members/0']")[0]
    for below in ["sessions", "remove"]:
        crawl.look(f"{member}/{below}")
    assert crawl.faults == []


@pytest.mark.parametrize("name", ["maria", "sam", "tom", "vera"])
def test_the_settings_of_others_are_accessible(visit, name):
    crawl = Crawl(visit(name, width=360, dark=True))
    crawl.workspace.open("/settings")
    for path in dict.fromkeys(crawl.links(".settings-index a[href^='/']")):
        crawl.look(path)
    assert len(crawl.seen) > 5
    assert crawl.faults == []


@pytest.mark.parametrize("width, dark", ALL_LOOKS)
def test_every_door_is_accessible(visit, width, dark):
    crawl = Crawl(visit(None, width=width, dark=dark))
    for path in DOORS:
        crawl.look(path)
    assert crawl.faults == []


# A link is no longer good once there is a newer one.
@pytest.mark.parametrize("name, width, dark", [
    (name, *look) for name, look in zip(["jo", "tom", "vera", "sam"], ALL_LOOKS)])
def test_links_of_letters_lead_to_accessible_pages(visit, api, mailbox, name, width, dark):
    """An invitation, and the way to a new password of somebody for each look."""
    email = f"{name}@harbor.example"
    look = f"{width}-{'dark' if dark else 'light'}"
    invited = f"look-{look}@harbor.example"
    answer = api.post("/api/v1/actions/invitations.send", json={"emails": invited, "role": "viewer"})
    assert answer.ok, answer.text
    crawl = Crawl(visit(None, width=width, dark=dark))
    crawl.look(link_in(mailbox.wait_for(invited, "Join"), "/invitation"))
    page = crawl.workspace.open("/forgot")
    page.get_by_label("E-mail").fill(email)
    page.get_by_role("button", name="Send the link").click()
    page.wait_for_load_state()
    crawl.workspace.check_accessible()
    crawl.look(link_in(mailbox.wait_for(email, "Choose a new password"), "/reset"))
    assert crawl.faults == []


@pytest.mark.parametrize("width, dark", ALL_LOOKS)
@pytest.mark.parametrize("kind", ["customer", "reseller"])
def test_the_portal_is_accessible(visit, api, mailbox, kind, width, dark):
    email = f"portal-{kind}-{width}-{'dark' if dark else 'light'}@example.com"
    whose = api.first("quotes", status="eq.sent")["customer_id"]
    answer = api.post(
        f"/api/v1/customers/{whose}/invite-to-portal", json={"email": email, "name": "Pat Lind", "kind": kind})
    assert answer.ok, answer.text
    workspace = visit(None, width=width, dark=dark)
    page = workspace.open(link_in(mailbox.wait_for(email, ""), "/portal/enter"))
    workspace.check_accessible()
    page.locator("main button").first.click()
    page.wait_for_url(workspace.address + "/portal")
    workspace.check_accessible()
    # What a quote comes to is in view, however narrow the screen is.
    amount = page.locator("#quotes td.number").first.bounding_box()
    assert amount["x"] + amount["width"] <= width


@pytest.mark.parametrize("width, dark", ALL_LOOKS)
def test_the_operators_pages_are_accessible(visit, operator, width, dark):
    crawl = Crawl(visit(None, width=width, dark=dark))
    operator.sign_in(crawl.page, f"{width}-{'dark' if dark else 'light'}")
    crawl.look("/operator/organisations")
    crawl.look(crawl.links("main a[href^='/operator/organisations/']")[0])
    for path in ["/operator/notices", "/operator/support", "/operator/health"]:
        crawl.look(path)
    assert crawl.faults == []


def test_a_notice_is_seen_until_it_is_put_away(visit, operator):
    desk = visit(None)
    page = desk.page
    operator.sign_in(page, "notices")
    desk.open("/operator/notices")
    page.get_by_role("textbox", name="Notice").fill("The lines are worked on tonight from two to three.")
    page.get_by_role("button", name="Post notice").click()
    page.get_by_role("button", name="Withdraw").first.wait_for()

    vera = visit("vera", width=360, dark=True)
    banner = vera.page.locator(".banner", has_text="worked on tonight")
    expect(banner).to_be_visible()
    vera.check_accessible()
    vera.open("/customers")
    banner.get_by_role("button", name="Put this notice away").click()
    vera.page.wait_for_url(vera.address + "/customers")
    expect(banner).to_have_count(0)

    # The others have it until it is withdrawn.
    tom = visit("tom")
    expect(tom.page.locator(".banner", has_text="worked on tonight")).to_be_visible()
    page.get_by_role("button", name="Withdraw").first.click()
    page.wait_for_load_state()
    tom.page.reload()
    expect(tom.page.locator(".banner", has_text="worked on tonight")).to_have_count(0)


def test_an_operator_gives_an_organisation_limits_of_its_own(visit, operator):
    page = visit(None).page
    operator.sign_in(page, "limits")
    page.get_by_role("link", name="Harbor Home Services").click()
    page.get_by_label("Calls a month").fill("many")
    page.get_by_role("button", name="Change the limits").click()
    expect(page.locator("#field-cap_calls-error")).to_contain_text("Write a whole number")
    page.get_by_label("Calls a month").fill("90000")
    page.get_by_role("button", name="Change the limits").click()
    expect(page.get_by_label("Calls a month")).to_have_value("90000")
    owner = visit("olivia").open("/settings/plan")
    expect(owner.locator(".meters")).to_contain_text("of 90,000")
    page.get_by_label("Calls a month").fill("")
    page.get_by_role("button", name="Change the limits").click()
    expect(page.get_by_label("Calls a month")).to_have_value("")


def narrow_role(api) -> None:
    """A custom role for the pages that show one."""
    if api.first("custom_roles", name="eq.Reads no leads"):
        return
    rules = {"leads": {"verbs": {"read": "none"}}, "deals": {"fields": {"value_minor": "hidden"}}}
    answer = api.post("/api/v1/custom_roles", json={"name": "Reads no leads", "base_role": "manager", "rules": rules})
    assert answer.ok, answer.text
