"""Books are taken in whole, once, by those who may, or refused with a reason and nothing changed."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from django.db import connection

from samverk.apps.accounting import queries
from samverk.apps.accounting.actions import import_books, lock_version, restore_version, unlock_version
from samverk.apps.accounting.models import Account, DimensionObject, LedgerImport, Posting, Voucher
from samverk.apps.accounting.rows import _copied, read_pairs
from samverk.apps.audit.chain import head, verify
from samverk.apps.audit.door import RefusedChange
from samverk.apps.audit.models import AuditEvent
from samverk.apps.organisation.models import Association
from samverk.apps.users.actor import command_line
from samverk.apps.users.enums import Role
from samverk.apps.users.permission import PermissionRefused
from samverk.core.ledger.balances import lines_by_account, of_year
from samverk.formats import sie
from tests.factories.people import acting, association

LUND = Path(__file__).parents[3] / "examples" / "lund"
BOOKS = {year: (LUND / f"bokforing-{year}.se").read_bytes() for year in (2023, 2024)}


@pytest.fixture
def lund():
    from samverk.apps.organisation.actions import add_association

    return add_association(command_line(), "lund", "Finsam Lund", "222000-0000")


@pytest.fixture
def bookkeeper(lund):
    return acting(lund, Role.BOOKKEEPER)


def test_the_rows_are_those_of_the_file(lund, bookkeeper):
    version = import_books(bookkeeper, BOOKS[2024], "bokforing-2024.se")
    ledger, _ = sie.read(BOOKS[2024])
    assert ledger is not None
    vouchers = list(Voucher.objects.filter(ledger_import=version).prefetch_related("postings__account"))
    assert len(vouchers) == len(ledger.vouchers) == version.voucher_count
    for row, voucher in zip(vouchers, ledger.vouchers, strict=True):
        assert (row.series, row.number, row.day, row.text) == voucher[:4]
        lines = [(line.account.number, line.amount_ore, read_pairs(line.pairs)) for line in row.postings.all()]
        assert lines == [(line.account, line.amount_ore, line.objects) for line in voucher.postings]
    accounts = {row.number: row for row in Account.objects.filter(ledger_import=version)}
    assert set(accounts) >= set(ledger.accounts)
    booked = lines_by_account(ledger)
    closing = of_year(ledger.closing) | of_year(ledger.results)
    for number, row in accounts.items():
        assert row.closing_ore == closing.get(number, 0)
        sums = sum(Posting.objects.filter(account=row).values_list("amount_ore", flat=True))
        assert sums == booked.get(number, 0)
    objects = DimensionObject.objects.filter(ledger_import=version)
    assert {(row.dimension, row.code): row.name for row in objects} == ledger.objects


def test_what_was_taken_in_is_told_once_and_the_ledger_is_the_file_s(lund, bookkeeper):
    version = import_books(bookkeeper, BOOKS[2024], "mapp/bokforing-2024.se")
    events = AuditEvent.objects.filter(association_id=lund.pk, action="accounting.add_version")
    assert len(events) == 2
    assert "ur bokforing-2024.se (" in events[0].sentence
    assert "Bokföringen stämmer" in events[0].sentence
    assert "Valde kontoplanen" in events[1].sentence
    assert verify(lund.pk).is_whole
    assert queries.ledger_of(lund, 2024) == sie.read(BOOKS[2024], file="bokforing-2024.se")[0]
    assert queries.file_bytes(version) == BOOKS[2024]
    assert version.ties
    assert version.sentence.startswith("Bokföringen stämmer")


def test_the_year_before_comes_from_its_own_books_or_from_what_the_year_remembers(lund, bookkeeper):
    import_books(bookkeeper, BOOKS[2024], "a.se")
    remembered = queries.ledgers_of(lund, 2024)
    assert list(remembered) == [2024, 2023]
    assert not remembered[2023].vouchers
    import_books(bookkeeper, BOOKS[2023], "b.se", 2023)
    assert queries.ledgers_of(lund, 2024)[2023].vouchers
    assert queries.years_with_books(lund) == [2024, 2023]
    assert queries.ledgers_of(lund, 2030) == {}
    assert queries.ledger_of(lund, 2022) is None


def test_the_same_file_twice_is_told_and_changes_nothing(lund, bookkeeper):
    import_books(bookkeeper, BOOKS[2024], "a.se")
    before = head(lund.pk)
    with pytest.raises(RefusedChange, match=r"a\.se är redan inläst: den är version 1 för 2024, .* den som gäller"):
        import_books(bookkeeper, BOOKS[2024], "a.se")
    assert head(lund.pk) == before
    assert LedgerImport.objects.count() == 1


def _newer(data: bytes) -> bytes:
    return data.replace(b"#GEN ", b"#GEN 20250301 ny\r\n#GEN ", 1)


def test_versions_are_kept_and_an_older_one_can_count_again(lund, bookkeeper):
    first = import_books(bookkeeper, BOOKS[2024], "a.se")
    second = import_books(bookkeeper, _newer(BOOKS[2024]), "b.se")
    assert (second.number, queries.current_import(lund, 2024)) == (2, second)
    with pytest.raises(RefusedChange, match="Gör version 1 gällande igen"):
        import_books(bookkeeper, BOOKS[2024], "a.se")
    restore_version(bookkeeper, first)
    assert queries.current_import(lund, 2024) == first
    assert AuditEvent.objects.filter(sentence__contains="Gjorde version 1 av bokföringen 2024 gällande").exists()
    assert queries.changes_between(first, second).is_empty


def test_a_locked_year_takes_no_other_version_until_it_is_unlocked(lund, bookkeeper):
    director = acting(lund, Role.DIRECTOR)
    first = import_books(bookkeeper, BOOKS[2024], "a.se")
    second = import_books(bookkeeper, _newer(BOOKS[2024]), "b.se")
    with pytest.raises(RefusedChange, match="Version 1 gäller inte"):
        lock_version(director, first, "x")
    lock_version(director, second, "den används i årsredovisningen som styrelsen beslutade 2025-03-21.")
    for attempt in (
        lambda: import_books(bookkeeper, _newer(_newer(BOOKS[2024])), "c.se"),
        lambda: restore_version(bookkeeper, first),
    ):
        with pytest.raises(RefusedChange, match=r"låst: den används i .* 2025-03-21\. Rätta i ett"):
            attempt()
    assert queries.current_import(lund, 2024) == second
    with pytest.raises(PermissionRefused):
        unlock_version(bookkeeper, second, "x")
    unlock_version(director, second, "Årsredovisningen görs om")
    restore_version(bookkeeper, first)
    assert queries.current_import(lund, 2024) == first


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "Filen är tom"),
        (b"%PDF-1.7 ...", "ett PDF-dokument, inte en SIE-fil"),
        (b"PK\x03\x04" + b"\0" * 50, "ett Word- eller Excel-dokument"),
        ("Hej, här kommer siffrorna.".encode(), "inga SIE-poster"),
        (b"<!doctype html><html>", "en webbsida"),
        (BOOKS[2024].replace(b"222000-0000", b"222000-1111", 1), "hör till organisationsnummer 222000-1111"),
        (BOOKS[2024].replace(b"#RAR 0 20240101 20241231", b"#RAR 0 20240501 20250430", 1), "är kalenderåret"),
        (BOOKS[2024].replace(b"20240101 20241231", b"20990101 20991231", 1), "År 2099 har inte börjat"),
        (BOOKS[2024][: BOOKS[2024].rindex(b"#TRANS")], "Filen är avbruten"),
        (re.sub(rb"(?m)^#(IB|UB|RES) .*\r?\n", b"", BOOKS[2024]), "har inga saldon, bara 267 verifikat"),
        (BOOKS[2024].replace(b"#KONTO 1930", b"#KONTO " + b"1" * 60, 1), "kontonummer med 60 tecken"),
    ],
)
def test_what_is_not_the_association_s_books_is_refused_and_nothing_is_changed(lund, bookkeeper, data, words):
    before = head(lund.pk)
    with pytest.raises(RefusedChange, match=words) as told:
        import_books(bookkeeper, data, "fil.se")
    assert str(told.value).endswith("Ingenting har ändrats.")
    assert str(told.value).startswith(("fil.se", "År "))
    assert head(lund.pk) == before
    assert not LedgerImport.objects.exists()


def test_another_year_than_the_one_chosen_is_refused(bookkeeper):
    with pytest.raises(RefusedChange, match="gäller 2024, men du läser in 2023"):
        import_books(bookkeeper, BOOKS[2024], "fil.se", 2023)


def test_books_older_than_the_association_are_refused(lund, bookkeeper):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE organisation_association SET formed = %s WHERE id = %s", [date(2024, 7, 1), lund.pk])
    actor = acting(Association.objects.get(pk=lund.pk), Role.BOOKKEEPER)
    with pytest.raises(RefusedChange, match="Förbundet bildades 2024-07-01"):
        import_books(actor, BOOKS[2023], "fil.se")


def test_who_may_not_is_refused_before_the_file_is_read(lund):
    with pytest.raises(PermissionRefused, match="Du kan inte läsa in bokföringen"):
        import_books(acting(lund, Role.AUDITOR), b"", "fil.se")


def test_names_of_files_lose_folders_and_signs_that_turn_text(lund, bookkeeper):
    version = import_books(bookkeeper, BOOKS[2024], "C:\\hem\\\u202egnirofkob\0.se")
    assert version.file_name == "gnirofkob.se"


def test_a_version_belongs_to_its_association(lund, bookkeeper):
    version = import_books(bookkeeper, BOOKS[2024], "a.se")
    other = acting(association(), Role.DIRECTOR)
    for deed in (lambda: restore_version(other, version), lambda: lock_version(other, version, "x")):
        with pytest.raises(LedgerImport.DoesNotExist):
            deed()


@pytest.mark.parametrize(
    ("row", "copied"),
    [
        ((1, "A", -5, "", "text"), "1\tA\t-5\t\ttext\n"),
        ((1, "a\tb", "c\\d"), "1\ta\\tb\tc\\\\d\n"),
        ((1, "rad\nny\r"), "1\trad\\nny\\r\n"),
    ],
)
def test_rows_are_escaped_as_the_database_s_copy_wants_them(row, copied):
    assert _copied(row) == copied
