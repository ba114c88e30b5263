"""The words of a PDF and where they stand, read from its content streams, for the tests of print."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf

Matrix = tuple[float, float, float, float, float, float]
_PAIR = re.compile(r"<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>")


@dataclass(frozen=True)
class Words:
    """A run of text: where its baseline begins (points from the lower left corner), its size, what it says."""

    x: float
    y: float
    size: float
    text: str


def pages_of(file: bytes) -> list[list[Words]]:
    """Every run of text, page by page, in the order it was set."""
    with pikepdf.open(io.BytesIO(file)) as pdf:
        return [list(_runs(page.obj, page.obj.Resources, (1, 0, 0, 1, 0, 0))) for page in pdf.pages]


def text_of(file: bytes) -> list[str]:
    """The text of every page, runs parted by one space."""
    return [re.sub(" +", " ", " ".join(words.text for words in page)) for page in pages_of(file)]


def _runs(content: pikepdf.Object, resources: pikepdf.Object, start: Matrix) -> Iterator[Words]:
    matrix, stack, size, codes = start, [], 0.0, {}
    for instruction in pikepdf.parse_content_stream(content):
        operator, operands = str(instruction.operator), instruction.operands
        if operator == "q":
            stack.append(matrix)
        elif operator == "Q":
            matrix = stack.pop()
        elif operator == "cm":
            matrix = _times(tuple(float(value) for value in operands), matrix)
        elif operator == "Tf":
            codes, size = _codes(resources.Font[str(operands[0])]), float(operands[1])
        elif operator in ("Tj", "TJ"):
            parts = operands[0] if operator == "TJ" else operands
            text = "".join(_decode(bytes(part), codes) for part in parts if isinstance(part, pikepdf.String))
            yield Words(matrix[4], matrix[5], size * abs(matrix[0]), text)
        elif operator == "Do":
            form = resources.XObject[str(operands[0])]
            if form.Subtype == "/Form":
                yield from _runs(form, form.get("/Resources", resources), matrix)


def _times(one: Matrix, two: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    p, q, r, s, t, u = two
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _codes(font: pikepdf.Object) -> dict[int, str]:
    table = font.ToUnicode.read_bytes().decode("latin-1")
    return {int(code, 16): bytes.fromhex(text).decode("utf-16-be") for code, text in _PAIR.findall(table)}


def _decode(raw: bytes, codes: dict[int, str]) -> str:
    return "".join(codes[int.from_bytes(raw[at : at + 2], "big")] for at in range(0, len(raw), 2))
