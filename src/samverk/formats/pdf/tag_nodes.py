"""The nodes of a tag tree, free of the library that reads it, which a file without tags never needs."""

from __future__ import annotations

from dataclasses import dataclass, field

_STANDARD_TAGS = """
    Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody
    Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby Warichu Figure Formula
    Form Artifact Aside FENote Sub Em Strong
"""
STANDARD = frozenset(_STANDARD_TAGS.split())

Mark = tuple[int, int]
"""A page's number from 1 and the number of a piece of marked content on it."""


@dataclass(slots=True)
class TagNode:
    """An element: its standard tag, and its elements and marked contents in reading order."""

    tag: str
    kids: list[TagNode | Mark] = field(default_factory=list)
    columns: int = 1
    rows: int = 1
    is_row_header: bool = False
