"""The zip of Word and Excel files, as hostile as it comes: told in Swedish, in bounded time and memory."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import pytest

from samverk.core.problems import ProblemSeverity
from samverk.core.review.source import SourceKind
from samverk.formats.docx.markup import MAX_NODES, plain_markup
from samverk.formats.docx.package import MAX_ENTRIES, open_package
from samverk.formats.docx.read import read_docx
from samverk.formats.docx.reading import MAX_PIECES
from samverk.formats.docx.refused import RefusedError
from tests.formats.docx.making import NAMES, OFFICE, codes, p, read, relations, texts, word_file, word_parts, zipped


def refusal(data: bytes) -> str:
    source, problems = read_docx(data, "fil.docx")
    assert source is None
    (problem,) = problems
    assert problem.severity is ProblemSeverity.REFUSE
    assert problem.message.endswith(".")
    return problem.code


def lying(data: bytes, name: str, size: int) -> bytes:
    """The zip with another unpacked size declared for one part, in both of its headers."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        info = archive.getinfo(name)
    true, false = struct.pack("<I", info.file_size), struct.pack("<I", size)
    packed = struct.pack("<I", info.compress_size)
    assert packed + true in data
    return data.replace(packed + true, packed + false)


def test_a_part_that_grows_beyond_all_reason_is_refused_before_it_is_unpacked():
    parts = word_parts(p("Text"))
    assert refusal(zipped({**parts, "word/media/noll.bin": bytes(30 * 1024 * 1024)})) == "LAS-ZIPBOMB"


def test_a_main_part_above_the_limit_is_refused():
    spaces = b" " * (70 * 1024 * 1024)
    stream = io.BytesIO(zipped({name: part for name, part in word_parts("").items() if name != "word/document.xml"}))
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_STORED) as archive:
        archive.writestr("word/document.xml", spaces)
    assert refusal(stream.getvalue()) == "LAS-ZIPBOMB"


def test_a_part_that_declares_a_smaller_size_than_it_has_is_refused():
    data = word_file(p("Text" * 10_000))
    assert refusal(lying(data, "word/document.xml", 100)) == "LAS-TRASIG"


def test_a_declared_size_in_the_terabytes_is_refused():
    parts = word_parts(p("Text"))
    data = zipped({**parts, "word/media/x.bin": b"x" * 100})
    assert refusal(lying(data, "word/media/x.bin", 0xFFFFFFF0)) == "LAS-ZIPBOMB"


def test_many_parts_are_refused_before_they_are_listed():
    entry = struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    directory = entry * (MAX_ENTRIES + 1)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, len(directory), 0, 0)
    assert refusal(directory + end) == "LAS-ZIPBOMB"


def test_a_bomb_in_a_part_that_nobody_reads_is_never_unpacked():
    text = zlib.compress(b"a" * 1000)
    assert texts(p("Text")) == ["Text"]
    source, _problems = read(zipped({**word_parts(p("Text")), "customXml/item1.xml": text}))
    assert len(source.blocks) == 1


LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
    f"<w:document {NAMES}><w:body><w:p><w:r><w:t>&c;</w:t></w:r></w:p></w:body></w:document>"
)
OUTSIDE = (
    '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    f"<w:document {NAMES}><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>"
)


@pytest.mark.parametrize("document", [LAUGHS, OUTSIDE])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_document_types_and_entities_are_refused(document, encoding):
    parts = {**word_parts(""), "word/document.xml": document.encode(encoding)}
    assert refusal(zipped(parts)) == "LAS-XML-ENTITET"


def test_entities_hidden_by_another_encoding_are_no_entities():
    hidden = b'<?xml version="1.0" encoding="utf-7"?>' + LAUGHS.encode("utf-7")
    assert refusal(zipped({**word_parts(""), "word/document.xml": hidden})) in ("LAS-TRASIG", "LAS-XML-ENTITET")


def test_a_document_in_utf_16_is_read():
    parts = word_parts(p("Årsredovisning"))
    document = '<?xml version="1.0" encoding="UTF-16"?>' + str(parts["word/document.xml"])
    source, _problems = read(zipped({**parts, "word/document.xml": document.encode("utf-16")}))
    assert [line.text for line in source.blocks] == ["Årsredovisning"]


def test_endless_depth_is_refused():
    assert refusal(word_file("<w:sdt><w:sdtContent>" * 5000 + "</w:sdtContent></w:sdt>" * 5000)) == "LAS-TRASIG"


def test_endless_numbers_of_paragraphs_and_cells_are_refused():
    assert refusal(word_file("<w:p/>" * (MAX_PIECES + 1))) == "LAS-STOR"
    assert refusal(word_file(f"<w:tbl>{'<w:tr/>' * (MAX_PIECES + 1)}</w:tbl>")) == "LAS-STOR"


def test_styles_based_on_each_other_in_a_long_chain():
    chain = "".join(
        f'<w:style w:styleId="S{number}"><w:name w:val="s"/><w:basedOn w:val="S{number + 1}"/></w:style>'
        for number in range(20_000)
    )
    end = '<w:style w:styleId="S20000"><w:name w:val="heading 3"/></w:style>'
    assert read(word_file(p("Text", "S0"), styles=chain + end))[0].blocks[0].heading == 3


def test_endless_numbers_of_tags_are_refused():
    with pytest.raises(RefusedError) as refused:
        plain_markup(b"<a/>" * (MAX_NODES + 1), "word/document.xml")
    assert refused.value.code == "LAS-STOR"


@pytest.mark.parametrize("cut", [10, 200, -30])
def test_a_file_cut_off_is_told_as_broken(cut):
    assert refusal(word_file(p("Text"))[:cut]) == "LAS-TRASIG"


def test_a_document_without_its_end_is_told_as_broken():
    parts = word_parts("")
    assert refusal(zipped({**parts, "word/document.xml": "<w:document><w:body>"})) == "LAS-TRASIG"
    assert refusal(zipped({**parts, "word/document.xml": f"<w:document {NAMES}/>"})) == "LAS-TRASIG"


def test_parts_with_the_same_name_are_not_trusted():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in word_parts(p("Ett")).items():
            archive.writestr(name, content)
        archive.writestr("WORD/document.xml", str(word_parts(p("Två"))["word/document.xml"]))
    assert refusal(stream.getvalue()) == "LAS-TRASIG"


def test_a_zip_that_asks_for_a_password():
    data = bytearray(word_file(p("Text")))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        infos = archive.infolist()
    place = 0
    for info in infos:
        data[info.header_offset + 6] |= 1
        place = data.index(b"PK\x01\x02", place) + 1
        data[place - 1 + 8] |= 1
    assert refusal(bytes(data)) == "LAS-LOSENORD"


def test_a_part_packed_in_a_way_office_does_not_use():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_LZMA) as archive:
        for name, content in word_parts(p("Text")).items():
            archive.writestr(name, content)
    assert refusal(stream.getvalue()) == "LAS-TRASIG"


def test_a_broken_part_beside_the_text_is_told_and_the_text_kept():
    parts = {**word_parts(p("Text"), styles=""), "word/styles.xml": "<w:styles>"}
    source, problems = read(zipped(parts))
    assert [line.text for line in source.blocks] == ["Text"]
    assert codes(problems) == ["LAS-DOCX-DEL"]


def test_macros_are_told_and_left_alone():
    _source, problems = read(zipped({**word_parts(p("Text")), "word/vbaProject.bin": b"\xd0\xcf"}))
    assert codes(problems) == ["LAS-MAKRO"]


def test_what_leads_out_of_the_file_is_not_even_listed():
    outside = relations(("styles", "http://example.org/styles.xml")).replace(
        'styles.xml"', 'styles.xml" TargetMode="External"'
    )
    package = open_package(zipped({**word_parts(p("Text")), "word/_rels/document.xml.rels": outside}))
    assert package.kind() is SourceKind.DOCX
    assert package.relations(package.main) == {}


@pytest.mark.parametrize("target", ["../../../etc/passwd", "/etc/passwd", "..\\..\\x", "%2e%2e/x", ""])
def test_a_relation_never_leaves_the_package(target):
    package = open_package(
        zipped({**word_parts(p("Text")), "word/_rels/document.xml.rels": relations(("styles", target))})
    )
    assert package.kind() is SourceKind.DOCX
    assert package.related(package.main, "styles") == ""


def test_the_usual_name_is_enough_when_the_content_type_is_missing():
    parts = {**word_parts(p("Text")), "[Content_Types].xml": f'<Types xmlns="{OFFICE}/package/2006/content-types"/>'}
    source, _problems = read(zipped({name: part for name, part in parts.items() if name != "_rels/.rels"}))
    assert len(source.blocks) == 1


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"mimetype": "application/vnd.oasis.opendocument.text"}, "LAS-SLAG"),
        ({"Index/Document.iwa": b"x"}, "LAS-SLAG"),
        ({"rapport.docx": b"x"}, "LAS-ZIP"),
        ({}, "LAS-ZIP"),
        ({"[Content_Types].xml": "<Types/>"}, "LAS-ZIP"),
    ],
)
def test_other_zips_are_named(parts, code):
    with pytest.raises(RefusedError) as refused:
        open_package(zipped(parts)).kind()
    assert refused.value.code == code
    assert ".docx" in refused.value.message


@pytest.mark.parametrize(
    ("content_type", "code"),
    [
        ("application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml", "LAS-SLAG"),
        ("application/vnd.ms-excel.sheet.binary.macroEnabled.main", "LAS-XLSB"),
    ],
)
def test_other_office_files_are_named(content_type, code):
    parts = word_parts("")
    types = str(parts["[Content_Types].xml"]).replace(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", content_type
    )
    assert refusal(zipped({**parts, "[Content_Types].xml": types})) == code


def test_a_document_with_nothing_to_read_is_refused():
    assert refusal(word_file(p("") + p(" "))) == "LAS-TOM"
