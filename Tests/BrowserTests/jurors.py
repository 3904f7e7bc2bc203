"""What jurors do on their pages."""

from playwright.sync_api import Page, expect

from by_hand import Sheet, german, total
from people import Visitor


def open_assignment(juror: Visitor, municipality: str) -> None:
    """From the desk to whatever the assignment needs next."""
    juror.goto("/jury")
    this_round = juror.page.get_by_role("region", name="Demo-Runde 2027 (Beispieldaten)")
    this_round.get_by_role("rowheader", name=municipality).get_by_role("link").click()


def declare_no_conflict(juror: Visitor, municipality: str) -> None:
    open_assignment(juror, municipality)
    expect(juror.heading).to_have_text("Sind Sie bei dieser Bewerbung befangen?")
    juror.page.get_by_role("radio", name="Ich bin nicht befangen").check()
    juror.press("Erklärung abgeben")
    expect(juror.heading).to_have_text(municipality)
    juror.sees("Ihre Erklärung ist gespeichert.")


def declare_conflict(juror: Visitor, municipality: str, ground: str, note: str) -> None:
    open_assignment(juror, municipality)
    juror.page.get_by_role("radio", name="Ich bin oder könnte befangen sein").check()
    juror.page.get_by_role("radio", name=ground).check()
    juror.fill("Erläuterung", note)
    juror.press("Erklärung abgeben")
    juror.sees("Die Bewerbung bleibt für Sie geschlossen.")


def mark(page: Page, sheet: Sheet) -> None:
    """Types the points into the sheet that is open."""
    for code, text in sheet.items():
        box = page.locator(f"[name='na-{code}']")
        box.set_checked(text == "n/a")
        page.locator(f"[name='points-{code}']").fill("" if text == "n/a" else text)


def score(juror: Visitor, municipality: str, sheet: Sheet, comment: str = "") -> None:
    """Opens, marks and finishes a sheet, and holds its total against the one reckoned by hand."""
    open_assignment(juror, municipality)
    expect(juror.heading).to_have_text(municipality)
    mark(juror.page, sheet)
    juror.fill("Kommentar", comment)
    expect(juror.page.locator("[data-total]")).to_have_text(german(total(sheet)))
    finish(juror, sheet)


def finish(juror: Visitor, sheet: Sheet) -> None:
    juror.press("Abschließen")
    juror.sees("Ihr Bogen ist abgeschlossen.")
    expect(juror.page.locator(".total__value")).to_contain_text(german(total(sheet)))
