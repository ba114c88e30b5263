"""The tag tree of a PDF (ISO 32000-1, 14.7 and 14.8) as plain nodes, read with qpdf. Runs in the child process."""

from __future__ import annotations

import io
from typing import Any

import pikepdf

from samverk.formats.pdf.tag_nodes import STANDARD, TagNode

_MOST_NODES = 300_000
_DEEPEST = 150  # a real tree has some ten levels
_MOST_ROLES = 8  # steps from a tag of one's own to a standard one
_MOST_SPAN = 200


class _BrokenTreeError(Exception):
    """The tree is too large, too deep or not a tree."""


def tag_tree(data: bytes) -> TagNode | None:
    """The root of the tag tree; None when there is none, or it loops, or the file cannot be opened by qpdf."""
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            root = pdf.Root.get("/StructTreeRoot")
            if not isinstance(root, pikepdf.Dictionary):
                return None
            pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
            return _Tree(pages, root.get("/RoleMap"), root.get("/ClassMap")).read(root)
    except (pikepdf.PdfError, _BrokenTreeError, ValueError, TypeError, LookupError, AttributeError, RuntimeError):
        return None  # whatever is wrong in the tags, the printed lines are there to be read


class _Tree:
    def __init__(self, pages: dict[tuple[int, int], int], roles: Any, classes: Any) -> None:
        self._pages = pages
        self._roles = roles if isinstance(roles, pikepdf.Dictionary) else None
        self._classes = classes if isinstance(classes, pikepdf.Dictionary) else None
        self._standard: dict[str, str] = {}
        self._seen: set[tuple[int, int]] = set()
        self._count = 0

    def read(self, root: pikepdf.Object) -> TagNode:
        top = TagNode("Document")
        self._add_kids(root.get("/K"), top, None, 0)
        return top

    def _add_kids(self, held: Any, parent: TagNode, page: int | None, depth: int) -> None:
        if depth > _DEEPEST:
            raise _BrokenTreeError
        for kid in held if isinstance(held, pikepdf.Array) else [held]:
            self._count += 1
            if self._count > _MOST_NODES:
                raise _BrokenTreeError
            if isinstance(kid, int):
                if page is not None:
                    parent.kids.append((page, kid))
            elif isinstance(kid, pikepdf.Dictionary):
                self._add(kid, parent, page, depth)

    def _add(self, held: Any, parent: TagNode, page: int | None, depth: int) -> None:
        kind = held.get("/Type")
        if kind == "/MCR":
            page = self._page(held, page)
            mark = held.get("/MCID")
            if page is not None and isinstance(mark, int) and "/Stm" not in held:
                parent.kids.append((page, mark))
        elif "/S" in held and kind != "/OBJR":
            key = held.objgen
            if key != (0, 0):
                if key in self._seen:
                    raise _BrokenTreeError
                self._seen.add(key)
            node = TagNode(self._tag(str(held.get("/S"))[1:]))
            if node.tag in ("TH", "TD"):
                self._read_attributes(held, node)
            parent.kids.append(node)
            self._add_kids(held.get("/K"), node, self._page(held, page), depth + 1)

    def _page(self, held: Any, inherited: int | None) -> int | None:
        page = held.get("/Pg")
        return inherited if page is None else self._pages.get(page.objgen)

    def _tag(self, name: str) -> str:
        if name not in self._standard:
            found, steps = name, 0
            while found not in STANDARD and self._roles is not None and steps < _MOST_ROLES:
                role = self._roles.get("/" + found)
                if role is None:
                    break
                found, steps = str(role)[1:], steps + 1
            self._standard[name] = found
        return self._standard[name]

    def _read_attributes(self, held: Any, node: TagNode) -> None:
        """Columns, rows and scope of a cell, from its own attributes or from its class."""
        owned = _listed(held.get("/A"))
        if self._classes is not None:
            for name in _listed(held.get("/C")):
                if isinstance(name, pikepdf.Name):
                    owned = [*_listed(self._classes.get(str(name))), *owned]
        for attributes in owned:
            if isinstance(attributes, pikepdf.Dictionary) and attributes.get("/O") == "/Table":
                node.columns = _span(attributes.get("/ColSpan"), node.columns)
                node.rows = _span(attributes.get("/RowSpan"), node.rows)
                if "/Scope" in attributes:
                    node.is_row_header = attributes.get("/Scope") == "/Row"


def _listed(held: Any) -> list[Any]:
    if held is None:
        return []
    return list(held) if isinstance(held, pikepdf.Array) else [held]


def _span(held: Any, before: int) -> int:
    return min(held, _MOST_SPAN) if isinstance(held, int) and held > 0 else before
