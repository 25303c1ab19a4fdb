"""Quotes from the first line to the invoice, and the calendar that others subscribe to."""

import icalendar
import pytest
import requests
from playwright.sync_api import expect

from browsers import close

LOOKS = [(1440, False), (360, True)]


def new_quote(workspace, title: str) -> str:
    """A draft for a customer with an e-mail address; its path."""
    page = workspace.open("/quotes")
    return page.evaluate(
        """async (title) => {
            const ask = (path, options) => fetch(path, {headers: {Accept: 'application/json'}, ...options}).then((r) => r.json());
            const [customer] = await ask('/api/v1/customers?limit=1&email=not.is.null&order=name.asc');
            const token = document.querySelector('input[name=_csrf]').value;
            const made = await ask('/api/v1/quotes', {method: 'POST',
                headers: {Accept: 'application/json', 'Content-Type': 'application/json', 'X-CSRF-Token': token},
                body: JSON.stringify({title, customer_id: customer.id})});
            return '/quotes/' + made.id;
        }""", title)


def write_lines(page, path: str) -> None:
    page.goto(path + "/lines")
    page.get_by_label("Description of line 1").fill("Copper piping, all rooms")
    page.get_by_label("Price of line 1").fill("4200")
    page.get_by_label("Price of line 1").press("Enter")
    expect(page.get_by_label("Description of line 2")).to_be_focused()
    page.get_by_label("Description of line 2").fill("Water softener")
    page.get_by_label("Price of line 2").fill("890")
    page.get_by_label("Optional, line 2").check()
    expect(page.get_by_label("In the total, line 2")).to_be_visible()


def send(page, path: str) -> str:
    """The customer's link, passed on by hand."""
    page.goto(path + "/actions/send")
    page.get_by_label("By").select_option("link")
    page.get_by_role("button", name="Send").click()
    page.wait_for_url("**" + path + "*")
    page.goto(path + "/preview")
    return page.locator(".copyable .truncate").inner_text()


@pytest.fixture
def offered(visit):
    workspace = visit("olivia")
    path = new_quote(workspace, "Re-piping of the bungalow")
    write_lines(workspace.page, path)
    workspace.page.get_by_role("button", name="Save lines").click()
    workspace.page.wait_for_url("**" + path)
    return workspace, path, send(workspace.page, path)


def test_lines_are_written_by_keyboard_with_sums_that_follow(visit):
    workspace = visit("olivia")
    path = new_quote(workspace, "By keyboard")
    page = workspace.page
    write_lines(page, path)
    expect(page.locator("#line-sums .is-sum")).to_contain_text("$4,546.50")
    page.get_by_label("In the total, line 2").check()
    expect(page.locator("#line-sums .is-sum")).to_contain_text("$5,509.93")
    page.get_by_label("Price of line 2").press("Alt+ArrowUp")
    expect(page.get_by_label("Description of line 1")).to_have_value("Water softener")
    workspace.check_accessible()


def test_a_customer_chooses_signs_and_the_bill_follows_once(offered, visit):
    workspace, path, link = offered
    customer = visit(None)
    page = customer.open(link[link.index("/quote/"):])
    expect(page.locator("#quote-sums .is-sum")).to_contain_text("$4,546.50")
    page.get_by_label("Water softener").check()
    expect(page.locator("#quote-sums .is-sum")).to_contain_text("$5,509.93")
    page.get_by_label("Your full name").fill("Dana Fox")
    box = page.locator("canvas").bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 40)
    page.mouse.down()
    page.mouse.move(box["x"] + 120, box["y"] + 70, steps=8)
    page.mouse.up()
    page.get_by_role("button", name="Accept the quote").click()
    expect(page.get_by_text("Accepted by Dana Fox")).to_be_visible()
    expect(page.get_by_role("img", name="Signature of Dana Fox")).to_be_visible()
    assert not customer.faults

    page = workspace.open(path)
    expect(page.locator(".bell-count")).to_be_visible()
    page.get_by_role("link", name="Make invoice").first.click()
    page.locator("dialog[open]").get_by_role("button", name="Make invoice").click()
    expect(page.get_by_text("became an invoice")).to_be_visible()


def test_it_is_signed_without_scripts(offered, chromium, address):
    _, _, link = offered
    context = chromium.new_context(java_script_enabled=False, base_url=address)
    page = context.new_page()
    page.goto(link[link.index("/quote/"):])
    page.get_by_label("Water softener").check()
    page.get_by_role("button", name="Update the total").click()
    expect(page.locator("#quote-sums .is-sum")).to_contain_text("$5,509.93")
    page.get_by_label("Your full name").fill("Dana Fox")
    page.get_by_role("button", name="Accept the quote").click()
    expect(page.get_by_text("Accepted by Dana Fox")).to_be_visible()
    close(context)


@pytest.mark.parametrize("width, dark", LOOKS)
def test_the_pages_are_accessible(offered, visit, width, dark):
    _, path, link = offered
    workspace = visit("olivia", width=width, dark=dark)
    draft = new_quote(workspace, "Looked at")
    for place in ["/quotes", draft, draft + "/lines", path, path + "/preview", "/activities", "/activities?layout=calendar",
                  "/notifications?show=all", "/notifications/settings", "/calendar-feed"]:
        workspace.open(place)
        workspace.check_accessible()
    workspace.page.locator("button.bell").click()
    expect(workspace.page.get_by_role("link", name="All notifications")).to_be_visible()
    workspace.check_accessible()
    customer = visit(None, width=width, dark=dark)
    customer.open(link[link.index("/quote/"):])
    customer.check_accessible()


def test_others_read_the_calendar_until_it_is_taken_back(visit, address):
    workspace = visit("sam")
    page = workspace.open("/calendar-feed")
    page.get_by_role("button", name="Make an address").click()
    feed = page.locator(".copyable code").inner_text()
    feed = address + feed[feed.index("/calendar/"):]
    answer = requests.get(feed, timeout=10)
    assert answer.headers["Content-Type"].startswith("text/calendar")
    events = icalendar.Calendar.from_ical(answer.text).walk("VEVENT")
    assert events and all(event["UID"] and event.decoded("DTSTART") and "SUMMARY" in event for event in events)
    assert len({event["UID"] for event in events}) == len(events)
    assert all(len(line.encode()) <= 75 for line in answer.text.split("\r\n"))
    again = requests.get(feed, headers={"If-None-Match": answer.headers["ETag"]}, timeout=10)
    assert again.status_code == 304 and not again.content
    page.get_by_role("button", name="Take it back").click()
    assert requests.get(feed, timeout=10).status_code == 404
