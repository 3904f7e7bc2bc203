"""What a municipality does on its pages."""

import re

from playwright.sync_api import expect

from people import Visitor

# By section and question; the demo round requires all of these.
ANSWERS = {
    "verankerung": {
        "beschluesse": "2024 hat der Rat „faire Beschaffung“ beschlossen.\n\nDie Dienstanweisung gilt für <alle> Ämter & Betriebe.",
        "zustaendigkeit": "Eine Viertelstelle im Hauptamt, 8.000 Euro im Jahr.",
    },
    "beschaffung": {
        "vorgaben": "Gütezeichen für Bälle, Kaffee und Arbeitskleidung.",
        "umsetzung": "2025: 40 Bälle und die gesamte Bewirtung, zusammen 6.500 Euro.",
    },
    "multiplikation": {"bildung": "Projekttage an der Grundschule, zweimal im Jahr."},
    "marketing": {"vermarktung": "Der Dorfladen führt zwölf faire Produkte."},
    "reflexion": {
        "erfolge": "Der faire Anteil stieg von 5 auf 48 Prozent.",
        "herausforderungen": "Kleine Mengen waren teuer; nun kaufen wir mit den Nachbarn ein.",
        "kurzfassung": "Eine kleine Gemeinde kauft verbindlich fair ein und zeigt, wie es geht.",
    },
}


def start_entry(applicant: Visitor, *explained: str) -> str:
    """Starts the entry that the home offers; the size class has to be explained with all these words.

    - returns: the entry's address.
    """
    applicant.goto("/bewerbungen")
    applicant.follow(re.compile("^Bewerbung beginnen.*Demo-Runde 2027"))
    expect(applicant.heading).to_have_text("Bewerbung beginnen")
    for words in explained:
        applicant.sees(words)
    applicant.press("Bewerbung beginnen")
    applicant.sees("Ihre Bewerbung ist angelegt.")
    return applicant.path.partition("?")[0]


def own_entry(applicant: Visitor) -> str:
    """The address of the entry in the round that is open."""
    applicant.goto("/bewerbungen")
    return applicant.page.get_by_role("main").get_by_role("link", name=re.compile("Demo-Runde 2027")).first.get_attribute("href")


def write(applicant: Visitor, entry: str, section: str, answers: dict[str, str]) -> None:
    """Types into a section without saving it."""
    applicant.goto(f"{entry}/abschnitt/{section}")
    for question, text in answers.items():
        applicant.page.locator(f"textarea[name='frage-{question}']").fill(text)


def write_and_save(applicant: Visitor, entry: str, section: str, answers: dict[str, str]) -> None:
    write(applicant, entry, section, answers)
    applicant.press("Speichern")
    applicant.sees("Der Abschnitt ist gespeichert.")
    for question, text in answers.items():
        expect(applicant.page.locator(f"textarea[name='frage-{question}']")).to_have_value(text)


def add_measure(applicant: Visitor, entry: str, title: str, field: str) -> None:
    applicant.goto(f"{entry}/massnahmen")
    applicant.follow("Maßnahme hinzufügen")
    applicant.fill("Titel", title)
    applicant.page.get_by_role("radio", name=field).check()
    applicant.fill("Beschreibung", "Was wir tun, mit wem, und was es bewirkt.")
    applicant.fill("Beginn", "2024")
    applicant.press("Maßnahme speichern")
    expect(applicant.page.get_by_role("rowheader", name=title)).to_be_visible()


def review(applicant: Visitor, entry: str) -> None:
    applicant.goto(f"{entry}/pruefen")
    expect(applicant.heading).to_have_text("Prüfen und einreichen")


def submit(applicant: Visitor, entry: str) -> None:
    review(applicant, entry)
    applicant.page.get_by_role("checkbox", name=re.compile("^Ich darf diese Bewerbung")).check()
    applicant.press("Bewerbung einreichen")
    expect(applicant.heading).to_have_text("Ihre Bewerbung ist eingegangen")


def fact(applicant: Visitor, name: str) -> str:
    """A value of the key–value list on the page."""
    return applicant.page.locator("dl.facts > div").filter(has=applicant.page.locator(f"dt:text-is('{name}')")).locator("dd").inner_text()
