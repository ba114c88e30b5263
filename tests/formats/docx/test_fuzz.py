"""Whatever the bytes are, reading gives a source or problems and never raises."""

from __future__ import annotations

import io
import zipfile

from hypothesis import given, settings
from hypothesis import strategies as st

from samverk.core.problems import ProblemSeverity
from samverk.formats.docx.read import read_docx
from samverk.reports.render.docx import render
from tests.factories.documents import sample_document
from tests.formats.docx.making import RAISED, p, r, tbl, tc, tr, word_file, word_parts, zipped

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" + (800).to_bytes(4, "big") + (300).to_bytes(4, "big") + b"\x08\x02"
OWN = render(sample_document(), [PNG] * 4)
SMALL = word_file(
    p("Rubrik", "R1") + tbl(tr(tc("a", '<w:gridSpan w:val="2"/>')), tr("b", tc(p(r("3") + r("1", RAISED))))),
    styles='<w:style w:styleId="R1"><w:name w:val="heading 1"/></w:style>',
)


def check(data: bytes) -> None:
    source, problems = read_docx(data, "fil.docx")
    if source is None:
        assert [problem.severity for problem in problems] == [ProblemSeverity.REFUSE]
    else:
        assert source.blocks
    assert all(problem.code.startswith("LAS-") and problem.message for problem in problems)


changes = st.lists(st.tuples(st.integers(0, 1 << 20), st.integers(0, 255)), min_size=1, max_size=8)


def changed(data: bytes, where: list[tuple[int, int]]) -> bytes:
    mutable = bytearray(data)
    for place, value in where:
        mutable[place % len(mutable)] = value
    return bytes(mutable)


@given(st.binary(max_size=300))
def test_arbitrary_bytes(data):
    check(data)
    check(b"PK\x03\x04" + data)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([OWN, SMALL]), changes)
def test_a_damaged_zip(data, where):
    check(changed(data, where))


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([OWN, SMALL]), st.integers(0, 100), changes)
def test_a_damaged_part(data, which, where):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    names = [name for name in parts if name.endswith((".xml", ".rels"))]
    name = names[which % len(names)]
    parts[name] = changed(archive_bytes(parts[name]), where)
    check(zipped(parts))


def archive_bytes(part: str | bytes) -> bytes:
    return part if isinstance(part, bytes) else part.encode()


TAGS = ("p", "r", "t", "tbl", "tr", "tc", "ins", "del", "sdt", "sdtContent", "br", "fldChar", "drawing", "sectPr")


def tree(name: str, children: list[str]) -> str:
    kind = {"fldChar": ' w:fldCharType="begin"', "br": ' w:type="page"'}.get(name, "")
    return f"<w:{name}{kind}>{''.join(children)}</w:{name}>"


markup = st.recursive(
    st.sampled_from(["12 345", "text", "<w:lastRenderedPageBreak/>", "<w:footnoteReference w:id='1'/>"]),
    lambda inner: st.builds(tree, st.sampled_from(TAGS), st.lists(inner, max_size=4)),
    max_leaves=30,
)


@settings(max_examples=300, deadline=None)
@given(st.lists(markup, max_size=5))
def test_tags_in_any_order(pieces):
    check(zipped(word_parts("".join(pieces))))
