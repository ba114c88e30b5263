"""Word files made by hand, part by part, so that a test can say exactly what stands in them."""

from __future__ import annotations

import io
import zipfile

from samverk.core.problems import Problem
from samverk.core.review.source import Grid, Line, Source
from samverk.formats.docx.read import read_docx

OFFICE = "http://schemas.openxmlformats.org"
NAMES = (
    f'xmlns:w="{OFFICE}/wordprocessingml/2006/main" xmlns:r="{OFFICE}/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    f'xmlns:m="{OFFICE}/officeDocument/2006/math" xmlns:a="{OFFICE}/drawingml/2006/main"'
)
RELATIONS = f"{OFFICE}/officeDocument/2006/relationships"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """A zip of these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def relations(*items: tuple[str, str]) -> str:
    """A part of relationships: (kind, target)."""
    lines = "".join(
        f'<Relationship Id="rId{number}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(items, 1)
    )
    return f'<Relationships xmlns="{OFFICE}/package/2006/relationships">{lines}</Relationships>'


def word_parts(body: str, **beside: str) -> dict[str, str | bytes]:
    """The parts of a document with this body. `beside` gives the insides of styles, numbering, footnotes, endnotes."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{OFFICE}/package/2006/content-types">'
        f'<Override PartName="/word/document.xml" ContentType="{WORD_TYPE}.document.main+xml"/></Types>',
        "_rels/.rels": relations(("officeDocument", "word/document.xml")),
        "word/document.xml": f"<w:document {NAMES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": relations(*((kind, f"{kind}.xml") for kind in beside)),
    }
    for kind, content in beside.items():
        parts[f"word/{kind}.xml"] = f"<w:{kind} {NAMES}>{content}</w:{kind}>"
    return parts


def word_file(body: str, **beside: str) -> bytes:
    """A whole .docx with this body."""
    return zipped(word_parts(body, **beside))


def p(text: str, style: str = "", properties: str = "") -> str:
    """A paragraph of one run; text that begins with < is runs already."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    runs = text if text.startswith("<") else r(text)
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{runs}</w:p>"


def r(text: str, look: str = "") -> str:
    """A run with a look (children of w:rPr)."""
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


RAISED = '<w:vertAlign w:val="superscript"/>'


def tc(content: str, properties: str = "") -> str:
    """A cell of one paragraph; content that begins with < is blocks already."""
    blocks = content if content.startswith(("<w:p>", "<w:tbl>")) else p(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{blocks}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """A row; a cell without markup becomes one paragraph."""
    made = "".join(cell if cell.startswith("<w:tc>") else tc(cell) for cell in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{made}</w:tr>"


def tbl(*rows: str) -> str:
    """A table."""
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def read(data: bytes) -> tuple[Source, tuple[Problem, ...]]:
    """Read what must be readable."""
    source, problems = read_docx(data, "fil.docx")
    assert source is not None, problems
    return source, problems


def lines(body: str, **beside: str) -> list[Line]:
    """The lines of a document with this body."""
    return [block for block in read(word_file(body, **beside))[0].blocks if isinstance(block, Line)]


def texts(body: str, **beside: str) -> list[str]:
    """Their texts."""
    return [line.text for line in lines(body, **beside)]


def grids(body: str, **beside: str) -> list[Grid]:
    """The grids of a document with this body."""
    return [block for block in read(word_file(body, **beside))[0].blocks if isinstance(block, Grid)]


def cells(grid: Grid) -> list[list[str | None]]:
    """The texts of a grid's cells, None where there is no cell."""
    return [[cell.text if cell is not None else None for cell in row] for row in grid.rows]


def codes(problems: tuple[Problem, ...]) -> list[str]:
    """The codes of problems in order."""
    return [problem.code for problem in problems]
