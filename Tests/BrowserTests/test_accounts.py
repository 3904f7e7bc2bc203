"""Coming in: an invitation, a second factor, a lost phone, a forgotten password, a lead who left."""

import re

from playwright.sync_api import expect

import phone
from accessibility import findings
from people import STAFF, Visitor, Visitors, municipality
from server import Server

PASSWORD = "viele verschiedene Wörter"


def link_in_outbox(staff: Visitor, recipient: str) -> str:
    """The path of the link in the latest mail to somebody, as staff copy it."""
    staff.goto("/verwaltung/postausgang")
    row = staff.page.get_by_role("row").filter(has=staff.page.get_by_role("cell", name=recipient, exact=True)).first
    row.get_by_role("link").click()
    assert findings(staff.page) == []
    staff.press("Text anzeigen")
    text = staff.page.locator("[data-mail]").inner_text()
    return re.search(r"https?://[^/\s]+(/\S+)", text).group(1)


def set_up_phone(person: Visitor) -> tuple[str, list[str]]:
    """The secret of the app and the recovery codes."""
    person.goto("/konto/zweiter-faktor")
    person.press("Zweiten Faktor einrichten")
    secret = person.page.locator("[data-secret]").inner_text()
    assert findings(person.page) == []
    person.fill("Code aus der App", phone.code(secret, -1))
    person.press("Zweiten Faktor einschalten")
    codes = person.page.locator("ol.codes code")
    expect(codes).to_have_count(10)
    assert findings(person.page) == []
    return secret, codes.all_inner_texts()


def give_password(person: Visitor, email: str, password: str) -> None:
    person.goto("/anmelden")
    person.page.get_by_label("E-Mail-Adresse").fill(email)
    person.page.get_by_label("Passwort").fill(password)
    person.press("Anmelden")


def test_an_administrator_comes_by_the_command_and_has_to_set_up_a_second_factor(fresh_visitors: Visitors, fresh_server: Server):
    outcome = fresh_server.run("account", "invite", "--administrator", "--name", "Dr. Anna Amt", "amt@example.org")
    assert outcome.returncode == 0, outcome.stderr
    path = re.search(r"(/einladung/\S+)", outcome.stdout).group(1)
    person = fresh_visitors.come()
    person.goto(path)
    assert findings(person.page) == []
    with person.watch.expecting(422):
        person.fill("Neues Passwort", "zu kurz")
        person.press("Einladung annehmen")
        expect(person.page.locator(".error-summary")).to_be_focused()
    person.fill("Neues Passwort", PASSWORD)
    person.press("Einladung annehmen")
    expect(person.heading).to_have_text("Zweiter Faktor")
    person.goto("/verwaltung/konten")
    expect(person.heading).to_have_text("Zweiter Faktor")
    secret, codes = set_up_phone(person)
    person.goto("/verwaltung/konten")
    expect(person.heading).to_have_text("Konten")

    with_phone = fresh_visitors.come()
    give_password(with_phone, "amt@example.org", PASSWORD)
    with_phone.fill(re.compile("^Code aus Ihrer App"), phone.code(secret))
    with_phone.press("Anmelden")
    expect(with_phone.page.locator("details.account")).to_be_attached()

    lost = fresh_visitors.come()
    give_password(lost, "amt@example.org", PASSWORD)
    assert findings(lost.page) == []
    lost.fill(re.compile("^Code aus Ihrer App"), codes[0])
    lost.press("Anmelden")
    lost.goto("/konto/zweiter-faktor")
    expect(lost.page.get_by_role("main")).to_contain_text("9 Wiederherstellungscodes")


def test_a_lead_leaves_and_staff_name_a_new_one(fresh_visitors: Visitors):
    staff = fresh_visitors.come(STAFF)
    lead = fresh_visitors.come(municipality(1))
    lead.goto("/bewerbungen")
    lead.follow(re.compile("^Team"))
    assert findings(lead.page) == []
    lead.fill("Name", "Kim Kollegin")
    lead.fill("E-Mail-Adresse", "kollegin@example.org")
    lead.press("Einladen")

    colleague = fresh_visitors.come()
    colleague.goto(link_in_outbox(staff, "kollegin@example.org"))
    colleague.fill("Neues Passwort", PASSWORD)
    colleague.press("Einladung annehmen")
    expect(colleague.heading).to_have_text("Ihre Bewerbungen")

    name = re.compile(lead.page.locator("h1").inner_text())
    staff.goto("/verwaltung/kommunen")
    assert findings(staff.page) == []
    staff.follow(name)
    assert findings(staff.page) == []
    staff.page.get_by_role("radio", name=re.compile("^Kim Kollegin")).check()
    staff.fill(re.compile("^Grund$"), "Die bisherige Leitung ist ausgeschieden.")
    staff.press("Leitung bestimmen")
    row = staff.page.get_by_role("row").filter(has_text="Kim Kollegin")
    expect(row).to_contain_text("Leitung")
    colleague.follow(re.compile("^Team"))
    expect(colleague.page.get_by_role("main")).to_contain_text("Sie leiten dieses Team")


def test_a_forgotten_password_is_replaced_by_a_link(fresh_visitors: Visitors):
    staff = fresh_visitors.come(STAFF)
    person = fresh_visitors.come()
    person.goto("/anmelden")
    person.follow("Passwort vergessen?")
    person.fill("E-Mail-Adresse", municipality(2))
    person.press("Link anfordern")
    person.goto(link_in_outbox(staff, municipality(2)))
    assert findings(person.page) == []
    person.fill("Neues Passwort", PASSWORD)
    person.press("Passwort festlegen")
    give_password(person, municipality(2), PASSWORD)
    expect(person.heading).to_have_text("Ihre Bewerbungen")
