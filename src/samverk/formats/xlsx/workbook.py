"""What the sheets of a workbook share: their names, the strings, the formats of cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from samverk.formats.docx.markup import RELATION, SHEET, Element, parse, whole_number
from samverk.formats.docx.package import Package
from samverk.formats.docx.raised import Piece, put_together
from samverk.formats.docx.refused import RefusedError, broken_part
from samverk.formats.xlsx.number_format import BUILT_IN, NumberFormat, number_format

MAX_SHEETS = 500
MAX_FORMATS = 1_000  # Excel itself allows about 250; cells of further ones are shown without a format
LONGEST_TEXT = 32_767  # characters that Excel holds in a cell
_CODED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_ON = frozenset({"1", "true", "on"})


class Sheet(NamedTuple):
    """A sheet as the workbook lists it. `kind` is the last word of its relationship, "worksheet" for a grid."""

    name: str
    part: str
    kind: str
    is_hidden: bool


class CellLook(NamedTuple):
    """The format of a cell's number and the weight of its letters."""

    format: NumberFormat
    is_bold: bool


USUAL = CellLook(number_format("General"), False)


@dataclass(frozen=True, slots=True)
class Workbook:
    """What every sheet needs. `is_calculated_later`: the file asks Excel to calculate it when it is opened."""

    sheets: tuple[Sheet, ...]
    strings: tuple[str, ...] = ()
    looks: tuple[CellLook, ...] = ()
    is_1904: bool = False
    is_calculated_later: bool = False
    has_links_out: bool = False

    def look(self, index: str | None) -> CellLook:
        """The look that a cell names by number; the first one when it names none."""
        place = 0 if index is None else whole_number(index)
        return self.looks[place] if place is not None and 0 <= place < len(self.looks) else USUAL


def read_workbook(package: Package) -> Workbook:
    """Read what the sheets share. Raises RefusedError when the workbook's own parts are broken."""
    root = parse(package.read(package.main), package.main)
    relations = package.relations(package.main)
    sheets = []
    for element in root.findall(f"{SHEET}sheets/{SHEET}sheet"):
        relation = relations.get(element.get(f"{RELATION}id") or "")
        if relation is not None:
            is_hidden = (element.get("state") or "visible") != "visible"
            sheets.append(Sheet(element.get("name") or "", relation.target, relation.kind, is_hidden))
    if not sheets:
        raise broken_part(package.main)
    if len(sheets) > MAX_SHEETS:
        raise RefusedError(
            "LAS-STOR", f"Arbetsboken har fler än {MAX_SHEETS} blad. Dela den, eller se efter vad den är."
        )
    properties, calculation = root.find(f"{SHEET}workbookPr"), root.find(f"{SHEET}calcPr")
    strings, styles = package.related(package.main, "sharedStrings"), package.related(package.main, "styles")
    return Workbook(
        tuple(sheets),
        tuple(_strings(parse(package.read(strings), strings))) if strings else (),
        tuple(_looks(parse(package.read(styles), styles))) if styles else (),
        properties is not None and properties.get("date1904") in _ON,
        calculation is not None and calculation.get("fullCalcOnLoad") in _ON,
        any(relation.kind == "externalLink" for relation in relations.values()),
    )


def string_of(element: Element) -> str:
    """The text of a shared or inline string: plain or in runs, phonetic readings left out, raised marks kept apart."""
    pieces = []
    for child in element:
        if child.tag == f"{SHEET}t":
            pieces.append(Piece(child.text or ""))
        elif child.tag == f"{SHEET}r":
            place = child.find(f"{SHEET}rPr/{SHEET}vertAlign")
            is_raised = place is not None and place.get("val") == "superscript"
            pieces += [Piece(part.text or "", is_raised) for part in child.findall(f"{SHEET}t")]
    return decoded(put_together(pieces))


def decoded(text: str) -> str:
    """Letters that XML cannot hold are written _x000D_; line ends become LF."""
    if "_x" in text:
        text = _CODED.sub(_letter, text)
    return text.replace("\r\n", "\n").replace("\r", "\n")[:LONGEST_TEXT]


def _letter(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    if code in (0x09, 0x0A, 0x0D) or (code >= 0x20 and not 0xD800 <= code < 0xE000):
        return chr(code)
    return " "


def _strings(root: Element) -> Iterator[str]:
    return (string_of(element) for element in root.findall(f"{SHEET}si"))


def _looks(root: Element) -> Iterator[CellLook]:
    codes = {
        whole_number(element.get("numFmtId")): element.get("formatCode") or "General"
        for element in root.findall(f"{SHEET}numFmts/{SHEET}numFmt")[:MAX_FORMATS]
    }
    fonts = [_is_bold(font) for font in root.findall(f"{SHEET}fonts/{SHEET}font")]
    for element in root.findall(f"{SHEET}cellXfs/{SHEET}xf"):
        number, font = whole_number(element.get("numFmtId")) or 0, whole_number(element.get("fontId")) or 0
        code = codes.get(number) or BUILT_IN.get(number, "General")
        yield CellLook(number_format(code), 0 <= font < len(fonts) and fonts[font])


def _is_bold(font: Element) -> bool:
    bold = font.find(f"{SHEET}b")
    return bold is not None and (bold.get("val") is None or bold.get("val") in _ON)
