"""PDF files for the tests of reading: set by typst, or the same file with its tags taken away."""

from __future__ import annotations

import io
from pathlib import Path

import font_source_sans_pro
import pikepdf
import typst

_FONTS = Path(font_source_sans_pro.__file__).parent


def typeset(markup: str, is_tagged: bool = False) -> bytes:
    """A PDF of typst markup, A4 unless the markup says otherwise; without tags unless asked for."""
    head = '#set page(paper: "a4", margin: 70pt)\n#set text(font: "Source Sans Pro", size: 10pt, lang: "sv")\n'
    file = typst.compile(
        (head + markup).encode(), font_paths=[str(_FONTS)], ignore_system_fonts=True, pdf_tags=is_tagged
    )
    assert isinstance(file, bytes)
    return file


def untagged(file: bytes) -> bytes:
    """The same pages with neither tag tree nor marked content, as most programs write them."""
    with pikepdf.open(io.BytesIO(file)) as pdf:
        for key in ("/StructTreeRoot", "/MarkInfo"):
            if key in pdf.Root:
                del pdf.Root[key]
        for page in pdf.pages:
            if "/StructParents" in page.obj:
                del page.obj["/StructParents"]
            kept = [
                instruction
                for instruction in pikepdf.parse_content_stream(page)
                if str(instruction.operator) not in ("BDC", "BMC", "EMC")
            ]
            page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(kept))
        return saved(pdf)


def saved(pdf: pikepdf.Pdf, **how: object) -> bytes:
    """The file's bytes."""
    out = io.BytesIO()
    pdf.save(out, **how)  # type: ignore[arg-type]
    return out.getvalue()
