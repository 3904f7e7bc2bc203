"""What staff do until scoring closes."""

import re

from playwright.sync_api import expect

from people import Visitor

ROUND = "/verwaltung/demo-2027"


def open_entry(staff: Visitor, municipality: str) -> None:
    staff.goto(f"{ROUND}/bewerbungen")
    staff.follow(re.compile(municipality))
    expect(staff.heading).to_contain_text(municipality)


def admit(staff: Visitor, municipality: str) -> None:
    open_entry(staff, municipality)
    staff.press("Bewerbung zulassen")
    expect(staff.page.locator(".page-head__status")).to_have_text("Zugelassen")


def reject(staff: Visitor, municipality: str, reason: str) -> None:
    open_entry(staff, municipality)
    staff.fill("Grund der Ablehnung", reason)
    staff.press("Bewerbung ablehnen")
    expect(staff.page.locator(".page-head__status")).to_have_text("Abgelehnt")


def assign(staff: Visitor, municipality: str, jurors: list[int]) -> None:
    """One by one, in the table of entries and jurors."""
    staff.goto(f"{ROUND}/zuteilung")
    row = staff.page.get_by_role("row").filter(has=staff.page.get_by_role("rowheader", name=municipality, exact=True))
    for number in jurors:
        row.get_by_role("checkbox", name=re.compile(f"Demo-Jurymitglied {number}\\b")).check()
    staff.press("Zuteilung speichern")
    staff.sees("Die Zuteilung ist gespeichert.")


def assign_class(staff: Visitor, size_class: str, jurors: list[int]) -> None:
    """A whole size class at once, after a look at what changes."""
    staff.goto(f"{ROUND}/zuteilung")
    staff.page.locator("select[name=klasse]").select_option(label=size_class)
    for number in jurors:
        staff.page.locator("fieldset").get_by_role("checkbox", name=f"Demo-Jurymitglied {number}", exact=True).check()
    staff.press("Vorschau zeigen")
    staff.press("Jetzt zuteilen")
    staff.sees("Die Zuteilung ist gespeichert.")


def close_scoring(staff: Visitor) -> None:
    """What is unfinished has to be confirmed."""
    staff.goto(f"{ROUND}/jury")
    staff.follow("Bewertung abschließen")
    with staff.watch.expecting(422):
        staff.press("Bewertung abschließen")
        expect(staff.page.locator(".error-summary")).to_be_focused()
    staff.page.get_by_role("checkbox", name=re.compile("^Ich habe gesehen, was offen ist")).check()
    staff.press("Bewertung abschließen")
    expect(staff.page.locator(".page-head__status")).to_contain_text("Bewertung abgeschlossen")
