"""Files that are broken, locked, pictures or made to do harm: a Swedish message, in bounded time and memory."""

from __future__ import annotations

import io
import zlib

import pikepdf
import pytest

from samverk.core.problems import ProblemSeverity
from samverk.core.review.source import Line, Source
from samverk.formats.pdf import read
from samverk.formats.pdf.read import read_pdf
from tests.factories.pdf_files import saved, typeset

_TEXT = b"BT /F 12 Tf 70 700 Td (Resultat 12 930 tkr och flera ord som alla kan se) Tj ET"
_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def _pdf(objects: dict[int, bytes]) -> bytes:
    out, places = io.BytesIO(), {}
    out.write(b"%PDF-1.7\n")
    for number, body in objects.items():
        places[number] = out.tell()
        out.write(b"%d 0 obj\n" % number + body + b"\nendobj\n")
    start, size = out.tell(), max(objects) + 1
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % size)
    for number in range(1, size):
        out.write(b"%010d 00000 n \n" % places.get(number, 0))
    out.write(b"trailer <</Size %d /Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, start))
    return out.getvalue()


def _stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<</Length %d %s>>stream\n" % (len(data), entries) + data + b"\nendstream"


def _page(content: bytes, catalogue: bytes = b"", resources: bytes = b"") -> dict[int, bytes]:
    return {
        1: b"<</Type/Catalog/Pages 2 0 R %s>>" % catalogue,
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>%s>>>>"
        % resources,
        4: content,
        5: _FONT,
    }


def _texts(source: Source | None) -> list[str]:
    assert source is not None
    return [block.text for block in source.blocks if isinstance(block, Line)]


def _refusal(file: bytes) -> str:
    source, problems = read_pdf(file, "rapport.pdf")
    assert source is None
    assert [problem.severity for problem in problems] == [ProblemSeverity.REFUSE]
    assert problems[0].file == "rapport.pdf"
    assert problems[0].message.endswith(".")
    return problems[0].code


@pytest.mark.parametrize(
    ("file", "code"),
    [
        (b"", "LAS-PDF-FORMAT"),
        (b"Resultatet blev bra.", "LAS-PDF-FORMAT"),
        (b"%PDF-1.7\n", "LAS-PDF-TRASIG"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 40, "LAS-PDF-TRASIG"),
        (_pdf({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Kids[]/Count 0>>"}), "LAS-PDF-TOM"),
        (_pdf(_page(_stream(b""))), "LAS-PDF-TOM"),
        (_pdf(_page(b"[" * 100_000)), "LAS-PDF-TOM"),
    ],
)
def test_what_is_no_report_is_refused(file: bytes, code: str) -> None:
    assert _refusal(file) == code


def test_too_many_bytes_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "MOST_MEGABYTES", 0)
    assert _refusal(typeset("Text")) == "LAS-PDF-STORLEK"


def test_a_locked_file_is_refused_but_an_empty_password_is_tried() -> None:
    with pikepdf.open(io.BytesIO(typeset("Resultatet blev 12 930 tkr."))) as pdf:
        assert _refusal(saved(pdf, encryption=pikepdf.Encryption(owner="a", user="b"))) == "LAS-PDF-LOSENORD"
        source, problems = read_pdf(saved(pdf, encryption=pikepdf.Encryption(owner="a", user="")), "rapport.pdf")
    assert _texts(source) == ["Resultatet blev 12 930 tkr."]
    assert problems == ()


def _with_picture(markup: str, *numbers: int) -> bytes:
    """A picture over the whole of the pages with these numbers, and no text of theirs."""
    with pikepdf.open(io.BytesIO(typeset(markup))) as pdf:
        picture = pdf.make_stream(
            b"\x80" * 64, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=8, Height=8
        )
        picture["/ColorSpace"], picture["/BitsPerComponent"] = pikepdf.Name.DeviceGray, 8
        for number in numbers:
            page = pdf.pages[number - 1]
            page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=picture))
            page.Contents = pdf.make_stream(b"q 595 0 0 842 0 0 cm /P Do Q")
        return saved(pdf)


def test_pages_that_are_pictures_are_named() -> None:
    markup = "#pagebreak()".join(f"Sidans text är den här, nummer {n}." for n in range(1, 5))
    source, problems = read_pdf(_with_picture(markup, 3), "rapport.pdf")
    assert source is not None
    assert (source.pages, source.unreadable_pages) == (4, (3,))
    assert [(problem.severity, problem.code, problem.message) for problem in problems] == [
        (
            ProblemSeverity.WARNING,
            "LAS-PDF-BILD",
            "Sidan 3 har ingen text, bara en bild. Den kan inte granskas.",
        )
    ]
    source, problems = read_pdf(_with_picture(markup, 1, 2, 4), "rapport.pdf")
    assert source is not None
    assert source.unreadable_pages == (1, 2, 4)
    assert problems[0].message == "Sidorna 1, 2 och 4 har ingen text, bara bilder. De kan inte granskas."


def test_a_file_of_only_pictures_is_refused_with_what_to_do() -> None:
    source, problems = read_pdf(_with_picture("ett#pagebreak()två", 1, 2), "rapport.pdf")
    assert source is None
    assert problems[0].code == "LAS-PDF-INGEN-TEXT"
    assert "OCR" in problems[0].message


def test_an_empty_page_is_not_a_picture() -> None:
    source, problems = read_pdf(
        typeset("Första sidans text.#pagebreak()#pagebreak()Tredje sidans text."), "rapport.pdf"
    )
    assert source is not None
    assert (source.pages, source.unreadable_pages, problems) == (3, (), ())


def test_nothing_in_the_file_is_run_or_followed() -> None:
    actions = (
        b"/OpenAction<</S/JavaScript/JS(while(1){})>>/AA<</WC<</S/Launch/F(/bin/false)>>/O<</S/URI/URI(http:x)>>>>"
    )
    source, problems = read_pdf(_pdf(_page(_stream(_TEXT), actions)), "rapport.pdf")
    assert _texts(source) == ["Resultat 12 930 tkr och flera ord som alla kan se"]
    assert problems == ()


def test_a_page_tree_that_loops_or_lies() -> None:
    objects = _page(_stream(_TEXT))
    source, problems = read_pdf(_pdf({**objects, 2: b"<</Type/Pages/Kids[3 0 R 2 0 R]/Count 2>>"}), "rapport.pdf")
    assert len(_texts(source)) == 1
    assert [problem.code for problem in problems] == ["LAS-PDF-SIDA"]
    assert problems[0].message.startswith("Sidan 2 går inte att öppna.")
    source, _ = read_pdf(_pdf({**objects, 2: b"<</Type/Pages/Kids[3 0 R]/Count 900000000>>"}), "rapport.pdf")
    assert len(_texts(source)) == 1
    deep = {number: b"<</Type/Pages/Count 1/Kids[%d 0 R]>>" % (number + 1) for number in range(6, 20_000)}
    assert _refusal(_pdf({**objects, 2: b"<</Type/Pages/Count 1/Kids[6 0 R]>>", **deep})).startswith("LAS-PDF-T")


def test_of_five_thousand_pages_the_first_thousand_are_read() -> None:
    kids = b"3 0 R " * 5000
    source, problems = read_pdf(
        _pdf({**_page(_stream(_TEXT)), 2: b"<</Type/Pages/Kids[%s]/Count 5000>>" % kids}), "rapport.pdf"
    )
    assert source is not None
    assert source.pages == 5000
    assert {block.place.page for block in source.blocks} == set(range(1, 1001))
    assert [(problem.severity, problem.code) for problem in problems] == [(ProblemSeverity.ERROR, "LAS-PDF-SIDOR")]
    assert "de första 1\u00a0000" in problems[0].message


def test_streams_that_swell_are_cut_off() -> None:
    swollen = zlib.compress(zlib.compress(bytes(100_000_000), 9), 9)
    content = _stream(swollen, b"/Filter[/FlateDecode/FlateDecode]")
    source, problems = read_pdf(_pdf(_page(content)), "rapport.pdf")
    assert source is None
    assert problems[0].code in ("LAS-PDF-TUNG", "LAS-PDF-TOM")
    objects = _page(_stream(_TEXT))
    objects[6] = _stream(
        zlib.compress(b"10 0 " + b" " * 100_000_000, 1), b"/Type/ObjStm/N 1/First 5/Filter/FlateDecode"
    )
    source, _ = read_pdf(_pdf(objects), "rapport.pdf")
    assert len(_texts(source)) == 1


def test_a_page_with_more_letters_than_a_page_can_have() -> None:
    pages = _page(_stream(_TEXT))
    pages[2] = b"<</Type/Pages/Kids[3 0 R 6 0 R]/Count 2>>"
    pages[6] = pages[3].replace(b"4 0 R", b"7 0 R")
    pages[7] = _stream(zlib.compress(_TEXT * 10_000), b"/Filter/FlateDecode")
    source, problems = read_pdf(_pdf(pages), "rapport.pdf")
    assert source is not None
    assert source.unreadable_pages == (2,)
    assert [problem.code for problem in problems] == ["LAS-PDF-SIDA"]


@pytest.mark.parametrize("tree", ["deep", "wide spans"])
def test_a_tag_tree_made_to_do_harm(tree: str) -> None:
    marked = _stream(b"/P <</MCID 0>> BDC " + _TEXT + b" EMC")
    objects = _page(marked, b"/MarkInfo<</Marked true>>/StructTreeRoot 6 0 R")
    objects[6] = b"<</Type/StructTreeRoot/K 7 0 R>>"
    if tree == "deep":
        objects |= {number: b"<</S/Sect/K[%d 0 R]>>" % (number + 1) for number in range(7, 5000)}
        objects[5000] = b"<</S/P/Pg 3 0 R/K 0>>"
    else:
        cell = b"<</S/TD/Pg 3 0 R/K 0/A<</O/Table/ColSpan 2000000000/RowSpan 2000000000>>>>"
        objects[7] = b"<</S/Table/K<</S/TR/K[" + cell * 100 + b"]>>>>"
    source, problems = read_pdf(_pdf(objects), "rapport.pdf")
    assert source is not None
    assert len(source.blocks) == 1
    assert problems == ()


def test_a_reading_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "MOST_SECONDS", 0)
    assert _refusal(typeset("Text")) == "LAS-PDF-TID"


def test_a_child_that_falls_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read.sys, "executable", "/bin/false")
    assert _refusal(typeset("Text")) == "LAS-PDF-TUNG"


def test_a_cut_off_file_is_mended_or_refused() -> None:
    file = typeset("Resultatet blev 12 930 tkr.\n\n" * 3)
    source, problems = read_pdf(file[:-200], "rapport.pdf")
    if source is None:
        assert problems[0].severity is ProblemSeverity.REFUSE
    else:
        assert "Resultatet blev 12 930 tkr." in _texts(source)
