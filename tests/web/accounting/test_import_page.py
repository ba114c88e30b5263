"""Handing in a file: the books or a reason, whatever is sent."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import SkipFile
from django.core.handlers.wsgi import WSGIRequest
from django.test import Client, RequestFactory

from samverk.apps.accounting.actions import lock_version
from samverk.apps.accounting.models import LedgerImport, Voucher
from samverk.apps.users.actor import command_line
from samverk.apps.users.enums import Role
from samverk.web import uploads
from tests.factories.lund_web import BOOKS, lund
from tests.factories.people import person

VENDORS = sorted((Path(__file__).parents[2] / "data" / "sie").glob("*.[sS][eEiI]"))
ADDRESS = "/lund/bokforing/las-in/"


@pytest.fixture
def of():
    return lund()


@pytest.fixture
def client(settings, of):
    settings.SAMVERK_REQUIRE_TOTP = False
    client = Client()
    client.force_login(person("Tuva Rimfrost", Role.BOOKKEEPER, of=of))
    return client


def send(client, data, name="bokforing.se", **more):
    return client.post(ADDRESS, {"file": SimpleUploadedFile(name, data)}, **more)


def test_the_first_thing_seen_after_a_file_is_the_reconciliation(client):
    answer = send(client, BOOKS[2024], follow=True)
    assert answer.redirect_chain == [("/lund/bokforing/2024/", 302)]
    page = answer.content.decode()
    assert "bokforing.se är inläst som version 1 för 2024." in page
    assert "Bokföringen stämmer" in page


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "tom.se", "Filen är tom (0 byte)"),
        (b"%PDF-1.7\n%\xe2\xe3", "rapport.pdf", "Filen är ett PDF-dokument, inte en SIE-fil."),
        (b"PK\x03\x04" + b"\0" * 100, "budget.xlsx", "ett Word- eller Excel-dokument"),
        (b"hej", "brev.txt", "Filen har inga SIE-poster"),
        (
            BOOKS[2024].replace(b"222000-0000", b"222000-9999", 1),
            "annat.se",
            "hör till organisationsnummer 222000-9999",
        ),
        (BOOKS[2024].replace(b"20240101 20241231", b"20980101 20981231", 1), "framtid.se", "År 2098 har inte börjat"),
    ],
)
def test_what_is_not_the_books_is_refused_with_a_reason(client, data, name, words):
    answer = send(client, data, name)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not LedgerImport.objects.exists()


def test_no_file_at_all_is_told(client):
    assert "Välj en fil." in client.post(ADDRESS).content.decode()


def test_the_same_file_twice_and_a_locked_year_are_told(client, of):
    send(client, BOOKS[2024])
    assert "är redan inläst: den är version 1" in send(client, BOOKS[2024]).content.decode()
    lock_version(command_line(of), LedgerImport.objects.get(), "den används i årsredovisningen")
    answer = send(client, BOOKS[2024].replace(b"#GEN 2025", b"#GEN 2026", 1))
    assert "Bokföringen för 2024 är låst: den används i årsredovisningen." in answer.content.decode()
    assert LedgerImport.objects.count() == 1


class _Endless:
    """A body of so many bytes that is made as it is read."""

    def __init__(self, head: bytes, size: int) -> None:
        self.head, self.left = head, size
        self.largest = 0

    def read(self, count: int = -1) -> bytes:
        assert 0 <= count <= 1_000_000, "read in one go"
        self.largest = max(self.largest, count)
        part = self.head[:count] if self.head else bytes(min(count, self.left))
        self.head = self.head[len(part) :] if self.head else b""
        self.left -= len(part)
        return part

    def readline(self, count: int = -1) -> bytes:
        raise AssertionError("a line may be as long as the body")


def test_300_mb_are_read_past_and_never_kept():
    size = 300_000_000
    head = (
        b'--grans\r\nContent-Disposition: form-data; name="file"; filename="stor.se"\r\n'
        b"Content-Type: application/octet-stream\r\n\r\n"
    )
    body = _Endless(head, size)
    environ = {
        "REQUEST_METHOD": "POST",
        "CONTENT_TYPE": "multipart/form-data; boundary=grans",
        "CONTENT_LENGTH": str(size),
        "wsgi.input": body,
    }
    request = WSGIRequest(RequestFactory()._base_environ(**environ))
    assert not request.FILES
    assert uploads.too_large(request) == size
    assert body.left < 10_000
    assert body.largest <= 1_000_000


def test_a_file_larger_than_the_whole_limit_is_told_as_such(client, monkeypatch):
    monkeypatch.setattr(uploads, "MOST_BYTES", 10_000)
    answer = send(client, b"#FLAGGA 0\r\n" + b" " * 20_000)
    assert answer.status_code == 422
    assert "Samverk läser SIE-filer upp till 67 MB" in answer.content.decode()
    assert not LedgerImport.objects.exists()


def test_a_file_larger_than_a_sie_file_may_be_is_told_without_being_read(client, monkeypatch):
    monkeypatch.setattr("samverk.web.accounting.forms.MAX_BYTES", 1_000)
    monkeypatch.setattr("samverk.web.accounting.import_views.import_books", lambda *_: pytest.fail("the file was read"))
    assert "Samverk läser SIE-filer upp till" in send(client, BOOKS[2024]).content.decode()


def test_a_request_that_does_not_say_its_length_is_counted():
    request = RequestFactory().post("/")
    handler = uploads.SizeLimitHandler(request)
    handler.handle_raw_input(None, {}, 0, None)
    assert handler.receive_data_chunk(b"x" * 10, 0) == b"x" * 10
    with pytest.raises(SkipFile):
        handler.receive_data_chunk(b"x" * uploads.MOST_BYTES, 10)
    assert uploads.too_large(request) == uploads.MOST_BYTES + 10


@pytest.mark.parametrize("path", VENDORS, ids=lambda path: path.name)
def test_files_of_other_programs_are_taken_in_or_refused_but_never_fail(client, of, path):
    """As if they were the association's own books: whose they are is tried elsewhere."""
    from samverk.formats import sie

    data = path.read_bytes()
    ledger, _ = sie.read(data)
    number = ledger.org_number if ledger else ""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("UPDATE organisation_association SET org_number = %s WHERE id = %s", [number[:11], of.pk])
    answer = send(client, data, path.name, follow=True)
    assert answer.status_code in (200, 422)
    if answer.status_code == 200:
        version = LedgerImport.objects.get()
        assert version.voucher_count == Voucher.objects.filter(ledger_import=version).count() == len(ledger.vouchers)
        for page in ("avstamning", "konton", "rakningar/noter"):
            assert client.get(f"/lund/bokforing/{version.year}/{page}/").status_code == 200
    else:
        assert "Ingenting har ändrats." in answer.content.decode()
