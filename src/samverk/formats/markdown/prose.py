"""A prose chapter in Markdown → nodes of the document tree, with figures cited by name: `{arets_resultat:tkr}`.

CommonMark (spec 0.31) without raw HTML. A heading `##` opens a section under the chapter. `\\{` writes a brace.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from samverk.core.document.figures import FigureBook, FigureUnit, UnknownFigureError
from samverk.core.document.present import STYLES
from samverk.core.document.tree import (
    Block,
    Emphasis,
    FigureReference,
    Inline,
    ItemList,
    Link,
    Paragraph,
    Place,
    Remark,
    Section,
    Strong,
    Text,
)
from samverk.core.problems import Problem, ProblemSeverity

_CITATION = re.compile(r"\{([^{}]*)\}")
_NAME = re.compile(r"([\w.]+?)(?::(\w+))?")
_HTML = re.compile(r"</?[a-zA-Z][^<>]*>")
_DEFAULT_STYLE = {
    FigureUnit.ORE: "kr",
    FigureUnit.COUNT: "antal",
    FigureUnit.SHARE: "procent",
    FigureUnit.MONTHS: "manader",
}
_FITTING_STYLES = {
    FigureUnit.ORE: ("kr", "tkr", "mnkr", "tal"),
    FigureUnit.COUNT: ("antal", "tal"),
    FigureUnit.SHARE: ("procent", "tal"),
    FigureUnit.MONTHS: ("manader", "tal"),
}


@dataclass(frozen=True, slots=True)
class Prose:
    """What a chapter file says: blocks before its first heading, then sections."""

    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()


def read(
    text: str, *, file: str, figures: FigureBook, chapter_id: str = "", level: int = 2
) -> tuple[Prose, list[Problem]]:
    """Read a chapter. Sections get `level` and ids that begin with `chapter_id`.

    An unknown figure name is an ERROR problem that names the nearest; what cannot be shown in a report (pictures, raw
    HTML, tables) is a WARNING, and its text is kept.
    """
    reader = _Reader(file, figures, chapter_id, level)
    parser = MarkdownIt("commonmark", {"html": False}).disable("text_join")
    return reader.prose(parser.parse(text)), reader.problems


def anchor(title: str) -> str:
    """A heading as a link anchor: "Vision och mål" → "vision-och-mal"."""
    plain = title.lower().translate(str.maketrans("åäöéü", "aaoeu"))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "avsnitt"


class _Reader:
    """Walks the token stream of one file."""

    def __init__(self, file: str, figures: FigureBook, chapter_id: str, level: int) -> None:
        self.file, self.figures, self.chapter_id, self.level = file, figures, chapter_id, level
        self.problems: list[Problem] = []
        self.line = 1
        self._anchors: set[str] = set()

    def prose(self, tokens: Sequence[Token]) -> Prose:
        blocks: list[Block] = []
        sections: list[Section] = []
        position = 0
        while position < len(tokens):
            if tokens[position].type == "heading_open":
                sections.append(self._heading(tokens, position))
                position += 3
                continue
            block, position = self._block(tokens, position)
            if block is None:
                continue
            if sections:
                sections[-1] = replace(sections[-1], blocks=(*sections[-1].blocks, block))
            else:
                blocks.append(block)
        return Prose(tuple(blocks), _nested(sections))

    def _heading(self, tokens: Sequence[Token], position: int) -> Section:
        self._move_to(tokens[position])
        title = tokens[position + 1].content.strip()
        if tokens[position].tag == "h1":
            self._warn("MD-RUBRIK", "Rubriken börjar med #. Kapitlets egen rubrik kommer ur mallen; skriv ## i texten.")
        name = f"{self.chapter_id}-{anchor(title)}".strip("-")
        count = sum(1 for known in self._anchors if known.rstrip("0123456789").rstrip("-") == name)
        name = f"{name}-{count + 1}" if count else name
        self._anchors.add(name)
        depth = max(int(tokens[position].tag[1]), 2) - 2
        return Section(name, title, self.level + depth, place=Place(self.file, line=self.line))

    def _block(self, tokens: Sequence[Token], position: int) -> tuple[Block | None, int]:
        token = tokens[position]
        self._move_to(token)
        if token.type == "paragraph_open":
            return self._paragraph(tokens[position + 1]), position + 3
        if token.type in ("bullet_list_open", "ordered_list_open"):
            end = _matching(tokens, position)
            return self._list(tokens[position + 1 : end], token.type == "ordered_list_open"), end + 1
        if token.type == "blockquote_open":
            end = _matching(tokens, position)
            inner = self._blocks(tokens[position + 1 : end])
            content = tuple(part for block in inner if isinstance(block, Paragraph) for part in block.content)
            return Remark(content), end + 1
        if token.type in ("fence", "code_block"):
            self._warn("MD-KOD", "Texten är indragen eller står i kodstil och skrivs som vanligt stycke.")
            return Paragraph((Text(token.content.strip()),)), position + 1
        if token.type == "hr":
            self._warn("MD-STRECK", "En avdelande linje (---) tas inte med. Använd en rubrik (##).")
        return None, position + 1

    def _blocks(self, tokens: Sequence[Token]) -> tuple[Block, ...]:
        blocks: list[Block] = []
        position = 0
        while position < len(tokens):
            block, position = self._block(tokens, position)
            if block is not None:
                blocks.append(block)
        return tuple(blocks)

    def _list(self, tokens: Sequence[Token], numbered: bool) -> ItemList:
        items: list[tuple[Block, ...]] = []
        position = 0
        while position < len(tokens):
            end = _matching(tokens, position)
            items.append(self._blocks(tokens[position + 1 : end]))
            position = end + 1
        return ItemList(tuple(items), numbered)

    def _paragraph(self, token: Token) -> Paragraph:
        if token.content.startswith("|"):
            self._warn(
                "MD-TABELL", "Tabeller skrivs inte i texten; siffror hör hemma i faktafilerna. Raden visas som text."
            )
        return Paragraph(self._inlines(token.children or []), starts=((0, Place(self.file, line=self.line)),))

    def _inlines(self, tokens: Sequence[Token]) -> tuple[Inline, ...]:
        parts: list[Inline] = []
        position = 0
        while position < len(tokens):
            token = tokens[position]
            if token.type in ("strong_open", "em_open", "link_open"):
                end = _matching(tokens, position)
                parts.append(self._wrapped(token, self._inlines(tokens[position + 1 : end])))
                position = end + 1
                continue
            parts.extend(self._inline(token))
            position += 1
        return _joined(parts)

    def _wrapped(self, token: Token, content: tuple[Inline, ...]) -> Inline:
        if token.type == "strong_open":
            return Strong(content)
        if token.type == "em_open":
            return Emphasis(content)
        return Link(content, str(token.attrs.get("href", "")))

    def _inline(self, token: Token) -> list[Inline]:
        match token.type:
            case "softbreak" | "hardbreak":
                self.line += 1
                return [Text(" ")]
            case "text":
                if _HTML.search(token.content):
                    self._warn("MD-HTML", "HTML-kod i texten visas som den står. Skriv i Markdown i stället.")
                return self._with_citations(token.content)
            case "image":
                self._warn("MD-BILD", "Bilder i texten tas inte med. Bildens text skrivs ut.")
                return [Text(token.content)]
            case _:
                return [Text(token.content)]

    def _with_citations(self, text: str) -> list[Inline]:
        parts: list[Inline] = []
        last = 0
        for match in _CITATION.finditer(text):
            parts.append(Text(text[last : match.start()]))
            parts.append(self._citation(match.group(1)))
            last = match.end()
        parts.append(Text(text[last:]))
        return [part for part in parts if part != Text("")]

    def _citation(self, written: str) -> Inline:
        match = _NAME.fullmatch(written.strip())
        if match is None:
            self._error(
                "MD-SIFFRA",
                f"”{{{written}}}” går inte att läsa som en siffra. Skriv namn och form: {{arets_resultat:tkr}}.",
            )
            return Text(f"{{{written}}}")
        name, style = match.groups()
        try:
            figure = self.figures.find(name)
        except UnknownFigureError as unknown:
            nearest = ", ".join(unknown.nearest)
            hint = f"Menade du {nearest}?" if nearest else "Handboken räknar upp siffrornas namn."
            self._error("MD-SIFFRA", f"Siffran ”{name}” finns inte. {hint}")
            return Text(f"{{{written}}}")
        chosen = style or _DEFAULT_STYLE[figure.unit]
        if chosen not in _FITTING_STYLES[figure.unit]:
            allowed = ", ".join(_FITTING_STYLES[figure.unit] if chosen in STYLES else STYLES)
            self._error("MD-FORM", f"Siffran ”{name}” går inte att skriva som ”{chosen}”. Välj bland {allowed}.")
            return Text(f"{{{written}}}")
        return FigureReference(figure.id, chosen)

    def _move_to(self, token: Token) -> None:
        if token.map:
            self.line = token.map[0] + 1

    def _warn(self, code: str, message: str) -> None:
        self.problems.append(Problem(ProblemSeverity.WARNING, code, message, self.file, self.line))

    def _error(self, code: str, message: str) -> None:
        self.problems.append(Problem(ProblemSeverity.ERROR, code, message, self.file, self.line))


def _matching(tokens: Sequence[Token], position: int) -> int:
    """The index of the token that closes the one at `position`."""
    depth = 0
    for index in range(position, len(tokens)):
        depth += tokens[index].nesting
        if depth == 0:
            return index
    return len(tokens) - 1


def _joined(parts: list[Inline]) -> tuple[Inline, ...]:
    """Neighbouring plain texts become one."""
    joined: list[Inline] = []
    for part in parts:
        last = joined[-1] if joined else None
        if isinstance(part, Text) and isinstance(last, Text):
            joined[-1] = Text(last.text + part.text)
        else:
            joined.append(part)
    return tuple(joined)


def _nested(flat: list[Section]) -> tuple[Section, ...]:
    """Headings in reading order → sections inside sections, by level."""
    roots: list[Section] = []
    for section in reversed(flat):
        count = next((i for i, other in enumerate(roots) if other.level <= section.level), len(roots))
        roots = [replace(section, sections=(*section.sections, *roots[:count])), *roots[count:]]
    return tuple(roots)
