"""Every page of every role, for everyone: WCAG 2.2 as far as axe can tell, reflow, keyboard, no script needed."""

import re

import pytest
from playwright.sync_api import expect

from accessibility import findings
from crawling import kind_of, pages
from people import DESKTOP, PHONE, STAFF, Visitor, Visitors, juror, municipality

# Who starts where, and the kinds of pages that have to be among those found.
ROLES = {
    "public": (None, "/", ["/", "/anmelden", "/barrierefreiheit", "/datenschutz", "/impressum", "/ergebnisse/demo-2025"]),
    "municipality with a draft": (municipality(16), "/bewerbungen", [
        "/bewerbungen", "/bewerbungen/{id}", "/bewerbungen/{id}/abschnitt/reflexion", "/bewerbungen/{id}/massnahmen",
        "/bewerbungen/{id}/massnahmen/neu", "/bewerbungen/{id}/massnahmen/{id}", "/bewerbungen/{id}/massnahmen/{id}/entfernen",
        "/bewerbungen/{id}/pruefen",
    ]),
    "municipality with an entry": (municipality(20), "/bewerbungen", ["/bewerbungen/{id}", "/bewerbungen/{id}/beleg"]),
    "municipality without an entry": (municipality(3), "/bewerbungen", ["/bewerbungen/neu?kommune&runde"]),
    "juror": (juror(1), "/jury", ["/jury", "/jury/{id}/erklaerung", "/jury/{id}/bogen", "/jury?stand"]),
    "staff": (STAFF, "/verwaltung", [
        "/verwaltung", "/verwaltung/demo-2027", "/verwaltung/demo-2027/bewerbungen", "/verwaltung/demo-2027/bewerbungen/{id}",
        "/verwaltung/demo-2027/jury", "/verwaltung/demo-2027/zuteilung", "/verwaltung/demo-2027/bewertung-abschliessen",
        "/verwaltung/demo-2027/regeln", "/verwaltung/demo-2027/protokoll", "/verwaltung/demo-2025/rangliste",
        "/verwaltung/demo-2025/preise",
    ]),
}


def look_at_all(role: str, visitor: Visitor, start: str, needed: list[str]) -> None:
    problems: list[str] = []
    kinds: set[str] = set()
    # The public's pages are the same for everyone, but for the account in their head.
    within = ("/",) if start == "/" else (start, "/konto")
    for path in pages(visitor, start, within):
        kinds.add(kind_of(path))
        problems += [f"{path}: {finding}" for finding in findings(visitor.page)]
        visitor.photograph(re.sub(r"[^a-z0-9]+", "-", f"{role} {kind_of(path)}".lower()), DESKTOP, PHONE)
    assert not problems, "\n".join(problems)
    assert not set(needed) - kinds, f"not found by following links: {set(needed) - kinds}, but {kinds}"


@pytest.mark.parametrize("role", ROLES)
def test_every_page_a_person_can_reach_is_accessible(visitors: Visitors, role: str):
    who, start, needed = ROLES[role]
    look_at_all(role, visitors.come(who), start, needed)


def test_a_page_that_does_not_exist_is_accessible(visitors: Visitors):
    visitor = visitors.come()
    with visitor.watch.expecting(404):
        assert visitor.goto("/gibt-es-nicht").status == 404
    assert findings(visitor.page) == []


def test_a_refused_sign_in_is_accessible_and_moves_the_focus_to_the_error_summary(visitors: Visitors):
    visitor = visitors.come()
    visitor.goto("/anmelden")
    with visitor.watch.expecting(422):
        visitor.press("Anmelden")
        summary = visitor.page.locator(".error-summary")
        expect(summary).to_be_focused()
    assert findings(visitor.page) == []
    summary.get_by_role("link").first.click()
    expect(visitor.page.get_by_label("E-Mail-Adresse")).to_be_focused()


def test_the_first_stop_of_the_keyboard_skips_to_the_content(visitors: Visitors):
    visitor = visitors.come()
    visitor.goto("/")
    visitor.page.keyboard.press("Tab")
    skip = visitor.page.get_by_role("link", name="Zum Inhalt springen")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    visitor.page.keyboard.press("Enter")
    expect(visitor.page.get_by_role("main")).to_be_focused()


def test_a_person_signs_in_and_out_with_the_keyboard_alone(visitors: Visitors):
    visitor = visitors.come()
    keyboard = visitor.page.keyboard
    visitor.goto("/anmelden")
    tab_to(visitor, visitor.page.get_by_label("E-Mail-Adresse"))
    keyboard.type(STAFF)
    keyboard.press("Tab")
    keyboard.type("lorbeer-demo-2027")
    keyboard.press("Enter")
    menu = visitor.page.locator("details.account summary")
    expect(menu).to_be_visible()
    tab_to(visitor, menu)
    keyboard.press("Enter")
    tab_to(visitor, visitor.page.get_by_role("button", name="Abmelden"))
    keyboard.press("Enter")
    expect(visitor.page.get_by_role("link", name="Anmelden").first).to_be_visible()


def tab_to(visitor: Visitor, target) -> None:
    for _ in range(30):
        visitor.page.keyboard.press("Tab")
        if target.evaluate("node => node === document.activeElement"):
            return
    raise AssertionError("the keyboard does not reach it in 30 steps")
