"""A session that ends in mid-form, a browser without scripts, two people in one section: no text is lost."""

import re

from playwright.sync_api import expect

import jurors
import municipality as town
from people import PASSWORD, Visitor, Visitors, juror, municipality
from server import Server

TEXT = "Ein langer Text,\nder nicht verloren gehen darf: „Grüße“ & <mehr>."


def end_all_sessions(server: Server) -> None:
    server.sql("UPDATE session SET expires_at = now() - interval '1 second'")


def sign_in_again(visitor: Visitor, email: str) -> None:
    expect(visitor.heading).to_have_text("Bitte melden Sie sich noch einmal an")
    visitor.fill("E-Mail-Adresse", email)
    visitor.fill("Passwort", PASSWORD)
    visitor.press("Anmelden und fortsetzen")
    expect(visitor.heading).to_have_text("Ihre Eingaben sind noch da")
    visitor.sees("der nicht verloren gehen darf")


def test_a_session_that_ends_in_mid_form_costs_no_text_and_the_person_goes_on_after_signing_in(
    busy_visitors: Visitors, busy_server: Server
):
    applicant = busy_visitors.come(municipality(16))
    entry = town.own_entry(applicant)
    town.write(applicant, entry, "beschaffung", {"vorgaben": TEXT})
    end_all_sessions(busy_server)
    with applicant.watch.expecting(401):
        applicant.press("Speichern")
        sign_in_again(applicant, municipality(16))
    applicant.press("Eingaben jetzt speichern")
    expect(applicant.page.locator("textarea[name='frage-vorgaben']")).to_have_value(TEXT)
    applicant.page.reload()
    expect(applicant.page.locator("textarea[name='frage-vorgaben']")).to_have_value(TEXT)


def test_autosave_says_that_the_session_has_ended_and_saving_leads_to_signing_in_with_the_text_kept(
    busy_visitors: Visitors, busy_server: Server
):
    applicant = busy_visitors.come(municipality(17))
    entry = town.own_entry(applicant)
    applicant.goto(f"{entry}/abschnitt/beschaffung")
    end_all_sessions(busy_server)
    with applicant.watch.expecting(401):
        applicant.page.locator("textarea[name='frage-vorgaben']").fill(TEXT)
        state = applicant.page.locator("[data-save-state]")
        expect(state).to_contain_text("Ihre Anmeldung ist abgelaufen.")
        applicant.press("Speichern")
        sign_in_again(applicant, municipality(17))
    applicant.press("Eingaben jetzt speichern")
    expect(applicant.page.locator("textarea[name='frage-vorgaben']")).to_have_value(TEXT)


def test_a_score_sheet_survives_the_end_of_the_session(busy_visitors: Visitors, busy_server: Server):
    person = busy_visitors.come(juror(4))
    jurors.declare_no_conflict(person, "Stadt Vorführstadt")
    jurors.mark(person.page, {"verankerung": "7,5", "wirkung": "n/a"})
    person.fill("Kommentar", TEXT)
    end_all_sessions(busy_server)
    with person.watch.expecting(401):
        person.press("Speichern")
        sign_in_again(person, juror(4))
    person.press("Eingaben jetzt speichern")
    expect(person.page.locator("[name='points-verankerung']")).to_have_value("7,5")
    expect(person.page.locator("[name='na-wirkung']")).to_be_checked()
    expect(person.page.get_by_label("Kommentar")).to_have_value(TEXT)


def test_an_entry_is_written_and_submitted_without_javascript(busy_visitors: Visitors):
    applicant = busy_visitors.come(municipality(3), javascript=False)
    entry = town.start_entry(applicant, "2.316 Einwohner*innen")
    for section, answers in town.ANSWERS.items():
        town.write_and_save(applicant, entry, section, answers)
    town.add_measure(applicant, entry, "Faire Bälle", "Marketing")
    town.submit(applicant, entry)
    assert re.fullmatch(r"[0-9a-f]{64}", town.fact(applicant, "Prüfsumme"))


def test_a_sheet_is_declared_scored_and_finished_without_javascript(busy_visitors: Visitors):
    person = busy_visitors.come(juror(5), javascript=False)
    jurors.declare_no_conflict(person, "Stadt Vorführstadt")
    sheet = {"verankerung": "7,5", "beschaffung": "6.5", "multiplikation": "n/a", "marketing": "10", "zusammenarbeit": "0", "wirkung": "3"}
    jurors.mark(person.page, sheet)
    person.press("Speichern")
    person.sees("Ihr Bogen ist gespeichert.")
    jurors.finish(person, sheet)


def test_two_people_of_one_municipality_who_write_the_same_section_see_both_texts(busy_visitors: Visitors):
    applicant = busy_visitors.come(municipality(16))
    entry = town.own_entry(applicant)
    colleague = applicant.another_tab()
    applicant.goto(f"{entry}/abschnitt/marketing")
    colleague.goto(applicant.page.url)
    applicant.page.locator("textarea[name='frage-vermarktung']").fill("Die erste Fassung")
    applicant.press("Speichern")
    applicant.sees("Der Abschnitt ist gespeichert.")
    with applicant.watch.expecting(409):
        colleague.locator("textarea[name='frage-vermarktung']").fill(TEXT)
        colleague.get_by_role("button", name="Speichern", exact=True).click()
        expect(colleague.get_by_role("heading", name="Inzwischen hat jemand anderes gespeichert")).to_be_visible()
    expect(colleague.locator(".version--mine")).to_contain_text("der nicht verloren gehen darf")
    expect(colleague.locator(".version:not(.version--mine)")).to_contain_text("Die erste Fassung")
    expect(colleague.locator("textarea[name='frage-vermarktung']")).to_have_value(TEXT)
    colleague.get_by_role("button", name="Speichern", exact=True).click()
    expect(colleague.get_by_role("main")).to_contain_text("Der Abschnitt ist gespeichert.")
    colleague.close()


def test_signing_out_ends_the_session_for_the_next_person_at_the_screen(busy_visitors: Visitors):
    applicant = busy_visitors.come(municipality(16))
    entry = town.own_entry(applicant)
    applicant.page.locator("details.account summary").click()
    applicant.page.get_by_role("button", name="Abmelden").click()
    expect(applicant.page.get_by_role("banner").get_by_role("link", name="Anmelden")).to_be_visible()
    applicant.goto(entry)
    expect(applicant.heading).to_have_text("Anmelden")
    stranger = busy_visitors.come(municipality(17))
    with stranger.watch.expecting(404):
        stranger.goto(entry)
    stranger.sees("Seite nicht gefunden")
