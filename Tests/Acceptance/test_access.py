"""Every page of the workspace holds for those who see little, press keys only, or have a small screen."""

import pytest

LOOKS = [(1440, False), (360, True)]
# The same colours the other way round, where they differ the most.
SWAPPED = [(1440, True), (360, False)]
SWAPPED_PLACES = ["/", "/customers", "/deals", "/forecast", "/styleguide"]
# What no link of the sidebar or of a list leads to.
FURTHER_PLACES = [
    "/styleguide", "/notifications", "/notifications/settings", "/tags", "/duplicates?status=dismissed", "/imports",
    "/imports/new", "/imports/templates", "/reports/build", "/search?q=kim", "/customers?layout=cards",
    "/customers?q=nobody-is-called-so", "/deals?layout=table", "/deals?layout=calendar", "/sites?layout=map",
    "/account/second-factor", "/account/devices", "/account/connections", "/account/confirm", "/settings/security",
    "/settings/providers", "/settings/providers/new",
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
