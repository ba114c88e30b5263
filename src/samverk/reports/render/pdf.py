"""The printed report: typst sets it, tagged and archivable, and pikepdf packs it small.

PDF/UA-1 (ISO 14289-1) and PDF/A-3a (ISO 19005-3) in one file. The same document gives the same bytes every time.
typst keeps what it has laid out in memory for reuse. That is nothing to a command that ends, but a process that lives
long would grow: the web runs this module in a child process.
"""

from __future__ import annotations

import calendar
import functools
import json
import os
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, cast

from samverk.core.document.tree import Document
from samverk.core.periods import year_end
from samverk.reports.render.tags import finish
from samverk.reports.render.typeset import document_data

if TYPE_CHECKING:
    import typst

_HERE = Path(__file__).parent
_STYLES = ("Regular", "It", "Semibold", "SemiboldIt")
_STANDARDS: Final[tuple[Literal["ua-1"], Literal["a-3a"]]] = ("ua-1", "a-3a")
_POINTS_PER_PIXEL = 0.75
_CODE = re.compile(r"\\u\{([0-9a-f]+)\}")


class TypesettingError(ValueError):
    """The document cannot be set as PDF; the message is Swedish and says what to change."""


def render(document: Document, attachment: bytes | None = None) -> bytes:
    """Set `document` (already presented: every printed number filled) as a tagged A4 report.

    `attachment` is the JSON of the same report; it is put into the file as its underlying data (PDF/A-3).
    The file's date is the day of decision, or the last day of the year when nothing is decided yet.
    Raises TypesettingError when a sign cannot be printed, ValueError for a chart or an accent that cannot be drawn.
    """
    inputs = {"data": json.dumps(document_data(document), ensure_ascii=False, separators=(",", ":"))}
    if attachment is not None:
        inputs["attachment"] = attachment.decode()
    day = document.decided or year_end(document.year)
    file, warnings = compile_template(_HERE / "report.typ", inputs, calendar.timegm(day.timetuple()))
    if warnings:
        raise TypesettingError(f"Rapporten kunde inte sättas som den ska: {'; '.join(warnings)}.")
    return finish(file)


def pngs_of_svgs(svgs: Sequence[str], scale: float = 2) -> list[bytes]:
    """Pictures of drawings whose size is given in pixels, `scale` picture pixels to each, all in one run."""
    if not svgs:
        return []
    import typst

    pages: object = typst.compile(
        str(_HERE / "pictures.typ"),
        font_paths=typefaces(),
        sys_inputs={"data": json.dumps(list(svgs), ensure_ascii=False)},
        format="png",
        ppi=72 * scale / _POINTS_PER_PIXEL,
    )
    return [bytes(page) for page in pages] if isinstance(pages, list) else [cast(bytes, pages)]


def png_of_svg(svg: str, scale: float = 2) -> bytes:
    """A picture of one drawing; see pngs_of_svgs."""
    return pngs_of_svgs([svg], scale)[0]


def compile_template(template: Path, inputs: dict[str, str], timestamp: int) -> tuple[bytes, list[str]]:
    """Run typst: the PDF and what typst warns of (such as an unknown typeface).

    Raises TypesettingError for text that no typeface at hand can show.
    """
    import typst

    try:
        file, warnings = typst.compile_with_warnings(
            str(template),
            font_paths=typefaces(),
            sys_inputs=inputs,
            pdf_standards=[*_STANDARDS],
            timestamp=timestamp,
        )
    except typst.TypstError as error:
        raise TypesettingError(_explain(error.message)) from error
    return bytes(file), [warning.message for warning in warnings]


@functools.cache
def typefaces() -> typst.Fonts:
    """The four styles of the report, and after them typst's own typefaces for rare signs; never the machine's.

    The package keeps each style twice (OTF, TTF), so the TTF ones are shown to typst in a folder of their own.
    typst remembers where the links lead.
    """
    import font_source_sans_pro
    import typst

    source = Path(font_source_sans_pro.font_directory)
    with tempfile.TemporaryDirectory() as folder:
        for style in _STYLES:
            name = f"SourceSansPro-{style}.ttf"
            os.symlink(source / name, Path(folder) / name)
        return typst.Fonts(include_system_fonts=False, font_paths=[folder])


def _explain(message: str) -> str:
    """Say in Swedish what typst could not do."""
    found = re.search(r'`"(.*?)"`', message)
    if found is None or not ("displayed" in message or "codepoint" in message):
        return f"Rapporten gick inte att sätta som PDF: {message}"
    text = _CODE.sub(lambda code: chr(int(code[1], 16)), found[1])
    codes = " ".join(f"U+{ord(character):04X}" for character in text)
    return (
        f"Texten innehåller ”{text}” ({codes}), som inget typsnitt i PDF:en kan visa. "
        "Ta bort tecknet eller skriv det med ord."
    )
