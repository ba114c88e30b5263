"""An association's chart: its own rules, the shipped profile, its income sources and measures, ready to be asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from samverk.core.measures import Measure
from samverk.core.organisation import Association, IncomeSource
from samverk.core.planning.budget import Block
from samverk.core.problems import Problem
from samverk.core.statements.books import CellKey
from samverk.core.statements.profile import Line, LineRule, NoteRule
from samverk.core.statements.profiles import SHIPPED
from samverk.core.statements.ranges import AccountRange, covers
from samverk.core.statements.rules import Rule, read_ranges, targets_of

_DISPOSAL_NAMES = ("realisationsvinst", "realisationsförlust", "reavinst", "reaförlust", "vid avyttring")


class LineTarget(NamedTuple):
    """The line of an account, and the one it moves to when its balance is a credit."""

    line: Line
    if_credit: Line | None


class NoteTarget(NamedTuple):
    """The named row of the note to `line`, and the block its costs belong to."""

    line: Line
    name: str
    block: Block | None


TargetT = TypeVar("TargetT")
RuleT = TypeVar("RuleT", LineRule, NoteRule)
Claim = tuple[AccountRange, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything that places an account. Each question gives back all answers: none, one, or contradicting ones."""

    shipped: str
    lines: tuple[tuple[Rule[LineTarget], ...], ...]
    notes: tuple[tuple[Rule[NoteTarget], ...], ...]
    sources: tuple[tuple[IncomeSource, Claim], ...]
    measures: tuple[tuple[Measure, Claim], ...]
    disposals: Claim
    doubts: tuple[tuple[Claim, str], ...]
    problems: list[Problem] = field(default_factory=list)

    def lines_of(self, key: CellKey) -> tuple[LineTarget, ...]:
        """The lines that the rules give the cell."""
        return targets_of(self.lines, key)

    def note_rows_of(self, key: CellKey, line: Line) -> tuple[NoteTarget, ...]:
        """The rows of the note to `line` that the rules give the cell."""
        return targets_of(self.notes, key, lambda target: target.line is line)

    def sources_of(self, account: str) -> tuple[IncomeSource, ...]:
        """The income sources that claim the account."""
        return tuple(source for source, claim in self.sources if covers(claim, account))

    def measures_of(self, key: CellKey) -> tuple[Measure, ...]:
        """The measures that claim a cost: by project, else by cost centre, else by account."""
        by_project = tuple(measure for measure, _ in self.measures if key.project and key.project in measure.projects)
        by_centre = tuple(
            measure for measure, _ in self.measures if key.cost_centre and key.cost_centre in measure.cost_centres
        )
        return by_project or by_centre or tuple(m for m, claim in self.measures if covers(claim, key.account))

    def knows_project(self, project: str) -> bool:
        """True when any measure claims the project code."""
        return any(project in measure.projects for measure, _ in self.measures)

    def is_disposal(self, account: str, name: str) -> bool:
        """True for an account of gains or losses on sold fixed assets, by number or by its name."""
        return covers(self.disposals, account) or any(word in name.casefold() for word in _DISPOSAL_NAMES)

    def doubt_of(self, account: str) -> str:
        """Why a balance on the account is worth a look (Swedish), "" when it is not."""
        return next((reason for claim, reason in self.doubts if covers(claim, account)), "")


def read_chart(association: Association, measures: tuple[Measure, ...]) -> Chart:
    """Make the rules ready to ask. Ranges that cannot be read are left out and told in `Chart.problems`."""
    problems: list[Problem] = []
    own, shipped = association.accounting, SHIPPED[association.accounting.base]

    def claim(texts: Iterable[str], place: str) -> Claim:
        ranges, unreadable = read_ranges(texts, place)
        problems.extend(unreadable)
        return ranges

    def layer(rules: Iterable[RuleT], target: Callable[[RuleT], TargetT], place: str = "") -> tuple[Rule[TargetT], ...]:
        return tuple(
            Rule(claim(rule.accounts, place), rule.cost_centres, rule.projects, target(rule)) for rule in rules
        )

    return Chart(
        shipped=shipped.name,
        lines=(layer(own.lines, _line_target, "kontoplan.rad"), layer(shipped.lines, _line_target)),
        notes=(layer(own.notes, _note_target, "kontoplan.notrad"), layer(shipped.notes, _note_target)),
        sources=tuple(
            (source, claim(source.accounts, f"intaktskalla {source.id}")) for source in association.income_sources
        ),
        measures=tuple((measure, claim(measure.accounts, f"insats {measure.id}")) for measure in measures),
        disposals=claim(shipped.disposals, ""),
        doubts=tuple((claim((doubt.accounts,), ""), doubt.reason) for doubt in shipped.doubts),
        problems=problems,
    )


def _line_target(rule: LineRule) -> LineTarget:
    return LineTarget(rule.line, rule.line_if_credit)


def _note_target(rule: NoteRule) -> NoteTarget:
    return NoteTarget(rule.line, rule.name, rule.block)
