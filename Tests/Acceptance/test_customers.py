"""The life of a customer in the workspace."""

import re
import uuid

import pytest
from playwright.sync_api import expect

from words import new_word


def name_of_its_own(words: str) -> str:
    """A name that no other test has given."""
    return f"{words} {new_word()}"


def phone_of_its_own() -> str:
    return f"+1737{uuid.uuid4().int % 10_000_000:07}"


@pytest.fixture
def customer(api):
    """Makes customers: `customer("Ada")`; gives their records."""

    def make(name: str, **values) -> dict:
        answer = api.post("/api/v1/customers", json={"name": name_of_its_own(name), **values})
        assert answer.status_code == 201, answer.text
        return answer.json()

    return make


def toast(page, words: str):
    return page.locator(".toast", has_text=words)


def fact(page, label: str):
    return page.locator("dl > div, .fact", has=page.get_by_text(label, exact=True)).first


def test_a_customer_is_added_in_a_dialog_that_warns_of_duplicates(visit, customer):
    known = customer("Nora Quist", phone=phone_of_its_own())
    page = visit("olivia").open("/customers")
    page.get_by_role("link", name="Add customer").first.click()
    dialog = page.get_by_role("dialog", name="New customer")
    dialog.get_by_label("Phone").fill(known["phone"])
    expect(dialog.get_by_text(known["name"])).to_be_visible()
    dialog.get_by_label("Phone").fill(phone_of_its_own())
    expect(dialog.get_by_text(known["name"])).to_have_count(0)
    dialog.get_by_role("button", name="Add customer").click()
    expect(dialog.get_by_label("Name")).to_have_attribute("aria-invalid", "true")
    name = name_of_its_own("Nils Quist")
    dialog.get_by_label("Name").fill(name)
    dialog.get_by_role("button", name="Add customer").click()
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()
    expect(toast(page, "Customer added")).to_be_visible()


def test_a_value_is_edited_where_it_stands(visit, customer):
    path = f"/customers/{customer('Ida Holm')['id']}"
    page = visit("olivia").open(path)
    page.get_by_role("link", name="Add preferred times").click()
    box = page.locator("[data-inline] input[type=text], [data-inline] input:not([type])").first
    box.fill("weekdays after four")
    page.keyboard.press("Enter")
    expect(page.locator("[data-field=preferred_times]")).to_contain_text("weekdays after four")
    page.reload()
    expect(page.locator("[data-field=preferred_times]")).to_contain_text("weekdays after four")


def test_contacts_and_sites_are_added_from_their_tabs(visit, customer):
    path = f"/customers/{customer('Vine Street Dental', kind='business')['id']}"
    page = visit("olivia").open(path + "?tab=contacts")
    page.locator("#related").get_by_role("link", name="Add contact").first.click()
    dialog = page.get_by_role("dialog", name="New contact")
    dialog.get_by_label("Name").fill("Greta Lind")
    dialog.get_by_role("button", name="Add contact").click()
    expect(page.locator("#related")).to_contain_text("Greta Lind")
    page.get_by_role("navigation", name="Parts of this customer").get_by_role("link", name="Sites").click()
    page.locator("#related").get_by_role("link", name="Add site").first.click()
    dialog = page.get_by_role("dialog", name="New site")
    dialog.get_by_label("Address", exact=True).fill("7 Vine Street")
    dialog.get_by_role("button", name="Add site").click()
    expect(page.locator("#related")).to_contain_text("7 Vine Street")


def test_a_note_a_task_and_a_file_are_kept(visit, customer, tmp_path):
    path = f"/customers/{customer('Per Dahl')['id']}"
    page = visit("olivia").open(path)
    page.get_by_label("Note", exact=True).fill("Key under the pot")
    page.get_by_role("button", name="Add note").click()
    expect(page.locator("#timeline")).to_contain_text("Key under the pot")
    page.get_by_role("link", name="Plan a task").click()
    dialog = page.get_by_role("dialog", name="New activity")
    dialog.get_by_label("Subject").fill("Ring Per back")
    dialog.get_by_label("When").fill("2027-03-02T10:00")
    dialog.get_by_role("button", name="Add activity").click()
    expect(page.locator("#timeline")).to_contain_text("Ring Per back")
    paper = tmp_path / "survey.txt"
    paper.write_text("Copper throughout")
    page.get_by_role("navigation", name="Parts of this customer").get_by_role("link", name="Files").click()
    page.locator("[data-record-upload] input[type=file]").set_input_files(paper)
    upload = page.get_by_role("button", name="Upload")
    if upload.is_visible() and page.locator("#files", has_text="survey.txt").count() == 0:
        upload.click()
    expect(page.locator("#files")).to_contain_text("survey.txt")


def test_a_customer_is_deleted_and_brought_back(visit, customer):
    record = customer("Mia Berg")
    path = f"/customers/{record['id']}"
    page = visit("olivia").open(path)
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("link", name="Delete").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete customer").click()
    notice = toast(page, f"{record['name']} deleted")
    expect(notice).to_be_visible()
    assert page.request.get(path).status == 410
    notice.get_by_role("button", name="Undo").click()
    expect(toast(page, "is back")).to_be_visible()
    expect(page.get_by_role("heading", name=record["name"], level=1)).to_be_visible()


def test_two_customers_are_merged_and_parted_again(visit, customer, api):
    kept, other = customer("Otto Lang", phone=phone_of_its_own()), customer("Otto Lange", email="otto@lang.example")
    page = visit("olivia").open(f"/customers/{kept['id']}/merge?with={other['id']}")
    page.get_by_role("button", name=f"Merge into {kept['name']}").click()
    notice = toast(page, "Merged")
    expect(notice).to_be_visible()
    expect(page.locator("main")).to_contain_text("otto@lang.example")
    # The old address leads on, for people and for programs.
    page.goto(f"/customers/{other['id']}")
    expect(page.get_by_role("heading", name=kept["name"], level=1)).to_be_visible()
    assert page.url.endswith(f"/customers/{kept['id']}")
    answer = api.get(f"/api/v1/customers/{other['id']}", allow_redirects=False)
    assert answer.status_code == 308
    assert answer.headers["Location"].endswith(kept["id"])
    page.get_by_role("button", name="Undo merge").click()
    expect(toast(page, "The merge was undone")).to_be_visible()
    page.goto(f"/customers/{other['id']}")
    expect(page.get_by_role("heading", name=other["name"], level=1)).to_be_visible()
    assert api.get(f"/api/v1/customers/{kept['id']}").json()["email"] is None


def test_many_are_changed_at_once_and_changed_back(visit, customer):
    word = new_word()
    for _ in range(3):
        customer(f"Row {word}", status="prospect")
    page = visit("olivia").open(f"/customers?q={word}")
    expect(page.locator("tbody tr[data-id]")).to_have_count(3)
    page.get_by_label("Choose all rows shown").check()
    bar = page.get_by_role("group", name="Chosen rows")
    expect(bar).to_contain_text("3 selected")
    bar.get_by_role("button", name="Edit").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Field").select_option("Status")
    dialog.get_by_label("Status").select_option("Inactive")
    dialog.get_by_role("button", name="Preview").click()
    expect(dialog).to_contain_text("You can undo it.")
    dialog.get_by_role("button", name="Change 3 customers").click()
    notice = toast(page, "3 customers changed")
    expect(notice).to_be_visible()
    expect(page.locator("tbody tr[data-id] .status", has_text="Inactive")).to_have_count(3)
    notice.get_by_role("button", name="Undo").click()
    expect(page.locator("tbody tr[data-id] .status", has_text="Prospect")).to_have_count(3)


def test_a_view_is_kept_and_shared(visit, customer):
    name = name_of_its_own("Sleeping")
    page = visit("olivia").open("/customers?status=inactive")
    page.get_by_role("button", name=re.compile("^All customers")).click()
    page.get_by_role("button", name="Save as a new view").click()
    dialog = page.get_by_role("dialog", name="Save as a new view")
    dialog.get_by_label("Name").fill(name)
    dialog.get_by_label("Everybody in the organisation sees it").check()
    dialog.get_by_role("button", name="Save view").click()
    expect(page.get_by_role("button", name=name)).to_be_visible()
    page = visit("maria").open("/customers")
    page.get_by_role("button", name=re.compile("^All customers")).click()
    page.get_by_role("link", name=name).click()
    expect(page.locator("tbody .status").first).to_have_text("Inactive")


def test_tags_are_filtered_by(visit, customer):
    tag = f"tag-{new_word()}"
    tagged = customer("Tagged", tags=[tag])
    customer("Untagged")
    page = visit("olivia").open("/customers")
    page.get_by_role("button", name="Filter").click()
    panel = page.get_by_role("dialog", name="Filter")
    panel.get_by_label("Field", exact=True).first.select_option("Tags")
    value = panel.locator(".filter-value :is(input:not([type=hidden]))").first
    value.fill(tag)
    value.press("Enter")
    if panel.is_visible():
        panel.get_by_role("button", name="Apply").click()
    expect(page.locator("tbody .row-link")).to_have_text([tagged["name"]])


def test_what_they_agreed_to_is_shown(visit, customer):
    page = visit("olivia").open(f"/customers/{customer('Lea Falk', email='lea@falk.example')['id']}")
    page.get_by_role("link", name="Record", exact=True).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Channel").select_option("E-mail")
    dialog.get_by_role("button", name="Record consent").click()
    consent = page.locator("section", has=page.get_by_role("heading", name="Consent", level=2))
    expect(consent).to_contain_text(re.compile("e-?mail", re.I))
    expect(consent).to_contain_text(re.compile("granted|agreed", re.I))
