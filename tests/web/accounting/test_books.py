"""The room of the books: what is asked first, every figure down to the voucher, nothing of another association's."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samverk.apps.accounting import queries
from samverk.apps.accounting.actions import import_books, lock_version
from samverk.apps.accounting.models import LedgerImport, Posting, Voucher
from samverk.apps.audit.caches import MEMORY
from samverk.apps.users.actor import command_line
from samverk.apps.users.enums import Role
from samverk.core.document.figures import AccountSource
from samverk.core.money import format_exact
from tests.factories.lund_web import BOOKS, UNPLACED, lund, lund_with_facts, with_voucher
from tests.factories.people import association, person


@pytest.fixture(autouse=True)
def _without_totp(settings):
    settings.SAMVERK_REQUIRE_TOTP = False


def signed_in(of, role=Role.DIRECTOR):
    client = Client()
    client.force_login(person("Tuva Rimfrost", role, of=of))
    return client


@pytest.fixture
def books():
    return lund_with_facts()


def text_of(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def test_an_association_without_books_is_told_how_to_begin():
    of = association(slug="tomt")
    page = text_of(signed_in(of).get("/tomt/bokforing/"))
    assert "Ingen bokföring än" in page
    assert "/tomt/bokforing/las-in/" in page
    assert "las-in" not in text_of(signed_in(of, Role.AUDITOR).get("/tomt/bokforing/"))


def test_the_first_screen_says_whether_the_books_can_be_trusted(books):
    page = text_of(signed_in(books).get("/lund/bokforing/"))
    assert "Bokföring 2024" in page
    assert "Bokföringen stämmer: varje verifikat går jämnt ut" in page
    assert "267 verifikat ur bokforing-2024.se" in page
    assert "Det är den första versionen för 2024." in page
    assert "Varje konto med belopp finns på en rad." in page
    assert "/lund/bokforing/2024/siffra/arets_resultat.2024/" in page
    assert "\u22121 089 270" in page


def test_after_a_new_file_the_differences_and_the_accounts_without_a_line_are_told(books):
    import_books(command_line(books), UNPLACED, "ny.se")
    page = text_of(signed_in(books).get("/lund/bokforing/2024/"))
    assert "1 nytt, 0 ändrade och 0 borttagna verifikat" in page
    assert "2 konton" in page
    assert "finns inte i någon räkning" in page
    page = text_of(signed_in(books).get("/lund/bokforing/2024/konton/"))
    assert "2 konton behöver en rad" in page
    assert page.index("9900 Interna &lt;b&gt;poster") < page.index("1690")


def test_every_figure_of_every_statement_opens_and_its_accounts_tie(books):
    client = signed_in(books)
    statements, _ = queries.statements_of(books, 2024)
    for name in ("resultatrakning", "balansrakning", "kassaflode", "driftredovisning", "noter", "oversikt"):
        page = client.get(f"/lund/bokforing/2024/rakningar/{name}/").content.decode()
        figures = set(re.findall(r"/lund/bokforing/2024/siffra/([^/]+)/", page))
        assert figures
        for figure in sorted(figures)[:12]:
            answer = client.get(f"/lund/bokforing/2024/siffra/{figure}/")
            assert answer.status_code == 200, figure
            assert statements.figures.find(figure).label in answer.context["proof"].figure.label


def test_an_account_s_lines_tie_to_the_figure_that_rests_on_them(books):
    client = signed_in(books)
    statements, _ = queries.statements_of(books, 2024)
    tried = 0
    for figure in statements.figures:
        for source in figure.sources:
            if isinstance(source, AccountSource) and source.year == 2024 and source.balance == "lines":
                codes = {f"d{dimension}": code or "-" for dimension, code in source.objects}
                answer = client.get(f"/lund/bokforing/2024/konto/{source.account}/", codes)
                assert answer.context["sums"].amount_ore == source.amount_ore, (figure.id, source)
                tried += 1
        if tried > 40:
            break
    assert tried > 20


def test_lines_are_narrowed_by_month_object_and_words(books):
    client = signed_in(books)
    account = "/lund/bokforing/2024/konto/7510/"
    whole = client.get(account).context["sums"]
    assert whole.count == 16
    by_month = [client.get(account, {"manad": month}).context["sums"] for month in range(1, 13)]
    assert sum(each.amount_ore for each in by_month) == whole.amount_ore
    centres = [client.get(account, {"d1": code}).context["sums"].amount_ore for code in ("1", "2")]
    assert sum(centres) == whole.amount_ore
    assert client.get(account, {"d1": "-"}).context["sums"].count == 0
    assert client.get(account, {"q": "arbetsgivaravgifter"}).context["sums"] == whole
    assert client.get(account, {"q": "finns inte"}).context["sums"].count == 0
    assert client.get(account, {"manad": "tretton"}).context["sums"] == whole


def test_a_voucher_shows_its_lines_and_that_they_balance(books):
    voucher = Voucher.objects.filter(ledger_import__year=2024).first()
    answer = signed_in(books).get(f"/lund/bokforing/2024/verifikat/{voucher.pk}/")
    assert answer.context["debit_ore"] == answer.context["credit_ore"] > 0
    assert format_exact(answer.context["debit_ore"]) in answer.content.decode()
    lines = Posting.objects.filter(voucher=voucher)
    assert len(answer.context["lines"]) == lines.count()


def test_a_voucher_of_an_older_version_leads_to_the_one_in_force(books):
    voucher = Voucher.objects.filter(ledger_import__year=2024).first()
    import_books(command_line(books), UNPLACED, "ny.se")
    page = text_of(signed_in(books).get(f"/lund/bokforing/2024/verifikat/{voucher.pk}/"))
    assert "Verifikatet står i version 1, som inte gäller längre." in page
    assert "Visa det i version 2" in page


def test_names_and_texts_from_the_file_are_never_executed(books):
    lines = '#TRANS 1930 {} 0.00 20241230 "=HYPERLINK(1) <script>alert(1)</script>"'
    accounts = '#KONTO 9900 "<script>alert(2)</script>"\r\n#OBJEKT 6 99 "<img src=x onerror=alert(3)>"'
    version = import_books(
        command_line(books), with_voucher(BOOKS[2024], lines, accounts), "<script>alert(4)</script>.se"
    )
    client = signed_in(books)
    voucher = Voucher.objects.get(ledger_import=version, series="Z")
    for address in (
        "",
        "2024/konton/",
        "2024/konto/1930/?q=HYPERLINK",
        "2024/konto/9900/",
        "2024/skillnader/",
        "2024/versioner/",
        f"2024/verifikat/{voucher.pk}/",
    ):
        page = client.get(f"/lund/bokforing/{address}").content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page
    assert (
        "=HYPERLINK(1) &lt;script&gt;" in client.get(f"/lund/bokforing/2024/verifikat/{voucher.pk}/").content.decode()
    )


def test_versions_are_listed_compared_and_handed_out_as_they_came(books):
    import_books(command_line(books), UNPLACED, "ny.se")
    client = signed_in(books)
    page = text_of(client.get("/lund/bokforing/2024/versioner/"))
    for version in LedgerImport.objects.filter(year=2024):
        assert version.sha256 in page
    assert client.get("/lund/bokforing/2024/versioner/1/fil/").content == BOOKS[2024]
    assert "Från version 1 till 2: 1 nytt" in text_of(client.get("/lund/bokforing/2024/skillnader/?fran=1&till=2"))
    same = text_of(client.get("/lund/bokforing/2024/skillnader/?fran=2&till=2"))
    assert "Det finns bara en version att visa" in same


def test_an_older_version_is_made_to_count_again(books):
    import_books(command_line(books), UNPLACED, "ny.se")
    answer = signed_in(books).post("/lund/bokforing/2024/versioner/1/galler/", follow=True)
    assert "Version 1 gäller nu för 2024." in text_of(answer)
    assert queries.current_import(books, 2024).number == 1


def test_a_year_is_locked_with_a_reason_and_only_the_director_opens_it(books):
    office, director = signed_in(books, Role.OFFICE), signed_in(books)
    lock = "/lund/bokforing/2024/versioner/1/las/"
    assert office.post(lock, {"reason": ""}).status_code == 422
    answer = office.post(lock, {"reason": "den används i den beslutade årsredovisningen"}, follow=True)
    assert "Bokföringen 2024 är låst." in text_of(answer)
    assert "Året är låst sedan" in text_of(answer)
    assert office.post(lock, {"reason": "ångrar mig"}).status_code == 403
    answer = director.post(lock, {"reason": "årsredovisningen görs om"}, follow=True)
    assert "Bokföringen 2024 är upplåst." in text_of(answer)


def test_a_locked_year_says_so_when_a_version_is_to_be_restored(books):
    import_books(command_line(books), UNPLACED, "ny.se")
    lock_version(command_line(books), queries.current_import(books, 2024), "den används")
    answer = signed_in(books).post("/lund/bokforing/2024/versioner/1/galler/", follow=True)
    assert "Bokföringen för 2024 är låst: den används." in text_of(answer)
    assert queries.current_import(books, 2024).number == 2


ADDRESSES = (
    "2024/",
    "2024/avstamning/",
    "2024/konton/",
    "2024/konto/1930/",
    "2024/rakningar/noter/",
    "2024/siffra/arets_resultat.2024/",
    "2024/versioner/",
    "2024/skillnader/",
    "2024/versioner/1/fil/",
    "2024/versioner/1/las/",
)


def test_another_association_s_books_do_not_exist(books):
    other = association(slug="annat")
    client = signed_in(other)
    voucher, rule = Voucher.objects.first(), books.note_rules.first()
    inside = (f"2024/verifikat/{voucher.pk}/", f"regler/notrad/{rule.pk}/")
    for address in (*ADDRESSES, *inside):
        assert client.get(f"/annat/bokforing/{address}").status_code == 404, address
        assert client.get(f"/lund/bokforing/{address}").status_code == 404, address
    for deed in ("2024/versioner/1/galler/", f"regler/notrad/{rule.pk}/ta-bort/", f"regler/notrad/{rule.pk}/flytta/"):
        assert client.post(f"/annat/bokforing/{deed}").status_code == 404


@pytest.mark.parametrize("address", ["1999/", "2024/siffra/finns_inte/", "2024/rakningar/annat/", "2024/konto/0000/"])
def test_what_is_not_there_is_not_found(books, address):
    assert signed_in(books).get(f"/lund/bokforing/{address}").status_code == 404


def test_no_page_asks_the_database_too_much_even_the_first_time():
    of = lund("forsta")
    for year, data in BOOKS.items():
        import_books(command_line(of), data, f"{year}.se")
    import_books(command_line(of), UNPLACED, "ny.se")
    client = signed_in(of)
    MEMORY.clear()
    for address in ("", *ADDRESSES, "regler/", "las-in/", "regler/rad/ny/?konton=9900"):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(f"/forsta/bokforing/{address}").status_code == 200
        assert len(asked) <= 25, address
