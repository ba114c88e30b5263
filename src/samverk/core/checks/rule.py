"""A rule is a plain function under a decorator; its Swedish docstring is the message a person reads.

The first paragraph of the docstring says what is wrong, the second (optional) what to do. The body yields one outcome
for every relation it tried: it held, it held but for rounding, or it did not (a `Fault`). `run` turns faults into
findings and counts the rest, so that a report can say how much was tried, not only what failed.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from samverk.core.checks.finding import Severity, Verdict
from samverk.core.checks.reading import Reading
from samverk.core.document.tree import Document, Place

if TYPE_CHECKING:
    from samverk.core.facts import Facts


class CellPlace(NamedTuple):
    """Where a printed number stands: ids of table, row and column, and the file in a document that was read."""

    table: str
    row: str
    column: str
    file: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """A relation that was tried and held. `cells` took part; a fault of `slack_ore` or less would not have shown."""

    cells: tuple[CellPlace, ...] = ()
    slack_ore: int = 0


@dataclass(frozen=True, slots=True)
class Rounded:
    """A relation that holds but for rounding; `run` gathers these to one note per `table`."""

    table: str
    row: str
    section_id: str = ""
    cells: tuple[CellPlace, ...] = ()
    slack_ore: int = 0


@dataclass(frozen=True, slots=True)
class Fault:
    """A relation that does not hold. `detail` is a Swedish sentence added to the rule's message.

    `severity` None means the rule's own. `cells` took part, the one it is placed at first; `difference_ore` is found −
    expected where both are money, known to within `slack_ore`. In a document that was read: `at` is the place in the
    file (only where no cell says it), `confidence` (share 0–1) how sure the inference is, `proposal` a Swedish wording
    to put in instead, `lies_in_rows` that the sum is right and one of its rows is not.
    """

    place: str
    expected: str = ""
    found: str = ""
    detail: str = ""
    verdict: Verdict = Verdict.FAULT
    severity: Severity | None = None
    section_id: str = ""
    figure_id: str = ""
    cells: tuple[CellPlace, ...] = ()
    difference_ore: int | None = None
    slack_ore: int = 0
    at: Place | None = None
    confidence: float = 1.0
    proposal: str = ""
    lies_in_rows: bool = False


Outcome = Held | Rounded | Fault


@dataclass(frozen=True, slots=True)
class CheckInput:
    """What the rules run on: a document, and its facts when we have them (a stranger's document has none).

    `others` are documents reviewed together with this one, that came before it.
    """

    document: Document
    facts: Facts | None = None
    others: tuple[Document, ...] = ()


class FactsMissingError(LookupError):
    """A rule asked for facts without having declared that it needs them."""


@dataclass(frozen=True, slots=True)
class Context:
    """What one rule sees: the document, its numbers by place, the facts and the day of the check."""

    document: Document
    day: date
    reading: Reading
    known_facts: Facts | None = None
    others: tuple[Reading, ...] = ()

    @property
    def facts(self) -> Facts:
        """The facts. Raises FactsMissingError when there are none (declare `needs_facts=True`)."""
        if self.known_facts is None:
            raise FactsMissingError("the rule reads facts but does not say needs_facts=True")
        return self.known_facts


Check = Callable[[Context], Iterable[Outcome]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A registered rule. `source` is (key in core.law, section); `message` and `advice` are Swedish."""

    code: str
    title: str
    severity: Severity
    source: tuple[str, str]
    valid_from: date
    check: Check = field(repr=False)
    needs_facts: bool = False

    @property
    def family(self) -> str:
        """The letters before the number: "BR"."""
        return self.code.partition("-")[0]

    @property
    def message(self) -> str:
        """The first paragraph of the docstring, as one line."""
        return self._paragraph(0)

    @property
    def advice(self) -> str:
        """The second paragraph of the docstring, as one line; "" when there is none."""
        return self._paragraph(1)

    def _paragraph(self, number: int) -> str:
        paragraphs = (inspect.getdoc(self.check) or "").split("\n\n")
        return " ".join(paragraphs[number].split()) if number < len(paragraphs) else ""


_registered: dict[str, Rule] = {}


def rule(
    code: str,
    *,
    title: str,
    severity: Severity,
    source: tuple[str, str],
    valid_from: date,
    needs_facts: bool = False,
) -> Callable[[Check], Check]:
    """Register a function as the rule `code`. Raises ValueError when the code is taken."""

    def register(check: Check) -> Check:
        if code in _registered:
            raise ValueError(f"rule {code} is defined twice")
        _registered[code] = Rule(code, title, severity, source, valid_from, check, needs_facts)
        return check

    return register


def registered() -> tuple[Rule, ...]:
    """Every rule whose module has been imported, by code."""
    return tuple(_registered[code] for code in sorted(_registered))
