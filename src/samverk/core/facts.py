"""Everything a report of one association and year is made from, as one value."""

from __future__ import annotations

from dataclasses import dataclass, field

from samverk.core.document.tree import InputFile
from samverk.core.ledger.model import Ledger
from samverk.core.measures import Measure
from samverk.core.organisation import Association
from samverk.core.outcomes.questionnaires import SurveyFacts
from samverk.core.outcomes.returned import ReportedReturn
from samverk.core.planning.budget import BudgetYear


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts directory, read. `ledgers` and `budgets` are keyed by year; `texts` by chapter id → Markdown.

    `returns` are those of the year's participants and `surveys` what may be told of the year's; both come from the web,
    not from the directory.
    """

    year: int
    association: Association
    measures: tuple[Measure, ...] = ()
    budgets: dict[int, BudgetYear] = field(default_factory=dict)
    ledgers: dict[int, Ledger] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    inputs: tuple[InputFile, ...] = ()
    returns: tuple[ReportedReturn, ...] = ()
    surveys: SurveyFacts | None = None
