"""A figure knows where it comes from: an account, a budget line, a fact, or other figures (DESIGN.md section 4).

Figure names are Swedish ASCII, because the director cites them in prose: `arets_resultat.2024`.
The last part is always the year.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction


class FigureUnit(StrEnum):
    """What the number of a figure counts."""

    ORE = "ore"  # money, integer öre
    COUNT = "count"
    SHARE = "share"  # a Fraction, 0–1 for 0–100 %
    MONTHS = "months"  # a Fraction, mean months


class FigureKind(StrEnum):
    """What sort of statement the figure makes (DESIGN.md section 4)."""

    OUTCOME = "outcome"
    ADOPTED_BUDGET = "adopted_budget"
    REVISED_BUDGET = "revised_budget"
    DEVIATION = "deviation"
    FORECAST = "forecast"
    PLAN = "plan"


class ValueState(StrEnum):
    """Five different values that must never be mixed up (DESIGN.md section 4)."""

    STATED = "stated"
    NOTHING = "nothing"  # "–": there is nothing of this kind
    NOT_STATED = "not_stated"  # "uppgift saknas"
    UNREADABLE = "unreadable"
    SUPPRESSED = "suppressed"  # "··"


@dataclass(frozen=True, slots=True)
class AccountSource:
    """So much of one account in one year's books, optionally only some lines of it.

    `amount_ore` has the ledger's sign (debit positive); `measure` says how the account sum was narrowed:
    "UB", "IB", "RES" or "lines" (the sum of the lines that match `objects`).
    """

    year: int
    account: str
    name: str
    amount_ore: int
    balance: str = "RES"
    objects: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class BudgetSource:
    """A line of a budget version."""

    file: str
    version: str
    key: str
    amount_ore: int


@dataclass(frozen=True, slots=True)
class FactSource:
    """A value that a person wrote in a facts file."""

    file: str
    key: str


@dataclass(frozen=True, slots=True)
class ReturnSource:
    """A cell of a return: which measure and period, the return's number and the hash of what it says."""

    measure: str
    first: date
    last: date
    number: int
    hash: str
    cell: str


@dataclass(frozen=True, slots=True)
class SurveySource:
    """Answers to a question from a group in a year, or what was published of them: `origin` says where it is from."""

    survey: str
    group: str
    year: int
    origin: str


Source = AccountSource | BudgetSource | FactSource | ReturnSource | SurveySource


@dataclass(frozen=True, slots=True)
class Term:
    """One addend of a sum: +1 or −1 times the figure called `figure_id`."""

    figure_id: str
    sign: int = 1


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with name, unit, kind, period and origin.

    `value`: int öre, int count, Fraction share or Fraction months; None exactly when `state` is not STATED.
    `terms`: the figure is their signed sum. `ratio`: the figure is numerator/denominator, and `base` says in Swedish
    what the denominator is ("medlemmarnas medel"); it is always printed. `is_favourable` is set for deviations.
    """

    id: str
    label: str
    value: int | Fraction | None
    unit: FigureUnit = FigureUnit.ORE
    kind: FigureKind = FigureKind.OUTCOME
    year: int = 0
    state: ValueState = ValueState.STATED
    terms: tuple[Term, ...] = ()
    ratio: tuple[str, str] | None = None
    base: str = ""
    is_favourable: bool | None = None
    sources: tuple[Source, ...] = ()
    explanation: str = ""  # Swedish, how it was computed, when terms and sources do not say it all
    is_cost: bool = False  # negative in statements; prose says "kostade 408 tkr", without minus

    def __post_init__(self) -> None:
        if (self.value is None) == (self.state is ValueState.STATED):
            raise ValueError(f"{self.id}: value and state contradict each other")
        if self.ratio is not None and not self.base:
            raise ValueError(f"{self.id}: a ratio must name its base")


class UnknownFigureError(KeyError):
    """No figure has this name; `nearest` holds up to three names that are spelt alike."""

    def __init__(self, name: str, nearest: tuple[str, ...]) -> None:
        super().__init__(name)
        self.name = name
        self.nearest = nearest


class FigureBook:
    """All figures of one document by name. A name without a year means the document's own year."""

    def __init__(self, year: int, figures: Iterable[Figure] = ()) -> None:
        self.year = year
        self._figures: dict[str, Figure] = {}
        for figure in figures:
            self.add(figure)

    def add(self, figure: Figure) -> Figure:
        """Enter a figure. Raises ValueError when the name is taken by a different one: one concept, one figure."""
        known = self._figures.get(figure.id)
        if known is not None and known != figure:
            raise ValueError(f"figure {figure.id} is defined twice")
        self._figures[figure.id] = figure
        return figure

    def find(self, name: str) -> Figure:
        """The figure called `name`, or `name` for the document's year. Raises UnknownFigureError."""
        figure = self._figures.get(name) or self._figures.get(f"{name}.{self.year}")
        if figure is None:
            raise UnknownFigureError(name, self.nearest(name))
        return figure

    def ore(self, name: str) -> int:
        """The amount of a money figure, in öre; 0 when it states nothing. Raises UnknownFigureError."""
        value = self.find(name).value
        return int(value) if value is not None else 0

    def nearest(self, name: str) -> tuple[str, ...]:
        """Up to three names spelt like `name`, shortest form (without the document's year) first."""
        suffix = f".{self.year}"
        names = {known.removesuffix(suffix) for known in self._figures}
        return tuple(difflib.get_close_matches(name, sorted(names), n=3, cutoff=0.5))

    def total(
        self,
        figure_id: str,
        label: str,
        terms: Iterable[Term | str],
        *,
        kind: FigureKind = FigureKind.OUTCOME,
        year: int | None = None,
    ) -> Figure:
        """Add a figure that is the signed sum of others; a plain name is a term with plus sign."""
        parts = tuple(term if isinstance(term, Term) else Term(term) for term in terms)
        value = sum(part.sign * self.ore(part.figure_id) for part in parts)
        named = tuple(Term(self.find(part.figure_id).id, part.sign) for part in parts)
        return self.add(
            Figure(
                id=figure_id, label=label, value=value, kind=kind, year=self.year if year is None else year, terms=named
            )
        )

    def __contains__(self, name: object) -> bool:
        return name in self._figures or f"{name}.{self.year}" in self._figures

    def __iter__(self) -> Iterator[Figure]:
        return iter(self._figures.values())

    def __len__(self) -> int:
        return len(self._figures)
