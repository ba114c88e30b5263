"""From figures to printed numbers: fills `shown` and `amount` in every cell, citation and mark of a document.

Each figure is rounded once per unit and that number is reused everywhere (DESIGN.md section 4).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from samverk.core.document.figures import Figure, FigureKind, FigureUnit, ValueState
from samverk.core.document.rounding import RoundedAmounts, Rounding, SumRule, round_figures
from samverk.core.document.tree import (
    Block,
    Cell,
    Chart,
    ColumnKind,
    Document,
    Emphasis,
    FigureCell,
    FigureReference,
    Inline,
    ItemList,
    Link,
    Paragraph,
    Point,
    Remark,
    RoundingNote,
    Row,
    Section,
    Strong,
    Table,
)
from samverk.core.money import MINUS, NBSP, MoneyUnit, group_thousands, round_half_away

STATE_WORDS = {
    ValueState.NOTHING: "–",
    ValueState.NOT_STATED: "uppgift saknas",
    ValueState.UNREADABLE: "oläsligt",
    ValueState.SUPPRESSED: "··",
}

STYLES = ("kr", "tkr", "mnkr", "procent", "antal", "manader", "tal")


class Presenter:
    """Writes figures as text. `rounded` holds whole units that additive rounding decided, by unit and figure id."""

    def __init__(
        self, figures: Mapping[str, Figure], rounded: Mapping[MoneyUnit, Mapping[str, int]] | None = None
    ) -> None:
        self.figures = figures
        self.rounded = rounded or {}

    def units(self, figure: Figure, unit: MoneyUnit) -> int:
        """The money figure as a whole number of `unit`, the same number wherever it is shown."""
        decided = self.rounded.get(unit, {}).get(figure.id)
        return round_half_away(figure.value or 0, unit.ore) if decided is None else decided

    def cell(self, cell: FigureCell, unit: MoneyUnit | None) -> FigureCell:
        """The cell with its printed number. A cell without a figure (a stranger's) stays as it is."""
        if cell.figure_id is None:
            return cell
        figure = self.figures[cell.figure_id]
        if figure.value is None:
            return replace(cell, shown=STATE_WORDS[figure.state], amount=None, state=figure.state)
        if figure.unit is FigureUnit.SHARE:
            return replace(cell, shown=percent(Fraction(figure.value)), amount=None, state=figure.state)
        if figure.unit is FigureUnit.MONTHS:
            return replace(cell, shown=months(Fraction(figure.value)), amount=None, state=figure.state)
        if figure.unit is FigureUnit.COUNT:
            number = int(figure.value) * cell.sign
            return replace(cell, shown=group_thousands(number), amount=number, state=figure.state)
        shown_unit = unit or MoneyUnit.KR
        number = self.units(figure, shown_unit) * cell.sign
        return replace(cell, shown=group_thousands(number), amount=number * shown_unit.ore, state=figure.state)

    def words(self, figure: Figure, style: str) -> str:
        """The figure as running text: number, unit, and for a ratio its base, for a deviation better or worse."""
        if figure.value is None:
            return STATE_WORDS[figure.state]
        if figure.unit is FigureUnit.SHARE:
            share = percent(Fraction(figure.value))
            return share if style == "tal" else f"{share} av {figure.base}".rstrip()
        if figure.unit is FigureUnit.COUNT:
            return group_thousands(int(figure.value))
        if figure.unit is FigureUnit.MONTHS:
            return months(Fraction(figure.value)) + ("" if style == "tal" else f"{NBSP}månader")
        text = self._money(figure, style)
        if figure.is_cost and style != "tal":
            return text.removeprefix(MINUS) if int(figure.value) <= 0 else f"{MINUS}{text}"
        if figure.kind is not FigureKind.DEVIATION or style == "tal":
            return text
        if figure.value == 0:
            return "enligt budget"
        return f"{text.removeprefix(MINUS)} {'bättre' if figure.is_favourable else 'sämre'} än budget"

    def _money(self, figure: Figure, style: str) -> str:
        if style == "mnkr":
            tenths = round_half_away(figure.value or 0, MoneyUnit.MNKR.ore // 10)
            whole, decimal = divmod(abs(tenths), 10)
            return f"{MINUS if tenths < 0 else ''}{group_thousands(whole)},{decimal}{NBSP}mnkr"
        unit = MoneyUnit.TKR if style == "tkr" else MoneyUnit.KR
        number = group_thousands(self.units(figure, unit))
        return number if style == "tal" else f"{number}{NBSP}{unit.value}"


def percent(share: Fraction) -> str:
    """A share as whole percent: 28 %. Below one percent and not zero, with one decimal."""
    if share != 0 and abs(share) < Fraction(1, 100):
        tenths = round_half_away(share * 1000)
        return f"{MINUS if tenths < 0 else ''}0,{abs(tenths)}{NBSP}%"
    return f"{group_thousands(round_half_away(share * 100))}{NBSP}%"


def months(value: Fraction) -> str:
    """Months with one decimal, or none when they are whole: 43, 7,4."""
    whole, tenths = divmod(round_half_away(value * 10), 10)
    return f"{group_thousands(whole)},{tenths}" if tenths else group_thousands(whole)


def exact_percent(share: Fraction) -> str:
    """A share as percent with the decimals it needs, two at most: 25 %, 12,5 %, 24,52 %."""
    whole, hundredths = divmod(round_half_away(share * 10_000), 100)
    decimals = f"{hundredths:02d}".rstrip("0")
    return f"{whole},{decimals}{NBSP}%" if decimals else f"{whole}{NBSP}%"


def present(document: Document, mode: Rounding = Rounding.INDEPENDENT) -> Document:
    """Fill every printed number of `document` from its figures.

    Independent: each figure rounded once, on its own. Additive: controlled rounding so that the tables' sums hold as
    printed; what was moved is logged in `rounding_notes`. Raises KeyError when a cell names a figure that is not there.
    """
    rounded: dict[MoneyUnit, RoundedAmounts] = {}
    if mode is Rounding.ADDITIVE:
        rounded = {unit: round_figures(_amounts(document), rules, unit) for unit, rules in sum_rules(document).items()}
    presenter = Presenter(document.figures, {unit: result.values for unit, result in rounded.items()})
    notes = tuple(note for result in rounded.values() for note in result.moved)
    return replace(
        document,
        sections=tuple(_section(section, presenter) for section in document.sections),
        rounding_notes=_sorted(notes),
    )


def broken_sums(document: Document) -> tuple[str, ...]:
    """Ids of totals whose sums, as the tables print them, additive rounding cannot keep; () when all hold."""
    amounts, every_rule = _amounts(document), sum_rules(document)
    broken: list[str] = []
    for unit, rules in _table_rules(document).items():
        values = round_figures(amounts, every_rule[unit], unit).values
        broken += [
            rule.total_id
            for rule in rules
            if values[rule.total_id] != sum(sign * values[name] for name, sign in rule.terms)
        ]
    return tuple(dict.fromkeys(broken))


def _sorted(notes: tuple[RoundingNote, ...]) -> tuple[RoundingNote, ...]:
    return tuple(sorted(notes, key=lambda note: (note.unit.value, note.figure_id)))


def _amounts(document: Document) -> dict[str, int]:
    return {
        figure.id: int(figure.value)
        for figure in document.figures.values()
        if figure.unit is FigureUnit.ORE and figure.value is not None
    }


def sum_rules(document: Document) -> dict[MoneyUnit, list[SumRule]]:
    """Every sum that tables and figures claim, as relations between figures, by the unit in which they are printed."""
    rules = _table_rules(document)
    for unit_rules in rules.values():
        unit_rules.extend(_figure_rules(document))
        unit_rules.extend(_twin_rules(document))  # last: where not everything can hold, a sum goes before a twin
    return rules


def _table_rules(document: Document) -> dict[MoneyUnit, list[SumRule]]:
    """The sums that the tables print, by unit."""
    rules: dict[MoneyUnit, list[SumRule]] = {}
    for table in document.tables():
        if table.unit is None:
            continue
        for index, column in enumerate(table.columns):
            if column.kind is ColumnKind.FIGURE:
                found = (_sum_rule(table, row, index) for row in table.rows if row.terms)
                rules.setdefault(table.unit, []).extend(rule for rule in found if rule is not None)
    return rules


def _figure_rules(document: Document) -> list[SumRule]:
    """What figures say of each other beside the tables: an opening is last year's closing, a deviation a difference."""
    return [
        SumRule(figure.id, tuple((term.figure_id, term.sign) for term in figure.terms))
        for figure in document.figures.values()
        if figure.terms and figure.unit is FigureUnit.ORE and figure.value is not None
    ]


def _twin_rules(document: Document) -> list[SumRule]:
    """The same amount in the same year is one number to the reader, in whatever table or note it stands."""
    first: dict[tuple[int | None, int], Figure] = {}
    rules: list[SumRule] = []
    for figure in document.figures.values():
        if figure.unit is not FigureUnit.ORE or not figure.value:
            continue
        twin = first.setdefault((figure.year, abs(int(figure.value))), figure)
        if twin is not figure:
            rules.append(SumRule(figure.id, ((twin.id, 1 if twin.value == figure.value else -1),)))
    return rules


def _sum_rule(table: Table, row: Row, index: int) -> SumRule | None:
    total = row.cells[index]
    if not isinstance(total, FigureCell) or total.figure_id is None:
        return None
    terms: list[tuple[str, int]] = []
    for term in row.terms:
        other = table.row(term.row_id)
        cell = other.cells[index] if other is not None else None
        if isinstance(cell, FigureCell) and cell.figure_id is not None and cell.state is ValueState.STATED:
            terms.append((cell.figure_id, term.sign * cell.sign * total.sign))
    return SumRule(total.figure_id, tuple(terms)) if terms else None


def _section(section: Section, presenter: Presenter) -> Section:
    return replace(
        section,
        blocks=tuple(_block(block, presenter) for block in section.blocks),
        sections=tuple(_section(part, presenter) for part in section.sections),
    )


def _block(block: Block, presenter: Presenter) -> Block:
    match block:
        case Paragraph() | Remark():
            return replace(block, content=_inlines(block.content, presenter))
        case ItemList():
            return replace(block, items=tuple(tuple(_block(part, presenter) for part in item) for item in block.items))
        case Table():
            rows = tuple(replace(row, cells=tuple(_cell(c, block, presenter) for c in row.cells)) for row in block.rows)
            return replace(block, rows=rows)
        case Chart():
            return _chart(block, presenter)
        case _:
            return block


def _cell(cell: Cell, table: Table, presenter: Presenter) -> Cell:
    return presenter.cell(cell, table.unit) if isinstance(cell, FigureCell) else cell


def _chart(chart: Chart, presenter: Presenter) -> Chart:
    def filled(point: Point) -> Point:
        if point.figure_id is None:
            return point
        cell = presenter.cell(FigureCell(point.figure_id, sign=-1 if point.turned else 1), chart.unit)
        figure = presenter.figures[point.figure_id]
        value = None if figure.value is None else int(figure.value) * (-1 if point.turned else 1)
        return replace(point, value=value, shown=cell.shown)

    series = tuple(replace(row, points=tuple(filled(point) for point in row.points)) for row in chart.series)
    return replace(chart, series=series)


def _inlines(content: tuple[Inline, ...], presenter: Presenter) -> tuple[Inline, ...]:
    def filled(part: Inline) -> Inline:
        match part:
            case FigureReference():
                return replace(part, shown=presenter.words(presenter.figures[part.figure_id], part.style))
            case Strong() | Emphasis() | Link():
                return replace(part, content=_inlines(part.content, presenter))
            case _:
                return part

    return tuple(filled(part) for part in content)
