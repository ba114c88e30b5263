from __future__ import annotations

import io
import zlib

import pikepdf
import pytest

from samverk.reports.render.tags import children, finish, structure


def tagged(*rows: int) -> bytes:
    """A file whose structure tree holds one table: a head of two cells, and body rows of so many cells."""
    pdf = pikepdf.new()
    pdf.add_blank_page()

    def element(kind: str, *below: pikepdf.Object, **more: object) -> pikepdf.Object:
        return pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name(kind), K=pikepdf.Array(below), **more))

    def cell() -> pikepdf.Object:
        return element("/TD", A=pikepdf.Array([pikepdf.Dictionary(O=pikepdf.Name.Table, Headers=pikepdf.Array())]))

    head = element("/THead", element("/TR", element("/TH"), element("/TH")))
    body = element("/TBody", *(element("/TR", *(cell() for _ in range(count))) for count in rows))
    pdf.Root.StructTreeRoot = pikepdf.Dictionary(K=element("/Document", element("/P"), element("/Table", head, body)))
    file = io.BytesIO()
    pdf.save(file, static_id=True)
    return file.getvalue()


def read(file: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(finish(file)))


def test_the_first_cell_of_each_body_row_becomes_its_header():
    with read(tagged(3, 1)) as pdf:
        body = next(structure(pdf, "/TBody"))
        assert [[str(cell.S) for cell in children(row)] for row in children(body)] == [["/TH", "/TD", "/TD"], ["/TH"]]
        first, second = children(children(body)[0])[:2]
        assert first.A[0].Scope == "/Row"
        assert "/Headers" not in second.A[0]


@pytest.mark.parametrize("own", [None, pikepdf.Dictionary(O=pikepdf.Name.Layout)])
def test_cells_without_table_attributes_get_them(own):
    with pikepdf.open(io.BytesIO(tagged(1))) as pdf:
        cell = next(structure(pdf, "/TD"))
        del cell["/A"]
        if own is not None:
            cell["/A"] = own
        file = io.BytesIO()
        pdf.save(file)
    with read(file.getvalue()) as pdf:
        cell = children(children(next(structure(pdf, "/TBody")))[0])[0]
        assert [str(attributes.get("/Scope", "")) for attributes in cell.A][-1] == "/Row"


def test_the_tree_is_read_in_order_and_by_tag():
    with read(tagged(2, 2)) as pdf:
        assert len(list(structure(pdf, "/TR"))) == 3
        assert [str(part.S) for part in children(next(structure(pdf, "/Table")))] == ["/THead", "/TBody"]


def test_the_same_bytes_give_the_same_bytes():
    assert finish(tagged(2)) == finish(tagged(2))


def test_no_stream_ends_in_a_carriage_return_that_a_validator_would_take_for_a_line_end():
    endings = set()
    for number in range(300):
        text = b"% d" + bytes([32 + number % 90])  # for one of these the sum ends in 13
        with pikepdf.open(io.BytesIO(tagged(number % 7 + 1))) as pdf:
            pdf.pages[0].Contents = pdf.make_stream(text)
            pdf.pages[0].Contents.write(zlib.compress(text), filter=pikepdf.Name.FlateDecode)
            pdf.docinfo["/ModDate"] = "D:20250321000000Z"
            pdf.docinfo["/Title"] = str(number)
            file = io.BytesIO()
            pdf.save(file)
        packed = finish(file.getvalue())
        assert b"\r\nendstream" not in packed
        with pikepdf.open(io.BytesIO(packed)) as pdf:
            content = pdf.pages[0].Contents
            assert content.read_bytes() == text
            endings.add(("/PieceInfo" in pdf.Root, "/DecodeParms" in content))
    assert endings == {(False, False), (True, False), (False, True)}  # both remedies were needed, and most often none
