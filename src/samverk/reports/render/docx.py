"""The document as a Word file (ECMA-376): real styles, headings, captions, tables and links, the same bytes every time.

The parts of the package are written here rather than by a library: all styles in the file are ours, every time stamp
is the document's own, and nothing has to be loaded first.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import date
from functools import cache
from importlib import resources

from samverk.core.document.tree import Document
from samverk.core.periods import year_end
from samverk.reports.charts.colours import readable_accent
from samverk.reports.render.docx_body import FOOTER, BodyWriter, document_title, footer_words
from samverk.reports.render.docx_markup import TEXT_WIDTH, attribute, plain

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{_OFFICE}/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_PARTS = {"styles": "styles", "numbering": "numbering", "settings": "settings", "fontTable": "fontTable"}
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)  # the first that zip can tell


def render(document: Document, pictures: Sequence[bytes]) -> bytes:
    """`document` as DOCX. `pictures` are PNG files of its charts, in the order of `document.charts()`.

    Raises ValueError when there are not as many pictures as charts, or (Swedish) when the accent is not a colour.
    """
    writer = BodyWriter(document, pictures)
    body = f"{_HEAD}<w:document {_NAMESPACES}><w:body>{writer.body()}</w:body></w:document>"
    texts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _package_relations(),
        "word/document.xml": body,
        "word/_rels/document.xml.rels": _document_relations(writer, len(pictures)),
        "word/styles.xml": _styles(document.accent),
        "word/numbering.xml": _numbering(writer.number_lists),
        "word/settings.xml": _SETTINGS,
        "word/fontTable.xml": _resource("docx_fonts.xml"),
        "word/footer1.xml": f"{_HEAD}<w:ftr {_NAMESPACES}>{footer_words(document)}</w:ftr>",
        "docProps/core.xml": _core_properties(document),
        "docProps/app.xml": f'{_HEAD}<Properties xmlns="{_OFFICE}/extended-properties">'
        "<Application>Samverk</Application></Properties>",
    }
    media = {f"word/media/picture{number}.png": picture for number, picture in enumerate(pictures, 1)}
    return _zipped({**{name: text.encode() for name, text in texts.items()}, **media})


def _zipped(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name, _ZIP_TIME)
            entry.compress_type = zipfile.ZIP_STORED if name.endswith(".png") else zipfile.ZIP_DEFLATED
            package.writestr(entry, data)
    return file.getvalue()


@cache
def _resource(name: str) -> str:
    return (resources.files("samverk.reports.render") / name).read_text(encoding="utf-8")


def _styles(accent: str) -> str:
    colour = readable_accent(accent).removeprefix("#").upper()
    return _resource("docx_styles.xml").replace("ACCENT", colour).replace("RIGHT_EDGE", str(TEXT_WIDTH))


def _numbering(lists: int) -> str:
    """Our two kinds of list, and one more number list per numbered list, each counting from 1."""
    own = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="1"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        for number in range(3, 3 + lists)
    )
    return _resource("docx_numbering.xml").replace("</w:numbering>", f"{own}</w:numbering>")


_SETTINGS = (
    f'{_HEAD}<w:settings {_NAMESPACES}><w:autoHyphenation/><w:defaultTabStop w:val="720"/>'
    '<w:hyphenationZone w:val="425"/><w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    '</w:compat><w:themeFontLang w:val="sv-SE"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
)


def _content_types() -> str:
    parts = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{kind}+xml"/>'
        for name, kind in {**_PARTS, "document": "document.main", "footer1": "footer"}.items()
    )
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        f'{parts}<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        '<Override PartName="/docProps/app.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>'
    )


def _relations(entries: Sequence[tuple[str, str, str]], *, outside: Sequence[tuple[str, str]] = ()) -> str:
    """(id, type, target) for each part, and (id, address) for each link out of the package."""
    inner = "".join(f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>' for name, kind, target in entries)
    outer = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/relationships/hyperlink" Target={attribute(address)} '
        'TargetMode="External"/>'
        for name, address in outside
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{inner}{outer}</Relationships>'


def _package_relations() -> str:
    return _relations(
        [
            ("rId1", f"{_OFFICE}/relationships/officeDocument", "word/document.xml"),
            ("rId2", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            ("rId3", f"{_OFFICE}/relationships/extended-properties", "docProps/app.xml"),
        ]
    )


def _document_relations(writer: BodyWriter, pictures: int) -> str:
    parts = [(f"rId{name}", f"{_OFFICE}/relationships/{name}", f"{name}.xml") for name in _PARTS]
    parts.append((FOOTER, f"{_OFFICE}/relationships/footer", "footer1.xml"))
    parts += [
        (f"rIdPicture{number}", f"{_OFFICE}/relationships/image", f"media/picture{number}.png")
        for number in range(1, pictures + 1)
    ]
    return _relations(parts, outside=[(relation, address) for address, relation in writer.addresses.items()])


def _core_properties(document: Document) -> str:
    """Title, author and language. The file's date is the day of decision, or the year's last day before that."""
    day: date = document.decided or year_end(document.year)
    stamp = f'<dcterms:{{0}} xsi:type="dcterms:W3CDTF">{day.isoformat()}T00:00:00Z</dcterms:{{0}}>'
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{plain(document_title(document))}</dc:title><dc:creator>{plain(document.association)}</dc:creator>"
        f"<cp:lastModifiedBy>{plain(document.association)}</cp:lastModifiedBy><dc:language>sv-SE</dc:language>"
        f"{stamp.format('created')}{stamp.format('modified')}</cp:coreProperties>"
    )
