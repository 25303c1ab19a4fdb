"""People make accounts, invite each other, change places, lose access and choose new passwords, by mail and browser."""

from playwright.sync_api import expect

from letters import link_in

PASSWORD = "lanterns over water 7"
NEW_PASSWORD = "lanterns under snow 8"


def fill_account(page, name: str, email: str) -> None:
    page.get_by_label("Your name").fill(name)
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(PASSWORD)


def sign_in(page, email: str, password: str) -> None:
    page.goto("/sign-in")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


def test_an_account_from_sign_up_to_a_new_password(visit, mailbox):
    # Somebody signs up: the short name, zone and currency are suggested.
    nora = visit(None)
    page = nora.open("/sign-in")
    page.get_by_role("link", name="Create an account").click()
    fill_account(page, "Nora Lind", "nora@lindqvist.example")
    page.get_by_label("Organisation").fill("Lindqvist Värme AB")
    page.get_by_label("Country").select_option("SE")
    page.wait_for_function("document.querySelector('[name=zone]').value === 'Europe/Stockholm'")
    page.wait_for_function("document.querySelector('[name=slug]').value === 'lindqvist-varme-ab'")
    assert page.get_by_label("Currency").input_value() == "SEK"
    nora.check_accessible()
    page.get_by_role("button", name="Create account").click()
    page.get_by_role("heading", name="Look into your mailbox").wait_for()

    # Signing up again with the same address is answered alike, and told by mail.
    verify = link_in(mailbox.wait_for("nora@lindqvist.example", "Confirm"), "/verify")
    other = visit(None)
    page = other.open("/sign-up")
    fill_account(page, "Eve", "nora@lindqvist.example")
    page.get_by_label("Organisation").fill("Eve's")
    page.get_by_role("button", name="Create account").click()
    page.get_by_role("heading", name="Look into your mailbox").wait_for()
    mailbox.wait_for("nora@lindqvist.example", "already have an account")

    # Opening the link changes nothing; confirming signs in.
    page = nora.open(verify)
    page.get_by_role("button", name="Confirm address").click()
    page.wait_for_url(nora.address + "/")
    assert nora.page.goto(verify).status == 410

    # She invites two people, one of whom has an account elsewhere.
    page = nora.open("/settings/members")
    nora.check_accessible()
    page.get_by_role("link", name="Invite people").click()
    page.get_by_label("E-mail addresses").fill("tom@lindqvist.example, tom2@lindqvist.example")
    page.get_by_role("radio", name="Technician").check()
    nora.check_accessible()
    page.get_by_role("button", name="Send invitations").click()
    page.get_by_text("tom2@lindqvist.example").wait_for()

    # In another browser the first makes an account.
    join = link_in(mailbox.wait_for("tom@lindqvist.example", "Join"), "/invitation")
    tom = visit(None, width=360, dark=True)
    page = tom.open(join)
    tom.check_accessible()
    page.get_by_label("Your name").fill("Tom Berg")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Create account and join").click()
    page.wait_for_url(tom.address + "/")
    assert tom.page.goto(join).status == 410

    # An outsider is told; a taken-back invitation leads on.
    second = link_in(mailbox.wait_for("tom2@lindqvist.example", "Join"), "/invitation")
    page = tom.open(second)
    page.get_by_text("you are signed in as tom@lindqvist.example").wait_for()
    page = nora.open("/settings/members")
    page.get_by_role("listitem").filter(has_text="tom2@").get_by_role("button", name="Cancel").click()
    page.get_by_text("Nobody is invited at the moment").wait_for()
    assert other.page.goto(second).status == 410

    # She begins another organisation and switches between the two.
    page = nora.open("/organisations/new")
    nora.check_accessible()
    page.get_by_label("Organisation").fill("Lindqvist Kyla")
    page.get_by_role("button", name="Create organisation").click()
    page.wait_for_url(nora.address + "/")
    switch = page.get_by_role("button", name="switch organisation")
    assert "Lindqvist Kyla" in switch.inner_text()
    switch.click()
    page.locator("#organisations").get_by_role("button", name="Lindqvist Värme AB").click()
    page.wait_for_load_state()
    assert "Lindqvist Värme AB" in page.get_by_role("button", name="switch organisation").inner_text()

    # Deactivated, Tom is out at once, with the page for those who work nowhere.
    page = nora.open("/settings/members")
    page.get_by_role("link", name="Tom Berg").click()
    nora.check_accessible()
    page.get_by_role("button", name="Deactivate").click()
    page.get_by_text("Deactivated", exact=True).wait_for()
    page = tom.page
    page.goto("/")
    page.get_by_role("heading", name="No organisation yet").wait_for()
    tom.check_accessible()

    # Activated again he has forgotten his password: the link ends every session and works once.
    nora.page.get_by_role("button", name="Activate").click()
    nora.page.get_by_text("Active", exact=True).wait_for()
    page = other.open("/forgot")
    other.check_accessible()
    page.get_by_label("E-mail").fill("tom@lindqvist.example")
    page.get_by_role("button", name="Send the link").click()
    reset = link_in(mailbox.wait_for("tom@lindqvist.example", "Choose a new password"), "/reset")
    page = other.open(reset)
    other.check_accessible()
    page.get_by_label("New password").fill("password123")
    page.get_by_role("button", name="Change password").click()
    page.get_by_text("among the first that anybody tries").first.wait_for()
    page.get_by_label("New password").fill(NEW_PASSWORD)
    page.get_by_role("button", name="Change password").click()
    page.get_by_role("heading", name="Your password is changed").wait_for()
    assert other.page.goto(reset).status == 410
    sign_in(other.page, "tom@lindqvist.example", NEW_PASSWORD)
    other.page.wait_for_url(other.address + "/")


def test_a_profile_and_its_address(visit, mailbox):
    workspace = visit("hana")
    page = workspace.open("/account/profile")
    workspace.check_accessible()
    page.get_by_label("Name", exact=True).fill("Hana Sato")
    page.get_by_role("button", name="Save profile").click()
    page.get_by_role("status").get_by_text("Profile saved").wait_for()
    page.get_by_label("New e-mail address").fill("hana.new@harbor.example")
    page.get_by_label("Your password").fill("not this one")
    page.get_by_role("button", name="Change address").click()
    page.get_by_text("This is not your password").first.wait_for()


def test_what_was_typed_waits_while_one_confirms_who_one_is(visit):
    workspace = visit("olivia")
    page = workspace.open("/settings/members/invite")
    page.get_by_label("E-mail addresses").fill("late@harbor.example")
    page.get_by_role("radio", name="Admin").check()

    # As the server answers when the password was last shown long ago.
    def ask(route):
        if route.request.method == "POST":
            route.fulfill(status=303, headers={"Location": "/account/confirm?next=%2Fsettings%2Fmembers%2Finvite"})
        else:
            route.continue_()

    page.route("**/settings/members/invite*", ask)
    page.get_by_role("button", name="Send invitations").click()
    page.get_by_label("Password").fill("harbor-lights-42")
    page.get_by_role("button", name="Confirm").click()
    page.wait_for_url("**/settings/members/invite")
    expect(page.get_by_label("E-mail addresses")).to_have_value("late@harbor.example")
    expect(page.get_by_role("radio", name="Admin")).to_be_checked()
    page.reload()
    expect(page.get_by_label("E-mail addresses")).to_have_value("")
