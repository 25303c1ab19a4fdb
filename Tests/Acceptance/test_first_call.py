"""The main job, from ring to receipt: the phone rings, the visit is booked, done, billed and paid."""

import re
import subprocess
import time

import pytest
from playwright.sync_api import expect

CALLER = "+15125550188"
EMAIL = "grace.okafor@example.com"


def wait_for(look, seconds: float = 15):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if found := look():
            return found
        time.sleep(0.1)
    raise AssertionError("it did not come")


@pytest.fixture(scope="module")
def visit_booked(carrier, api) -> dict:
    """The appointment that came of the call."""
    carrier.call(
        CALLER, "my kitchen sink is leaking, can someone come tomorrow afternoon", "Grace Okafor", "77 Cedar Street, Austin",
        "yes", "no that's all")
    call = api.first("calls", their_number=f"eq.{CALLER}")
    assert call["outcome"] == "booked"
    customer = api.patch(f"/api/v1/customers/{call['customer_id']}", json={"email": EMAIL})
    assert customer.ok, customer.text
    return api.first("appointments", id=f"eq.{call['appointment_id']}") | {"story": call["correlation_id"]}


@pytest.fixture(scope="module")
def invoice(visit_booked, api) -> dict:
    """The invoice of the completed visit, issued."""
    assert api.post(f"/api/v1/appointments/{visit_booked['id']}/complete").ok
    draft = wait_for(lambda: api.first("invoices", appointment_id=f"eq.{visit_booked['id']}"))
    assert draft["status"] == "draft" and draft["number"] is None
    assert api.post(f"/api/v1/invoices/{draft['id']}/issue").ok
    return api.first("invoices", id=f"eq.{draft['id']}")


@pytest.fixture(scope="module")
def bill(invoice, mailbox):
    """The e-mail that brought the invoice."""
    return mailbox.wait_for(EMAIL, invoice["number"])


def pay_link(message) -> str:
    return re.search(r"http://\S+/pay/\S+", message.get_body(("plain",)).get_content())[0]


def test_the_caller_gets_a_text_message(visit_booked, api):
    message = wait_for(lambda: api.first("messages", to_address=f"eq.{CALLER}", status="eq.delivered"))
    assert "is booked for" in message["body"]


def test_the_owner_is_told(visit_booked, mailbox):
    told = mailbox.wait_for("olivia@harbor.example", "Grace Okafor")
    assert "my kitchen sink is leaking" in told.get_body(("plain",)).get_content()


def test_the_invoice_comes_as_a_pdf_that_can_be_read(invoice, bill, tmp_path):
    attachment = next(bill.iter_attachments())
    assert attachment.get_content_type() == "application/pdf"
    paper = tmp_path / "invoice.pdf"
    paper.write_bytes(attachment.get_content())
    text = subprocess.run(["pdftotext", "-layout", paper, "-"], check=True, capture_output=True, text=True).stdout
    for words in [invoice["number"], "Grace Okafor", "Leak repair", f"${invoice['total_minor'] / 100:,.2f}"]:
        assert words in text


@pytest.mark.parametrize("width, dark", [(1440, False), (360, True)])
def test_the_pay_page_is_accessible(visit, bill, address, width, dark):
    workspace = visit(None, width=width, dark=dark)
    workspace.open(pay_link(bill).removeprefix(address))
    workspace.check_accessible()


def test_paying_brings_a_receipt_and_closes_the_invoice(visit, invoice, bill, address, api, mailbox):
    page = visit(None).open(pay_link(bill).removeprefix(address))
    page.get_by_role("button", name="Pay $").click()
    page.get_by_role("button", name="Pay $").click()
    expect(page.get_by_text("Paid in full")).to_be_visible(timeout=15_000)
    receipt = mailbox.wait_for(EMAIL, "eceipt")
    assert invoice["number"] in receipt["Subject"] + receipt.get_body(("plain",)).get_content()
    paid = api.first("invoices", id=f"eq.{invoice['id']}")
    assert (paid["status"], paid["paid_minor"]) == ("paid", invoice["total_minor"])


def test_one_story_holds_it_all(visit, visit_booked, invoice, api):
    assert api.first("invoices", id=f"eq.{invoice['id']}")["correlation_id"] == visit_booked["story"]
    page = visit("olivia").open(f"/customers/{visit_booked['customer_id']}?story={visit_booked['story']}")
    for words in ["Call came in", "booked for", "nvoice", "aid"]:
        expect(page.locator("#timeline")).to_contain_text(words)
