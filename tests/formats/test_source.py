"""The one door: the bytes decide what a file is, never its name."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.core.problems import ProblemSeverity
from samverk.core.review.source import SourceKind
from samverk.formats.source import MAX_BYTES, is_pdf, read_source
from tests.formats.docx.making import p, word_file, zipped
from tests.formats.xlsx.making import sheet_file

WORD = word_file(p("Årsredovisning"))
BOOK = sheet_file("<row><c><v>1</v></c></row>")
TEXT = "Årsredovisning 2024\nIntäkter\t13 061\n".encode()
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@pytest.mark.parametrize(
    ("data", "name", "kind", "codes"),
    [
        (TEXT, "rapport.txt", SourceKind.TEXT, []),
        (TEXT, "rapport", SourceKind.TEXT, []),
        (TEXT, "rapport.md", SourceKind.TEXT, []),
        (TEXT, "rapport.pdf", SourceKind.TEXT, ["LAS-ANDELSE"]),
        (WORD, "rapport.docx", SourceKind.DOCX, []),
        (WORD, "rapport.DOCM", SourceKind.DOCX, []),
        (WORD, "rapport.pdf", SourceKind.DOCX, ["LAS-ANDELSE"]),
        (WORD, "rapport.xlsx", SourceKind.DOCX, ["LAS-ANDELSE"]),
        (BOOK, "bok.xlsx", SourceKind.XLSX, []),
        (BOOK, "bok.docx", SourceKind.XLSX, ["LAS-ANDELSE"]),
    ],
)
def test_content_decides(data, name, kind, codes):
    source, problems = read_source(data, name)
    assert source is not None
    assert (source.kind, source.name) == (kind, name)
    assert [problem.code for problem in problems] == codes


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (b"", "LAS-TOM", "0 byte"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "LAS-LOSENORD", "lösenord"),
        (OLE + "WordDocument".encode("utf-16-le"), "LAS-GAMMAL", ".docx"),
        (OLE + "Workbook".encode("utf-16-le"), "LAS-GAMMAL", ".xlsx"),
        (OLE, "LAS-GAMMAL", ".docx"),
        (b"{\\rtf1 text}", "LAS-SLAG", "RTF"),
        (b"\x89PNG\r\n\x1a\n", "LAS-SLAG", "bild"),
        (b"\xff\xd8\xff\xe0", "LAS-SLAG", "bild"),
        (b"\x1f\x8b\x08", "LAS-SLAG", "arkiv"),
        (b"\xef\xbb\xbf<!DOCTYPE html><html>", "LAS-SLAG", "webbsida"),
        (b'<?xml version="1.0"?><x/>', "LAS-SLAG", "XML"),
        (b"#FLAGGA 0\r\n#SIETYP 4\r\n", "LAS-SIE", "samverk sie"),
        (zipped({"a.txt": "text"}), "LAS-ZIP", "Packa upp"),
        (b"PK\x03\x04trasig", "LAS-TRASIG", "skadad"),
        (bytes(500), "LAS-BINAR", "inte text"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_other_files_are_refused_with_what_to_do(data, code, words):
    source, problems = read_source(data, "fil.pdf")
    assert source is None
    (problem,) = problems
    assert (problem.severity, problem.code, problem.file) == (ProblemSeverity.REFUSE, code, "fil.pdf")
    assert words in problem.message
    assert problem.message.endswith(".")


def test_a_file_above_the_limit_is_refused():
    source, problems = read_source(bytes(MAX_BYTES + 1), "fil.txt")
    assert source is None
    assert problems[0].code == "LAS-STOR"
    assert "större än 100 MB" in problems[0].message


@pytest.mark.parametrize(
    ("data", "is_one"),
    [
        (b"%PDF-1.7\n", True),
        (b"\r\n%PDF-1.7\n", True),
        (b"skrap %PDF-1.7\n" + bytes(100) + b"%%EOF", True),
        (b"En text om %PDF-1.7 och annat.", False),
        (WORD, False),
    ],
)
def test_a_pdf_is_known_by_its_mark(data, is_one):
    assert is_pdf(data) is is_one


def test_a_pdf_goes_to_the_reader_of_pdf():
    source, problems = read_source(b"%PDF-1.7\nskadad", "fil.docx")
    assert source is None
    assert problems[0].code.startswith("LAS-PDF")


def test_the_door_opens_without_loading_the_readers():
    code = (
        "import sys, samverk.formats.source\n"
        "print([name for name in ('lxml', 'zipfile', 'pypdfium2', 'pikepdf', 'pydantic') if name in sys.modules])"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"


@given(st.binary(max_size=400), st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\xff\xfe", b"<"]))
def test_arbitrary_bytes_never_raise(data, start):
    source, problems = read_source(start + data, "fil.bin")
    assert source is not None or problems[0].severity is ProblemSeverity.REFUSE
