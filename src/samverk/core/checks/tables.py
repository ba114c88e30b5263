"""TB: what must hold in every table, whatever it shows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from samverk.core.checks.finding import Severity, Verdict
from samverk.core.checks.reading import OUTCOME_ROLES, Printed
from samverk.core.checks.rule import CellPlace, Context, Fault, Held, Outcome, rule
from samverk.core.checks.slips import SlipKind, is_repeated_but_for_swap, slip_of
from samverk.core.checks.tie_out import Addend, fault_at, key_of, same, sum_up
from samverk.core.document.figures import ValueState
from samverk.core.document.tree import Column, FigureCell, Row, Section, Table
from samverk.core.law import OWN_RULE
from samverk.core.money import DASH, MINUS

_ALWAYS = date(2004, 1, 1)
_OWN = (OWN_RULE, "")


@rule("TB-01", title="Summor i tabeller", severity=Severity.ERROR, source=_OWN, valid_from=_ALWAYS)
def sums_hold(context: Context) -> Iterator[Outcome]:
    """Summan är inte lika med raderna som den räknar ihop.

    Räkna om raderna. Stämmer de är det summan som är fel, annars saknas en rad eller så är ett av talen fel.
    """
    for section, table in context.reading.tables:
        for row in table.rows:
            for index, column in enumerate(table.columns) if row.terms else ():
                total = context.reading.printed(section, table, row, index)
                if total is not None and total.file_place is not None and column.role in _SIGNS_OF_ITS_OWN:
                    continue  # a stranger's deviation has signs of its own, row by row; DR-01 tries it
                if total is not None:
                    yield from _sum_outcome(context, total, index)


_SIGNS_OF_ITS_OWN = ("deviation", "change", "unknown")


def _sum_outcome(context: Context, total: Printed, index: int) -> Iterator[Outcome]:
    addends = []
    for term in total.row.terms:
        part = total.table.row(term.row_id)
        if part is None:
            yield Fault(total.place, f"en rad med namnet {term.row_id}", "ingen sådan rad", section_id=total.section.id)
            return
        number = context.reading.printed(total.section, total.table, part, index)
        if number is not None:
            addends.append(Addend(number, term.sign))
        elif isinstance(part.cells[index], FigureCell):
            return  # an addend is not stated, so the sum cannot be tried; TB-06 lists it
    if addends:
        outcome = sum_up(total, addends)
        if isinstance(outcome, Fault) and not total.figure_id:
            outcome = _explained(outcome, total, addends)
        yield outcome


def _is_told_by_its_sign(number: Printed) -> bool:
    """True for a row that TB-04 is sure of: the first cost of its table, or a sum of costs."""
    first = next((row for row in number.table.rows if is_cost_row(row) and _costs_of(number.table, row)), None)
    return number.row is first or bool(number.row.terms)


def _costs_of(table: Table, row: Row) -> list[int]:
    """The amounts of a row under columns that hold costs of a year."""
    return [
        cell.amount
        for column, cell in zip(table.columns, row.cells, strict=False)
        if isinstance(cell, FigureCell) and cell.amount and column.role in _ROLES_OF_COSTS and column.year is not None
    ]


def _has_both_signs(number: Printed) -> bool:
    amounts = _costs_of(number.table, number.row)
    return is_cost_row(number.row) and bool(amounts) and min(amounts) < 0 < max(amounts)


def _explained(fault: Fault, total: Printed, addends: Sequence[Addend]) -> Fault | Held:
    """The fault of a stranger's sum, told where one common slip of the pen explains it.

    A sum that only words and place call a sum is wrong beyond doubt when such a slip explains it, else in doubt.
    """
    slip = slip_of(total, addends)
    if slip is None and total.row.is_guessed:
        is_swap = is_repeated_but_for_swap(total, addends)
        return replace(fault, confidence=0.8) if is_swap else replace(fault, verdict=Verdict.AMBIGUOUS, confidence=0.4)
    if slip is None:
        return fault
    if total.row.is_guessed:
        fault = replace(fault, confidence=0.8)
    if slip.kind is SlipKind.SIGN and _has_both_signs(slip.number) and _is_told_by_its_sign(slip.number):
        return Held()  # TB-04 tells of a row whose sign changes between the columns
    if slip.kind is SlipKind.LEFT_OUT:
        return replace(fault, detail=f"Summan går ihop om raden {slip.number.row.label} inte räknas med.")
    if slip.number is total:
        return fault
    number = slip.number
    others = tuple(cell for cell in fault.cells if cell != key_of(number))
    return replace(
        fault,
        place=number.place,
        expected=number.words(slip.amount),
        found=number.words(number.amount),
        detail=f"Med {number.words(slip.amount)} går summan i raden {total.row.label} ihop.",
        cells=(key_of(number), *others),
        difference_ore=number.amount - slip.amount,
    )


@rule("TB-02", title="Tryckt tal och siffra", severity=Severity.ERROR, source=_OWN, valid_from=_ALWAYS)
def print_states_its_figure(context: Context) -> Iterator[Outcome]:
    """Det tryckta talet är ett annat än den siffra som cellen visar.

    Gör om dokumentet ur fakta. Har någon ändrat i det färdiga dokumentet hör ändringen hemma i fakta.
    """
    for section, table, row, column, cell in context.reading.figure_cells():
        place = f"{table.title}, {row.label}, {column.label}"
        if cell.figure_id is None:
            continue
        if cell.figure_id not in context.document.figures:
            yield Fault(place, "en siffra som finns", cell.figure_id, section_id=section.id, figure_id=cell.figure_id)
            continue
        expected = context.reading.presenter.cell(cell, table.unit)
        if (expected.shown, expected.amount, expected.state) == (cell.shown, cell.amount, cell.state):
            yield Held()
        else:
            yield Fault(
                place,
                expected.shown,
                cell.shown,
                section_id=section.id,
                figure_id=cell.figure_id,
                cells=(CellPlace(table.id, row.id, column.id),),
                difference_ore=_difference(cell, expected),
            )


def _difference(cell: FigureCell, expected: FigureCell) -> int | None:
    return None if cell.amount is None or expected.amount is None else cell.amount - expected.amount


@rule("TB-03", title="Talet som syns", severity=Severity.ERROR, source=_OWN, valid_from=_ALWAYS)
def shown_text_is_the_amount(context: Context) -> Iterator[Outcome]:
    """Texten i cellen är inte det tal som cellen räknas med.

    Gör om dokumentet ur fakta. I ett inläst dokument: se efter om talet är skrivet på ett ovanligt sätt.
    """
    for number in context.reading.all_printed():
        if number.nothing or not number.shown:
            continue
        digits = re.sub(r"\D", "", number.shown)
        negative = number.shown.lstrip().startswith(("-", MINUS, DASH))
        if digits and number.amount == int(digits) * (number.step or 1) * (-1 if negative else 1):
            yield Held()
        else:
            yield Fault(
                number.place,
                number.words(number.amount),
                number.shown,
                section_id=number.section.id,
                figure_id=number.figure_id,
                cells=(key_of(number),),
            )


_ROLES_OF_COSTS = (*OUTCOME_ROLES, "budget", "plan")
_COST_WORDS = ("kostnad", "avskrivning")
_NOT_COSTS = ("resultat", "netto", "intäkt", "andel", "skuld", "finansiella intäkter")


def is_cost_row(row: Row) -> bool:
    """True for a row whose label says that it holds costs and nothing else."""
    label = row.label.lower()
    return any(word in label for word in _COST_WORDS) and not any(word in label for word in _NOT_COSTS)


@rule("TB-04", title="Kostnadernas tecken", severity=Severity.WARNING, source=_OWN, valid_from=_ALWAYS)
def costs_have_one_sign(context: Context) -> Iterator[Outcome]:
    """Kostnader står med minus på ett ställe i tabellen och utan minus på ett annat.

    Välj ett sätt att skriva kostnader i tabellen och håll det i alla rader och år.
    """
    for _section, table in context.reading.tables:
        numbers = [
            number
            for number in context.reading.in_table(table)
            if is_cost_row(number.row)
            and number.column.role in _ROLES_OF_COSTS
            and number.amount
            and (number.file_place is None or number.column.year is not None)
        ]
        signs = [1 if number.amount > 0 else -1 for number in numbers]
        for number, sign in zip(numbers, signs, strict=True):
            if sign == signs[0]:
                yield Held()
            else:
                yield _turned(number, numbers[0])


def _turned(number: Printed, other: Printed) -> Fault:
    """A cost with another sign than the table's first; in a stranger's table a small one may be money paid back."""
    fault = fault_at(number, "samma tecken som i raden intill", detail=f"Jämfört med {other.place}.")
    if number.figure_id or number.row is other.row or (number.row.terms and _has_both_signs(number)):
        return fault
    return replace(fault, verdict=Verdict.AMBIGUOUS, confidence=0.4)


@rule("TB-05", title="Samma rad i flera tabeller", severity=Severity.ERROR, source=_OWN, valid_from=_ALWAYS)
def one_row_one_number(context: Context) -> Iterator[Outcome]:
    """Samma rad och år har olika tal i två tabeller.

    Se efter i bokföringen vilket tal som är rätt och rätta det andra.
    """
    seen: dict[tuple[str, int, str], Printed] = {}
    for number in context.reading.all_printed():
        year, role = number.column.year, number.column.role
        if year is None or role not in (*OUTCOME_ROLES, "budget"):
            continue
        key = (number.row.id, year, "budget" if role == "budget" else "outcome")
        first = seen.setdefault(key, number)
        if first.table.id != number.table.id and (first.unit is None) == (number.unit is None):
            yield same(first, number)


@rule("TB-06", title="Uppgift saknas", severity=Severity.NOTE, source=_OWN, valid_from=_ALWAYS)
def missing_values_are_listed(context: Context) -> Iterator[Outcome]:
    """Tabellen har celler där uppgiften saknas.

    Fyll i uppgiften om den finns. Skriv annars i texten varför den saknas.
    """
    missing: dict[str, tuple[Section, Table, list[str]]] = {}
    for section, table, row, column, cell in context.reading.figure_cells():
        places = missing.setdefault(table.id, (section, table, []))[2]
        if cell.state in (ValueState.NOT_STATED, ValueState.UNREADABLE):
            places.append(f"{row.label} {column.label}")
    for section, table, places in missing.values():
        if not places:
            yield Held()
            continue
        yield Fault(
            table.title,
            "en uppgift i varje cell",
            f"{len(places)} utan uppgift: {'; '.join(places)}",
            verdict=Verdict.NOT_CHECKABLE,
            section_id=section.id,
        )


@rule("TB-07", title="Tabellens år", severity=Severity.ERROR, source=_OWN, valid_from=_ALWAYS)
def columns_show_the_right_years(context: Context) -> Iterator[Outcome]:
    """Kolumnens rubrik nämner ett annat år än talen under den gäller.

    Rätta årtalet i kolumnens rubrik.
    """
    for section, table in context.reading.tables:
        for column in table.columns:
            years = {int(found) for found in re.findall(r"\b(20\d\d)\b", column.label)}
            if column.year is None or not years:
                continue
            if column.year in years:
                yield Held()
            else:
                place = f"{table.title}, kolumnen {column.label}"
                yield Fault(place, str(column.year), ", ".join(map(str, sorted(years))), section_id=section.id)
        yield from _years_in_order(section, table)


def _years_in_order(section: Section, table: Table) -> Iterator[Outcome]:
    columns: list[Column] = [column for column in table.columns if column.year and column.role in OUTCOME_ROLES]
    years = [column.year or 0 for column in columns]
    steps = {later - earlier for earlier, later in pairwise(years)}
    if len(columns) > 1 and (len(steps) > 1 or not steps <= {-1, 1}):
        found = ", ".join(map(str, years))
        yield Fault(table.title, "år som följer på varandra", found, section_id=section.id)
    elif len(columns) > 1:
        yield Held()


_FEWEST_ROWS = 2


@rule("TB-08", title="Kolumner som räknas ihop", severity=Severity.ERROR, source=_OWN, valid_from=_ALWAYS)
def columns_add_up(context: Context) -> Iterator[Outcome]:
    """Kolumnen med summor är inte summan av kolumnerna bredvid.

    Räkna om raden. Stämmer delarna är det summan som är fel.
    """
    for section, table in context.reading.tables:
        for index, column in enumerate(table.columns):
            if column.role == "total":
                yield from _total_column(context, section, table, index)


def _total_column(context: Context, section: Section, table: Table, index: int) -> Iterator[Outcome]:
    """The column against those on its left, else on its right; tried only where most rows say that it is their sum."""
    others = [place for place, column in enumerate(table.columns) if place != index and column.role in ("", "part")]
    for parts in ([place for place in others if place < index], [place for place in others if place > index]):
        outcomes = []
        for row in table.rows if len(parts) > 1 else ():
            total = context.reading.printed(section, table, row, index)
            found = [context.reading.printed(section, table, row, place) for place in parts]
            addends = [Addend(number) for number in found if number is not None]
            if total is not None and len(addends) > 1:
                outcomes.append(sum_up(total, addends))
        failing = sum(isinstance(outcome, Fault) for outcome in outcomes)
        if len(outcomes) - failing >= max(_FEWEST_ROWS, 2 * failing):
            yield from outcomes
            return


@rule("TB-09", title="Tal utan säker kolumn", severity=Severity.NOTE, source=_OWN, valid_from=_ALWAYS)
def lost_columns_are_told(context: Context) -> Iterator[Outcome]:
    """Raden har färre tal än tabellen har kolumner, och det går inte att se i filen vilka kolumner talen hör till.

    Se efter i dokumentet var talen står. Granska hellre den fil som tabellen gjordes i.
    """
    for section, table in context.reading.tables:
        for row in table.rows:
            if not row.lost:
                continue
            if row.placings == 1:
                yield Held()
                continue
            places = [cell.place for cell in row.cells if isinstance(cell, FigureCell) and cell.place is not None]
            yield Fault(
                f"{table.title}, {row.label}",
                "ett tal i varje kolumn, eller ett streck",
                f"{row.lost} tal saknas; {row.placings} sätt att placera resten går ihop med summorna",
                verdict=Verdict.NOT_CHECKABLE,
                section_id=section.id,
                at=places[0] if places else None,
            )
