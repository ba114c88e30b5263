"""Shares of exits as tables: by reason, later, by sub-project and over the years, each with its interval and base."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from samverk.core.document.tree import Cell, Column, FigureCell, Row, Table
from samverk.core.money import NBSP
from samverk.core.outcomes.count_share import CountShare
from samverk.core.outcomes.definitions import DEFINITIONS, Definition
from samverk.core.outcomes.told import ToldExit, ToldLater, ToldPart, ToldYear
from samverk.reports.outcomes.tables import HIDDEN_SENTENCE, count_cell
from samverk.reports.outcomes.words import HIDDEN, cost_words, count_words, interval_words, percent_words

_INTERVAL = f"Osäkerheten är Wilsons intervall på 95{NBSP}%."


def base_words(definition: Definition) -> str:
    """What a figure is and of whom, in one line."""
    return f"{definition.name}: {definition.base}"


def _figure(text: str) -> Cell:
    return FigureCell(None, 1, text)


def _share_cells(share: CountShare | None) -> tuple[Cell, ...]:
    count = count_cell(None if share is None else share.count)
    return (count, _figure(percent_words(share)), _figure(interval_words(share)))


def _footnote(hides: bool, *sentences: str) -> str:
    return " ".join([*sentences, *([HIDDEN_SENTENCE] if hides else [])])


_SHARE_COLUMNS = (Column("antal", "Antal"), Column("andel", "Andel"), Column("osakerhet", "Osäkerhet"))


def exits_table(exits: Sequence[ToldExit]) -> Table:
    """Exit reasons with the share each is of the exits whose reason is known; reasons that nobody has are left out."""
    shown = [each for each in exits if each.share is None or each.share.count]
    bases = {each.share.base for each in exits if each.share is not None}
    base = f"Andelarna är av {bases.pop()} avslut med känd orsak." if len(bases) == 1 else ""
    return Table(
        "avslut",
        "Avslut efter orsak",
        _SHARE_COLUMNS,
        tuple(Row(each.reason, each.name, _share_cells(each.share)) for each in shown),
        None,
        "Avslutsorsak",
        base_words(DEFINITIONS["exits_to_work_or_studies"]),
        _footnote(any(each.share is None for each in shown), *([base] if base else []), _INTERVAL),
    )


def later_table(later: Sequence[ToldLater]) -> Table:
    """In work or studies at exit and after, and how many have begun or increased."""
    rows = []
    for each in later:
        name = f"{each.months} månader efter avslut" if each.months else "Vid avslut"
        begun = percent_words(each.started_or_increased)
        base = HIDDEN if each.occupied is None else count_words(each.occupied.base)
        rows.append(Row(f"efter-{each.months}", name, (*_share_cells(each.occupied), _figure(begun), _figure(base))))
    columns = (*_SHARE_COLUMNS, Column("borjat", "Varav börjat eller ökat"), Column("kanda", "Känt om"))
    return Table(
        "senare",
        "I arbete eller studier",
        columns,
        tuple(rows),
        None,
        "När",
        base_words(DEFINITIONS["work_or_studies"]),
        _footnote(any(each.occupied is None for each in later), "Andelarna är av dem som det är känt om.", _INTERVAL),
    )


_YEAR_COLUMNS = (
    Column("deltaganden", "Deltaganden"),
    Column("kvinnor", "Kvinnor"),
    Column("man", "Män"),
    Column("avslut", "Avslut"),
    Column("resultat", "Till arbete eller studier"),
    Column("osakerhet", "Osäkerhet"),
)


def parts_table(parts: Sequence[ToldPart], names: Mapping[str, str]) -> Table:
    """The sub-projects beside each other, or a single one. `names` are theirs, by id."""
    rows = tuple(
        Row(
            each.measure,
            names.get(each.measure, each.measure),
            (
                *(count_cell(value) for value in (each.participants, each.women, each.men, each.exits)),
                _figure(percent_words(each.result)),
                _figure(interval_words(each.result)),
            ),
        )
        for each in parts
    )
    hides = any(None in (each.participants, each.women, each.men, each.exits, each.result) for each in parts)
    return Table(
        "delprojekt",
        "Delprojekten bredvid varandra" if len(parts) > 1 else "Delprojektet i siffror",
        _YEAR_COLUMNS,
        rows,
        None,
        "Delprojekt",
        base_words(DEFINITIONS["exits_to_work_or_studies"]),
        _footnote(hides, _INTERVAL),
    )


def years_table(years: Sequence[tuple[int, ToldYear]]) -> Table:
    """A measure year by year."""
    rows = tuple(
        Row(str(year), str(year), (*year_cells(each), _figure(cost_words(each.per_participation))))
        for year, each in years
    )
    return Table(
        "ar",
        "År för år",
        (*_YEAR_COLUMNS, Column("kostnad", "Kostnad per deltagande")),
        rows,
        None,
        "År",
        base_words(DEFINITIONS["participations"]),
        _footnote(any(hides(each) for _, each in years), _INTERVAL),
    )


def year_cells(told: ToldYear) -> tuple[Cell, ...]:
    """The main figures of a year, one cell a column."""
    counts = (
        _figure(count_words(getattr(told, name), name, told.lacks))
        for name in ("participants", "women", "men", "exits")
    )
    is_told = "result" not in told.lacks
    return (
        *counts,
        _figure(percent_words(told.result) if is_told else "–"),
        _figure(interval_words(told.result) if is_told else "–"),
    )


def hides(told: ToldYear) -> bool:
    """True when any of the main figures of a year is hidden."""
    names = ("participants", "women", "men", "exits", "result")
    return any(getattr(told, name) is None and name not in told.lacks for name in names)
