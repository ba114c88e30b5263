"""One document → every format that was asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from samverk.core.document.tree import Document

FORMATS = ("pdf", "docx", "xlsx", "html", "json")


def render(
    document: Document, formats: Sequence[str], done: Callable[[str], None] = lambda _: None
) -> dict[str, bytes]:
    """Render `document`; `done` is told each format as it is ready. Raises KeyError for a format not in FORMATS.

    typst sets the PDF in a second thread (it lets go of the interpreter lock) while the other formats are written here.
    """
    unknown = set(formats) - set(FORMATS)
    if unknown:
        raise KeyError(", ".join(sorted(unknown)))
    files: dict[str, bytes] = {}
    data = _json(document) if {"json", "pdf"} & set(formats) else b""  # a file of its own, and the PDF's attachment
    if "json" in formats:
        files["json"] = data
        done("json")
    with ThreadPoolExecutor(max_workers=1) as typesetter:
        pictures = typesetter.submit(_pictures, document) if "docx" in formats else None
        typeset = typesetter.submit(_pdf, document, data) if "pdf" in formats else None
        for name, write in _WRITTEN.items():
            if name in formats:
                files[name] = write(document)
                done(name)
        if pictures is not None:
            files["docx"] = _docx(document, pictures)
            done("docx")
        if typeset is not None:
            files["pdf"] = typeset.result()
            done("pdf")
    return {name: files[name] for name in formats}


def _pdf(document: Document, attachment: bytes) -> bytes:
    from samverk.reports.render.pdf import render as render_pdf

    return render_pdf(document, attachment=attachment)


def _pictures(document: Document) -> list[bytes]:
    from samverk.reports.charts import svg
    from samverk.reports.render.pdf import pngs_of_svgs

    return pngs_of_svgs([svg(chart, document.accent) for chart in document.charts()])


def _docx(document: Document, pictures: Future[list[bytes]]) -> bytes:
    from samverk.reports.render.docx import render as render_docx

    return render_docx(document, pictures.result())


def _xlsx(document: Document) -> bytes:
    from samverk.reports.render.xlsx import render as render_xlsx

    return render_xlsx(document)


def _html(document: Document) -> bytes:
    from samverk.reports.render.html import render as render_html

    return render_html(document).encode()


def _json(document: Document) -> bytes:
    from samverk.reports.render.json import render as render_json

    return render_json(document)


_WRITTEN: dict[str, Callable[[Document], bytes]] = {"html": _html, "xlsx": _xlsx}
