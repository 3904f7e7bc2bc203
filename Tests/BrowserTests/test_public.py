"""What anyone can see without an account, and what no answer may lack."""

import pytest
from playwright.sync_api import expect

from people import Visitors

PAGES = ["/", "/anmelden", "/barrierefreiheit", "/datenschutz", "/impressum"]


@pytest.mark.parametrize("path", PAGES)
def test_a_public_page_shows_without_an_account_and_works_without_javascript(visitors: Visitors, path: str):
    visitor = visitors.come(javascript=False)
    response = visitor.goto(path)
    assert response.status == 200
    expect(visitor.heading).to_be_visible()


@pytest.mark.parametrize("path", [*PAGES, "/static/lorbeer.css", "/static/lorbeer.js", "/healthz", "/gibt-es-nicht"])
def test_every_answer_carries_the_security_headers(visitors: Visitors, path: str):
    visitor = visitors.come()
    headers = visitor.context.request.get(visitor.origin + path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy and "http:" not in policy and "https:" not in policy and "*" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] in ("same-origin", "no-referrer", "strict-origin-when-cross-origin")


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(visitors: Visitors):
    sentences = []
    for address in ("verwaltung@example.org", "niemand@example.org"):
        visitor = visitors.come()
        visitor.goto("/anmelden")
        visitor.fill("E-Mail-Adresse", address)
        visitor.fill("Passwort", "das-ist-nicht-das-passwort")
        with visitor.watch.expecting(422):
            visitor.press("Anmelden")
            summary = visitor.page.locator(".error-summary")
            expect(summary).to_be_visible()
        sentences.append(summary.inner_text())
        expect(visitor.page.get_by_label("E-Mail-Adresse")).to_have_value(address)
        expect(visitor.page.get_by_label("Passwort")).to_have_value("")
    assert sentences[0] == sentences[1]


def test_a_page_behind_the_sign_in_leads_there_and_back(visitors: Visitors):
    visitor = visitors.come()
    visitor.goto("/konto")
    assert visitor.path.startswith("/anmelden")
    visitor.fill("E-Mail-Adresse", "verwaltung@example.org")
    visitor.fill("Passwort", "lorbeer-demo-2027")
    visitor.press("Anmelden")
    expect(visitor.heading).to_have_text("Ihr Konto")
    assert visitor.path == "/konto"
