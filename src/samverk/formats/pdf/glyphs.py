"""PDFium's letters → pieces of text. The only module that talks to PDFium; it runs in the child process alone.

PDFium works out the fonts, encodings and positions. The spaces and lines it guesses are not used: a table needs to know
the gap inside "12 930" from the gap between two columns, so the gaps are kept as they are.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2_raw as pdfium  # type: ignore[import-untyped]

from samverk.formats.pdf.pieces import PageState, Piece, PrintedPage

PAGE_LETTERS = 100_000  # a page of the smallest print has some 15 000
ALL_LETTERS = 4_000_000  # 1 000 pages of ordinary print
_SPACES = frozenset("\u00a0\u202f\u2007\u2009\u2002\u2003\u2004\u2005\u2006\u2008\u200a\u3000")
_NOT_PRINTED = frozenset("\u200b\u200c\u200d\u2060\ufeff")
_AS_PRINTED = {
    "\x02": "\u00ad",  # what PDFium makes of a hyphen at a line's end
    "\ufffe": "\u00ad",
    "\uf0b7": "•",
    "\uf0a7": "•",
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}
_BOLD = ("bold", "black", "heavy", "demi")
_BREAK = 0.12  # em: a gap that ends a piece
_OVERLAP = 0.6  # em: how far back a letter may be set and still follow the one before
_RAISED = 0.2  # em: a digit whose foot stands higher is a superscript of the typeface
_LEAST_LETTERS = 30
_NOTHING_SAID = re.compile(r"(sidan?|page|av|of|\W|\d)*", re.IGNORECASE)  # a page number stamped on a picture
_MOST_OF_PAGE = 0.5
_LEAST_OF_PAGE = 0.1  # a smaller image is a logotype
_OUTLINES = 60  # so many drawn shapes on a page without text are letters drawn as shapes


class LockedFileError(Exception):
    """The file is encrypted and the empty password does not open it."""


class UnreadableFileError(Exception):
    """PDFium cannot make a document of the bytes."""


@dataclass(slots=True)
class _Setting:
    """What the letters of one text object have in common."""

    size: float
    turn: int
    is_bold: bool
    mark: int
    is_artifact: bool
    is_unmapped: bool


class Letters:
    """An open file. Use as a context; pages are read one at a time and let go of."""

    def __init__(self, data: bytes) -> None:
        pdfium.FPDF_InitLibrary()
        self._data = data  # PDFium reads from it as long as the document is open
        self._document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
        if not self._document:
            if pdfium.FPDF_GetLastError() in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
                raise LockedFileError
            raise UnreadableFileError
        self.count: int = pdfium.FPDF_GetPageCount(self._document)
        self._bold: dict[int, bool] = {}
        self._left = ALL_LETTERS

    def __enter__(self) -> Letters:
        return self

    def __exit__(self, *_: object) -> None:
        pdfium.FPDF_CloseDocument(self._document)

    def page(self, index: int) -> PrintedPage:
        """The page with this index (from 0)."""
        page = pdfium.FPDF_LoadPage(self._document, index)
        if not page:
            return PrintedPage(index + 1, PageState.BROKEN, [])
        text = pdfium.FPDFText_LoadPage(page)
        try:
            if not text:
                return PrintedPage(index + 1, PageState.BROKEN, [])
            count = pdfium.FPDFText_CountChars(text)
            if count > min(PAGE_LETTERS, self._left):
                return PrintedPage(index + 1, PageState.CROWDED, [])
            self._left -= max(count, 0)
            return self._printed(page, text, max(count, 0), index + 1)
        finally:
            if text:
                pdfium.FPDFText_ClosePage(text)
            pdfium.FPDF_ClosePage(page)

    def _printed(self, page: object, text: object, count: int, number: int) -> PrintedPage:
        box = pdfium.FS_RECTF()
        if not pdfium.FPDF_GetPageBoundingBox(page, ctypes.byref(box)):
            return PrintedPage(number, PageState.BROKEN, [])
        edges = (box.left, box.bottom, box.right, box.top)
        pieces, unmapped = self._pieces(text, count, edges)
        letters = sum(len(piece.text) for piece in pieces)
        state = PageState.READ if pieces else PageState.EMPTY
        if letters < _LEAST_LETTERS and _NOTHING_SAID.fullmatch("".join(piece.text for piece in pieces)):
            if _is_picture(page, (box.right - box.left) * (box.top - box.bottom), letters > 0):
                state = PageState.PICTURE
        elif unmapped > letters * _MOST_OF_PAGE:
            state = PageState.UNMAPPED
        if state is not PageState.READ:
            pieces = []
        width, height = box.right - box.left, box.top - box.bottom
        if _main_turn(pieces) % 2:
            width, height = height, width
        return PrintedPage(number, state, pieces, height, width)

    def _pieces(self, text: object, count: int, edges: tuple[float, float, float, float]) -> tuple[list[Piece], int]:
        pieces: list[Piece] = []
        unmapped, current, setting, last = 0, None, None, -1
        for sign, box, at, held, foot in _signs(text, count):
            if held != last or setting is None:
                setting, last = self._setting(text, held), held
                if setting is not None and current is not None and current.mark != setting.mark:
                    current = None
            if sign.isspace() or sign in _SPACES:
                if pieces:
                    pieces[-1].has_space_after = True
                current = None
                continue
            if setting is None or sign in _NOT_PRINTED or not sign:
                continue
            unmapped += setting.is_unmapped
            left, right, depth = _as_held(box, at, edges, setting.turn)
            if depth < 0 or right < 0 or not _is_inside(at, edges):
                continue
            raised = foot is not None and setting.turn == 0 and foot - at[1] > _RAISED * setting.size
            if current is not None and _follows(current, setting, left, depth, raised):
                current.text += sign
                current.right = max(right, current.right)
                continue
            current = Piece(
                sign, left, right, depth, setting.size, setting.turn, setting.mark, setting.is_bold, raised,
                setting.is_artifact,
            )  # fmt: skip
            pieces.append(current)
        return pieces, unmapped

    def _setting(self, text: object, index: int) -> _Setting | None:
        """What text object number `index` (of its first letter) says; None for a diagonal text, a stamp."""
        matrix = pdfium.FS_MATRIX()
        if not pdfium.FPDFText_GetMatrix(text, index, ctypes.byref(matrix)):
            return None
        angle = math.degrees(math.atan2(matrix.b, matrix.a))
        turn = round(angle / 90)
        if abs(angle - turn * 90) > 15:
            return None
        size = pdfium.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d)
        if not 0.5 < size < 2000:
            return None
        held = pdfium.FPDFText_GetTextObject(text, index)
        mark, is_artifact = -1, False
        if held:
            mark = pdfium.FPDFPageObj_GetMarkedContentID(held)
            is_artifact = mark < 0 and _is_artifact(held)
        is_unmapped = pdfium.FPDFText_HasUnicodeMapError(text, index) == 1
        return _Setting(size, turn % 4, self._is_bold(held), mark, is_artifact, is_unmapped)

    def _is_bold(self, held: object) -> bool:
        font = pdfium.FPDFTextObj_GetFont(held) if held else None
        if not font:
            return False
        key = ctypes.addressof(font.contents)
        if key not in self._bold:
            name = ctypes.create_string_buffer(256)
            length = pdfium.FPDFFont_GetBaseFontName(font, name, 256)
            known = name.value.decode("latin-1").lower() if length else ""
            self._bold[key] = any(word in known for word in _BOLD) or pdfium.FPDFFont_GetWeight(font) >= 600
        return self._bold[key]


_Sign = tuple[str, tuple[float, float, float, float], tuple[float, float], int, float | None]


def _signs(text: object, count: int) -> Iterator[_Sign]:
    """Letter, box of its width, foot point, first index of its text object, and the height of a digit's foot."""
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    ink = [ctypes.c_double() for _ in range(4)]
    to_box, to_x, to_y, to_ink = (
        ctypes.byref(box),
        ctypes.byref(x),
        ctypes.byref(y),
        [ctypes.byref(side) for side in ink],
    )
    last_object, first = -1, -1
    for index in range(count):
        if pdfium.FPDFText_IsGenerated(text, index) == 1:
            continue
        code = pdfium.FPDFText_GetUnicode(text, index)
        held = pdfium.FPDFText_GetTextObject(text, index)
        address = ctypes.addressof(held.contents) if held else 0
        if address != last_object:
            last_object, first = address, index
        if not pdfium.FPDFText_GetLooseCharBox(text, index, to_box):
            continue
        if not pdfium.FPDFText_GetCharOrigin(text, index, to_x, to_y):
            continue
        foot = None
        if 48 <= code <= 57 and pdfium.FPDFText_GetCharBox(text, index, *to_ink):
            foot = ink[2].value
        yield _letter(code), (box.left, box.bottom, box.right, box.top), (x.value, y.value), first, foot


def _letter(code: int) -> str:
    if code in (0x02, 0xAD) or code >= 0xF000 or code < 0x20:
        if code >= 0x110000 or 0xD800 <= code < 0xE000:
            return "\ufffd"
        sign = chr(code)
        return _AS_PRINTED.get(sign, sign if code >= 0x20 or sign.isspace() else "")
    return "\ufffd" if 0xD800 <= code < 0xE000 else chr(code)


def _follows(piece: Piece, setting: _Setting, left: float, depth: float, raised: bool) -> bool:
    size = setting.size
    return (
        piece.mark == setting.mark
        and piece.is_raised == raised
        and piece.is_bold == setting.is_bold
        and piece.turn == setting.turn
        and abs(piece.size - size) < 0.06 * size
        and abs(piece.depth - depth) < 0.1 * size
        and -_OVERLAP * size < left - piece.right < _BREAK * size
    )


def _as_held(
    box: tuple[float, float, float, float], at: tuple[float, float], edges: tuple[float, float, float, float], turn: int
) -> tuple[float, float, float]:
    """Left, right and depth when the page is held so that text with this turn is level."""
    if turn == 0:
        return box[0] - edges[0], box[2] - edges[0], edges[3] - at[1]
    if turn == 1:
        return box[1] - edges[1], box[3] - edges[1], at[0] - edges[0]
    if turn == 2:
        return edges[2] - box[2], edges[2] - box[0], at[1] - edges[1]
    return edges[3] - box[3], edges[3] - box[1], edges[2] - at[0]


def _is_inside(at: tuple[float, float], edges: tuple[float, float, float, float]) -> bool:
    return edges[0] - 2 <= at[0] <= edges[2] + 2 and edges[1] - 2 <= at[1] <= edges[3] + 2


def _main_turn(pieces: list[Piece]) -> int:
    letters = [0, 0, 0, 0]
    for piece in pieces:
        letters[piece.turn] += len(piece.text)
    return letters.index(max(letters))


def _is_artifact(held: object) -> bool:
    name = ctypes.create_string_buffer(64)
    to_name, used = ctypes.cast(name, ctypes.POINTER(ctypes.c_ushort)), ctypes.c_ulong()
    for index in range(min(pdfium.FPDFPageObj_CountMarks(held), 8)):
        mark = pdfium.FPDFPageObj_GetMark(held, index)
        if not mark or not pdfium.FPDFPageObjMark_GetName(mark, to_name, 64, ctypes.byref(used)):
            continue
        if name.raw[: max(used.value - 2, 0)].decode("utf-16-le", "replace") == "Artifact":
            return True
    return False


def _is_picture(page: object, area: float, has_letters: bool) -> bool:
    """True when a page without text shows some: a large image, or letters drawn as shapes."""
    shapes, pictured, sides = 0, 0.0, [ctypes.c_float() for _ in range(4)]
    for index in range(min(pdfium.FPDFPage_CountObjects(page), 5000)):
        held = pdfium.FPDFPage_GetObject(page, index)
        kind = pdfium.FPDFPageObj_GetType(held)
        shapes += kind == pdfium.FPDF_PAGEOBJ_PATH
        if _has_image(held, kind) and pdfium.FPDFPageObj_GetBounds(held, *(ctypes.byref(side) for side in sides)):
            left, bottom, right, top = (side.value for side in sides)
            pictured += (right - left) * (top - bottom)
    if has_letters:
        return pictured > area * _MOST_OF_PAGE
    return pictured > area * _LEAST_OF_PAGE or shapes > _OUTLINES


def _has_image(held: object, kind: int, depth: int = 0) -> bool:
    if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
        return True
    if kind != pdfium.FPDF_PAGEOBJ_FORM or depth > 4:
        return False
    for index in range(min(pdfium.FPDFFormObj_CountObjects(held), 200)):
        inner = pdfium.FPDFFormObj_GetObject(held, index)
        if _has_image(inner, pdfium.FPDFPageObj_GetType(inner), depth + 1):
            return True
    return False
