"""What staff do from the ranking to the published result, and what these pages say."""

from dataclasses import dataclass

from playwright.sync_api import Page, expect

from people import Visitor

ROUND = "/verwaltung/demo-2027"

_RANKING = """() => [...document.querySelectorAll("section.section")].map((section) => [
  section.querySelector("h2").textContent.trim(),
  [...section.querySelectorAll("tbody tr")].map((row) => {
    const text = (cell) => cell.firstChild.textContent.trim();
    const cell = (label) => row.querySelector(`[data-label="${label}"]`);
    return { rank: text(row.querySelector("th")), name: text(cell("Kommune")), points: text(cell("Punkte")),
      sheets: text(cell("Bögen")), reason: cell("Entschieden durch").textContent.trim() };
  }),
])"""

_DISTRIBUTION = """() => [...document.querySelectorAll("#verteilung tbody tr:not(.table__group)")]
  .map((row) => [row.querySelector("th").textContent.trim(), row.querySelector("[data-label=Preisgeld]").firstChild.textContent.trim()])"""


@dataclass(frozen=True)
class RankedRow:
    rank: str
    name: str
    points: str
    sheets: str
    reason: str


def ranking(page: Page) -> dict[str, list[RankedRow]]:
    """The ranking page as it reads, by the size class's title."""
    return {title: [RankedRow(**row) for row in rows] for title, rows in page.evaluate(_RANKING)}


def distribution(page: Page) -> list[tuple[str, str]]:
    """The lines of the distribution with their amounts, subtotals among them."""
    return [(name, amount) for name, amount in page.evaluate(_DISTRIBUTION)]


def sums(page: Page) -> dict[str, str]:
    """Budget, what is given out, what is left, as the page adds up."""
    pairs = page.locator("dl.sum-line").first.locator("div").all()
    return {pair.locator("dt").inner_text(): pair.locator("dd").inner_text() for pair in pairs}


def freeze(staff: Visitor) -> None:
    staff.goto(f"{ROUND}/rangliste")
    staff.follow("Rangliste feststellen")
    expect(staff.heading).to_have_text("Rangliste feststellen?")
    staff.press("Rangliste feststellen")
    staff.sees("Die Rangliste ist festgestellt.")


def decide(staff: Visitor, special: dict[str, list[str]], decided_by: str) -> None:
    """The places as the ranking proposes them, special prizes by hand."""
    staff.goto(f"{ROUND}/preise")
    for prize, names in special.items():
        field = staff.page.locator(f"#preis-{prize}")
        for number, name in enumerate(names):
            choice = field.locator("select").nth(number)
            choice.select_option(value=choice.locator("option").filter(has_text=name).first.get_attribute("value"))
    staff.fill("Beschlossen von", decided_by)


def publish(staff: Visitor) -> None:
    staff.follow("Ergebnis veröffentlichen")
    expect(staff.heading).to_have_text("Ergebnis veröffentlichen?")
    staff.press("Ergebnis jetzt veröffentlichen")
    staff.sees("Das Ergebnis ist veröffentlicht.")
