"""The way of a deal in the workspace: from a lead, across the board, to won or lost."""

import datetime
import re
import uuid

import pytest
from playwright.sync_api import expect

from words import new_word


@pytest.fixture
def deal(api):
    """Makes deals that stand in the board's first column."""

    def make(words: str, **values) -> dict:
        customer = api.first("customers")["id"]
        title = f"{words} {new_word()}"
        answer = api.post("/api/v1/deals", json={"title": title, "customer_id": customer, **values})
        assert answer.status_code == 201, answer.text
        return answer.json()

    return make


def column(page, index: int):
    return page.locator("#board [data-column]").nth(index)


def card(page, record: dict):
    return page.locator(f"[data-card='{record['id']}']")


def choose(dialog, label: str, words: str) -> None:
    """Types into the box of a reference and takes what is found first."""
    box = dialog.get_by_role("combobox", name=re.compile(f"^{label}"))
    box.fill(words)
    dialog.get_by_role("option", name=re.compile(re.escape(words), re.I)).first.click()


def test_a_deal_is_added_to_the_board(visit, api):
    title = f"Heat pump {new_word()}"
    page = visit("olivia").open("/deals")
    page.get_by_role("link", name="Add deal").first.click()
    dialog = page.get_by_role("dialog", name="New deal")
    dialog.get_by_label("Title").fill(title)
    choose(dialog, "Customer", api.first("customers")["name"])
    dialog.get_by_label(re.compile("^Value")).fill("4200.50")
    dialog.get_by_role("button", name="Add deal").click()
    expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()
    page.goto("/deals")
    expect(column(page, 0)).to_contain_text(title)
    expect(column(page, 0).locator("[data-card]", has_text=title)).to_contain_text("$4,200.50")


def test_cards_are_dragged_with_the_mouse(visit, deal):
    record = deal("Dragged", value_minor=100)
    page = visit("olivia").open("/deals")
    with page.expect_response(lambda answer: answer.url.endswith("/deals/board/move")) as moved:
        card(page, record).drag_to(column(page, 1), target_position={"x": 40, "y": 20})
    assert moved.value.ok
    expect(column(page, 1).locator(f"[data-card='{record['id']}']")).to_be_visible()
    page.reload()
    expect(column(page, 1).locator(f"[data-card='{record['id']}']")).to_be_visible()


def test_cards_are_moved_with_the_keyboard(visit, deal):
    record = deal("Carried", value_minor=100)
    page = visit("olivia").open("/deals")
    name = column(page, 1).get_attribute("data-name")
    told = page.locator("[data-moved]")
    card(page, record).locator("> a").focus()
    page.keyboard.press("Space")
    expect(told).to_contain_text("picked up")
    page.keyboard.press("ArrowRight")
    expect(told).to_contain_text(name)
    page.keyboard.press("Space")
    expect(told).to_have_text(f"{record['title']} moved to {name}")
    page.reload()
    expect(column(page, 1).locator(f"[data-card='{record['id']}']")).to_be_visible()


def test_losing_needs_a_reason(visit, deal, api):
    record = deal("Doubtful", value_minor=100)
    page = visit("olivia").open(f"/deals/{record['id']}")
    page.get_by_role("link", name="Mark as lost").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Mark as lost").click()
    expect(dialog.get_by_role("combobox", name="Reason")).to_have_attribute("aria-invalid", "true")
    assert api.get(f"/api/v1/deals/{record['id']}").json()["status"] == "open"
    choose(dialog, "Reason", api.first("loss_reasons")["name"])
    dialog.get_by_role("button", name="Mark as lost").click()
    expect(page.locator(".page-head")).to_contain_text("Lost")


def test_winning_changes_the_forecast(visit, deal):
    record = deal("Certain", value_minor=7_654_300, expected_close_on=str(datetime.date.today()))
    page = visit("olivia").open("/forecast")
    closed = page.get_by_role("link", name=re.compile("^Closed"))
    before = closed.inner_text()
    page.goto(f"/deals/{record['id']}")
    page.get_by_role("link", name="Mark as won").click()
    page.get_by_role("dialog").get_by_role("button", name="Mark as won").click()
    expect(page.locator(".page-head")).to_contain_text("Won")
    page.goto("/forecast")
    expect(closed).not_to_have_text(before)


def test_a_lead_becomes_a_customer_with_a_deal(visit, api):
    name = f"Hedda Roos {new_word()}"
    lead = api.post("/api/v1/leads", json={"name": name, "phone": f"+1737{uuid.uuid4().int % 10_000_000:07}"})
    assert lead.status_code == 201, lead.text
    page = visit("olivia").open(f"/leads/{lead.json()['id']}")
    page.get_by_role("link", name="Convert").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label(re.compile("^What may be sold")).fill(f"Boiler for {name}")
    dialog.get_by_role("button", name="Convert").click()
    expect(page.locator(".page-head").get_by_text("Converted")).to_be_visible()
    assert api.first("customers", name=f"eq.{name}")
    made = api.first("deals", lead_id=f"eq.{lead.json()['id']}")
    assert made["title"] == f"Boiler for {name}"
