"""One whole round in a browser, from the first word of an entry to the published cent, at both widths."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

import by_hand
import jurors
import municipality as town
import staff as office
import staff_prizes
from accessibility import findings
from people import DESKTOP, PHONE, STAFF, Visitor, Visitors, juror, municipality
from server import Server

SMALL = "Kleine Kommunen (bis 19.999 Einwohner*innen)"
MEDIUM = "Mittlere Kommunen (20.000 bis 99.999 Einwohner*innen)"
LARGE = "Große Kommunen (ab 100.000 Einwohner*innen)"


def even(points: str) -> by_hand.Sheet:
    """The same points for every criterion."""
    return dict.fromkeys(by_hand.WEIGHTS, points)


# By size class and municipality, what each juror gives. Commas and points are both decimal signs.
SHEETS: dict[str, dict[str, dict[int, by_hand.Sheet]]] = {
    SMALL: {
        "Gemeinde Probedorf": {
            1: {"verankerung": "7,5", "beschaffung": "6", "multiplikation": "8.5", "marketing": "n/a", "zusammenarbeit": "9", "wirkung": "4,5"},
            2: {"verankerung": "7.5", "beschaffung": "6,5", "multiplikation": "10", "marketing": "0", "zusammenarbeit": "5.5", "wirkung": "7"},
        },
    },
    # Equal in mean, median and first criterion: no rule decides, the places are shared.
    MEDIUM: {
        "Markt Musterkirchen": {1: even("6,5"), 2: even("7"), 3: even("9")},
        "Stadt Musterstadt an der Muster": {1: even("9"), 2: even("6.5"), 3: even("7")},
    },
    # The same mean of 70 points; the median decides.
    LARGE: {
        "Stadt Vorführstadt": {2: even("6"), 4: even("7"), 5: even("8")},
        "Stadt Entwurfstadt": {2: even("5"), 4: even("8"), 5: even("8")},
    },
}

SPECIAL = {
    "sonderpreis-geschlechtergerechtigkeit": ["Gemeinde Probedorf"],
    "sonderpreis-1": ["Stadt Vorführstadt", "Gemeinde Probedorf", "Markt Musterkirchen"],
    "publikumspreis": ["Stadt Entwurfstadt"],
}


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_a_round_goes_from_the_first_word_of_an_entry_to_the_published_cent(
    fresh_visitors: Visitors, fresh_server: Server, width: int
):
    people = {number: fresh_visitors.come(juror(number), width=width) for number in range(1, 6)}
    staff = fresh_visitors.come(STAFF, width=width)

    municipalities_enter(fresh_visitors, width)
    staff_admit_and_assign(staff)
    jurors_declare(people)
    jurors_score(people)
    staff_decide(staff)
    everyone_sees_the_result(fresh_visitors.come(width=width), fresh_server)
    nothing_can_be_changed_any_more(people[1], staff)


def municipalities_enter(visitors: Visitors, width: int) -> None:
    newcomer = visitors.come(municipality(3), width=width)
    entry = town.start_entry(newcomer, "2.316 Einwohner*innen", "Kleine Kommunen", "31.12.2024", "30.06.2027")
    look(newcomer, "kommune-uebersicht")

    first, text = next(iter(town.ANSWERS["verankerung"].items()))
    town.write(newcomer, entry, "verankerung", {first: text})
    expect(newcomer.page.locator("[data-save-state]")).to_have_text(re.compile(r"^Gespeichert um \d\d:\d\d Uhr"))
    newcomer.page.reload()
    expect(newcomer.page.locator(f"textarea[name='frage-{first}']")).to_have_value(text)
    look(newcomer, "kommune-abschnitt")

    town.review(newcomer, entry)
    newcomer.sees("Das fehlt noch")
    newcomer.sees("Es fehlt noch eine Maßnahme.")
    expect(newcomer.page.get_by_role("button", name="Bewerbung einreichen")).to_have_count(0)
    look(newcomer, "kommune-pruefen-lueckenhaft")

    for section, answers in town.ANSWERS.items():
        town.write_and_save(newcomer, entry, section, answers)
    town.add_measure(newcomer, entry, "Faire Bälle für alle Vereine", "Multiplikatorenrolle")
    town.add_measure(newcomer, entry, "Dorfladen-Regal", "Marketing")
    look(newcomer, "kommune-massnahmen")
    submit_carefully(newcomer, entry)

    # A draft of the demo that lacks most answers is finished and handed in by another municipality.
    other = visitors.come(municipality(17), width=width)
    entry = town.own_entry(other)
    for section, answers in town.ANSWERS.items():
        town.write_and_save(other, entry, section, answers)
    town.submit(other, entry)


def submit_carefully(applicant: Visitor, entry: str) -> None:
    town.review(applicant, entry)
    with applicant.watch.expecting(422):
        applicant.press("Bewerbung einreichen")
        expect(applicant.page.locator(".error-summary")).to_be_focused()
    town.submit(applicant, entry)
    applicant.sees("Ihre Bewerbung ist eingereicht.")
    assert re.fullmatch(r"\d\d\.\d\d\.\d{4}, \d\d:\d\d(:\d\d)? Uhr.*", town.fact(applicant, "Eingegangen"))
    assert re.fullmatch(r"[0-9a-f]{64}", town.fact(applicant, "Prüfsumme"))
    expect(applicant.page.locator(".receipt__number")).to_have_text(re.compile(r"^Nr\. \S*\d"))
    look(applicant, "kommune-beleg")
    applicant.goto(entry)
    applicant.sees("Die Dienstanweisung gilt für <alle> Ämter & Betriebe.")
    applicant.goto(f"{entry}/abschnitt/verankerung")
    expect(applicant.page.locator("textarea")).to_have_count(0)


def staff_admit_and_assign(staff: Visitor) -> None:
    staff.goto("/verwaltung")
    staff.follow(re.compile("Demo-Runde 2027"))
    look(staff, "verwaltung-runde")
    staff.goto(f"{office.ROUND}/bewerbungen")
    look(staff, "verwaltung-bewerbungen")
    for name in ("Gemeinde Probedorf", "Markt Musterkirchen", "Stadt Entwurfstadt"):
        office.admit(staff, name)
    look(staff, "verwaltung-bewerbung")
    reason = "Die Angaben zur Beschaffung betreffen eine andere Gemeinde."
    office.reject(staff, "Gemeinde Skizzenbach", reason)
    staff.sees(reason)
    office.assign_class(staff, SMALL, [1, 2, 3])
    office.assign(staff, "Markt Musterkirchen", [1, 2, 3])
    office.assign(staff, "Stadt Entwurfstadt", [2, 4, 5])
    staff.goto(f"{office.ROUND}/zuteilung")
    look(staff, "verwaltung-zuteilung")


def jurors_declare(people: dict[int, Visitor]) -> None:
    people[3].goto("/jury")
    look(people[3], "jury-schreibtisch")
    jurors.declare_conflict(people[3], "Gemeinde Probedorf", "Beschäftigung", "Ich arbeite halbtags im Rathaus.")
    jurors.open_assignment(people[3], "Gemeinde Probedorf")
    people[3].sees("Sie haben sich für befangen erklärt.")
    expect(people[3].page.get_by_role("main")).not_to_contain_text("Dienstanweisung")
    expect(people[3].page.locator("form#sheet")).to_have_count(0)
    look(people[3], "jury-befangen")
    for of_class in SHEETS.values():
        for name, sheets in of_class.items():
            for number in sheets:
                jurors.declare_no_conflict(people[number], name)


def jurors_score(people: dict[int, Visitor]) -> None:
    two_tabs_collide_and_nothing_is_lost(people[1], "Gemeinde Probedorf")
    for of_class in SHEETS.values():
        for name, sheets in of_class.items():
            for number, sheet in sheets.items():
                jurors.score(people[number], name, sheet, f"Begründung von {number} zu {name}")
    look(people[1], "jury-bogen-fertig")
    people[1].goto("/jury")
    people[1].sees("Alles erledigt")


def two_tabs_collide_and_nothing_is_lost(person: Visitor, name: str) -> None:
    jurors.open_assignment(person, name)
    second = person.another_tab()
    second.goto(person.page.url)
    jurors.mark(person.page, {"verankerung": "3", "beschaffung": "11"})
    with person.watch.expecting(422):
        person.press("Speichern")
        expect(person.page.locator(".error-summary")).to_be_focused()
    person.sees("„11“ passt nicht.")
    expect(person.page.locator("[name='points-verankerung']")).to_have_value("3")
    look(person, "jury-bogen-fehler")
    jurors.mark(person.page, {"beschaffung": "4,5"})
    person.press("Speichern")
    person.sees("Ihr Bogen ist gespeichert.")

    with person.watch.expecting(409):
        jurors.mark(second, {"verankerung": "8"})
        second.get_by_label("Kommentar").fill("Aus dem zweiten Fenster")
        second.get_by_role("button", name="Speichern", exact=True).click()
        expect(second.get_by_role("alert").filter(has_text="Dieser Bogen wurde inzwischen geändert")).to_be_visible()
    mine = second.locator(".version--mine")
    stored = second.locator(".version:not(.version--mine)")
    expect(mine).to_contain_text("Aus dem zweiten Fenster")
    expect(stored).to_contain_text("4,5")
    expect(second.locator("[name='points-verankerung']")).to_have_value("8")
    expect(second.get_by_label("Kommentar")).to_have_value("Aus dem zweiten Fenster")
    look(person, "jury-zwei-fassungen", second)
    second.get_by_role("button", name="Speichern", exact=True).click()
    expect(second.get_by_role("main")).to_contain_text("Ihr Bogen ist gespeichert.")
    expect(second.locator("[name='points-verankerung']")).to_have_value("8")
    second.close()


def staff_decide(staff: Visitor) -> None:
    staff.goto(f"{office.ROUND}/rangliste")
    staff.sees("Noch keine Rangliste")
    office.close_scoring(staff)
    look(staff, "verwaltung-jury")
    staff_prizes.freeze(staff)
    look(staff, "verwaltung-rangliste")
    the_ranking_is_right(staff)
    staff_prizes.decide(staff, SPECIAL, "Jury")
    staff.press("Verteilung vorab berechnen")
    staff.sees("Vorschau der Verteilung, nicht gespeichert")
    the_distribution_is_right(staff)
    look(staff, "verwaltung-preise-vorschau")
    staff.press("Beschluss speichern")
    staff.sees("Der Beschluss ist gespeichert.")
    staff.press("Verteilung festschreiben")
    staff.sees("Die Verteilung ist festgeschrieben.")
    the_distribution_is_right(staff)
    look(staff, "verwaltung-preise")
    staff_prizes.publish(staff)


def the_ranking_is_right(staff: Visitor) -> None:
    shown = staff_prizes.ranking(staff.page)
    for title, sheets in SHEETS.items():
        groups = by_hand.places({name: list(of.values()) for name, of in sheets.items()})
        expected = []
        for group in groups:
            rank = str(len(expected) + 1)
            expected += [(rank, name, by_hand.german(by_hand.mean(list(sheets[name].values())), 4), str(len(sheets[name]))) for name in group]
        rows = shown[title]
        assert sorted((row.rank, row.name, row.points, row.sheets) for row in rows) == sorted(expected)
    assert [row.reason for row in shown[MEDIUM]] == ["Gleichstand bleibt, Platz 1 geteilt"] * 2
    assert shown[LARGE][0].reason == "Der Median entschied gegenüber Platz 2"


def expected_cents() -> dict[str, list[int]]:
    """All that each municipality gets, the place's prize first."""
    cents: dict[str, list[int]] = {}
    for sheets in SHEETS.values():
        groups = by_hand.places({name: list(of.values()) for name, of in sheets.items()})
        for name, amount in by_hand.pooled(groups).items():
            cents[name] = [amount]
    for names in SPECIAL.values():
        for name, amount in by_hand.equal_shares(by_hand.SPECIAL_CENTS, names).items():
            cents[name].append(amount)
    return cents


def the_distribution_is_right(staff: Visitor) -> None:
    lines = staff_prizes.distribution(staff.page)
    for name, amounts in expected_cents().items():
        assert (name, by_hand.euro(amounts[0])) in lines
    given = sum(map(sum, expected_cents().values()))
    shown = {name.split(",")[0]: amount for name, amount in staff_prizes.sums(staff.page).items()}
    assert shown == {
        "Budget": by_hand.euro(by_hand.BUDGET_CENTS), "zugeteilt": by_hand.euro(given),
        "verbleibend": by_hand.euro(by_hand.BUDGET_CENTS - given),
    }


def everyone_sees_the_result(visitor: Visitor, server: Server) -> None:
    visitor.goto("/")
    visitor.follow(re.compile("Ergebnis ansehen.*Demo-Runde 2027"))
    expect(visitor.heading).to_have_text("Demo-Runde 2027 (Beispieldaten)")
    look(visitor, "ergebnis")
    shown = [(name, amount) for name, amount in visitor.page.evaluate("""() =>
        [...document.querySelectorAll(".place")].map((place) =>
          [place.querySelector(".place__name").lastChild.textContent, place.querySelector(".place__amount").textContent])""")]
    assert sorted(shown) == sorted((name, by_hand.euro(amounts[0])) for name, amounts in expected_cents().items())

    exported = server.run("export", "demo-2027", "--format", "json")
    assert exported.returncode == 0, exported.stderr
    result = json.loads(exported.stdout)
    assert sorted((award["municipality"]["name"], by_hand.euro(award["cents"])) for award in result["places"]) == sorted(
        (name, amount) for name, amount in shown
    )
    by_name: dict[str, list[int]] = {}
    for award in result["places"] + result["special"]:
        by_name.setdefault(award["municipality"]["name"], []).append(award["cents"])
    assert {name: sorted(cents) for name, cents in by_name.items()} == {name: sorted(cents) for name, cents in expected_cents().items()}
    given = sum(map(sum, expected_cents().values()))
    assert result["totals"] == {"budgetCents": by_hand.BUDGET_CENTS, "totalCents": given, "unallocatedCents": by_hand.BUDGET_CENTS - given}
    download = visitor.context.request.get(f"{visitor.origin}/ergebnisse/demo-2027/ergebnis.json")
    assert download.text() == exported.stdout
    server.check()


def nothing_can_be_changed_any_more(person: Visitor, staff: Visitor) -> None:
    jurors.open_assignment(person, "Gemeinde Probedorf")
    expect(person.page.locator("form#sheet")).to_have_count(0)
    expect(person.page.get_by_role("button", name="Wieder öffnen")).to_have_count(0)
    staff.goto(f"{office.ROUND}/preise")
    expect(staff.page.get_by_role("button", name="Beschluss speichern")).to_have_count(0)
    staff.goto(f"{office.ROUND}/protokoll")
    look(staff, "verwaltung-protokoll")


def look(visitor: Visitor, name: str, page: Page | None = None) -> None:
    """A picture of this moment, and at one width, which stands for all, whether everyone can use the page."""
    page = page or visitor.page
    if visitor.width == DESKTOP:
        visitor.watch.problems += [f"{name}: {finding}" for finding in findings(page)]
    visitor.photograph_page(page, name, visitor.width)
