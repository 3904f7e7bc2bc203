"""Conflicts of interest in a browser: from a juror's link to the chair's decision, and what everyone sees of it."""

import re

import pytest
from playwright.sync_api import expect

import jurors
from accessibility import findings
from people import DESKTOP, PHONE, STAFF, Visitor, Visitors, juror

BOARD = "/verwaltung/demo-2027/befangenheit"
CHAIR = "/jury/vorsitz/demo-2027"
TOWN = "Stadt Vorführstadt"


def look(visitor: Visitor, name: str) -> None:
    """A picture, and whether everyone can use the page."""
    visitor.watch.problems += [f"{name}: {finding}" for finding in findings(visitor.page)]
    visitor.photograph(name)


def add_link(person: Visitor, search: str, target: str, kind: str, role: str) -> None:
    person.goto("/jury")
    person.follow("Meine Verbindungen")
    person.fill("Kommune, Landkreis, Land oder Einrichtung", search)
    person.press("Suchen")
    person.page.get_by_role("radio", name=re.compile(f"^{target}")).check()
    person.page.get_by_label("Art der Verbindung").select_option(label=kind)
    person.fill("Worin besteht sie?", role)
    person.press("Verbindung speichern")
    person.sees("Die Verbindung ist gespeichert.")


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_a_link_becomes_a_suggestion_a_declaration_and_a_decision_and_the_sheet_is_gone(fresh_visitors: Visitors, width: int):
    person = fresh_visitors.come(juror(2), width=width)
    staff = fresh_visitors.come(STAFF, width=width)
    staff.goto("/verwaltung/demo-2027/jury")
    staff.page.get_by_label("Vorsitz", exact=True).select_option(label="Demo-Jurymitglied 4")
    staff.press("Vorsitz speichern")
    staff.sees("Der Vorsitz ist gespeichert.")
    chair = fresh_visitors.come(juror(4), width=width)

    add_link(person, "Vorführ", TOWN, "Wohnort", "Wohnung im Ortsteil Nord")
    look(person, "verbindungen")
    jurors.open_assignment(person, TOWN)
    person.sees("Sie haben angegeben: Wohnung im Ortsteil Nord, Stadt Vorführstadt. Das ist die Bewerberin.")
    look(person, "erklaerung-mit-hinweis")
    with person.watch.expecting(422):
        person.page.get_by_role("radio", name="Ich bin nicht befangen").check()
        person.press("Erklärung abgeben")
        expect(person.page.locator(".error-summary")).to_be_focused()
    person.page.get_by_role("radio", name="Ich bin oder könnte befangen sein").check()
    person.page.get_by_role("radio", name="Eigene Kommune").check()
    person.fill("Erläuterung", "Ich wohne dort seit 2010.")
    person.press("Erklärung abgeben")
    person.sees("Bis darüber entschieden ist, bleibt die Bewerbung für Sie geschlossen.")
    jurors.open_assignment(person, TOWN)
    person.sees("ist noch zu entscheiden")
    expect(person.page.locator("form#sheet")).to_have_count(0)
    look(person, "entscheidung-offen")

    decide(chair)
    look(chair, "entschieden")

    jurors.open_assignment(person, TOWN)
    person.sees("Es ist entschieden, dass Sie befangen sind.")
    expect(person.page.get_by_role("main")).not_to_contain_text("Dienstanweisung")
    look(person, "ausgeschlossen")
    staff.goto(BOARD)
    row = staff.page.get_by_role("row").filter(has=staff.page.get_by_role("rowheader", name="Demo-Jurymitglied 2")).first
    expect(row).to_contain_text("befangen")
    expect(row).to_contain_text("Vorsitz der Jury")
    look(staff, "befangenheit")


def decide(chair: Visitor) -> None:
    """With the keyboard alone."""
    chair.goto("/jury")
    chair.follow("Befangenheit in der Jury")
    look(chair, "vorsitz")
    for secret in ("Entwurf", "abgeschlossen", "nicht begonnen"):
        expect(chair.page.get_by_role("main")).not_to_contain_text(secret)
    chair.page.get_by_role("link", name=re.compile(r"^Entscheiden\s*: Demo-Jurymitglied 2")).focus()
    chair.page.keyboard.press("Enter")
    chair.sees("Ich wohne dort seit 2010.")
    chair.page.get_by_role("radio", name=re.compile("^Befangen")).focus()
    chair.page.keyboard.press("Space")
    chair.page.keyboard.press("Tab")
    chair.page.keyboard.type("Der Wohnort liegt im Projektgebiet.")
    chair.page.keyboard.press("Tab")
    expect(chair.page.get_by_role("button", name="Entscheidung speichern")).to_be_focused()
    chair.page.keyboard.press("Enter")
    chair.sees("Ihre Entscheidung ist gespeichert.")
    chair.sees("Der Wohnort liegt im Projektgebiet.")


def test_the_demo_shows_an_open_and_a_decided_concern_and_a_suggestion(visitors: Visitors):
    staff = visitors.come(STAFF)
    staff.goto(BOARD)
    staff.sees("Vorsitz der Jury: Demo-Jurymitglied 1.")
    open_cases, settled, hints = (staff.page.get_by_role("table").nth(number) for number in range(3))
    expect(open_cases.get_by_role("rowheader")).to_have_text(["Demo-Jurymitglied 3"])
    expect(settled.get_by_role("rowheader")).to_have_text(["Demo-Jurymitglied 4"])
    expect(hints).to_contain_text("Beirat der Kreisentwicklung, Kreis Probenheide. Der Markt Musterkirchen gehört dazu.")
    other = visitors.come(juror(5))
    with other.watch.expecting(404):
        other.goto(CHAIR)
        other.sees("Seite nicht gefunden")
