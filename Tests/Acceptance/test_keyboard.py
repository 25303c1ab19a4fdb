"""The main flows without a mouse."""

import re

from playwright.sync_api import expect

from words import new_word


def test_the_first_tab_leads_past_the_frame(visit):
    page = visit("olivia").open("/customers")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text(re.compile("^Skip"))
    page.keyboard.press("Enter")
    expect(page.locator("main:focus, main :focus")).to_have_count(1)


def test_slash_searches(visit):
    page = visit("olivia").open("/")
    page.keyboard.press("/")
    page.keyboard.type("kowal")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=kowal**")
    expect(page.locator("main")).to_contain_text("Kowal")


def test_the_palette_adds_a_customer(visit):
    name = f"Typed {new_word()}"
    page = visit("olivia").open("/schedule")
    page.keyboard.press("Control+k")
    page.keyboard.type("new customer")
    expect(page.locator("#palette").get_by_role("option", selected=True)).to_contain_text(re.compile("new customer", re.I))
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="New customer")
    expect(dialog.get_by_label("Name")).to_be_focused()
    page.keyboard.type(name)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()


def test_rows_are_walked_and_opened(visit):
    page = visit("olivia").open("/customers")
    rows = page.locator("tbody tr[data-id]")
    second = rows.nth(1).locator(".row-link").inner_text()
    for key, row in [("j", 0), ("j", 1), ("j", 2), ("k", 1)]:
        page.keyboard.press(key)
        expect(rows.nth(row).locator(":focus")).to_have_count(1)
    page.keyboard.press("o")
    expect(page.get_by_role("heading", name=second, level=1)).to_be_visible()


def test_rows_are_chosen_and_tagged(visit):
    tag = f"typed-{new_word()}"
    page = visit("olivia").open("/customers")
    for key in ["j", "x", "j", "x"]:
        page.keyboard.press(key)
    bar = page.get_by_role("group", name="Chosen rows")
    expect(bar).to_contain_text("2 selected")
    bar.get_by_role("button", name="Tag").focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Tags").focus()
    page.keyboard.type(tag)
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("button", name="Tag 2 customers")).to_be_visible()
    dialog.get_by_role("button", name="Tag 2 customers").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".toast", has_text="2 customers changed")).to_be_visible()


def test_question_mark_tells_the_keys(visit):
    page = visit("olivia").open("/customers")
    page.keyboard.press("?")
    help = page.locator("#shortcuts")
    expect(help).to_be_visible()
    expect(help).to_contain_text("Customers")
    page.keyboard.press("Escape")
    expect(help).to_be_hidden()


def test_escape_closes_a_dialog_and_gives_the_focus_back(visit):
    page = visit("olivia").open("/customers")
    opener = page.get_by_role("link", name="Add customer").first
    opener.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="New customer")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(opener).to_be_focused()


def test_keys_lead_to_places(visit):
    page = visit("olivia").open("/")
    page.keyboard.press("g")
    page.keyboard.press("d")
    page.wait_for_url("**/deals")
