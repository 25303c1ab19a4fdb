"""Records come in from files and leave as files."""

import csv
import io
import re
import uuid
import zipfile

import pytest
from playwright.sync_api import expect

from words import new_word

SECONDS = 1000


def upload(page, file, kind: str = "Customers") -> None:
    page.goto("/imports/new")
    page.get_by_label("What is in the file").select_option(kind)
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Upload").click()


def test_a_file_is_mapped_checked_imported_and_taken_back(visit, api, tmp_path):
    mark = new_word()
    file = tmp_path / "people.csv"
    file.write_text(
        "Client,Mail,Telephone\n"
        f"Ana {mark},ana-{mark}@import.example,+17375550{uuid.uuid4().int % 1000:03}\n"
        f"Bo {mark},not an address,\n"
        f"أمل 🔧 {mark},amal-{mark}@import.example,\n")
    page = visit("olivia").open("/imports")
    upload(page, file)
    check = page.get_by_role("button", name="Check the file")
    expect(check).to_be_visible(timeout=20 * SECONDS)
    page.get_by_label("Client", exact=True).select_option("Name (needed)")
    page.get_by_label("Mail", exact=True).select_option("E-mail")
    page.get_by_label("Telephone", exact=True).select_option("Phone")
    check.click()
    start = page.get_by_role("button", name="Import 2 rows")
    expect(start).to_be_visible(timeout=20 * SECONDS)
    faults = page.get_by_role("table", name="Rows with a problem")
    expect(faults.locator("tbody tr")).to_have_count(1)
    expect(faults).to_contain_text("not an address")
    found = {"name": f"like.*{mark}"}
    assert api.first("customers", **found) == {}
    start.click()
    back = page.get_by_role("button", name="Take back")
    expect(back).to_be_visible(timeout=20 * SECONDS)
    names = {each["name"] for each in api.get("/api/v1/customers", params=found).json()}
    assert names == {f"Ana {mark}", f"أمل 🔧 {mark}"}
    back.click()
    page.get_by_role("dialog").get_by_role("button", name="Take back").click()
    expect(page.get_by_text("Everything this import did has been taken back.")).to_be_visible(timeout=20 * SECONDS)
    assert api.first("customers", **found) == {}


BAD_FILES = {
    "headings.csv": (b"Name,Phone\n", "headings but no rows"),
    "wide.csv": ((",".join(f"c{n}" for n in range(500)) + "\n" + "," * 499 + "\n").encode(), "500 columns"),
    "picture.csv": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "not a table"),
    "quote.csv": (b'Name,Phone\nAda,"12\nBo,13\n', "quotation mark"),
    "empty.csv": (b"\n\n", "empty"),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_refuses_a_bad_file_with_words(visit, tmp_path, name):
    content, words = BAD_FILES[name]
    file = tmp_path / name
    file.write_bytes(content)
    page = visit("olivia").open("/imports")
    upload(page, file)
    expect(page.locator(".callout")).to_contain_text(words, timeout=20 * SECONDS)
    expect(page.get_by_role("link", name="Choose another file")).to_be_visible()


def test_reads_a_file_of_an_older_encoding(visit, tmp_path):
    file = tmp_path / "old.csv"
    file.write_bytes("Name,City\nJosé Muñoz,Åre\n".encode("windows-1252"))
    page = visit("olivia").open("/imports")
    upload(page, file)
    expect(page.get_by_text("José Muñoz")).to_be_visible(timeout=20 * SECONDS)


def test_exports_hold_no_formulas(visit, api):
    mark = new_word()
    formula = f'=HYPERLINK("http://example.com","{mark}")'
    assert api.post("/api/v1/customers", json={"name": formula}).status_code == 201
    page = visit("olivia").open(f"/customers?q={mark}")
    table = page.request.get(f"/customers/export.csv?q={mark}")
    rows = list(csv.DictReader(io.StringIO(table.body().decode("utf-8-sig"))))
    assert [row["Name"] for row in rows] == ["'" + formula]
    book = page.request.get(f"/customers/export.xlsx?q={mark}")
    with zipfile.ZipFile(io.BytesIO(book.body())) as archive:
        assert archive.testzip() is None
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "HYPERLINK" in sheet
    assert not re.search("<f[ >]", sheet)
