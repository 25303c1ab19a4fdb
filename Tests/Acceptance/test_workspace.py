"""What staff see and do in their browsers."""

import pytest
from playwright.sync_api import expect

LOOKS = [(1440, False), (360, True)]
PLACES = [
    "/", "/customers", "/schedule", "/calls", "/emergencies", "/callbacks", "/leads", "/invoices", "/messages", "/jobs",
    "/search", "/search?q=ada",
]
CALLER = "+15125550142"


@pytest.fixture(scope="module")
def booked(carrier) -> str:
    """A new customer who has called and booked a visit."""
    carrier.call(CALLER, "My kitchen sink is leaking", "Ada Marsh", "14 Elm Street", "tuesday at two pm", "yes", "no thank you")
    return "Ada Marsh"


def open_customer(workspace, booked):
    page = workspace.open("/search?q=" + CALLER[2:])
    page.locator('a[href^="/customers/0"]').first.click()
    expect(page.get_by_role("heading", name=booked, level=1)).to_be_visible()
    return page


def test_asks_a_stranger_to_sign_in(visit, address):
    workspace = visit(None)
    page = workspace.open("/customers")
    assert page.url == f"{address}/sign-in?next=%2Fcustomers"
    workspace.check_accessible()


def test_refuses_a_wrong_password(visit):
    workspace = visit(None)
    page = workspace.open("/sign-in")
    page.get_by_label("E-mail").fill("olivia@harbor.example")
    page.get_by_label("Password").fill("harbor-lights-43")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_be_visible()


@pytest.mark.parametrize("width, dark", LOOKS)
@pytest.mark.parametrize("path", PLACES)
def test_every_place_is_accessible(visit, path, width, dark):
    workspace = visit("olivia", width=width, dark=dark)
    workspace.open(path)
    workspace.check_accessible()


@pytest.mark.parametrize("width, dark", LOOKS)
def test_every_record_is_accessible(visit, booked, width, dark):
    workspace = visit("olivia", width=width, dark=dark)
    page = open_customer(workspace, booked)
    workspace.check_accessible()
    appointment = page.locator('a[href^="/appointments/"]').first.get_attribute("href")
    for path in [appointment, f"{appointment}/reschedule", f"{appointment}/cancel"]:
        workspace.open(path)
        workspace.check_accessible()
    for path in ["/calls", "/leads"]:
        workspace.open(path).locator(".row-link").first.click()
        page.wait_for_load_state()
        workspace.check_accessible()


def test_a_call_appears_while_home_is_open(visit, carrier):
    page = visit("olivia").open("/")
    expect(page.locator("[data-live-dot][data-state=live]")).to_be_visible()
    carrier.call("+15125550177", "I smell gas in my house", "22 Lake Drive")
    expect(page.get_by_role("link", name="Emergency: gas").first).to_be_visible(timeout=10_000)
    page.get_by_role("button", name="Accept").first.click()
    expect(page.locator(".toast-text")).to_contain_text("The alerts have stopped")


def test_customers_are_found_filtered_and_paged(visit):
    page = visit("olivia").open("/customers")
    first = page.locator(".row-link").first.inner_text()
    page.get_by_role("link", name="Next").click()
    expect(page.locator(".pager")).to_contain_text("51–100 of")
    page.get_by_role("link", name="Previous").click()
    expect(page.locator(".row-link").first).to_have_text(first)
    page.get_by_role("link", name="Inactive").click()
    expect(page.locator("tbody .status").first).to_have_text("Inactive")
    page.get_by_label("Search customers").fill("kowal")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=kowal**")
    assert all("Kowal" in name for name in page.locator(".row-link").all_inner_texts())


def test_the_timeline_tells_a_call_and_keeps_notes(visit, booked):
    page = open_customer(visit("olivia"), booked)
    timeline = page.locator("#timeline")
    expect(timeline).to_contain_text("booked for")
    timeline.get_by_text("Transcript").first.click()
    expect(timeline.get_by_text("My kitchen sink is leaking", exact=True)).to_be_visible()
    page.get_by_label("Note").fill("Dog in the yard")
    page.get_by_role("button", name="Add note").click()
    expect(page.locator("#timeline")).to_contain_text("Dog in the yard")


def test_one_story_can_be_followed(visit, booked):
    page = open_customer(visit("olivia"), booked)
    entry = page.locator(".timeline-entry", has_text="booked for").first
    entry.hover()
    entry.get_by_role("link", name="Story").click()
    expect(page.locator("#timeline")).to_contain_text("Call came in")


def test_a_visit_is_moved_completed_and_billed(visit, carrier):
    carrier.call("+15125550143", "I need a leak repaired", "Ben Okafor", "9 Pine Street", "wednesday at two pm", "yes", "no")
    workspace = visit("olivia")
    page = workspace.open("/search?q=5125550143")
    page.locator('a[href^="/appointments/"]').first.click()
    page.get_by_role("link", name="Reschedule").click()
    page.get_by_role("button", name="Move visit").click()
    expect(page.locator(".toast-text")).to_have_text("Visit moved")
    page.get_by_role("button", name="More to do").click()
    page.get_by_role("link", name="Complete").click()
    page.get_by_label("What was done").fill("Replaced the trap")
    page.get_by_role("button", name="Complete visit").click()
    expect(page.locator(".toast-text")).to_have_text("Visit completed")
    invoice = page.locator('a[href^="/invoices/0"]').first
    for _ in range(20):
        if invoice.count():
            break
        page.wait_for_timeout(250)
        page.reload()
    invoice.click()
    page.get_by_role("button", name="Issue invoice").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Invoice 20")
    page.get_by_role("button", name="Record payment").click()
    expect(page.locator(".page-head .status")).to_have_text("Paid")
    workspace.check_accessible()


def test_the_day_goes_back_and_forth(visit):
    page = visit("olivia").open("/schedule")
    day = page.locator("h2").first.inner_text()
    page.get_by_role("link", name="Next day").click()
    expect(page.locator("h2").first).not_to_have_text(day)
    page.get_by_role("link", name="Today").click()
    expect(page.locator("h2").first).to_have_text(day)


def test_a_call_page_tells_what_was_said(visit, booked):
    page = visit("olivia").open("/calls")
    page.locator("tr", has_text="Ada Marsh").first.locator(".row-link").click()
    expect(page.locator(".transcript")).to_contain_text("My kitchen sink is leaking")


def test_a_viewer_has_nothing_to_press(visit, booked):
    workspace = visit("vera")
    page = open_customer(workspace, booked)
    expect(page.get_by_role("button", name="Add note")).to_have_count(0)
    page.locator('a[href^="/appointments/"]').first.click()
    page.wait_for_load_state()
    expect(page.locator(".page-actions")).not_to_contain_text("Reschedule")
    workspace.open("/callbacks")
    expect(page.get_by_role("button", name="Mark as done")).to_have_count(0)
    assert page.request.get("/jobs").status == 403


def test_a_technician_sees_their_own_day_first(visit):
    page = visit("tom").open("/")
    expect(page.locator("h2").first).to_have_text("Your day")
    expect(page.locator(".sidebar .nav-label").nth(1)).to_have_text("Schedule")
