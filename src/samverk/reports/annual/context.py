"""What every chapter builder is given."""

from __future__ import annotations

from dataclasses import dataclass, field

from samverk.core.document.figures import Figure, FigureBook
from samverk.core.document.tree import Block, FigureReference, Inline, Paragraph, Section, Table, Text
from samverk.core.facts import Facts
from samverk.core.money import MoneyUnit
from samverk.core.organisation import Association
from samverk.core.problems import Problem
from samverk.core.statements.structure import Statement, StatementSet
from samverk.reports.annual.tables import statement_table


@dataclass(frozen=True, slots=True)
class Context:
    """The facts, their statements, and the problems met while building."""

    facts: Facts
    statements: StatementSet
    problems: list[Problem] = field(default_factory=list)

    @property
    def year(self) -> int:
        """The report's year."""
        return self.facts.year

    @property
    def association(self) -> Association:
        """The association the report is about."""
        return self.facts.association

    @property
    def figures(self) -> FigureBook:
        """Every figure, by name."""
        return self.statements.figures

    def table(self, statement: Statement) -> Table:
        """The statement laid out; amounts that it has in kr are in the unit that the association chose."""
        chosen = MoneyUnit(self.association.annual_report.unit)
        return statement_table(statement, self.statements, chosen if statement.unit is MoneyUnit.KR else None)

    def figure(self, name: str) -> Figure | None:
        """The figure called `name`, None when there is none or it states nothing."""
        if name not in self.figures:
            return None
        figure = self.figures.find(name)
        return figure if figure.value is not None else None


@dataclass(frozen=True, slots=True)
class Content:
    """What a chapter builder gives back: blocks and sections for the chapter, and blocks that end all its prose."""

    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    last: tuple[Block, ...] = ()


def sentence(*parts: str | Figure, style: str = "tkr") -> tuple[Inline, ...]:
    """Words and figures as running text; every figure is cited, never retyped."""
    return tuple(Text(part) if isinstance(part, str) else FigureReference(part.id, style) for part in parts)


def paragraph(*parts: str | Figure, style: str = "tkr", lead: bool = False) -> Paragraph:
    """A paragraph of words and cited figures."""
    return Paragraph(sentence(*parts, style=style), lead=lead)
